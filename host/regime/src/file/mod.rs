//! A regime file as it is written: the types from which its JSON Schema is made.
//!
//! Whatever the schema requires is read leniently all the same, so that everything else in the file is checked even when one
//! thing is missing. Nothing here is checked beyond its own text; see `lint` for that.

mod facts;
mod lenient;
mod schema;
mod territory;
mod texts;

use std::collections::BTreeMap;

use domain::{
    Channel, Duration, Jurisdiction, Language, PolicyName, ProviderName, PurposeId, RegimeId, ServiceNumber, SourceId, Territory,
};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

pub(crate) use facts::{FactProviderFile, GroupFile};
pub(crate) use lenient::{Origin, read};
pub(crate) use schema::whole_schema;
pub use schema::{schema, territories_schema};
pub(crate) use territory::TerritoryFile;
pub(crate) use texts::{CivilTime, Day, DotPath, FormField};

use crate::{
    continuing::Extension,
    regime::{AnotherPhone, Conflict, Correction, Desk, ExemptionSms, Help, Liability, Measure, PurposeSms},
    safeguards::Safeguards,
    sms::{FieldKind, FormAction, Latin},
    text::Titles,
};

/// A regime: one legal act's rules, where and when they hold, and how people apply.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["regime", "title", "time_zone", "in_force", "measure", "territory", "policies", "purposes"]))]
pub(crate) struct RegimeFile {
    /// The identifier: the jurisdiction in lower case, `/`, and the name of the file without `.yaml`.
    #[schemars(example = &"xa/2020-12-14-quarantine")]
    pub(crate) regime: Option<RegimeId>,
    /// An earlier regime of the same jurisdiction that this one amends: everything that it says holds here too, but for what
    /// this file states anew or repeals. Maps are merged key by key, anything else is replaced.
    #[schemars(example = &"xa/2020-12-14-quarantine")]
    pub(crate) amends: Option<RegimeId>,
    /// What the amended regime says and this one no longer does, as paths with dots.
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["purposes.funeral", "exemptions.work"]]))]
    pub(crate) repeals: Vec<DotPath>,
    /// The jurisdiction that owns the rules; the name of the folder when absent.
    #[schemars(example = &"XA")]
    pub(crate) jurisdiction: Option<Jurisdiction>,
    /// What the regime is called, by language.
    #[schemars(extend("examples" = [{ "en": "Quarantine" }]))]
    pub(crate) title: Titles,
    /// Who issues the rules, by language.
    #[schemars(extend("examples" = [{ "en": "Ministry of Health" }]))]
    pub(crate) authority: Titles,
    /// Whom to call about what.
    #[schemars(extend("examples" = [[{ "phone": "116", "about": { "en": "permits" } }]]))]
    pub(crate) help: Vec<Help>,
    /// What whoever breaks the rules answers under.
    #[schemars(extend("examples" = [[{ "title": { "en": "Code of Offences" }, "cite": "decree" }]]))]
    pub(crate) liabilities: Vec<Liability>,
    /// The time zone of every local day and hour, as the IANA database names it.
    #[schemars(example = &"Europe/Lisbon")]
    pub(crate) time_zone: String,
    /// When the regime is in force, in local time.
    pub(crate) in_force: Option<InForceFile>,
    /// What the regime demands: `stay_home` at all hours, or a daily `curfew`.
    #[schemars(extend("examples" = ["stay_home", { "curfew": "21:00-06:00" }]))]
    pub(crate) measure: Option<Measure>,
    /// Where the regime is in force.
    pub(crate) territory: CoverFile,
    /// The legal acts and reports that the rules rest on, by a name to cite them with.
    #[schemars(extend("examples" = [{ "decree": { "title": "Decree of the Government", "issued": "2020-12-08" } }]))]
    pub(crate) sources: IndexMap<SourceId, SourceFile>,
    /// The policies that decide. An applicant must satisfy each.
    #[schemars(length(min = 1), extend("examples" = [["standard"]]))]
    pub(crate) policies: Vec<PolicyFile>,
    /// What the policies are told of the regime as a whole; checked against their own schemas.
    #[schemars(extend("examples" = [{ "valid_for": "3h" }]))]
    pub(crate) rules: Map<String, Json>,
    /// The reasons to go out that need a permit.
    #[schemars(extend("examples" = [{ "medical": { "title": { "en": "medical care" }, "sms": { "code": "1" }, "rules": { "valid_for": "3h" } } }]))]
    pub(crate) purposes: IndexMap<PurposeId, PurposeFile>,
    /// The reasons to go out that need none.
    #[schemars(extend("examples" = [{ "summons": { "title": { "en": "summons to court" }, "show": { "en": "the summons" } } }]))]
    pub(crate) exemptions: IndexMap<PurposeId, ExemptionFile>,
    /// How people apply by text message.
    pub(crate) sms: Option<SmsFile>,
    /// The identity documents that are accepted.
    pub(crate) identity: Option<IdentityFile>,
    /// How a place of stay is registered; absent when the regime knows no registration.
    pub(crate) registration: Option<RegistrationFile>,
    /// Active permits of earlier regimes that go on under this one.
    #[schemars(extend("examples" = [[{ "from": "xa/2020-06-21-quarantine", "until": "2021-01-01T00:00" }]]))]
    pub(crate) carry_over: Vec<CarryOverFile>,
    /// What is done against abuse of text messages.
    pub(crate) safeguards: Safeguards,
    /// Where attributes of persons come from, by a name of its own.
    #[schemars(extend("examples" = [{ "infected": { "table": "infected", "gives": ["infected"] } }]))]
    pub(crate) facts: IndexMap<ProviderName, FactProviderFile>,
    /// How long personal data are kept after they were last needed.
    #[schemars(example = &"30d")]
    pub(crate) retention: Option<Duration>,
    /// Where the sources disagree: what each says, what this file takes, and why.
    #[schemars(extend("examples" = [[{ "about": "how long a permit lasts", "says": { "decree": "two hours", "page": "three hours" }, "takes": "three hours", "why": "the page is later" }]]))]
    pub(crate) conflicts: Vec<Conflict>,
}

