//! Kinds of identity documents: patterns that are ones, examples that fit, kinds that can be told apart.

use domain::IdentityNumber;

use super::{Lint, entry};
use crate::{diagnostic::Diagnostic, identity::IdentityKind, text::Titles};

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let mut kinds: Vec<(String, IdentityKind, IdentityNumber)> = Vec::new();
    for (name, kind) in lint.file.identity.iter().flat_map(|identity| &identity.kinds) {
        let at = entry("/identity/kinds", name);
        let (pattern, example) = (format!("{at}/pattern"), format!("{at}/example"));
        if !lint.is_whole(&pattern) || !lint.is_whole(&example) {
            continue;
        }
        let made = match IdentityKind::new(name, Titles::default(), &kind.pattern, &kind.example) {
            Ok(made) => made,
            Err(error) => {
                found.push(lint.problem(&pattern, "regime::bad-pattern", format!("not a pattern: {}", plain(&error))));
                continue;
            }
        };
        match kind.example.parse::<IdentityNumber>() {
            Err(error) => found.push(lint.problem(
                &example,
                "regime::bad-example",
                format!("`{}` is no number of a document: {}", kind.example, error.why()),
            )),
            Ok(number) if !made.matches(&number) => {
                let message = format!("the example reads as `{}`, which does not fit `{}`", number.reveal(), kind.pattern);
                let refused = lint.problem(&example, "regime::bad-example", message).beside(&lint.spot(&pattern), "the pattern");
                found.push(refused.help("numbers are matched in capitals and digits, without separators"));
            }
            Ok(number) => kinds.push((at, made, number)),
        }
    }
    for (place, (at, kind, number)) in kinds.iter().enumerate() {
        for (_, other, theirs) in kinds.iter().take(place) {
            if other.matches(number) || kind.matches(theirs) {
                let message = format!("the kinds `{}` and `{}` take each other's numbers", other.name, kind.name);
                let alike = lint.problem(&format!("{at}/example"), "regime::overlapping-kinds", message);
                found.push(alike.help(format!("such a number counts as `{}`, which comes first", other.name)).warning());
            }
        }
    }
}

/// What the regular expression's reader says, on one line.
fn plain(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}
