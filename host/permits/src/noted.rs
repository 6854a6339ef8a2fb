//! What the inbox remembers of an effect, beside the rows that it points to.

use domain::Reason;
use serde::{Deserialize, Serialize};

use crate::{error::PermitsError, message::Effect};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Noted {
    Applied,
    Registered { again: bool },
    NotRegistered(Reason),
    Corrected,
    Cancelled(String),
    NotCancelled,
    Nothing,
}

impl Noted {
    pub(crate) fn of(effect: &Effect) -> Self {
        match effect {
            Effect::Applied(_) => Self::Applied,
            Effect::Registered(registered) => Self::Registered { again: registered.again },
            Effect::NotRegistered(reason) => Self::NotRegistered(reason.clone()),
            Effect::Corrected(_) => Self::Corrected,
            Effect::Cancelled(held) => Self::Cancelled(held.permit.code.to_string()),
            Effect::NotCancelled(_) => Self::NotCancelled,
            Effect::Noted => Self::Nothing,
        }
    }

    /// What it was, in a word for operators.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Registered { .. } => "registered",
            Self::NotRegistered(_) => "not registered",
            Self::Corrected => "corrected",
            Self::Cancelled(_) => "given back",
            Self::NotCancelled => "not given back",
            Self::Nothing => "answered",
        }
    }

    pub(crate) fn text(&self) -> Result<String, PermitsError> {
        serde_json::to_string(self).map_err(|error| unreadable(&error))
    }

    pub(crate) fn read(text: &str) -> Result<Self, PermitsError> {
        serde_json::from_str(text).map_err(|error| unreadable(&error))
    }
}

fn unreadable(error: &serde_json::Error) -> PermitsError {
    PermitsError::Record { decision: "inbox".to_owned(), why: error.to_string() }
}
