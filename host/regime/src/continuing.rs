//! Permits that go on longer than they were granted for: on a document, or because a later regime says so.

use domain::{Channel, Duration, Instant, PurposeId, RegimeId, SourceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Titles;

/// How the end of a permit can be moved on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Extension {
    /// By how much at most, counted from the end that was granted.
    #[schemars(example = &"24h")]
    pub up_to: Duration,
    /// Who may record it: `officer`, `desk` or both.
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["officer", "desk"]]))]
    pub by: Vec<ExtensionBy>,
    /// The document to show, by language; absent when none must be.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "en": "doctor's certificate" }]))]
    pub show: Option<Titles>,
    /// The source that it rests on, one of `sources`.
    #[serde(default)]
    #[schemars(example = &"decree")]
    pub cite: Option<SourceId>,
}

/// Who may record that a permit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ExtensionBy {
    /// Whoever checks permits in the street.
    Officer,
    /// An operator at a desk or on the telephone.
    Desk,
}

/// Active permits of an earlier regime that go on under this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarryOver {
    /// The earlier regime.
    pub from: RegimeId,
    /// The channels through which such a permit was applied for; any when empty.
    pub channels: Vec<Channel>,
    /// What such a permit is for; anything when empty.
    pub purposes: Vec<PurposeId>,
    /// The first instant at which none of them is good any more.
    pub until: Instant,
    /// The source that it rests on.
    pub cite: Option<SourceId>,
}

impl CarryOver {
    /// Whether a permit for this purpose that was applied for in this way is among them.
    #[must_use]
    pub fn takes(&self, purpose: &PurposeId, channel: Channel) -> bool {
        (self.channels.is_empty() || self.channels.contains(&channel)) && (self.purposes.is_empty() || self.purposes.contains(purpose))
    }
}
