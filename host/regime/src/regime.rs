//! A regime as the rest of the host sees it: checked, immutable, cheap to ask.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Configuration, ConfiguredPurpose, ConfiguredTerritory, DailyWindow, Duration, IdentityNumber, Instant, Jurisdiction, Language,
    PolicyName, ProviderName, PurposeId, RegimeId, SourceId, TerritoryPath,
};
use indexmap::IndexMap;
use jiff::{civil, tz::TimeZone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{
    continuing::{CarryOver, Extension},
    cover::Cover,
    identity::IdentityKind,
    providers::FactProvider,
    safeguards::Safeguards,
    sms::{FieldKind, Sms},
    text::Titles,
};

/// One legal act's rule set: where, when, what, and how one applies.
#[derive(Debug, Clone)]
pub struct Regime {
    /// Its identifier.
    pub id: RegimeId,
    /// SHA-256 of the file that it was read from, and of the digest of what it amends, in hexadecimal. A decision is stored with
    /// it.
    pub digest: String,
    /// The earlier regime whose rules stand here too, but for what this one changed; `None` when the file states all.
    pub amends: Option<RegimeId>,
    /// Who owns the rules.
    pub jurisdiction: Jurisdiction,
    /// What it is called.
    pub title: Titles,
    /// Who issues the rules; empty when nothing is said.
    pub authority: Titles,
    /// Whom to call about what.
    pub help: Vec<Help>,
    /// What whoever breaks the rules answers under.
    pub liabilities: Vec<Liability>,
    /// The time zone of every local day and hour.
    pub time_zone: TimeZone,
    /// When it rules.
    pub in_force: InForce,
    /// What it demands.
    pub measure: Measure,
    /// Where it rules.
    pub territory: Cover,
    /// What its rules rest on.
    pub sources: IndexMap<SourceId, Source>,
    /// The policies that decide, each of which must be satisfied.
    pub policies: Vec<PolicyUse>,
    /// What the policies are told of it as a whole; an object.
    pub rules: Json,
    /// The reasons to go out that need a permit.
    pub purposes: IndexMap<PurposeId, Purpose>,
    /// The reasons to go out that need none.
    pub exemptions: IndexMap<PurposeId, Exemption>,
    /// How it is used by text message; `None` when it is not.
    pub sms: Option<Sms>,
    /// The identity documents that it accepts, in the order of the file. Empty when it asks for none.
    pub identity: Vec<IdentityKind>,
    /// How a place of stay is registered; `None` when the regime knows no registration.
    pub registration: Option<RegistrationRules>,
    /// Permits of earlier regimes that go on under this one.
    pub carry_over: Vec<CarryOver>,
    /// What is done against abuse.
    pub safeguards: Safeguards,
    /// Where attributes of persons come from. Empty when they are only what the desk recorded.
    pub facts: IndexMap<ProviderName, FactProvider>,
    /// How long personal data are kept after they were last needed; `None` when nothing is said.
    pub retention: Option<Duration>,
    /// Where the sources disagree.
    pub conflicts: Vec<Conflict>,
    pub(crate) territories: Arc<[ConfiguredTerritory]>,
}

/// When a regime rules: half-open, without an end when none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InForce {
    /// The first instant.
    pub from: Instant,
    /// The first instant at which it no longer rules.
    pub until: Option<Instant>,
}

impl InForce {
    /// Whether it rules at `at`.
    #[must_use]
    pub fn contains(&self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// Whether some instant belongs to both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| self.from < until)
    }
}

/// What a regime demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schemars(inline)]
pub enum Measure {
    /// Stay at home at all hours.
    StayHome,
    /// Stay at home within a window of every local day.
    Curfew(#[schemars(example = &"21:00-06:00")] DailyWindow),
}

/// A legal act, or a report of one, that rules and citations rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is called; under the tag of the language where the file gives several.
    pub title: Titles,
    /// The day it was issued.
    pub issued: Option<civil::Date>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Help {
    /// The number, as people dial it, in quotes.
    #[schemars(pattern(r"^\+?[0-9][0-9 ()-]*$"), example = &"116")]
    pub phone: String,
    /// What they help with, by language.
    #[schemars(extend("examples" = [{ "en": "SMS permits" }]))]
    pub about: Titles,
}

/// What whoever breaks the rules answers under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Liability {
    /// The law or its article, by language.
    #[schemars(extend("examples" = [{ "en": "Code of Administrative Offences" }]))]
    pub title: Titles,
    /// The source that says so, one of `sources`.
    #[serde(default)]
    #[schemars(example = &"decree")]
    pub cite: Option<SourceId>,
}

/// A policy and what it is configured with.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyUse {
    /// The policy.
    pub name: PolicyName,
    /// Settings that fit its schema.
    pub settings: Json,
}

