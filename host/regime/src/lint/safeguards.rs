//! What is done against abuse: that it can do something.

use domain::Duration;

use super::Lint;
use crate::diagnostic::Diagnostic;

/// What an alarm compares with.
const DAY: u32 = 24 * 60 * 60;

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let safeguards = &lint.file.safeguards;
    let of_messages = [
        ("reply_delay", safeguards.reply_delay.is_some(), "replies are held back"),
        ("per_phone", safeguards.per_phone.is_some(), "the messages of a telephone are counted"),
    ];
    for (key, used, what) in of_messages {
        if used && lint.file.sms.is_none() && !lint.document.has("/sms") {
            let message = format!("{what}, but the regime has no `sms`");
            found.push(lint.problem_at_key(&format!("/safeguards/{key}"), "regime::no-sms", message));
        }
    }
    let Some(alarm) = &safeguards.alarm else { return };
    if alarm.within.seconds() > DAY {
        let message = format!("`{}` is longer than the 24 hours before, with which it is compared", alarm.within);
        let long = lint.problem("/safeguards/alarm/within", "regime::alarm-too-long", message);
        found.push(long.help(format!("take a day at most, such as `{}`", Duration::HOUR)));
    }
    if lint.file.purposes.len() < 2 && lint.is_whole("/purposes") {
        let idle = lint.problem_at_key("/safeguards/alarm", "regime::idle-alarm", "with one purpose no share can rise");
        found.push(idle.warning());
    }
}
