//! Making a [`Setup`] without a host, so that a policy is tested as the Rust type it is.

use crate::{
    calendar::{Calendar, Transition},
    settings::Problems,
    setup::{Parts, Setup},
    time::Instant,
};

/// A regime to test with.
#[derive(Debug, Clone)]
pub struct Regime<'a> {
    /// The settings, as JSON.
    pub settings: &'a str,
    /// The purposes; each cites the source of its place, if there is one.
    pub purposes: &'a [&'a str],
    /// Codes of territories, each with the place of its parent in this list, which stands before it.
    pub territories: &'a [(&'a str, Option<u32>)],
    /// The sources.
    pub sources: &'a [&'a str],
    /// When it comes into force.
    pub in_force_from: Instant,
    /// When it ceases.
    pub in_force_until: Option<Instant>,
    /// Its zone.
    pub calendar: Calendar,
}

impl Default for Regime<'_> {
    /// In force for ever, in UTC, with nothing in it.
    fn default() -> Self {
        Self {
            settings: "{}",
            purposes: &[],
            territories: &[],
            sources: &[],
            in_force_from: Instant::from_milliseconds(0),
            in_force_until: None,
            calendar: Calendar::fixed(0),
        }
    }
}

impl Regime<'_> {
    /// What a policy would be configured with.
    ///
    /// # Errors
    /// When the settings are not JSON, or a territory stands before its parent.
    pub fn setup(&self) -> Result<Setup, Problems> {
        Setup::from_parts(Parts {
            settings: self.settings,
            purposes: (0u32..).zip(self.purposes).map(|(index, name)| (*name, Some(index))).collect(),
            territories: self.territories.to_vec(),
            sources: self.sources.to_vec(),
            in_force_from: self.in_force_from,
            in_force_until: self.in_force_until,
            calendar: self.calendar.clone(),
        })
    }
}

/// The calendar of a zone from `start` to `end`, given what its offset is at an instant. Changes are found to the millisecond, if there
/// is at most one in an hour.
pub fn calendar(start: Instant, end: Instant, offset_at: impl Fn(Instant) -> i32) -> Calendar {
    const HOUR: i64 = 3_600_000;
    let mut transitions = vec![Transition { at: start, offset: offset_at(start) }];
    let mut at = start.milliseconds();
    while at < end.milliseconds() {
        let next = (at + HOUR).min(end.milliseconds());
        let offset = offset_at(Instant::from_milliseconds(next));
        if transitions.last().is_some_and(|last| last.offset != offset) {
            let (mut before, mut after) = (at, next);
            while after - before > 1 {
                let middle = before.midpoint(after);
                if offset_at(Instant::from_milliseconds(middle)) == offset { after = middle } else { before = middle }
            }
            transitions.push(Transition { at: Instant::from_milliseconds(after), offset });
        }
        at = next;
    }
    Calendar::new(start, end, &transitions)
}
