//! The kinds of difference.

use std::fmt;

use domain::{Outcome, ReasonCode, Validity};
use serde::Serialize;

use crate::Answer;

/// How two answers differ. What is told of a difference is what a person would notice first: another outcome or other reasons, then
/// another validity, then other parameters or another clause of the same reasons. How a decision came about is not compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Kind {
    /// Another outcome, or the same for other reasons; or one of them failed.
    Ruling {
        /// What the old rules say.
        old: Side,
        /// What the new rules say.
        new: Side,
    },
    /// Both grant, for another time.
    Validity {
        /// How the new one differs from the old one.
        change: Change,
    },
    /// The same outcome for the same reasons, but their parameters or the clauses that they rest on are others.
    Details {
        /// What both say.
        of: Side,
    },
}

/// What one set of rules says, without what is particular to the question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A decision.
    Decided {
        /// What was decided.
        outcome: Outcome,
        /// The codes of its reasons, in the order of their names.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        reasons: Vec<ReasonCode>,
    },
    /// The policy failed, in this way.
    Failed(String),
}

/// How a validity differs from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It lies within the other.
    Shorter,
    /// The other lies within it.
    Longer,
    /// It begins and ends at other times, neither within the other.
    Moved,
    /// The same days, other hours.
    OtherHours,
}

impl From<&Answer> for Side {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Failed(how) => Self::Failed(how.clone()),
            Answer::Decided(decision) => {
                let mut reasons: Vec<ReasonCode> = decision.reasons.iter().map(|reason| reason.code.clone()).collect();
                reasons.sort();
                Self::Decided { outcome: decision.outcome, reasons }
            }
        }
    }
}

/// How the answer of the new rules differs from that of the old ones; `None` when a person would not notice.
#[must_use]
pub fn difference(old: &Answer, new: &Answer) -> Option<Kind> {
    let (of, other) = (Side::from(old), Side::from(new));
    if of != other {
        return Some(Kind::Ruling { old: of, new: other });
    }
    let (Answer::Decided(old), Answer::Decided(new)) = (old, new) else { return None };
    if let Some(change) = old.validity.zip(new.validity).and_then(|(old, new)| changed(old, new)) {
        return Some(Kind::Validity { change });
    }
    let same = old.reasons.len() == new.reasons.len() && old.reasons.iter().all(|reason| new.reasons.contains(reason));
    (!same).then_some(Kind::Details { of })
}

fn changed(old: Validity, new: Validity) -> Option<Change> {
    let (from, until) = (new.interval.start().cmp(&old.interval.start()), new.interval.end().cmp(&old.interval.end()));
    match (from.is_ge() && until.is_le(), from.is_le() && until.is_ge()) {
        (true, true) => (old.daily != new.daily).then_some(Change::OtherHours),
        (true, false) => Some(Change::Shorter),
        (false, true) => Some(Change::Longer),
        (false, false) => Some(Change::Moved),
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(how) => write!(f, "failed ({how})"),
            Self::Decided { outcome, reasons } if reasons.is_empty() => f.write_str(outcome.as_str()),
            Self::Decided { outcome, reasons } => {
                let codes: Vec<&str> = reasons.iter().map(ReasonCode::as_str).collect();
                write!(f, "{outcome} ({})", codes.join(", "))
            }
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shorter => "shorter",
            Self::Longer => "longer",
            Self::Moved => "moved",
            Self::OtherHours => "other hours",
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ruling { old, new } => write!(f, "{old} → {new}"),
            Self::Validity { change } => write!(f, "granted, {change}"),
            Self::Details { of } => write!(f, "{of}, with other details"),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Decision, Interval, Reason, Value};
    use jiff::Timestamp;

    use super::*;

    fn granted(from: i64, until: i64, daily: Option<&str>) -> Answer {
        let at = |second| Timestamp::from_second(second).unwrap();
        let daily = daily.map(|window| window.parse().unwrap());
        Answer::Decided(Decision::granted(Validity { interval: Interval::new(at(from), at(until)).unwrap(), daily }))
    }

    fn refused(codes: &[&str], count: i64) -> Answer {
        let reason = |code: &&str| {
            let mut reason = Reason::new(code.parse().unwrap());
            reason.params.insert("count".parse().unwrap(), Value::Number(count));
            reason
        };
        let decision =
            Decision { outcome: Outcome::Refused, validity: None, reasons: codes.iter().map(reason).collect(), trace: Vec::new() };
        Answer::Decided(decision)
    }

    #[test]
    fn a_difference_is_what_a_person_would_notice_first() {
        let failed = |how: &str| Answer::Failed(how.to_owned());
        let cases = [
            (granted(0, 9, None), granted(0, 9, None), None),
            (granted(0, 9, None), granted(0, 8, None), Some("granted, shorter")),
            (granted(0, 9, None), granted(1, 9, None), Some("granted, shorter")),
            (granted(0, 9, None), granted(0, 10, Some("08:00-20:00")), Some("granted, longer")),
            (granted(0, 9, None), granted(1, 10, None), Some("granted, moved")),
            (granted(0, 9, None), granted(0, 9, Some("08:00-20:00")), Some("granted, other hours")),
            (granted(0, 9, None), refused(&["quota-used"], 1), Some("granted → refused (quota-used)")),
            (refused(&["a", "b"], 1), refused(&["b", "a"], 1), None),
            (refused(&["b"], 1), refused(&["b", "a"], 1), Some("refused (b) → refused (a, b)")),
            (refused(&["a"], 1), refused(&["a"], 2), Some("refused (a), with other details")),
            (refused(&["a"], 1), failed("trap"), Some("refused (a) → failed (trap)")),
            (failed("trap"), failed("trap"), None),
            (failed("trap"), failed("deadline"), Some("failed (trap) → failed (deadline)")),
        ];
        for (old, new, expected) in cases {
            let found = difference(&old, &new).map(|kind| kind.to_string());
            assert_eq!(found.as_deref(), expected, "{old} / {new}");
        }
    }
}
