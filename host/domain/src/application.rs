//! What a person asks for, and the part of it that a policy sees.

use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    identity::IdentityNumber,
    names::PurposeId,
    phone::{PhoneNumber, ServiceNumber},
    plate::Plate,
    territory::Territory,
};

/// The way in which an application came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A text message.
    Sms,
    /// The web portal.
    Portal,
    /// An operator at a desk or on the telephone.
    Desk,
    /// Another system.
    Api,
}

impl Channel {
    /// Its name in records, regimes and metrics.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Portal => "portal",
            Self::Desk => "desk",
            Self::Api => "api",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What says which regimes rule an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Where the person is or wants to go: the regimes of that place.
    Place(Territory),
    /// The number that was written to: a text message does not say where its sender is.
    Number(ServiceNumber),
}

/// An application as an adapter hands it over: parsed, nothing decided.
#[derive(Debug, Clone)]
pub struct Application {
    /// The way in which it came.
    pub channel: Channel,
    /// What says which regimes rule it.
    pub scope: Scope,
    /// The purpose, as the regime names it.
    pub purpose: PurposeId,
    /// Who applies; `None` where the channel has established it by a registration of `phone`.
    pub identity: Option<IdentityNumber>,
    /// The telephone it came from or that the answer goes to.
    pub phone: Option<PhoneNumber>,
    /// The vehicle, if one is used.
    pub plate: Option<Plate>,
    /// When the person wants to start; at once when absent.
    pub start: Option<Timestamp>,
}

/// What a policy sees of an application. No name, no number, no telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The instant of the decision.
    pub at: Timestamp,
    /// The purpose.
    pub purpose: PurposeId,
    /// The way in which it came.
    pub channel: Channel,
    /// Where, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<Territory>,
    /// When the person wants to start; at once when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Timestamp>,
    /// Whether a vehicle is used.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vehicle: bool,
}
