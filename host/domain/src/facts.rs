//! What a policy may know of a person, and what it says that it needs to know.

use serde::{Deserialize, Serialize};

use crate::{
    duration::Duration,
    interval::Interval,
    names::{AttributeName, PurposeId},
    reason::Value,
    territory::Territory,
};

/// A permit that the person was granted earlier under the same regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPermit {
    /// What for.
    pub purpose: PurposeId,
    /// When it was granted; a quota counts by this.
    pub granted_at: jiff::Timestamp,
    /// When it was good.
    pub validity: Interval,
    /// Whether it was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
}

/// Where the person has declared to stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationFact {
    /// The declared place of stay.
    pub territory: Territory,
    /// Since when.
    pub since: jiff::Timestamp,
}

/// Something that is known of the person: a flag such as `quarantined`, or a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Its name.
    pub name: AttributeName,
    /// Its value.
    pub value: Value,
}

/// Everything a policy is told beside the request: only what it declared that it needs. History is oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Earlier permits under the same regime, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PastPermit>,
    /// The declared place of stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationFact>,
    /// What else is known, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
}

/// What a configured policy needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Needs {
    /// How far back it looks; `None` when it looks at no history.
    pub history: Option<Duration>,
    /// Whether it asks for the registration.
    pub registration: bool,
    /// The attributes that it asks for.
    pub attributes: Vec<AttributeName>,
}

impl Needs {
    /// What two policies need together.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.history = self.history.max(other.history);
        self.registration |= other.registration;
        for name in &other.attributes {
            if !self.attributes.contains(name) {
                self.attributes.push(name.clone());
            }
        }
        self.attributes.sort();
        self
    }
}