/// A reason to go out that needs a permit.
#[derive(Debug, Clone, PartialEq)]
pub struct Purpose {
    /// Its name.
    pub id: PurposeId,
    /// What people call it.
    pub title: Titles,
    /// The source that it rests on.
    pub cite: Option<SourceId>,
    /// How it is named in a text message; `None` when it cannot be applied for by one.
    pub sms: Option<PurposeSms>,
    /// Whether it can be applied for on the portal.
    pub portal: bool,
    /// How it is applied for at a desk or on the telephone; `None` when it cannot.
    pub desk: Option<Desk>,
    /// How the end of such a permit can be moved on; `None` when it cannot.
    pub extension: Option<Extension>,
    /// What the policies are told of it.
    pub rules: Json,
}

/// How a purpose is named in a text message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct PurposeSms {
    /// The code, in quotes: `"1"`.
    #[schemars(example = &"1")]
    pub code: String,
    /// Words that say the same, by language.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "en": ["doctor"] }]))]
    pub words: BTreeMap<Language, Vec<String>>,
}

/// How a purpose is applied for at a desk or on the telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Desk {
    /// The number to call, as people dial it, in quotes.
    #[serde(default)]
    #[schemars(example = &"116")]
    pub phone: Option<String>,
    /// Words that name the purpose in a text message, by language, so that whoever asks there is told where to turn. Not for a
    /// purpose that has `sms` of its own.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "en": ["funeral"] }]))]
    pub words: BTreeMap<Language, Vec<String>>,
}

/// A reason to go out that needs no permit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// Its name, in one name space with the purposes.
    pub id: PurposeId,
    /// What people call it.
    pub title: Titles,
    /// The document to carry, if one must be.
    pub show: Option<Titles>,
    /// The source that it rests on.
    pub cite: Option<SourceId>,
    /// How it is named in a text message by those who ask all the same.
    pub sms: Option<ExemptionSms>,
}

/// How an exemption is named in a text message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ExemptionSms {
    /// Words that name it, by language.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "en": ["summons"] }]))]
    pub words: BTreeMap<Language, Vec<String>>,
}

/// How a place of stay is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct RegistrationRules {
    /// What a dialog asks for, one after the other: any of `name`, `identity`, `address`.
    pub fields: Vec<FieldKind>,
    /// How a mistake in it can be put right by text message; `None` when it can't.
    pub correction: Option<Correction>,
    /// What becomes of a registration of somebody who is registered, from another telephone.
    pub another_phone: AnotherPhone,
}

/// How a mistake in a registration can be put right, from the telephone that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Correction {
    /// How often.
    #[schemars(range(min = 1), example = 1)]
    pub times: u32,
    /// For how long after it was made.
    #[schemars(example = &"24h")]
    pub within: Duration,
}

/// What becomes of a registration of somebody who is registered, from another telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum AnotherPhone {
    /// It speaks for the person once it names the code of the registration; before, it learns nothing but that there is one.
    #[default]
    ByCode,
    /// It speaks for the person from then on, and is told code and place.
    Freely,
}

/// A point on which the sources disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Conflict {
    /// What it is about.
    #[schemars(example = &"how long a permit lasts")]
    pub about: String,
    /// What each source says.
    #[schemars(extend("examples" = [{ "decree": "two hours", "page": "three hours" }]))]
    pub says: IndexMap<SourceId, String>,
    /// What this file takes.
    #[schemars(example = &"three hours")]
    pub takes: String,
    /// Why this file takes that.
    #[schemars(example = &"the page is later")]
    pub why: String,
}

impl Regime {
    /// Whether it rules at a place, at any time.
    #[must_use]
    pub fn covers(&self, path: &TerritoryPath) -> bool {
        self.territory.covers(path)
    }

    /// Whether it rules at an instant, at any place.
    #[must_use]
    pub fn is_in_force(&self, at: Instant) -> bool {
        self.in_force.contains(at)
    }

    /// The local date and time of an instant.
    #[must_use]
    pub fn local(&self, at: Instant) -> civil::DateTime {
        self.time_zone.to_datetime(at)
    }

    /// The kind of document that a number is of; `None` when the regime accepts no such number.
    #[must_use]
    pub fn identity_kind_of(&self, number: &IdentityNumber) -> Option<&IdentityKind> {
        self.identity.iter().find(|kind| kind.matches(number))
    }

    /// The languages in which it answers, its own first: those of its text messages, or of its title where it has none.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        match &self.sms {
            Some(sms) => sms.languages.clone(),
            None => self.title.iter().map(|(language, _)| language).collect(),
        }
    }

    /// What one of its policies is configured with.
    #[must_use]
    pub fn configuration(&self, policy: &PolicyUse) -> Configuration {
        Configuration {
            regime: self.id.clone(),
            settings: policy.settings.clone(),
            purposes: self.purposes.values().map(|p| ConfiguredPurpose { id: p.id.clone(), cite: p.cite.clone() }).collect(),
            territories: self.territories.to_vec(),
            sources: self.sources.keys().cloned().collect(),
            in_force_from: self.in_force.from,
            in_force_until: self.in_force.until,
            time_zone: self.time_zone.clone(),
        }
    }
}
