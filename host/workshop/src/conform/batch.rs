//! Rows of a batch are decided like single applications.

use domain::{Attribute, Channel, Facts, Instant, PastPermit, RegistrationFact, Request, Value};
use engine::BatchRow;

use crate::{
    Used,
    sample::{Dice, later, span},
};

use super::count;

const HOLDERS: u32 = 60;
const MOST_ROWS: usize = 6;

/// Every row, and for each the same application with what was granted to the holder before it.
pub(super) fn agrees(used: &Used) -> Result<u64, String> {
    let rows = rows(used);
    let mut session = used.policy.session().map_err(|error| error.to_string())?;
    let verdicts = session.decide_batch(&rows).map_err(|error| error.to_string())?;
    let mut history: Vec<PastPermit> = Vec::new();
    let mut holder = None;
    for (row, verdict) in rows.iter().zip(&verdicts) {
        if holder.replace(row.holder) != Some(row.holder) {
            history.clear();
        }
        let (request, facts) = question(used, row, &history).ok_or("a row cannot be asked alone")?;
        let decided = used.policy.decide(&request, &facts).map_err(|error| error.to_string())?;
        let granted = decided.validity.map(|validity| validity.interval);
        let bounds = granted.map_or((0, 0), |interval| (interval.start().as_millisecond(), interval.end().as_millisecond()));
        let reason = decided.reasons.first().map(|reason| &reason.code);
        let said = verdict.reason.and_then(|place| used.policy.symbols().reason(place));
        if (decided.outcome, bounds, reason) != (verdict.outcome, (verdict.start, verdict.end), said) {
            let at = request.at;
            return Err(format!(
                "`{}` at {at}: alone {:?} {bounds:?} {reason:?}, in a batch {:?} {:?} {said:?}",
                request.purpose,
                decided.outcome,
                verdict.outcome,
                (verdict.start, verdict.end),
            ));
        }
        if let Some(validity) = granted {
            history.push(PastPermit { purpose: request.purpose, granted_at: request.at, validity, revoked: false });
        }
    }
    Ok(count(verdicts.len()))
}

/// Some holders with some applications each, in order of time, most within a few days so that limits are met.
fn rows(used: &Used) -> Vec<BatchRow> {
    let mut dice = Dice::new(2);
    let symbols = used.policy.symbols();
    let needs = used.policy.needs();
    let flags: Vec<u32> = needs.attributes.iter().filter_map(|name| symbols.flag(name)).collect();
    let (from, until) = span(used);
    let minutes = usize::try_from(until.duration_since(from).as_mins()).unwrap_or(1);
    let mut rows = Vec::new();
    for holder in 0..HOLDERS {
        let mut at = later(from, i64::try_from(dice.below(minutes)).unwrap_or_default());
        let place = |dice: &mut Dice| dice.pick(&used.configuration.territories).and_then(|territory| symbols.territory(&territory.code));
        let registered = if needs.registration && dice.below(2) == 0 { place(&mut dice) } else { None };
        let known = flags.iter().filter(|_| dice.below(3) == 0).fold(0, |all, flag| all | flag);
        for _ in 0..=dice.below(MOST_ROWS) {
            let Some(purpose) = dice.pick(&used.configuration.purposes).and_then(|purpose| symbols.purpose(&purpose.id)) else {
                return rows;
            };
            rows.push(BatchRow {
                holder,
                at: at.as_millisecond(),
                purpose,
                territory: place(&mut dice),
                registered,
                flags: known,
                channel: if dice.below(3) == 0 { Channel::Portal } else { Channel::Sms },
                vehicle: dice.below(2) == 0,
            });
            at = later(at, i64::try_from(dice.below(24 * 60)).unwrap_or_default());
        }
    }
    rows
}

/// A row as the application that it stands for. A row does not say since when somebody stays at a place: since ever.
fn question(used: &Used, row: &BatchRow, history: &[PastPermit]) -> Option<(Request, Facts)> {
    let configuration = &used.configuration;
    let territory = |place: u32| configuration.territories.get(usize::try_from(place).ok()?).map(|territory| territory.code.clone());
    let needs = used.policy.needs();
    let symbols = used.policy.symbols();
    let set = needs.attributes.iter().filter(|name| symbols.flag(name).is_some_and(|flag| row.flags & flag != 0));
    let at = Instant::from_millisecond(row.at).ok()?;
    let facts = Facts {
        history: if needs.history.is_some() { history.to_vec() } else { Vec::new() },
        registration: row.registered.and_then(territory).map(|territory| RegistrationFact { territory, since: Instant::UNIX_EPOCH }),
        attributes: set.map(|name| Attribute { name: name.clone(), value: Value::Flag(true) }).collect(),
    };
    let request = Request {
        at,
        purpose: configuration.purposes.get(usize::try_from(row.purpose).ok()?)?.id.clone(),
        channel: row.channel,
        territory: row.territory.and_then(territory),
        start: None,
        vehicle: row.vehicle,
    };
    Some((request, facts))
}
