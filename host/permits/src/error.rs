//! What can go wrong here, beside a decision that somebody does not like.

use domain::Territory;
use store::StoreError;

use crate::{keys::KeyError, record::DecisionId, vault::VaultError};

/// Why a message was not handled, or a question not answered. Nothing was changed and nothing may be acknowledged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PermitsError {
    /// The database refused or could not be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something sealed could not be opened, or sealed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The key file could not be read or made.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database was written with other keys.
    #[error("the database was written with other keys than the ones given: with these, nobody in it would be recognised")]
    OtherKeys,
    /// A territory that no tree holds.
    #[error("no territory `{0}` is known")]
    UnknownTerritory(Territory),
    /// No such decision is stored.
    #[error("no decision `{0}` is stored")]
    UnknownDecision(DecisionId),
    /// A decision can't be made again, because what made it is not loaded.
    #[error("decision `{decision}` was made by {what} `{name}` with digest `{digest}`, which is not loaded")]
    NotLoaded {
        /// The decision.
        decision: DecisionId,
        /// `regime` or `policy`.
        what: &'static str,
        /// Its name.
        name: String,
        /// SHA-256 of its file.
        digest: String,
    },
    /// A stored record can't be read.
    #[error("the record of decision `{decision}` can't be read: {why}")]
    Record {
        /// The decision.
        decision: String,
        /// What is wrong with it.
        why: String,
    },
    /// Every code drawn was taken: the random source is broken.
    #[error("every code that was drawn is taken: the random source is broken")]
    Codes,
    /// The database was too busy, several times in a row.
    #[error("the database was too busy {attempts} times in a row: {last}")]
    Busy {
        /// How often it was tried.
        attempts: u32,
        /// What it said last.
        last: StoreError,
    },
    /// One telephone sent so many messages at once that none of the looks at its conversation held.
    #[error("a conversation went on {attempts} times while a message of it was read")]
    Overtaken {
        /// How often it was tried.
        attempts: u32,
    },
    /// The database was not there, or too busy, for many messages at once.
    #[error("the messages that came together could not be stored: {0}")]
    Unavailable(String),
    /// More messages wait than can be held. Whoever brought this one tries again later.
    #[error("too many messages wait to be answered")]
    Overloaded,
    /// A message that the program itself fails at.
    #[error("the program failed at the message; that is a fault of the program")]
    Fault,
    /// The runtime is shutting down.
    #[error("the host is stopping")]
    Stopping,
}

impl PermitsError {
    /// Whether it has nothing to do with what was asked: the same may go well a moment later, and nothing else goes well now.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Store(error) => error.is_busy() || error.is_unavailable(),
            Self::Unavailable(_) | Self::Busy { .. } | Self::Overtaken { .. } | Self::Overloaded | Self::Stopping => true,
            _ => false,
        }
    }
}
