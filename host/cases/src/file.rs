//! What a file of cases says, as types. The JSON Schema that editors use is made from these; nothing runs here.

use std::{collections::BTreeMap, fmt};

use domain::{
    AttributeName, Channel, IdentityNumber, Language, Outcome, PhoneNumber, Plate, PurposeId, RegimeId, ServiceNumber, Territory, Value,
    Verdict,
};
use jiff::tz::TimeZone;
use regime::ExtensionBy;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

pub use crate::{
    facts::{Down, FactRow, Known, Provided},
    moment::{Moment, When},
};

/// A file of cases. It stands beside the regime that it is about: `<regime>.cases.yaml` beside `<regime>.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Cases of a regime")]
pub struct CaseFile {
    /// The telephone that messages come from where a step does not say.
    pub from: PhoneNumber,
    /// The cases. Each starts with an empty store.
    pub cases: Vec<Case>,
}

/// One case: what is given, what happens, what must come of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows, in a few words. Unique in its file.
    pub note: String,
    /// When it happens; a step may say another time.
    pub at: When,
    /// What the providers of facts say, by the names that the regime gives them; `down` when one does not answer.
    #[serde(default)]
    pub facts: Known,
    /// What has happened or is known before. Nothing is expected of it but that it is not refused.
    #[serde(default)]
    pub given: Vec<Action>,
    /// What happens, where the case is one step.
    #[serde(default)]
    pub when: Option<Action>,
    /// What must come of it.
    #[serde(default)]
    pub then: Then,
    /// Several steps, in place of `when` and `then`.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// One step of a case that has several.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// When it happens; at the time of the step before, or of the case, where it is not said.
    #[serde(default)]
    pub at: Option<When>,
    /// What happens.
    pub when: Action,
    /// What must come of it.
    #[serde(default)]
    pub then: Then,
}

/// Something that happens.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// A text message: its words alone, or with its numbers.
    Sms(Sms),
    /// An application that did not come by text message.
    Apply(Apply),
    /// An officer's check.
    Check(Check),
    /// A permit is taken back; the value is its code.
    Revoke(String),
    /// The authority notes something about a person.
    Mark(Mark),
    /// The end of a permit is moved on, because a document was shown.
    Extend(Extend),
}

/// A text message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Sms {
    /// The words alone.
    Words(String),
    /// The words, and what else is said of the message.
    Message(Message),
}

/// A text message with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whom it comes from.
    #[serde(default)]
    pub from: Option<PhoneNumber>,
    /// The number that it was sent to; the regime's where it is not said.
    #[serde(default)]
    pub to: Option<ServiceNumber>,
    /// The gateway's own name of the message. The same one twice is the same message delivered again.
    #[serde(default)]
    pub id: Option<String>,
}

/// An application that did not come by text message.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// The purpose.
    pub purpose: PurposeId,
    /// Where the person is or wants to go.
    pub place: Territory,
    /// The number of the identity document.
    #[serde(default, deserialize_with = "identity")]
    #[schemars(with = "Option<String>")]
    pub identity: Option<IdentityNumber>,
    /// How it came; by the portal where it is not said.
    #[serde(default = "portal")]
    pub channel: Channel,
    /// The vehicle.
    #[serde(default)]
    pub plate: Option<Plate>,
    /// The telephone of the person.
    #[serde(default)]
    pub phone: Option<PhoneNumber>,
    /// When the person wants to start; at once where it is not said.
    #[serde(default)]
    pub start: Option<When>,
}

/// An officer's check of a code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The code of a permit or a registration, or `{permit}` or `{registration}` for the last one given.
    pub code: String,
    /// Where the person stands.
    #[serde(default)]
    pub place: Option<Territory>,
    /// The identity document that the person shows.
    #[serde(default)]
    pub identity: Option<String>,
}

/// A permit that goes on because a document was shown.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extend {
    /// Its code, or `{permit}` for the last one given.
    pub code: String,
    /// The end that it is to have: a time of the day of the step (`"15:00"`) or a day and a time.
    pub until: Moment,
    /// What was shown.
    #[serde(default)]
    pub document: String,
    /// Who records it: `officer` or `desk`.
    #[serde(default = "officer")]
    pub by: ExtensionBy,
}

