//! How the law stands at a place or behind a number.

use std::sync::Arc;

use domain::{IdentityNumber, Instant, Scope, Territory, TerritoryPath};
use regime::{Behind, Measure, Regime, Regimes};

use crate::{environment::Environment, error::PermitsError, record::Standing};

/// How the law stands, and the regimes that it is about, in the order of their identifiers.
#[derive(Debug, Clone)]
pub(crate) struct Law {
    pub(crate) standing: Standing,
    pub(crate) regimes: Vec<Arc<Regime>>,
}

impl Law {
    /// How it stands for an application.
    pub(crate) fn of(environment: &Environment, scope: &Scope, at: Instant) -> Result<Self, PermitsError> {
        let regimes = environment.regimes();
        let mut law = match scope {
            Scope::Number(number) => match regimes.behind(number, at) {
                Behind::Unknown => Self { standing: Standing::Nothing, regimes: Vec::new() },
                Behind::InForce(ruling) => Self { standing: Standing::InForce, regimes: ruling },
                Behind::NotYet(next) => Self { standing: Standing::NotYet, regimes: vec![next] },
                Behind::Ended(last) => Self { standing: Standing::Ended, regimes: vec![last] },
            },
            Scope::Place(territory) => Self::at(regimes, &path(environment, territory)?, at),
        };
        law.regimes.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(law)
    }

    /// Whether every regime accepts a document with such a number.
    pub(crate) fn accepts(&self, identity: &IdentityNumber) -> bool {
        self.regimes.iter().all(|regime| regime.identity.is_empty() || regime.identity_kind_of(identity).is_some())
    }

    /// How it stands for an application of which the start is wanted later: what rules then, where anything does. So one may ask
    /// before a regime begins, and is not told of a regime that will be over.
    pub(crate) fn when(environment: &Environment, scope: &Scope, at: Instant, start: Option<Instant>) -> Result<Self, PermitsError> {
        if let Some(start) = start.filter(|start| at < *start) {
            let then = Self::of(environment, scope, start)?;
            if then.standing == Standing::InForce {
                return Ok(then);
            }
        }
        Self::of(environment, scope, at)
    }

    /// How it stands at a place. What is to come there tells a person more than what rules elsewhere, and that more than what
    /// is over.
    fn at(regimes: &Regimes, path: &TerritoryPath, at: Instant) -> Self {
        let ruling = regimes.in_force(path, at);
        if !ruling.is_empty() {
            return Self { standing: Standing::InForce, regimes: ruling };
        }
        let next = regimes.iter().filter(|r| r.covers(path) && at < r.in_force.from).min_by_key(|r| (r.in_force.from, r.id.clone()));
        let near = regimes.iter().filter(|r| r.is_in_force(at) && path.is_within(r.jurisdiction.territory())).min_by_key(|r| r.id.clone());
        let last = regimes.iter().filter(|r| r.covers(path)).max_by_key(|r| (r.in_force.until, r.id.clone()));
        let (standing, about) = match (next, near, last) {
            (Some(next), _, _) => (Standing::NotYet, Some(next)),
            (None, Some(near), _) => (Standing::Outside, Some(near)),
            (None, None, Some(last)) => (Standing::Ended, Some(last)),
            (None, None, None) => (Standing::Nothing, None),
        };
        Self { standing, regimes: about.into_iter().cloned().collect() }
    }
}

/// The regimes by which a person at a place needs a permit at this very moment: those in force there, but a curfew only in its
/// hours.
pub(crate) fn demanding(environment: &Environment, path: &TerritoryPath, at: Instant) -> Vec<Arc<Regime>> {
    environment.regimes().in_force(path, at).into_iter().filter(|regime| demands(regime, at)).collect()
}

/// Whether any regime demands anything of anybody at this moment.
pub(crate) fn is_anything_demanded(environment: &Environment, at: Instant) -> bool {
    environment.regimes().iter().any(|regime| regime.is_in_force(at) && demands(regime, at))
}

/// Whether a regime that is in force demands something at this moment.
pub(crate) fn demands(regime: &Regime, at: Instant) -> bool {
    match regime.measure {
        Measure::StayHome => true,
        Measure::Curfew(window) => window.contains(regime.local(at).time()),
    }
}

pub(crate) fn path(environment: &Environment, territory: &Territory) -> Result<TerritoryPath, PermitsError> {
    environment.territories().path(territory).ok_or_else(|| PermitsError::UnknownTerritory(territory.clone()))
}
