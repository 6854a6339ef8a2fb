//! What providers of facts say in a case: rows of a table, answers of a service, or that a provider is down.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{AttributeName, IdentityNumber, ProviderName, ServiceName};
use jiff::tz::TimeZone;
use permits::{Answering, Asked, Fact, FactServices, Manner, Origin, Permits, Unavailable};
use regime::{Diagnostic, Document, FactSource, Regime};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    file::{Scalar, required_identity},
    moment::When,
    run::CasesError,
};

/// What the providers of the regime say. One that is not named says nothing of anybody.
pub type Known = BTreeMap<ProviderName, Provided>;

/// What one provider says.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Provided {
    /// Nothing, because it does not answer, or because the table was never imported.
    Down(Down),
    /// Rows, each about one person.
    Rows(Vec<FactRow>),
}

/// That a provider does not answer.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Down {
    /// It does not.
    Down,
}

/// What is said of one person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct FactRow {
    /// Whose document.
    #[serde(deserialize_with = "required_identity")]
    #[schemars(with = "String")]
    pub identity: IdentityNumber,
    /// The first moment at which it is so.
    #[serde(default)]
    pub from: Option<When>,
    /// The first moment at which it is no longer so.
    #[serde(default)]
    pub until: Option<When>,
    /// The attributes and their values: a flag, a whole number, a moment or a code.
    #[serde(flatten)]
    pub attributes: BTreeMap<AttributeName, Scalar>,
}

impl FactRow {
    fn facts(&self, zone: &TimeZone) -> Vec<Fact> {
        let instant = |when: Option<When>| when.and_then(|when| when.instant(zone));
        let fact = |(attribute, value): (&AttributeName, &Scalar)| {
            let value = value.as_attribute(zone);
            Fact { attribute: attribute.clone(), value, from: instant(self.from), until: instant(self.until) }
        };
        self.attributes.iter().map(fact).collect()
    }
}

/// What the schema can't say of the facts of a case.
pub(crate) fn check(known: &Known, pointer: &str, regime: &Regime, document: &Document, problems: &mut Vec<Diagnostic>) {
    for (name, provided) in known {
        let pointer = format!("{pointer}/{name}");
        let Some(provider) = regime.facts.get(name) else {
            let message = format!("the regime has no provider of facts `{name}`");
            problems.push(document.problem(&pointer, "cases::no-provider", message).help("name one of `facts` of the regime"));
            continue;
        };
        let Provided::Rows(rows) = provided else { continue };
        for (number, row) in rows.iter().enumerate() {
            for attribute in row.attributes.keys().filter(|attribute| !provider.gives.contains(attribute)) {
                let message = format!("the provider `{name}` does not give `{attribute}`");
                problems.push(document.problem(&format!("{pointer}/{number}/{attribute}"), "cases::not-given", message));
            }
            let (from, until) =
                (row.from.map(|when| when.instant(&regime.time_zone)), row.until.map(|when| when.instant(&regime.time_zone)));
            if from == Some(None) || until == Some(None) {
                problems.push(document.problem(&format!("{pointer}/{number}"), "cases::no-instant", "no instant has this local time"));
            }
            if from.flatten().zip(until.flatten()).is_some_and(|(from, until)| until <= from) {
                let message = "`until` must be after `from`";
                problems.push(document.problem(&format!("{pointer}/{number}/until"), "cases::empty", message));
            }
        }
    }
}

/// Imports the tables and answers for the services. Whatever no case speaks of is there and empty, so that a case need not name
/// what does not matter to it.
pub(crate) async fn provide(permits: Permits, known: &Known, regime: &Regime) -> Result<Permits, CasesError> {
    let mut services = CaseServices::default();
    for (name, provider) in &regime.facts {
        if let (FactSource::Service { name: service, .. }, Some(provided)) = (&provider.source, known.get(name)) {
            services.answers.insert(service.clone(), provided.clone());
        }
    }
    services.zone = Some(regime.time_zone.clone());
    let permits = permits.asking(Arc::new(services));
    for used in permits.tables_in_use() {
        let mine = |source: &FactSource| {
            let same = matches!(source, FactSource::Table { name, .. } if *name == used.table);
            same && used.jurisdiction == regime.jurisdiction
        };
        let provided = regime.facts.iter().filter(|(_, provider)| mine(&provider.source)).find_map(|(name, _)| known.get(name));
        let mut import = permits.import(&used.jurisdiction, &used.table, &used.attributes, &std::env::temp_dir());
        match provided {
            Some(Provided::Down(_)) => continue,
            Some(Provided::Rows(rows)) => {
                for (number, row) in rows.iter().enumerate() {
                    import.add(&row.identity, number as u64 + 1, &row.facts(&regime.time_zone))?;
                }
            }
            None => {}
        }
        let origin = Origin { file: "case".to_owned(), digest: String::new() };
        import.finish(Manner::Replace, &origin, jiff::Timestamp::UNIX_EPOCH, &mut |_| {}).await?;
    }
    Ok(permits)
}

/// Services that say what the case says.
#[derive(Default)]
struct CaseServices {
    answers: HashMap<ServiceName, Provided>,
    zone: Option<TimeZone>,
}

impl FactServices for CaseServices {
    fn ask<'a>(&'a self, asked: Asked<'a>) -> Answering<'a> {
        let zone = self.zone.clone().unwrap_or(TimeZone::UTC);
        let answer = match self.answers.get(asked.service) {
            Some(Provided::Down(_)) => Err(Unavailable::new(asked.service, "the case says that it is down")),
            Some(Provided::Rows(rows)) => {
                Ok(rows.iter().filter(|row| row.identity == *asked.identity).flat_map(|row| row.facts(&zone)).collect())
            }
            None => Ok(Vec::new()),
        };
        Box::pin(std::future::ready(answer))
    }

    fn names(&self) -> Vec<ServiceName> {
        self.answers.keys().cloned().collect()
    }
}
