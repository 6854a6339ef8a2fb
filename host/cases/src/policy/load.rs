//! From a file to the cases of a plugin, checked as far as they can be without asking it anything.

use std::{collections::BTreeSet, path::Path};

use domain::{Configuration, ConfiguredPurpose, ConfiguredTerritory, Instant, PurposeId, RegimeId};
use jiff::{Timestamp, civil, tz::TimeZone};
use regime::{Diagnostic, Diagnostics, Document};
use serde_json::Value as Json;

use super::file::{Given, Place, PolicyCases, Purpose, Under};
use crate::{load::document, moment::When};

/// The JSON Schema of the cases of a plugin, made from its types.
#[must_use]
pub fn policy_schema() -> Json {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<PolicyCases>().to_value()
}

/// The cases of a plugin, and what it is configured with.
#[derive(Debug)]
pub struct LoadedPolicy {
    pub(super) name: String,
    pub(super) document: Document,
    pub(super) file: PolicyCases,
    pub(super) configuration: Configuration,
}

impl LoadedPolicy {
    /// Reads a file of cases.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its line.
    pub fn read(path: &Path) -> Result<Self, Diagnostics> {
        let document = document(path)?;
        let problems = document.validate(&policy_schema());
        if !problems.is_empty() {
            return Err(Diagnostics::new(problems));
        }
        let file: PolicyCases = document.read()?;
        let mut problems = Vec::new();
        let configuration = configuration(&file.regime, &document, &mut problems);
        if let Some(configuration) = &configuration {
            check(&file, configuration, &document, &mut problems);
        }
        match configuration {
            Some(configuration) if problems.is_empty() => Ok(Self { name: path.display().to_string(), document, file, configuration }),
            _ => Err(Diagnostics::new(problems)),
        }
    }

    /// What a regime would configure the plugin with.
    #[must_use]
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }
}

/// The regime that the cases make up. Its name is never shown.
fn configuration(under: &Under, document: &Document, problems: &mut Vec<Diagnostic>) -> Option<Configuration> {
    let Ok(time_zone) = TimeZone::get(&under.time_zone) else {
        let message = format!("there is no time zone `{}`", under.time_zone);
        problems.push(document.problem("/regime/time_zone", "cases::no-zone", message).help("write one such as `Europe/Berlin`"));
        return None;
    };
    let mut instant = |when: Option<When>, key: &str| {
        let instant = when.map(|when| when.instant(&time_zone));
        if instant == Some(None) {
            problems.push(no_instant(document, &format!("/regime/{key}")));
        }
        instant.flatten()
    };
    let from = instant(under.from, "from").unwrap_or_else(|| beginning(&time_zone));
    let until = instant(under.until, "until");
    let purposes = under.purposes.iter().map(|purpose| match purpose {
        Purpose::Name(id) => ConfiguredPurpose { id: id.clone(), cite: None },
        Purpose::Citing(citing) => ConfiguredPurpose { id: citing.name.clone(), cite: Some(citing.cite.clone()) },
    });
    let purposes: Vec<ConfiguredPurpose> = purposes.collect();
    for (number, purpose) in purposes.iter().enumerate() {
        if let Some(cite) = purpose.cite.as_ref().filter(|cite| !under.sources.contains(cite)) {
            let message = format!("`{cite}` is not among the sources");
            problems.push(document.problem(&format!("/regime/purposes/{number}/cite"), "cases::no-source", message));
        }
    }
    if purposes.is_empty() {
        problems.push(document.problem("/regime/purposes", "cases::no-purpose", "nobody could apply for anything: name a purpose"));
    }
    let mut territories: Vec<ConfiguredTerritory> = Vec::new();
    for (number, place) in under.territories.iter().enumerate() {
        let (code, parent) = match place {
            Place::Code(code) => (code, None),
            Place::Part(part) => {
                let parent = territories.iter().position(|above| above.code == part.part_of);
                if parent.is_none() {
                    let message = format!("`{}` does not stand before its part", part.part_of);
                    problems.push(document.problem(&format!("/regime/territories/{number}/part_of"), "cases::no-territory", message));
                }
                (&part.code, parent)
            }
        };
        territories.push(ConfiguredTerritory { code: code.clone(), parent });
    }
    Some(Configuration {
        regime: "xx/2020-01-01-cases".parse::<RegimeId>().ok()?,
        settings: settings(&under.settings),
        purposes,
        territories,
        sources: under.sources.clone(),
        in_force_from: from,
        in_force_until: until,
        time_zone,
    })
}

