//! What becomes of a permit after it was granted.

use std::fmt;

use domain::{Instant, PermitCode, PurposeId, RegimeId, Secret, SourceId};
use regime::ExtensionBy;
use serde::{Deserialize, Serialize};

use crate::{error::PermitsError, permit::Permit};

/// A change of a permit. Every one is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// What it was.
    pub kind: ChangeKind,
    /// The end before.
    pub old_end: Instant,
    /// The end since; the same where the permit was taken back.
    pub new_end: Instant,
    /// Who did it.
    pub by: ChangedBy,
    /// What was shown for it.
    pub document: Option<Secret>,
    /// The regime by whose rules it was done.
    pub regime: Option<RegimeId>,
    /// The source of the rule.
    pub cite: Option<SourceId>,
}

/// What a change was. The names are part of what is stored: none is ever changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The end was moved on a document.
    Extension,
    /// It goes on under a later regime.
    CarryOver,
    /// It was taken back.
    Revocation,
}

/// Who changed a permit. The names are part of what is stored: none is ever changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangedBy {
    /// Whoever checks permits in the street.
    Officer,
    /// An operator at a desk or on the telephone.
    Desk,
    /// The person whose permit it is.
    Holder,
    /// The host, because a regime says so.
    Host,
}

impl ChangeKind {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Extension => "extension",
            Self::CarryOver => "carry_over",
            Self::Revocation => "revocation",
        }
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        [Self::Extension, Self::CarryOver, Self::Revocation].into_iter().find(|kind| kind.as_str() == text)
    }
}

impl ChangedBy {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Desk => "desk",
            Self::Holder => "holder",
            Self::Host => "host",
        }
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        [Self::Officer, Self::Desk, Self::Holder, Self::Host].into_iter().find(|by| by.as_str() == text)
    }
}

impl From<ExtensionBy> for ChangedBy {
    fn from(by: ExtensionBy) -> Self {
        match by {
            ExtensionBy::Officer => Self::Officer,
            ExtensionBy::Desk => Self::Desk,
        }
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ChangedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A permit, and everything that became of it, oldest first.
#[derive(Debug, Clone)]
pub struct PermitHistory {
    /// The permit as it stands.
    pub permit: Permit,
    /// Its changes.
    pub changes: Vec<Change>,
}

/// What is asked for when the end of a permit is to be moved.
#[derive(Debug, Clone)]
pub struct ExtensionForm {
    /// The code of the permit.
    pub code: PermitCode,
    /// The end that it is to have.
    pub until: Instant,
    /// What was shown for it, such as the number of a certificate. Stored encrypted.
    pub document: Secret,
    /// Who records it.
    pub by: ExtensionBy,
}

/// A permit whose end was moved.
#[derive(Debug, Clone)]
pub struct Extended {
    /// The permit as it stands.
    pub permit: Permit,
    /// The change.
    pub change: Change,
    /// Whether the same had been recorded before: then nothing changed.
    pub again: bool,
}

/// Why the end of a permit was not moved. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtendError {
    /// Nobody has this code.
    #[error("no permit has the code `{0}`: compare it letter by letter with the one that is shown")]
    Unknown(PermitCode),
    /// It was taken back.
    #[error("permit `{code}` was taken back at {at}: the person needs a new one")]
    Revoked {
        /// Its code.
        code: PermitCode,
        /// When.
        at: Instant,
    },
    /// None of its regimes rules any more.
    #[error("no regime that permit `{0}` satisfies is in force now: it cannot be extended, and may not be needed")]
    NotInForce(PermitCode),
    /// The regime does not extend permits for this purpose.
    #[error("regime `{regime}` does not extend permits for `{purpose}`: the person needs a new one")]
    NotForPurpose {
        /// The regime.
        regime: RegimeId,
        /// What the permit is for.
        purpose: PurposeId,
    },
    /// Whoever records it may not.
    #[error("regime `{regime}` does not let `{by}` record this, but `{allowed}`: send the person there")]
    NotBy {
        /// The regime.
        regime: RegimeId,
        /// Who tried.
        by: ChangedBy,
        /// Who may.
        allowed: String,
    },
    /// No document was named.
    #[error("say which document was shown: permit `{0}` is extended on one only")]
    NoDocument(PermitCode),
    /// The new end is not later than the one that stands.
    #[error("permit `{code}` is good until {end} already: name a later time than that")]
    NotLater {
        /// Its code.
        code: PermitCode,
        /// Its end.
        end: Instant,
        /// The regime whose clocks count.
        regime: RegimeId,
    },
    /// The new end is over.
    #[error("{0} is over: name a time that is to come")]
    Over(Instant),
    /// The new end is later than the regime allows.
    #[error("permit `{code}` can be extended until {latest}, not until {until}")]
    TooLate {
        /// Its code.
        code: PermitCode,
        /// What was asked for.
        until: Instant,
        /// The latest end.
        latest: Instant,
        /// The regime that says so.
        regime: RegimeId,
    },
    /// It could not be found out.
    #[error(transparent)]
    Failed(#[from] PermitsError),
}

impl ExtendError {
    /// Its stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown",
            Self::Revoked { .. } => "revoked",
            Self::NotInForce(_) => "not_in_force",
            Self::NotForPurpose { .. } => "not_for_purpose",
            Self::NotBy { .. } => "not_by",
            Self::NoDocument(_) => "no_document",
            Self::NotLater { .. } => "not_later",
            Self::Over(_) => "over",
            Self::TooLate { .. } => "too_late",
            Self::Failed(_) => "failed",
        }
    }
}

impl From<store::StoreError> for ExtendError {
    fn from(error: store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}
