//! What a policy is configured with when a regime is loaded.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value as Json;

use crate::{
    names::{PurposeId, RegimeId, SourceId},
    territory::Territory,
};

/// A purpose as a policy knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfiguredPurpose {
    /// Its name.
    pub id: PurposeId,
    /// The source that it cites.
    pub cite: Option<SourceId>,
}

/// A node of the territories that a policy knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfiguredTerritory {
    /// Its code.
    pub code: Territory,
    /// Where the node above it stands in the same list; always before it.
    pub parent: Option<usize>,
}

/// Everything that a policy is told once, before it decides anything. Its answers follow from this, the request and the
/// facts alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration {
    /// The regime that it decides for.
    pub regime: RegimeId,
    /// Settings that fit the policy's own schema.
    pub settings: Json,
    /// The regime's purposes, in the order of the file.
    pub purposes: Vec<ConfiguredPurpose>,
    /// The territories of the regime's jurisdiction, parents first.
    pub territories: Vec<ConfiguredTerritory>,
    /// The sources that can be cited.
    pub sources: Vec<SourceId>,
    /// When the regime comes into force.
    pub in_force_from: Timestamp,
    /// When it ceases, if that is known.
    pub in_force_until: Option<Timestamp>,
    /// The time zone of every local day and hour.
    pub time_zone: TimeZone,
}