pub(super) fn settings(given: &std::collections::BTreeMap<String, Json>) -> Json {
    Json::Object(given.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn beginning(zone: &TimeZone) -> Timestamp {
    zone.to_timestamp(civil::date(2020, 1, 1).at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn no_instant(document: &Document, pointer: &str) -> Diagnostic {
    document.problem(pointer, "cases::no-instant", "no instant has this local time")
}

/// What the schema can't say.
fn check(file: &PolicyCases, configuration: &Configuration, document: &Document, problems: &mut Vec<Diagnostic>) {
    let mut notes = BTreeSet::new();
    for (number, case) in file.cases.iter().enumerate() {
        let pointer = format!("/cases/{number}");
        if !notes.insert(case.note.as_str()) {
            let message = format!("another case has the note `{}`", case.note);
            problems.push(document.problem(&format!("{pointer}/note"), "cases::same-note", message));
        }
        given(&case.given, &format!("{pointer}/given"), configuration, document, problems);
        let want = &case.want;
        let decides = want.outcome.is_some()
            || want.reasons.is_some()
            || want.from.is_some()
            || want.until.is_some()
            || want.error.is_some()
            || !want.rules.is_empty();
        if decides && case.given.at.is_none() {
            let message = "without `at` nothing is decided";
            problems.push(document.problem_at_key(&format!("{pointer}/given"), "cases::no-moment", message).help("say when it is asked"));
        }
        if !decides && want.problems.is_none() {
            let message = "nothing is wanted";
            problems.push(document.problem(&format!("{pointer}/want"), "cases::nothing-wanted", message).help("say `outcome`, for one"));
        }
        if decides && want.problems.as_ref().is_some_and(|wanted| !wanted.is_empty()) {
            let message = "with settings that are wrong nothing is decided";
            problems.push(document.problem(&format!("{pointer}/want/problems"), "cases::two-forms", message));
        }
    }
}

fn given(given: &Given, pointer: &str, configuration: &Configuration, document: &Document, problems: &mut Vec<Diagnostic>) {
    let zone = &configuration.time_zone;
    let mut moment = |when: Option<When>, key: &str| {
        let instant = when.map(|when| when.instant(zone));
        if instant == Some(None) {
            problems.push(no_instant(document, &format!("{pointer}/{key}")));
        }
        instant.flatten()
    };
    moment(given.at, "at");
    moment(given.start, "start");
    moment(given.registration.as_ref().map(|stay| stay.since), "registration/since");
    let mut spells: Vec<(String, Option<Instant>, Option<Instant>)> = Vec::new();
    for (name, known) in &given.attributes {
        if let super::file::Known::For(spell) = known {
            let key = format!("attributes/{name}");
            let (from, until) = (moment(Some(spell.from), &format!("{key}/from")), moment(Some(spell.until), &format!("{key}/until")));
            spells.push((key, from, until));
        }
    }
    for (number, past) in given.history.iter().enumerate() {
        let key = format!("history/{number}");
        moment(past.granted_at, &format!("{key}/granted_at"));
        let (from, until) = (moment(Some(past.from), &format!("{key}/from")), moment(Some(past.until), &format!("{key}/until")));
        spells.push((key, from, until));
    }
    for (key, from, until) in spells {
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            problems.push(document.problem(&format!("{pointer}/{key}/until"), "cases::empty", "`until` must be after `from`"));
        }
    }
    let known = |id: &PurposeId| configuration.purposes.iter().any(|purpose| purpose.id == *id);
    let named = given.purpose.iter().map(|id| (id, "purpose".to_owned()));
    let named = named.chain(given.history.iter().enumerate().map(|(number, past)| (&past.purpose, format!("history/{number}/purpose"))));
    for (id, key) in named.filter(|(id, _)| !known(id)) {
        problems.push(document.problem(&format!("{pointer}/{key}"), "cases::no-purpose", format!("the regime has no purpose `{id}`")));
    }
    let places = given.place.iter().map(|place| (place, "place"));
    for (place, key) in places.chain(given.registration.iter().map(|stay| (&stay.place, "registration/place"))) {
        if !configuration.territories.iter().any(|territory| territory.code == *place) {
            let message = format!("the regime has no territory `{place}`");
            problems.push(document.problem(&format!("{pointer}/{key}"), "cases::no-territory", message));
        }
    }
}
