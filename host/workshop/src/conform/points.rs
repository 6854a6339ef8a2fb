//! Where a policy says that its answer cannot change, it must not.

use domain::{Instant, ReasonCode};
use engine::{Dimension, Input};
use jiff::tz::TimeZone;

use crate::{
    Used,
    sample::{self, Dice, later},
};

const PAIRS: usize = 2_000;

/// Pairs of applications that differ in nothing but the instant, both in one cell of every dimension of time. Their outcomes and reasons
/// must be the same.
pub(super) fn honest(used: &Used) -> Result<u64, String> {
    let Some(dimensions) = used.policy.critical_points() else { return Ok(0) };
    let zone = &used.configuration.time_zone;
    let mut dice = Dice::new(3);
    let mut compared = 0;
    for mut sample in sample::samples(used, PAIRS) {
        // A history and a wish for a later start have places in time of their own.
        sample.facts.history.clear();
        sample.facts.registration = None;
        sample.request.start = None;
        let (first, second) = (sample.request.at, later(sample.request.at, i64::try_from(dice.below(24 * 60)).unwrap_or_default()));
        if !dimensions.iter().all(|dimension| in_one_cell(dimension, first, second, zone)) {
            continue;
        }
        let mut answer = |at: Instant| {
            sample.request.at = at;
            let decided = used.policy.decide(&sample.request, &sample.facts).map_err(|error| error.to_string())?;
            let reasons: Vec<ReasonCode> = decided.reasons.into_iter().map(|reason| reason.code).collect();
            Ok::<_, String>((decided.outcome, reasons))
        };
        let (before, after) = (answer(first)?, answer(second)?);
        if before != after {
            let purpose = &sample.request.purpose;
            return Err(format!("`{purpose}` is {before:?} at {first} and {after:?} at {second}, and no critical point lies between"));
        }
        compared += 1;
    }
    Ok(compared)
}

fn in_one_cell(dimension: &Dimension, first: Instant, second: Instant, zone: &TimeZone) -> bool {
    let value = |at: Instant| {
        let local = zone.to_datetime(at);
        match dimension.input {
            Input::Instant => Some(at.as_millisecond()),
            Input::MinuteOfDay => Some(i64::from(local.hour()) * 60 + i64::from(local.minute())),
            Input::DayOfWeek => Some(local.weekday().to_monday_one_offset().into()),
            _ => None,
        }
    };
    let (Some(first), Some(second)) = (value(first), value(second)) else { return true };
    let cell = |value: i64| dimension.cuts.partition_point(|cut| *cut <= value);
    !dimension.cuts.is_empty() && cell(first) == cell(second) || first == second
}
