//! Registrations of the place of stay.

use std::sync::Arc;

use domain::{Instant, Outcome, RegistrationCode};
use store::{
    Write,
    query::{
        inbox::Answered,
        person::{self, NewPerson},
        registration::{self, NewRegistration, Registration},
    },
};

use crate::{
    Permits,
    apply::DRAWS,
    environment::Environment,
    error::PermitsError,
    law::{self, Law},
    message::{Effect, Registered, RegistrationForm},
    record::Standing,
    ruling::{nothing_rules, reason},
};

impl Permits {
    /// The first registration of a person in a jurisdiction stays: who could register anywhere at any time would be bound to no
    /// place. The telephone that asked last speaks for the person, so that a lost one does not lock anybody out.
    pub(crate) async fn register(
        &self,
        write: &Write,
        environment: &Arc<Environment>,
        form: &RegistrationForm,
        at: Instant,
    ) -> Result<(Effect, Answered), PermitsError> {
        let refused = |code: &str| Ok((Effect::NotRegistered(reason(code, None)), Answered::default()));
        let law = Law::of(environment, &form.scope, at)?;
        if law.standing != Standing::InForce {
            let decision = nothing_rules(law.standing, law.regimes.first().map(Arc::as_ref));
            debug_assert_eq!(decision.outcome, Outcome::NotRequired);
            return match decision.reasons.into_iter().next() {
                Some(reason) => Ok((Effect::NotRegistered(reason), Answered::default())),
                None => refused("no-regime-in-force"),
            };
        }
        let Some(regime) = law.regimes.iter().find(|regime| regime.registration.is_some()) else { return refused("no-regime-in-force") };
        let Some(kind) = regime.identity_kind_of(&form.identity) else { return refused("identity-form") };
        if !regime.covers(&law::path(environment, &form.territory)?) {
            return refused("outside-territory");
        }
        let (db, vault) = (write.db(), &self.inner.vault);
        let lookup = vault.person(&form.identity);
        let identity = vault.seal_identity(&lookup, form.identity.reveal())?;
        let person = person::lock_or_put(&db, NewPerson { lookup, identity, kind: Some(kind.name.clone()) }, at).await?;
        let phone = form.phone.as_ref().map(|phone| vault.registered_phone(phone));
        if let Some(stands) = registration::of_person(&db, person.id, &regime.jurisdiction).await? {
            if let Some(phone) = &phone {
                registration::speak(&db, stands.id, phone).await?;
            }
            return Ok(registered(stands, true));
        }
        for _ in 0..DRAWS {
            let code = RegistrationCode::from_entropy((self.inner.entropy)());
            let new = NewRegistration {
                code,
                person: person.id,
                jurisdiction: regime.jurisdiction.clone(),
                phone: phone.clone(),
                territory: form.territory.clone(),
                details: vault.seal_details(code, &form.name, &form.address, form.phone.as_ref())?,
                since: at,
                retain_until: regime.in_force.until.and_then(|end| end.checked_add(jiff::SignedDuration::from(regime.retention?)).ok()),
            };
            if let Some(stored) = registration::put(&db, new).await? {
                return Ok(registered(stored, false));
            }
        }
        Err(PermitsError::Codes)
    }
}

fn registered(stored: Registration, again: bool) -> (Effect, Answered) {
    let answered = Answered { registration: Some(stored.id), ..Answered::default() };
    (Effect::Registered(Registered { code: stored.code, territory: stored.territory, since: stored.since, again }), answered)
}
