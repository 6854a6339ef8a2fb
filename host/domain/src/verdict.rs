//! What an officer learns from a check.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Good here and now.
    Valid,
    /// Good later.
    NotYet,
    /// Good earlier.
    Expired,
    /// Good today, but not at this hour.
    OutsideHours,
    /// Taken back.
    Revoked,
    /// Good elsewhere.
    WrongPlace,
    /// Somebody else's.
    WrongHolder,
    /// Nothing is needed here and now.
    NotRequired,
    /// No such code, or none that may be told: the two answer alike.
    Unknown,
}

impl Verdict {
    /// Its name in records, catalogues and metrics.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotYet => "not_yet",
            Self::Expired => "expired",
            Self::OutsideHours => "outside_hours",
            Self::Revoked => "revoked",
            Self::WrongPlace => "wrong_place",
            Self::WrongHolder => "wrong_holder",
            Self::NotRequired => "not_required",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
