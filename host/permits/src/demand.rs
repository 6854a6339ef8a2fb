//! What regimes ask of a person at a place and a moment: the law, whoever it is, and whether a permit meets it.

use std::{fmt, sync::Arc};

use domain::{DailyWindow, Instant, RegimeId, Territory, TerritoryPath};
use regime::{Measure, Regime};

use crate::{
    Permits,
    environment::Environment,
    error::PermitsError,
    law::{demanding, demands, path},
};

/// One regime that demands something there and then. What it asks for is a permit for one of its purposes, unless one of its
/// exemptions holds; both stand in the regime.
#[derive(Clone)]
pub struct Demand {
    /// The regime.
    pub regime: Arc<Regime>,
    /// Whether the permit that was checked meets it; `None` where no permit was, or none that may be told of.
    pub satisfied: Option<bool>,
}

impl Demand {
    /// The hours of its curfew; `None` where it demands something at all hours.
    #[must_use]
    pub fn window(&self) -> Option<DailyWindow> {
        match self.regime.measure {
            Measure::StayHome => None,
            Measure::Curfew(window) => Some(window),
        }
    }
}

/// Names the regime: all of it would be pages.
impl fmt::Debug for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Demand").field("regime", &self.regime.id).field("satisfied", &self.satisfied).finish()
    }
}

impl Permits {
    /// What is demanded at a place and a moment of anybody, in the order of the regimes' identifiers.
    ///
    /// # Errors
    /// When no territory of that name is known.
    pub fn demands(&self, place: &Territory, at: Instant) -> Result<Vec<Demand>, PermitsError> {
        let environment = self.environment();
        let place = path(&environment, place)?;
        Ok(there(&environment, &place, at))
    }
}

/// What is demanded at a place, of a person whose permit is not told of.
pub(crate) fn there(environment: &Environment, place: &TerritoryPath, at: Instant) -> Vec<Demand> {
    let mut regimes = demanding(environment, place, at);
    regimes.sort_by(|a, b| a.id.cmp(&b.id));
    regimes.into_iter().map(|regime| Demand { regime, satisfied: None }).collect()
}

/// What those of some regimes demand that are in force, wherever.
pub(crate) fn of_regimes(environment: &Environment, regimes: &[RegimeId], at: Instant) -> Vec<Demand> {
    let loaded = regimes.iter().filter_map(|id| environment.regimes().get(id));
    let demanding = loaded.filter(|regime| regime.is_in_force(at) && demands(regime, at));
    demanding.map(|regime| Demand { regime: Arc::clone(regime), satisfied: None }).collect()
}
