//! Registrations of the place of stay, and their correction.

use std::sync::Arc;

use domain::{Instant, Outcome, RegistrationCode};
use jiff::SignedDuration;
use regime::{AnotherPhone, Regime};
use store::{
    Db,
    query::{
        inbox::Answered,
        person::{self, NewPerson, Person, PersonId},
        registration::{self, NewRegistration, Registration},
        replaced,
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

type Done = Result<(Effect, Answered), PermitsError>;

impl Permits {
    /// The first registration of a person in a jurisdiction stays: who could register anywhere at any time would be bound to no
    /// place. Another telephone learns that there is one and nothing more, until it names the code of the registration: then it
    /// speaks for the person, so that a lost one does not lock anybody out.
    pub(crate) async fn register(&self, db: &Db<'_>, environment: &Arc<Environment>, form: &RegistrationForm, at: Instant) -> Done {
        let regime = match ruling(environment, form, at)? {
            Ok(regime) => regime,
            Err(refused) => return Ok(refused),
        };
        let person = self.registering(db, &regime, form, at).await?;
        let phone = form.phone.as_ref().map(|phone| self.inner.vault.registered_phone(phone));
        if let Some(stands) = registration::of_person(db, person.id, &regime.jurisdiction).await? {
            if let Some(phone) = phone.filter(|phone| stands.phone.as_ref() != Some(phone)) {
                let free = regime.registration.as_ref().is_some_and(|rules| rules.another_phone == AnotherPhone::Freely);
                if !free && form.code != Some(stands.code) {
                    return Ok(refused("registered-elsewhere"));
                }
                registration::speak(db, stands.id, &phone).await?;
            }
            return Ok(registered(stands, true));
        }
        for _ in 0..DRAWS {
            let new = self.declared(&regime, form, person.id, at)?;
            if replaced::was_code(db, new.code).await? {
                continue;
            }
            if let Some(stored) = registration::put(db, new).await? {
                return Ok(registered(stored, false));
            }
        }
        Err(PermitsError::Codes)
    }

    /// Puts what is right in the place of what the telephone registered wrongly, as often and for as long as the regime lets it.
    /// The code is another one from then on; what was wrong is kept.
    pub(crate) async fn correct(&self, db: &Db<'_>, environment: &Arc<Environment>, form: &RegistrationForm, at: Instant) -> Done {
        let regime = match ruling(environment, form, at)? {
            Ok(regime) => regime,
            Err(refused) => return Ok(refused),
        };
        let vault = &self.inner.vault;
        let Some(phone) = &form.phone else { return Ok(refused("not-registered")) };
        let by_phone = registration::by_phone(db, &vault.registered_phone(phone), &regime.jurisdiction).await?;
        let Some(wrong) = by_phone else { return Ok(refused("not-registered")) };
        // Under the lock of the person: of two corrections the second finds what the first made.
        person::lock(db, wrong.person).await?;
        let Some(wrong) = registration::by_id(db, wrong.id).await? else { return Ok(refused("not-registered")) };
        if !self.is_correctable(db, &regime, &wrong, phone.as_str(), at).await? {
            return Ok(refused("correction-over"));
        }
        let person = self.registering(db, &regime, form, at).await?;
        if person.id != wrong.person && registration::of_person(db, person.id, &regime.jurisdiction).await?.is_some() {
            return Ok(refused("registered-elsewhere"));
        }
        for _ in 0..DRAWS {
            let right = self.declared(&regime, form, person.id, at)?;
            if replaced::correct(db, &wrong, &right, at).await? {
                let stands = Registered { code: right.code, territory: right.territory, since: wrong.since, again: false };
                return Ok((Effect::Corrected(stands), Answered { registration: Some(wrong.id), ..Answered::default() }));
            }
        }
        Err(PermitsError::Codes)
    }

    /// Whether the registration that a telephone speaks for can be corrected from it at `at`.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn can_correct(&self, phone: &domain::PhoneNumber, regime: &Regime, at: Instant) -> Result<bool, PermitsError> {
        let db = self.inner.store.db();
        let found = registration::by_phone(&db, &self.inner.vault.registered_phone(phone), &regime.jurisdiction).await?;
        match found {
            Some(found) => self.is_correctable(&db, regime, &found, phone.as_str(), at).await,
            None => Ok(false),
        }
    }

    /// A registration is corrected from the telephone that it was made from, not from one that speaks for the person since.
    async fn is_correctable(
        &self,
        db: &Db<'_>,
        regime: &Regime,
        wrong: &Registration,
        phone: &str,
        at: Instant,
    ) -> Result<bool, PermitsError> {
        let Some(rule) = regime.registration.as_ref().and_then(|rules| rules.correction) else { return Ok(false) };
        let until = wrong.since.checked_add(SignedDuration::from(rule.within)).unwrap_or(at);
        if at >= until || replaced::times(db, wrong.id).await? >= u64::from(rule.times) {
            return Ok(false);
        }
        let Some(details) = replaced::details(db, wrong.id).await? else { return Ok(false) };
        Ok(self.inner.vault.open_details_phone(wrong.code, &details)?.as_deref() == Some(phone))
    }

    /// The person that a form names, locked until the transaction ends.
    async fn registering(&self, db: &Db<'_>, regime: &Regime, form: &RegistrationForm, at: Instant) -> Result<Person, PermitsError> {
        let lookup = self.inner.vault.person(&form.identity);
        let identity = self.inner.vault.seal_identity(&lookup, form.identity.reveal())?;
        let kind = regime.identity_kind_of(&form.identity).map(|kind| kind.name.clone());
        Ok(person::lock_or_put(db, NewPerson { lookup, identity, kind }, at).await?)
    }

    /// What a form declares, under a code that was just drawn.
    fn declared(&self, regime: &Regime, form: &RegistrationForm, person: PersonId, at: Instant) -> Result<NewRegistration, PermitsError> {
        let vault = &self.inner.vault;
        let code = RegistrationCode::from_entropy((self.inner.entropy)());
        Ok(NewRegistration {
            code,
            person,
            jurisdiction: regime.jurisdiction.clone(),
            phone: form.phone.as_ref().map(|phone| vault.registered_phone(phone)),
            territory: form.territory.clone(),
            details: vault.seal_details(code, &form.name, &form.address, form.phone.as_ref())?,
            since: at,
            retain_until: regime.in_force.until.and_then(|end| end.checked_add(SignedDuration::from(regime.retention?)).ok()),
        })
    }
}

/// The regime that a registration is made under, or why none can be made.
fn ruling(
    environment: &Environment,
    form: &RegistrationForm,
    at: Instant,
) -> Result<Result<Arc<Regime>, (Effect, Answered)>, PermitsError> {
    let law = Law::of(environment, &form.scope, at)?;
    if law.standing != Standing::InForce {
        let decision = nothing_rules(law.standing, law.regimes.first().map(Arc::as_ref));
        debug_assert_eq!(decision.outcome, Outcome::NotRequired);
        return Ok(Err(match decision.reasons.into_iter().next() {
            Some(reason) => (Effect::NotRegistered(reason), Answered::default()),
            None => refused("no-regime-in-force"),
        }));
    }
    let Some(regime) = law.regimes.into_iter().find(|regime| regime.registration.is_some()) else {
        return Ok(Err(refused("no-regime-in-force")));
    };
    if regime.identity_kind_of(&form.identity).is_none() {
        return Ok(Err(refused("identity-form")));
    }
    if !regime.covers(&law::path(environment, &form.territory)?) {
        return Ok(Err(refused("outside-territory")));
    }
    Ok(Ok(regime))
}

fn refused(code: &str) -> (Effect, Answered) {
    (Effect::NotRegistered(reason(code, None)), Answered::default())
}

fn registered(stored: Registration, again: bool) -> (Effect, Answered) {
    let answered = Answered { registration: Some(stored.id), ..Answered::default() };
    (Effect::Registered(Registered { code: stored.code, territory: stored.territory, since: stored.since, again }), answered)
}
