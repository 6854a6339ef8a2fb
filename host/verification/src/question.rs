//! What an officer typed, and what it means.

use domain::{IdentityNumber, PermitCode, RegistrationCode, Territory};
use permits::{Check, CheckCode};
use regime::TerritoryTree;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use web::{Key, key};

/// A check.
#[derive(Clone, Default, Deserialize, ToSchema, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// A permit code such as `ABCD-2345`, or a registration code such as `R-ABCD-2345`. Case, spaces and dashes do not count.
    #[schema(example = "R-ABCD-2345", required = true)]
    #[param(example = "R-ABCD-2345", required = true)]
    pub code: String,
    /// Where the person stands: the code of a territory. A registration code is checked against it, so it cannot be without; a
    /// permit is checked against it where it is given.
    #[schema(example = "RU-TA.kazan")]
    #[param(example = "RU-TA.kazan")]
    pub place: String,
    /// The number of the document that the person shows. Given, the verdict says whether the code is that person's.
    #[schema(example = "AZE1234567")]
    #[param(example = "AZE1234567")]
    pub identity: String,
}

/// What is wrong with each field, as the text that says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wrong {
    /// Of the code.
    pub code: Option<Key>,
    /// Of the place.
    pub place: Option<Key>,
    /// Of the identity number.
    pub identity: Option<Key>,
}

impl Question {
    /// What is asked.
    ///
    /// # Errors
    /// When a field cannot be what it should be. Whether such a code exists is not looked up here: its form is known to all.
    pub fn read(&self, territories: &TerritoryTree) -> Result<Check, Wrong> {
        let code = self.code();
        let place = self.place(territories, matches!(code, Ok(CheckCode::Registration(_))));
        let identity = self.identity();
        let wrong = Wrong { code: code.err(), place: place.as_ref().err().copied(), identity: identity.as_ref().err().copied() };
        match (code, place, identity) {
            (Ok(code), Ok(place), Ok(identity)) => Ok(Check { code, place, identity }),
            _ => Err(wrong),
        }
    }

    fn code(&self) -> Result<CheckCode, Key> {
        let typed = self.code.trim();
        if typed.is_empty() {
            return Err(key("check-code-missing"));
        }
        let registration = typed.parse::<RegistrationCode>().map(CheckCode::Registration);
        registration.or_else(|_| typed.parse::<PermitCode>().map(CheckCode::Permit)).map_err(|_| key("check-code-wrong"))
    }

    fn place(&self, territories: &TerritoryTree, needed: bool) -> Result<Option<Territory>, Key> {
        let typed = self.place.trim();
        if typed.is_empty() {
            return if needed { Err(key("check-place-missing")) } else { Ok(None) };
        }
        let place = typed.parse::<Territory>().ok().filter(|place| territories.path(place).is_some());
        place.map(Some).ok_or(key("check-place-wrong"))
    }

    fn identity(&self) -> Result<Option<IdentityNumber>, Key> {
        let typed = self.identity.trim();
        if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| key("check-identity-wrong")) }
    }
}

/// What was typed does not go to a log.
impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question").field("place", &self.place).finish_non_exhaustive()
    }
}
