//! When a regime is in force: the zone, the hours that a clock skips or repeats, and an end after the start.

use jiff::tz::{self, AmbiguousOffset, TimeZone};

use super::{Lint, meaning};
use crate::{diagnostic::Diagnostic, file::CivilTime};

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let name = lint.file.time_zone.as_str();
    let zone = TimeZone::get(name).ok();
    if zone.is_none() && lint.is_whole("/time_zone") {
        let names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let unknown = lint.problem("/time_zone", "regime::unknown-time-zone", format!("there is no time zone `{name}`"));
        let city = names
            .iter()
            .find(|known| known.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(name.rsplit('/').next().unwrap_or(name))));
        found.push(match city {
            Some(known) => unknown.help(format!("did you mean `{known}`?")),
            None => meaning(unknown, name, &names),
        });
    }
    if let Some(zone) = &zone {
        let carried = lint.file.carry_over.iter().enumerate();
        found.extend(carried.filter_map(|(index, carried)| clock(lint, zone, &format!("/carry_over/{index}/until"), carried.until)));
    }
    let Some(in_force) = &lint.file.in_force else { return };
    if let Some(zone) = zone {
        found.extend(clock(lint, &zone, "/in_force/from", in_force.from));
        found.extend(in_force.until.and_then(|until| clock(lint, &zone, "/in_force/until", until)));
    }
    if let Some(until) = in_force.until
        && until <= in_force.from
    {
        let message = format!("it ends at {}, not after its start at {}", minute(until), minute(in_force.from));
        let empty = lint.problem("/in_force/until", "regime::empty-interval", message);
        found.push(empty.beside(&lint.spot("/in_force/from"), "the start"));
    }
}

fn minute(at: CivilTime) -> String {
    at.0.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Local times that do not exist, or exist twice.
fn clock(lint: &Lint<'_>, zone: &TimeZone, pointer: &str, at: CivilTime) -> Option<Diagnostic> {
    let at = at.0;
    match zone.to_ambiguous_timestamp(at).offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { before, after } => {
            let skipped =
                lint.problem(pointer, "regime::no-such-time", format!("the clock skips {} on that day", at.time().strftime("%H:%M")));
            let forward = i64::from(after.seconds() - before.seconds()) / 60;
            Some(skipped.help(format!("it goes forward by {forward} minutes: name a time before or after")))
        }
        AmbiguousOffset::Fold { .. } => {
            let twice = lint.problem(
                pointer,
                "regime::two-such-times",
                format!("the clock shows {} twice on that day", at.time().strftime("%H:%M")),
            );
            Some(twice.help("the first of the two is taken").warning())
        }
    }
}
