//! Checks: what an officer learns from a code.

use domain::{IdentityNumber, PermitCode, RegistrationCode, Territory, Verdict};

use crate::{demand::Demand, message::Registered, permit::Permit};

/// A code as an officer types it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckCode {
    /// Of a permit.
    Permit(PermitCode),
    /// Of a registration.
    Registration(RegistrationCode),
}

/// What an officer asks.
#[derive(Debug, Clone)]
pub struct Check {
    /// The code.
    pub code: CheckCode,
    /// Where the person stands.
    pub place: Option<Territory>,
    /// Whom the document names that the person shows.
    pub identity: Option<IdentityNumber>,
}

/// What an officer learns. Details come only with verdicts that the holder's code earns: none with `unknown`, `wrong_holder`
/// and `not_required`.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The answer.
    pub verdict: Verdict,
    /// The permit that the code names.
    pub permit: Option<Permit>,
    /// The registration that the code names.
    pub registration: Option<Registered>,
    /// The end of the number of the holder's document, to compare it with the one that is shown.
    pub holder: Option<String>,
    /// Every regime that demands something where the person stands at this moment, and whether the permit meets it. Where no place
    /// was said: that of the permit or the registration, or else what the permit's own regimes demand.
    pub demands: Vec<Demand>,
}
