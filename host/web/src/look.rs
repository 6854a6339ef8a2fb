//! How an outcome or a verdict looks: a colour and a shape, always beside the word.

use domain::{Outcome, Verdict};
use serde::Serialize;

/// A colour and a shape, by the names of the stylesheet and of the template `_sign`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Look {
    /// The colour.
    pub tone: &'static str,
    /// The shape.
    pub sign: &'static str,
}

const fn look(tone: &'static str, sign: &'static str) -> Look {
    Look { tone, sign }
}

impl Look {
    /// Of an outcome.
    #[must_use]
    pub const fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Granted => look("good", "check"),
            Outcome::NotRequired => look("info", "open"),
            Outcome::Referred => look("wait", "person"),
            Outcome::Refused => look("bad", "cross"),
        }
    }

    /// Of a verdict. Only a permit that is good here and now is green.
    #[must_use]
    pub const fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Valid => look("good", "check"),
            Verdict::NotRequired => look("info", "open"),
            Verdict::NotYet | Verdict::OutsideHours => look("wait", "clock"),
            Verdict::Expired | Verdict::Revoked | Verdict::WrongPlace | Verdict::WrongHolder => look("bad", "cross"),
            Verdict::Unknown => look("bad", "question"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_good_permit_is_green_and_no_shape_stands_for_two_colours() {
        let verdicts = [
            Verdict::Valid,
            Verdict::NotYet,
            Verdict::Expired,
            Verdict::OutsideHours,
            Verdict::Revoked,
            Verdict::WrongPlace,
            Verdict::WrongHolder,
            Verdict::NotRequired,
            Verdict::Unknown,
        ];
        let looks = verdicts.map(Look::of_verdict);
        assert_eq!(looks.iter().filter(|look| look.tone == "good").count(), 1);
        for one in looks {
            assert!(looks.iter().all(|other| other.sign != one.sign || other.tone == one.tone), "{one:?}");
        }
    }
}
