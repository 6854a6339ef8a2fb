//! Reasons: why something was decided, in words that never change.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    duration::Duration,
    interval::Interval,
    names::{ParamName, PurposeId, ReasonCode, SourceId},
    territory::Territory,
};

/// A typed value: a parameter of a reason, or an attribute of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A count.
    Number(i64),
    /// An instant.
    Instant(jiff::Timestamp),
    /// A length of time.
    Duration(Duration),
    /// A span of time.
    Interval(Interval),
    /// A purpose of the regime.
    Purpose(PurposeId),
    /// A territory.
    Territory(Territory),
    /// Anything else that has a name: never a sentence.
    Text(String),
}

/// Why: a stable code, its parameters, and the clause that it rests on. The words come from a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The stable code.
    pub code: ReasonCode,
    /// What the words need, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<ParamName, Value>,
    /// The source that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<SourceId>,
}

impl Reason {
    /// A reason without parameters and citation.
    #[must_use]
    pub fn new(code: ReasonCode) -> Self {
        Self { code, params: BTreeMap::new(), cite: None }
    }
}
