//! Decisions, and how several become one.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    names::{ReasonCode, RegimeId, RuleId, SourceId},
    reason::Reason,
    window::Validity,
};

/// What was decided. Ordered by strength: of several outcomes the strongest stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// No permit is needed.
    NotRequired,
    /// A permit is given.
    Granted,
    /// A human decides.
    Referred,
    /// No permit is given.
    Refused,
}

impl Outcome {
    /// Its name in records, catalogues and metrics.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NotRequired => "not_required",
            Self::Granted => "granted",
            Self::Referred => "referred",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What one rule had to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleOutcome {
    /// It was satisfied.
    Passed,
    /// It was not, and the application fails.
    Failed,
    /// It sends the application to a human.
    Referred,
    /// It limits what is granted.
    Limited,
    /// It makes a permit unnecessary.
    Exempted,
}

impl RuleOutcome {
    /// Its name in records and catalogues.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Referred => "referred",
            Self::Limited => "limited",
            Self::Exempted => "exempted",
        }
    }
}

/// One step of the trace: which rule, what it said, and the clause it rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TraceStep {
    /// Whose rule.
    pub regime: RegimeId,
    /// The rule.
    pub rule: RuleId,
    /// What it said.
    pub outcome: RuleOutcome,
    /// The source that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<SourceId>,
}

impl PartialOrd for RuleOutcome {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RuleOutcome {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (*self as u8).cmp(&(*other as u8))
    }
}

/// A decision: the outcome, what is granted, why, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// When the permit is good. Present exactly when it is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// Why. Empty only for a grant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Every rule that was asked, in the order in which it was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<TraceStep>,
}

/// The reason of a refusal that arises only when several regimes are combined: each would grant, but at no common time.
pub const NO_COMMON_TIME: &str = "no-common-time";

impl Decision {
    /// A grant.
    #[must_use]
    pub fn granted(validity: Validity) -> Self {
        Self { outcome: Outcome::Granted, validity: Some(validity), reasons: Vec::new(), trace: Vec::new() }
    }

    /// Anything but a grant, for a reason.
    #[must_use]
    pub fn because(outcome: Outcome, reason: Reason) -> Self {
        Self { outcome, validity: None, reasons: vec![reason], trace: Vec::new() }
    }

    /// Combines what several policies or regimes decided of one application: the strongest outcome stands
    /// (refused > referred > granted > not_required), granted validities intersect, reasons of the standing outcome add up
    /// without repetition, traces follow one another. The order does not matter but for the order of reasons and trace,
    /// which is made canonical. `None` when there is nothing to combine.
    pub fn combine(decisions: impl IntoIterator<Item = Self>) -> Option<Self> {
        let all: Vec<Self> = decisions.into_iter().collect();
        let outcome = all.iter().map(|d| d.outcome).max()?;
        let single = all.len() == 1;
        let mut validity: Option<Validity> = None;
        let mut disjoint = false;
        for granted in all.iter().filter_map(|d| d.validity.filter(|_| d.outcome == Outcome::Granted)) {
            validity = match validity {
                None => Some(granted),
                Some(sofar) => {
                    let both = sofar.intersect(&granted);
                    disjoint |= both.is_none();
                    both.or(Some(sofar))
                }
            };
        }
        let mut combined = Self { outcome, validity: None, reasons: Vec::new(), trace: Vec::new() };
        for decision in all {
            if decision.outcome == outcome {
                for reason in decision.reasons {
                    if !combined.reasons.contains(&reason) {
                        combined.reasons.push(reason);
                    }
                }
            }
            combined.trace.extend(decision.trace);
        }
        if !single {
            combined.reasons.sort_by_cached_key(|reason| format!("{reason:?}"));
            combined.trace.sort_by(|a, b| a.regime.cmp(&b.regime));
        }
        if outcome == Outcome::Granted {
            if disjoint {
                combined.outcome = Outcome::Refused;
                combined.reasons = NO_COMMON_TIME.parse::<ReasonCode>().ok().map(Reason::new).into_iter().collect();
            } else {
                combined.validity = validity;
            }
        }
        Some(combined)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::interval::Interval;

    fn validity(start: i64, length: i64) -> Option<Validity> {
        let at = |second| Timestamp::from_second(second).unwrap_or_default();
        Interval::new(at(start), at(start + length)).ok().map(|interval| Validity { interval, daily: None })
    }

    fn reason(code: &str) -> Reason {
        Reason::new(code.parse().unwrap_or_else(|_| unreachable_code()))
    }

    fn unreachable_code() -> ReasonCode {
        "wrong".parse().unwrap_or_else(|_| unreachable_code())
    }

    fn any_decision() -> impl Strategy<Value = Decision> {
        (0u8..4, 0i64..50, 1i64..50, "[a-c]").prop_map(|(outcome, start, length, code)| match outcome {
            0 => Decision::because(Outcome::NotRequired, reason(&code)),
            1 => Decision { outcome: Outcome::Granted, validity: validity(start, length), reasons: Vec::new(), trace: Vec::new() },
            2 => Decision::because(Outcome::Referred, reason(&code)),
            _ => Decision::because(Outcome::Refused, reason(&code)),
        })
    }

    proptest! {
        #[test]
        fn order_never_matters(decisions in prop::collection::vec(any_decision(), 1..5), turn in 0usize..5) {
            let mut turned = decisions.clone();
            let by = turn % decisions.len();
            turned.rotate_left(by);
            turned.reverse();
            prop_assert_eq!(Decision::combine(decisions), Decision::combine(turned));
        }

        #[test]
        fn the_strongest_outcome_stands(decisions in prop::collection::vec(any_decision(), 1..5)) {
            let strongest = decisions.iter().map(|d| d.outcome).max();
            let combined = Decision::combine(decisions);
            let outcome = combined.as_ref().map(|d| d.outcome);
            prop_assert!(outcome == strongest || (strongest == Some(Outcome::Granted) && outcome == Some(Outcome::Refused)));
            prop_assert_eq!(combined.is_some_and(|d| d.validity.is_some()), outcome == Some(Outcome::Granted));
        }
    }

    #[test]
    fn granted_intervals_intersect() {
        let grant = |start, length| Decision {
            outcome: Outcome::Granted,
            validity: validity(start, length),
            reasons: Vec::new(),
            trace: Vec::new(),
        };
        assert_eq!(Decision::combine([grant(0, 10), grant(5, 10)]).and_then(|d| d.validity), validity(5, 5));
        let apart = Decision::combine([grant(0, 5), grant(5, 5)]);
        assert_eq!(apart.map(|d| (d.outcome, d.reasons)), Some((Outcome::Refused, vec![reason(NO_COMMON_TIME)])));
        assert_eq!(Decision::combine([]), None);
    }
}
