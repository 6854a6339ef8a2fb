//! What a telephone may ask: the permits that it was given or whose holder it speaks for, and to give one of them back.
//!
//! A telephone learns of nobody else's permit. Several people may use one, so what it was given is told whoever it is for.

use std::sync::Arc;

use domain::{IdentityNumber, Instant, Jurisdiction, PhoneNumber, ServiceNumber};
use regime::{Behind, Regime};
use store::{
    Db,
    query::{held, inbox::Answered, permit, person, registration},
};

use crate::{
    Permits,
    change::ChangedBy,
    environment::Environment,
    error::PermitsError,
    handle::told_at,
    message::{Cancel, Effect, Which},
    permit::Permit,
};

/// A permit that is good or will be, and whose it is.
#[derive(Debug, Clone)]
pub struct Held {
    /// The permit.
    pub permit: Permit,
    /// The regime that it was granted under, where it is still known.
    pub regime: Option<Arc<Regime>>,
    /// Whose it is, where that is known by a number.
    pub holder: Option<IdentityNumber>,
}

impl Permits {
    /// The permits that are good at `at` or later, that were asked for from this telephone by text message or are those of the
    /// person that it speaks for: of the jurisdictions whose regimes are behind the number, those that end first come first. What
    /// a regime has held back is not told here before its reply is.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn held(&self, phone: &PhoneNumber, number: &ServiceNumber, at: Instant) -> Result<Vec<Held>, PermitsError> {
        let environment = self.environment();
        self.held_in(&self.inner.store.db(), &environment, phone, number, at).await
    }

    async fn held_in(
        &self,
        db: &Db<'_>,
        environment: &Environment,
        phone: &PhoneNumber,
        number: &ServiceNumber,
        at: Instant,
    ) -> Result<Vec<Held>, PermitsError> {
        let vault = &self.inner.vault;
        let jurisdictions = behind(environment, number, at);
        let mut persons = Vec::new();
        for jurisdiction in &jurisdictions {
            let spoken_for = registration::by_phone(db, &vault.registered_phone(phone), jurisdiction).await?;
            persons.extend(spoken_for.map(|registration| registration.person));
        }
        let mut found = Vec::new();
        for (stored, by_text) in held::of(db, &vault.asking_phone(phone), &persons, at).await? {
            let satisfied = stored.regimes.iter().filter_map(|id| environment.regimes().get(id));
            if by_text && told_at(satisfied.map(Arc::as_ref), stored.granted_at) > at {
                continue;
            }
            let regime = stored.regimes.iter().find_map(|id| environment.regimes().get(id)).cloned();
            if regime.as_ref().is_some_and(|regime| !jurisdictions.contains(&regime.jurisdiction)) {
                continue;
            }
            let holder = person::get(db, stored.person).await?.map(|person| self.holder(&person)).transpose()?.flatten();
            found.push(Held { permit: self.permit(stored)?, regime, holder });
        }
        Ok(found)
    }

    /// Takes a permit back that its holder no longer needs. It then counts against no quota.
    pub(crate) async fn cancel(
        &self,
        db: &Db<'_>,
        environment: &Environment,
        cancel: &Cancel,
        at: Instant,
    ) -> Result<(Effect, Answered), PermitsError> {
        let mut held = self.held_in(db, environment, &cancel.phone, &cancel.number, at).await?;
        let chosen = match (cancel.which, held.len()) {
            (Which::Code(code), _) => held.iter().position(|held| held.permit.code == code),
            (Which::Only, 1) => Some(0),
            (Which::Only | Which::Unclear, _) => None,
        };
        if let Some(place) = chosen {
            let mut held = held.swap_remove(place);
            if self.take_back(db, held.permit.code, ChangedBy::Holder, at).await? {
                held.permit.revoked_at = Some(at);
                return Ok((Effect::Cancelled(held), Answered::default()));
            }
            return Ok((Effect::NotCancelled(Vec::new()), Answered::default()));
        }
        Ok((Effect::NotCancelled(held), Answered::default()))
    }
}

impl Permits {
    /// The permit that a message gave back, for a message that comes again.
    pub(crate) async fn cancelled_before(&self, db: &Db<'_>, environment: &Environment, code: &str) -> Result<Option<Held>, PermitsError> {
        let Ok(code) = code.parse() else { return Ok(None) };
        let Some(stored) = permit::by_code(db, code).await? else { return Ok(None) };
        let regime = stored.regimes.iter().find_map(|id| environment.regimes().get(id)).cloned();
        let holder = person::get(db, stored.person).await?.map(|person| self.holder(&person)).transpose()?.flatten();
        Ok(Some(Held { permit: self.permit(stored)?, regime, holder }))
    }
}

/// The jurisdictions of the regimes behind a number.
fn behind(environment: &Environment, number: &ServiceNumber, at: Instant) -> Vec<Jurisdiction> {
    let regimes = match environment.regimes().behind(number, at) {
        Behind::Unknown => Vec::new(),
        Behind::InForce(regimes) => regimes,
        Behind::NotYet(regime) | Behind::Ended(regime) => vec![regime],
    };
    let mut jurisdictions: Vec<Jurisdiction> = regimes.iter().map(|regime| regime.jurisdiction.clone()).collect();
    jurisdictions.sort();
    jurisdictions.dedup();
    jurisdictions
}
