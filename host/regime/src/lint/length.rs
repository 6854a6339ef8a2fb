//! Replies that take more segments than the regime allows them, at their longest values.

use domain::ReasonCode;

use super::{Lint, samples::Samples};
use crate::{catalogue::REPLIES, diagnostic::Diagnostic};

/// How many segments a reply may take where the file does not say.
pub(crate) const SEGMENTS: u8 = 3;

/// So much of a reply is shown: enough to see which value makes it long.
const SHOWN: usize = 240;

pub(super) fn check(lint: &Lint<'_>, reasons: &[ReasonCode], found: &mut Vec<Diagnostic>) {
    let Some(sms) = &lint.file.sms else { return };
    let budget = usize::from(sms.segments.unwrap_or(SEGMENTS));
    for (index, language) in sms.languages.iter().enumerate() {
        let samples = Samples::new(lint.around(), *language, reasons);
        for key in REPLIES.iter().filter(|key| key.starts_with("reply-")) {
            let Some((segments, text)) = samples.longest(key).filter(|(segments, _)| segments.count > budget) else { continue };
            let message = format!("`{key}` in `{language}` takes {} segments at its longest, more than {budget}", segments.count);
            let long = lint.problem(&format!("/sms/languages/{index}"), "regime::reply-too-long", message);
            let shown: String = text.chars().take(SHOWN).collect();
            let more = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
            found.push(long.help(format!("{} units of {}: {shown}{more}", segments.units, segments.encoding.as_str())));
        }
    }
}
