//! What a regime says of earlier ones: which it amends, and whose permits go on.

use domain::{Instant, PurposeId, RegimeId};

use super::{across::Read, meaning};
use crate::{continuing::CarryOver, diagnostic::Diagnostic, territories::TerritoryTree};

pub(super) fn check(this: &Read<'_>, all: &[Read<'_>], names: &[String], territories: &TerritoryTree, found: &mut Vec<Diagnostic>) {
    let earlier = |id: &RegimeId| all.iter().find(|other| other.regime.id == *id);
    if let Some(base) = this.regime.amends.as_ref().and_then(earlier) {
        found.extend(amends(this, base, territories));
    }
    for (index, carried) in this.regime.carry_over.iter().enumerate() {
        let at = format!("/carry_over/{index}");
        match earlier(&carried.from) {
            Some(from) => carries(this, from, carried, &at, found),
            None if names.iter().any(|name| name == carried.from.as_str()) => {}
            None => {
                let unknown =
                    this.problem(&format!("{at}/from"), "regime::unknown-regime", format!("there is no regime `{}`", carried.from));
                let own = this.regime.id.as_str().split('/').next().unwrap_or_default();
                let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.split('/').next() == Some(own)).collect();
                found.push(meaning(unknown, carried.from.as_str(), &names));
            }
        }
    }
}

/// A regime takes the place of what it amends: the two never rule one place together.
fn amends(this: &Read<'_>, base: &Read<'_>, territories: &TerritoryTree) -> Option<Diagnostic> {
    let (id, from) = (&base.regime.id, this.regime.in_force.from);
    if base.regime.in_force.from >= from {
        let message = format!("`{id}` comes into force at {}, not before this regime", local(base, base.regime.in_force.from));
        let later = this.problem("/amends", "regime::amends-later", message).beside(&this.document.spot("/in_force/from"), "this regime");
        return Some(later.help("what is amended comes first: amend the other way round, or move the start"));
    }
    if base.regime.in_force.until.is_some_and(|until| until <= from) {
        return None;
    }
    let place = base.shares(this, territories)?;
    let message = format!("`{id}` is still in force in `{}` when this regime, which amends it, begins", place.leaf());
    let both = this.problem("/amends", "regime::amended-in-force", message);
    let end = format!("one ends where the other begins: write `until: {}` under `in_force` of `{id}`", local(base, from));
    let spot = base.document.spot(if base.document.has("/in_force/until") { "/in_force/until" } else { "/in_force" });
    Some(both.help(end).beside(&spot, "its time in force"))
}

/// Permits of an earlier regime that go on.
fn carries(this: &Read<'_>, from: &Read<'_>, carried: &CarryOver, at: &str, found: &mut Vec<Diagnostic>) {
    let id = &from.regime.id;
    if from.regime.jurisdiction != this.regime.jurisdiction {
        let message = format!("`{id}` is a regime of another jurisdiction");
        found.push(this.problem(&format!("{at}/from"), "regime::foreign-regime", message));
        return;
    }
    if from.regime.in_force.from >= this.regime.in_force.from {
        let message = format!("`{id}` comes into force at {}, not before this regime", local(from, from.regime.in_force.from));
        found.push(this.problem(&format!("{at}/from"), "regime::carries-later", message));
    }
    if carried.until <= this.regime.in_force.from {
        let message = format!("at {} this regime has only begun or not even that", local(this, carried.until));
        let never = this.problem(&format!("{at}/until"), "regime::carries-nothing", message);
        found.push(never.help("permits go on until a time after the start of this regime"));
    }
    let known: Vec<&str> = from.regime.purposes.keys().map(PurposeId::as_str).collect();
    for (index, purpose) in carried.purposes.iter().enumerate().filter(|(_, purpose)| !from.regime.purposes.contains_key(*purpose)) {
        let unknown =
            this.problem(&format!("{at}/purposes/{index}"), "regime::unknown-purpose", format!("`{id}` has no purpose `{purpose}`"));
        found.push(meaning(unknown, purpose.as_str(), &known));
    }
}

/// A local time as files write it.
fn local(of: &Read<'_>, at: Instant) -> String {
    of.regime.local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}