/// When a regime is in force: from the first minute to the one before `until`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InForceFile {
    /// The first minute, in local time.
    pub(crate) from: CivilTime,
    /// The first minute that no longer belongs to it, in local time; absent when no end is known.
    #[serde(default)]
    pub(crate) until: Option<CivilTime>,
}

/// Where a regime is in force.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CoverFile {
    /// Territories with everything in them.
    #[schemars(extend("examples" = [["XA-N", "XA-W"]]))]
    pub(crate) whole: Vec<Territory>,
    /// Territories of which only the centre counts, without villages and settlements.
    #[schemars(extend("examples" = [["XA-E"]]))]
    pub(crate) centre_only: Vec<Territory>,
    /// What is left out of the territories above.
    #[schemars(extend("examples" = [["XA-N.islands"]]))]
    pub(crate) except: Vec<Territory>,
}

/// A legal act, or a report of one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceFile {
    /// What it is called: a text, or one for each language.
    #[schemars(extend("examples" = ["Decree of the Government", { "en": "Decree of the Government" }]))]
    pub(crate) title: SourceTitle,
    /// The day it was issued.
    #[serde(default)]
    pub(crate) issued: Option<Day>,
    /// Where it can be read.
    #[serde(default)]
    #[schemars(example = &"https://example.org/decree")]
    pub(crate) url: Option<String>,
}

/// What a source is called.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum SourceTitle {
    /// In the language that it is usually cited in.
    Plain(String),
    /// By language.
    ByLanguage(Titles),
}

/// A policy, alone or with settings of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum PolicyFile {
    /// A policy that is told the measure, the `rules` of the regime and the `rules` of each purpose.
    Name(PolicyName),
    /// A policy that is told exactly what stands here.
    With(PolicyWith),
}

/// A policy that is told exactly what stands here.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyWith {
    /// The policy.
    #[schemars(example = &"standard")]
    pub(crate) name: PolicyName,
    /// Its settings; checked against its own schema.
    #[schemars(extend("examples" = [{ "rules": { "valid_for": "3h" } }]))]
    pub(crate) settings: Map<String, Json>,
}

impl PolicyFile {
    pub(crate) fn name(&self) -> &PolicyName {
        match self {
            Self::Name(name) | Self::With(PolicyWith { name, .. }) => name,
        }
    }
}

/// A reason to go out that needs a permit.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub(crate) struct PurposeFile {
    /// What people call it, by language.
    #[schemars(extend("examples" = [{ "en": "medical care" }]))]
    pub(crate) title: Titles,
    /// The source that it rests on, one of `sources`.
    #[schemars(example = &"decree")]
    pub(crate) cite: Option<SourceId>,
    /// How it is named in a text message; absent when it cannot be applied for by one.
    pub(crate) sms: Option<PurposeSms>,
    /// Present when it can be applied for on the portal: `{}`.
    #[schemars(extend("examples" = [{}]))]
    pub(crate) portal: Option<PortalFile>,
    /// Present when it can be applied for at a desk or on the telephone.
    pub(crate) desk: Option<Desk>,
    /// How the end of such a permit can be moved on; absent when it cannot.
    pub(crate) extension: Option<Extension>,
    /// What the policies are told of it; checked against their own schemas.
    #[schemars(extend("examples" = [{ "valid_for": "3h", "quota": [{ "times": 1, "per": "day" }] }]))]
    pub(crate) rules: Map<String, Json>,
}

/// How a purpose is applied for on the portal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortalFile {}

/// A reason to go out that needs no permit.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub(crate) struct ExemptionFile {
    /// What people call it, by language.
    #[schemars(extend("examples" = [{ "en": "summons to court" }]))]
    pub(crate) title: Titles,
    /// The document to carry, by language; absent when none must be.
    #[schemars(extend("examples" = [{ "en": "the summons" }]))]
    pub(crate) show: Option<Titles>,
    /// The source that it rests on, one of `sources`.
    #[schemars(example = &"decree")]
    pub(crate) cite: Option<SourceId>,
    /// How it is named in a text message by those who ask all the same.
    pub(crate) sms: Option<ExemptionSms>,
}