/// Something that the authority knows of a person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Whose document.
    #[serde(deserialize_with = "required_identity")]
    #[schemars(with = "String")]
    pub identity: IdentityNumber,
    /// The attribute or flag.
    pub attribute: AttributeName,
    /// Whether it is so; it is where nothing is said.
    #[serde(default = "yes")]
    pub value: bool,
}

/// What must come of a step. What is not named may be anything.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// What is decided; `none` when nothing is.
    #[serde(default)]
    pub outcome: Option<Expected>,
    /// Exactly these reasons: a code, or a code with some of its parameters.
    #[serde(default)]
    pub reasons: Option<Vec<ExpectedReason>>,
    /// When the permit starts: a time of the day of the step (`13:00`) or a day and a time.
    #[serde(default)]
    pub from: Option<Moment>,
    /// When the permit ends: the one that is given, is extended, or is checked.
    #[serde(default)]
    pub until: Option<Moment>,
    /// What is replied.
    #[serde(default)]
    pub reply: Option<Reply>,
    /// In which language.
    #[serde(default)]
    pub language: Option<Language>,
    /// In how many segments at most.
    #[serde(default)]
    pub segments: Option<usize>,
    /// Until when the reply is held back; not at all when it is the time of the step.
    #[serde(default)]
    pub held_until: Option<Moment>,
    /// What an officer learns.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// Every regime that demands something where the person is checked, and whether the permit meets it.
    #[serde(default)]
    pub demands: Option<BTreeMap<RegimeId, bool>>,
    /// Why the message was not understood, such as `unknown_code`, or the permit not extended, such as `too_late`; `none` when it
    /// was.
    #[serde(default)]
    pub rejected: Option<String>,
    /// Whether the place of stay is registered by it.
    #[serde(default)]
    pub registered: Option<bool>,
    /// Whether it is the stored answer to a message that was delivered again.
    #[serde(default)]
    pub repeated: Option<bool>,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A permit is given.
    Granted,
    /// No permit is given.
    Refused,
    /// No permit is needed.
    NotRequired,
    /// A human decides.
    Referred,
    /// Nothing is decided: the message was not understood, or asked for something else.
    None,
}

impl Expected {
    /// What was decided, in the words of a case.
    #[must_use]
    pub fn of(outcome: Option<Outcome>) -> Self {
        match outcome {
            Some(Outcome::Granted) => Self::Granted,
            Some(Outcome::Refused) => Self::Refused,
            Some(Outcome::NotRequired) => Self::NotRequired,
            Some(Outcome::Referred) => Self::Referred,
            None => Self::None,
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::NotRequired => "not_required",
            Self::Referred => "referred",
            Self::None => "none",
        })
    }
}

/// A reason that is expected: its code, or its code with some of its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ExpectedReason {
    /// The code.
    Code(String),
    /// The code, and parameters as a case writes them; a parameter that is not named may be anything.
    With(BTreeMap<String, BTreeMap<String, Scalar>>),
}

/// A parameter, however YAML reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scalar {
    /// Yes or no.
    Flag(bool),
    /// A count.
    Number(i64),
    /// Anything else; an instant is a day and a time of the regime's time zone, a length is `3h`.
    Text(String),
}

impl Scalar {
    /// As the value of an attribute: what reads as a day and a time is a moment, any other text a code.
    pub(crate) fn as_attribute(&self, zone: &TimeZone) -> Value {
        match self {
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => {
                let when = serde_json::from_value::<When>(text.as_str().into()).ok();
                when.and_then(|when| when.instant(zone)).map_or_else(|| Value::Text(text.clone()), Value::Instant)
            }
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// The reply that is expected: word for word, or by its parts. `{permit}` and `{registration}` stand for the last codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reply {
    /// Word for word.
    Exactly(String),
    /// Holds each of these.
    Holds(Vec<String>),
    /// Holds some and lacks others.
    Parts(Parts),
}

/// Parts of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// It holds each of these.
    #[serde(default)]
    pub holds: Vec<String>,
    /// It holds none of these.
    #[serde(default)]
    pub lacks: Vec<String>,
}

fn portal() -> Channel {
    Channel::Portal
}

fn officer() -> ExtensionBy {
    ExtensionBy::Officer
}

fn yes() -> bool {
    true
}

pub(crate) fn required_identity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IdentityNumber, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
}

fn identity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<IdentityNumber>, D::Error> {
    required_identity(deserializer).map(Some)
}
