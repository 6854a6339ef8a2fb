//! A permit as adapters see it.

use domain::{Instant, PermitCode, Plate, PurposeId, RegimeId, Territory, Validity};

/// A permit that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    /// The code that names it.
    pub code: PermitCode,
    /// What for.
    pub purpose: PurposeId,
    /// Where it is good; wherever its regimes rule when absent.
    pub territory: Option<Territory>,
    /// The regime that it was granted under; the first in the order of identifiers when several ruled.
    pub regime: RegimeId,
    /// Every regime that it satisfies, in the order of identifiers.
    pub regimes: Vec<RegimeId>,
    /// When it is good.
    pub validity: Validity,
    /// The time zone of the daily window, by its IANA name.
    pub time_zone: String,
    /// The vehicle, if one was given.
    pub plate: Option<Plate>,
    /// When it was granted.
    pub granted_at: Instant,
    /// When it was taken back, if it was.
    pub revoked_at: Option<Instant>,
}