/// How people apply by text message.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["number", "languages", "forms"]))]
pub(crate) struct SmsFile {
    /// The number that people write to, in quotes.
    #[schemars(example = &"1234")]
    pub(crate) number: Option<ServiceNumber>,
    /// The languages of the replies; the first is the regime's own.
    #[schemars(length(min = 1), extend("examples" = [["en", "fr"]]))]
    pub(crate) languages: Vec<Language>,
    /// The telephone number for those who get stuck, as people dial it, in quotes.
    #[schemars(example = &"116")]
    pub(crate) help: Option<String>,
    /// How many segments a reply may take; 3 when absent.
    #[schemars(range(min = 1, max = 10), example = 3)]
    pub(crate) segments: Option<u8>,
    /// How long a dialog waits for its next answer; `15min` when absent.
    #[schemars(example = &"15min")]
    pub(crate) dialog_timeout: Option<Duration>,
    /// Whether replies are written in Latin letters, so that they take fewer segments; `never` when absent.
    #[schemars(example = &"by_choice")]
    pub(crate) latin: Latin,
    /// What people may write, by a name of its own.
    #[schemars(extend("minProperties" = 1, "examples" = [{ "apply": { "fields": ["purpose", "identity", "plate?"] } }]))]
    pub(crate) forms: IndexMap<String, FormFile>,
}

/// One form of message.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FormFile {
    /// What such a message asks for: a permit (`apply`, also when absent) or a registration (`register`).
    #[schemars(example = &"register")]
    pub(crate) does: FormAction,
    /// Words with which such a message begins, by language; absent when it begins with its first field.
    #[schemars(extend("examples" = [{ "en": ["register"] }]))]
    pub(crate) words: BTreeMap<Language, Vec<String>>,
    /// What follows, in this order.
    #[schemars(extend("examples" = [["purpose", "identity", "plate?"]]))]
    pub(crate) fields: Vec<FormField>,
    /// What stands between two fields, as examples show it; a space when absent.
    #[schemars(length(min = 1, max = 3), example = &"#")]
    pub(crate) separator: Option<String>,
}

/// The identity documents that are accepted.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["kinds"]))]
pub(crate) struct IdentityFile {
    /// Each kind of document, by a name of its own.
    #[schemars(extend("minProperties" = 1, "examples" = [{ "card": { "title": { "en": "identity card" }, "pattern": "X[0-9]{7}", "example": "X1234567" } }]))]
    pub(crate) kinds: IndexMap<String, IdentityKindFile>,
}

/// A kind of document.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "pattern", "example"]))]
pub(crate) struct IdentityKindFile {
    /// What people call it, by language.
    #[schemars(extend("examples" = [{ "en": "identity card" }]))]
    pub(crate) title: Titles,
    /// A regular expression that its whole number fits, written in capitals and digits without separators.
    #[schemars(example = &"X[0-9]{7}")]
    pub(crate) pattern: String,
    /// A number of this kind that is nobody's.
    #[schemars(example = &"X1234567")]
    pub(crate) example: String,
}

/// How a place of stay is registered.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RegistrationFile {
    /// What a dialog asks for, one after the other; `[name, identity, address]` when absent.
    #[schemars(length(min = 1), extend("examples" = [["name", "identity", "address"]]))]
    pub(crate) fields: Vec<FieldKind>,
    /// How a mistake can be put right by text message, from the telephone that registered; it can't when absent.
    #[schemars(extend("examples" = [{ "times": 1, "within": "24h" }]))]
    pub(crate) correction: Option<Correction>,
    /// What becomes of a registration of somebody who is registered, from another telephone: with `by_code`, also when absent,
    /// it speaks for the person once it names the code of the registration; with `freely` at once.
    #[schemars(example = &"by_code")]
    pub(crate) another_phone: AnotherPhone,
}

impl Default for RegistrationFile {
    fn default() -> Self {
        Self {
            fields: vec![FieldKind::Name, FieldKind::Identity, FieldKind::Address],
            correction: None,
            another_phone: AnotherPhone::default(),
        }
    }
}

/// Active permits of an earlier regime that go on under this one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CarryOverFile {
    /// The earlier regime.
    #[schemars(example = &"xa/2020-06-21-quarantine")]
    pub(crate) from: RegimeId,
    /// Only permits that were applied for through these channels; through any when absent.
    #[serde(default)]
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["portal"]]))]
    pub(crate) channels: Vec<Channel>,
    /// Only permits for these purposes of the earlier regime; for any when absent.
    #[serde(default)]
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["permitted_activity"]]))]
    pub(crate) purposes: Vec<PurposeId>,
    /// The first minute at which none of them is good any more, in local time.
    pub(crate) until: CivilTime,
    /// The source that it rests on, one of `sources`.
    #[serde(default)]
    #[schemars(example = &"decree")]
    pub(crate) cite: Option<SourceId>,
}
