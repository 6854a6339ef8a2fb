//! What the cases of a plugin say, as types. The JSON Schema that editors use is made from these; nothing runs here.

use std::collections::BTreeMap;

use domain::{AttributeName, Channel, Outcome, PurposeId, RuleId, RuleOutcome, SourceId, Territory};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::{
    file::{ExpectedReason, Scalar},
    moment::{Moment, When},
};

/// The cases of a plugin: `cases.yaml` in its folder.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Cases of a plugin")]
pub struct PolicyCases {
    /// What a regime that uses it says.
    pub regime: Under,
    /// The cases.
    pub cases: Vec<PolicyCase>,
}

/// A regime as a plugin knows it: what it is configured with.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Under {
    /// The time zone of every local day and hour, such as `Asia/Baku`.
    pub time_zone: String,
    /// When it comes into force; the beginning of 2020 where it is not said.
    #[serde(default)]
    pub from: Option<When>,
    /// When it ceases.
    #[serde(default)]
    pub until: Option<When>,
    /// The purposes.
    pub purposes: Vec<Purpose>,
    /// The territories, each after the one that it belongs to.
    #[serde(default)]
    pub territories: Vec<Place>,
    /// The sources that can be cited.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// What the plugin is told.
    #[serde(default)]
    pub settings: BTreeMap<String, Json>,
}

/// A purpose: its name, or its name and the source that it cites.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Purpose {
    /// The name alone.
    Name(PurposeId),
    /// With its source.
    Citing(CitingPurpose),
}

/// A purpose and the source that it cites.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitingPurpose {
    /// The name.
    pub name: PurposeId,
    /// One of `sources`.
    pub cite: SourceId,
}

/// A territory: its code, or its code and where it belongs to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Place {
    /// A code at the top.
    Code(Territory),
    /// A part of another.
    Part(Part),
}

/// A part of a territory.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its code.
    pub code: Territory,
    /// The code of the territory that it is a part of.
    pub part_of: Territory,
}

/// One case: what the plugin is told, and what it must answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyCase {
    /// What the case shows, in a few words. Unique in its file.
    pub note: String,
    /// What the plugin is told.
    #[serde(default)]
    pub given: Given,
    /// What it must answer. What is not named may be anything.
    pub want: Want,
}

/// What the plugin is told.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The moment of the decision.
    #[serde(default)]
    pub at: Option<When>,
    /// What for; the first purpose of the regime where it is not said.
    #[serde(default)]
    pub purpose: Option<PurposeId>,
    /// How it came; by text message where it is not said.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// Where the person is or wants to go.
    #[serde(default)]
    pub place: Option<Territory>,
    /// When the person wants to start; at once where it is not said.
    #[serde(default)]
    pub start: Option<When>,
    /// Whether a vehicle is used.
    #[serde(default)]
    pub vehicle: bool,
    /// What is known of the person.
    #[serde(default)]
    pub attributes: BTreeMap<AttributeName, Known>,
    /// The permits that the person was given before, the oldest first.
    #[serde(default)]
    pub history: Vec<Past>,
    /// The declared place of stay.
    #[serde(default)]
    pub registration: Option<Stay>,
    /// Other settings than the regime's, whole. Whether they are taken is all that the case asks when it has no `at`.
    #[serde(default)]
    pub settings: Option<BTreeMap<String, Json>>,
}

/// The value of an attribute.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Known {
    /// Yes or no, a whole number, a moment or a code.
    Is(Scalar),
    /// True for a time.
    For(Spell),
}

/// A time for which something is so.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spell {
    /// The first moment.
    pub from: When,
    /// The first moment at which it is no longer so.
    pub until: When,
}

/// A permit that was given before.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// What for.
    pub purpose: PurposeId,
    /// When it began.
    pub from: When,
    /// When it ended or will end.
    pub until: When,
    /// When it was given; when it began where that is not said.
    #[serde(default)]
    pub granted_at: Option<When>,
    /// Whether it was taken back.
    #[serde(default)]
    pub revoked: bool,
}

/// A declared place of stay.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// Where.
    pub place: Territory,
    /// Since when.
    pub since: When,
}

/// What the plugin must answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Want {
    /// What is decided.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Exactly these reasons: a code, or a code with some of its parameters.
    #[serde(default)]
    pub reasons: Option<Vec<ExpectedReason>>,
    /// When the permit starts: a time of the day of `at` (`13:00`) or a day and a time.
    #[serde(default)]
    pub from: Option<Moment>,
    /// When the permit ends.
    #[serde(default)]
    pub until: Option<Moment>,
    /// What single rules say, by their names in the trace.
    #[serde(default)]
    pub rules: BTreeMap<RuleId, RuleOutcome>,
    /// Exactly these settings are wrong: where, as a JSON Pointer such as `/hours`, and a part of what is said of it.
    #[serde(default)]
    pub problems: Option<BTreeMap<String, String>>,
    /// The plugin must say that it does not understand what it is told, with a text that holds this.
    #[serde(default)]
    pub error: Option<String>,
}
