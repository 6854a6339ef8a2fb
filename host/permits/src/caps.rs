//! How often somebody may apply, whatever becomes of it: counted in the transaction of the application, so that no two count past
//! each other, and judged from the counts alone, so that a replay judges the same.

use domain::{Decision, Instant, Outcome, Reason, RuleOutcome, TraceStep, Value};
use jiff::civil::Date;
use regime::{Cap, CapPeriod, Regime};
use serde::{Deserialize, Serialize};
use store::{Lookup, query::tally::Counted};

use crate::{
    environment::Environment,
    ruling::{reason, step, with},
};

/// How often somebody has applied under a regime in the period that it counts, this application included. A count is there
/// exactly where the regime has a cap and it is known who applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// From this telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<u32>,
    /// With this identity number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<u32>,
}

impl Counts {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is counted of an application under a cap, where it is known who applied. Under a regime that amends another it is counted with
/// those under that: it is one law.
pub(crate) fn counted(environment: &Environment, regime: &Regime, cap: Option<Cap>, who: Option<&Lookup>, at: Instant) -> Option<Counted> {
    let (since, _) = period(regime, cap?.per, at);
    let line = environment.regimes().line(regime);
    Some(Counted { who: who?.clone(), regime: line.last().unwrap_or(&regime.id).clone(), since })
}

/// What the caps of a regime say: a refusal when one is exceeded. Otherwise the steps to be put before those of the policies.
pub(crate) fn judge(regime: &Regime, counts: Counts, at: Instant) -> Result<Vec<TraceStep>, Decision> {
    let caps = &regime.safeguards;
    let (mut reasons, mut trace) = (Vec::new(), Vec::new());
    let asked =
        [("per_phone", "cap-phone", caps.per_phone, counts.phone), ("per_identity", "cap-identity", caps.per_identity, counts.identity)];
    for (rule, code, cap, count) in asked {
        let (Some(cap), Some(count)) = (cap, count) else { continue };
        let exceeded = count > cap.times;
        if exceeded {
            reasons.push(refusal(regime, code, cap, at));
        }
        let outcome = if exceeded { RuleOutcome::Failed } else { RuleOutcome::Passed };
        trace.extend(step(regime.id.clone(), rule, outcome, None));
    }
    if reasons.is_empty() { Ok(trace) } else { Err(Decision { outcome: Outcome::Refused, validity: None, reasons, trace }) }
}

fn refusal(regime: &Regime, code: &str, cap: Cap, at: Instant) -> Reason {
    let per = match cap.per {
        CapPeriod::Day => "day",
        CapPeriod::Week => "week",
    };
    let (_, again) = period(regime, cap.per, at);
    let reason = with(reason(code, None), "times", Value::Number(i64::from(cap.times)));
    with(with(reason, "per", Value::Text(per.to_owned())), "again", Value::Instant(again))
}

/// The local day or week of an instant: its first instant, and that of the next.
fn period(regime: &Regime, per: CapPeriod, at: Instant) -> (Instant, Instant) {
    let today = regime.local(at).date();
    let (first, days) = match per {
        CapPeriod::Day => (today, 1),
        CapPeriod::Week => (today.saturating_sub(jiff::Span::new().days(i64::from(today.weekday().to_monday_zero_offset()))), 7),
    };
    let starts =
        |date: Date| regime.time_zone.to_zoned(date.to_datetime(jiff::civil::Time::midnight())).map_or(at, |zoned| zoned.timestamp());
    (starts(first), starts(first.saturating_add(jiff::Span::new().days(days))))
}
