//! How a check comes to its verdict.
//!
//! Where nothing is demanded at the place and the moment, the verdict is `not_required` whatever the code. Otherwise a permit is
//! good when it is the shown person's, not taken back, good now, for this place, and when every regime that demands something here
//! now is one that it satisfies. A place that contains the permit's or the registration's territory is a vaguer word for it and
//! does not contradict it.

use domain::{Instant, PermitCode, RegistrationCode, TerritoryPath, Verdict};
use jiff::tz::TimeZone;
use regime::Measure;
use store::query::{permit, permit::StoredPermit, person, person::PersonId, registration, replaced};

use crate::{
    Permits,
    check::{Check, CheckCode, Checked},
    demand::{Demand, of_regimes, there},
    environment::Environment,
    error::PermitsError,
    law::{demanding, is_anything_demanded, path},
    message::Registered,
};

impl Permits {
    /// What an officer learns from a code.
    ///
    /// # Errors
    /// When the database can't be asked, or no territory of that name is known.
    pub async fn check(&self, check: &Check, at: Instant) -> Result<Checked, PermitsError> {
        let environment = self.environment();
        let place = check.place.as_ref().map(|territory| path(&environment, territory)).transpose()?;
        let checked = match check.code {
            CheckCode::Permit(code) => self.check_permit(&environment, code, place.as_ref(), check, at).await?,
            CheckCode::Registration(code) => self.check_registration(&environment, code, place.as_ref(), check, at).await?,
        };
        metrics::counter!("exeat_checks_total", "verdict" => checked.verdict.as_str()).increment(1);
        Ok(checked)
    }

    async fn check_permit(
        &self,
        environment: &Environment,
        code: PermitCode,
        place: Option<&TerritoryPath>,
        check: &Check,
        at: Instant,
    ) -> Result<Checked, PermitsError> {
        let stored = permit::by_code(&self.inner.store.db(), code).await?;
        let nothing = nothing_demanded(environment, place, at);
        let bare = |verdict| bare(environment, verdict, place, at);
        let Some(stored) = stored else { return Ok(bare(if nothing { Verdict::NotRequired } else { Verdict::Unknown })) };
        if nothing {
            return Ok(bare(Verdict::NotRequired));
        }
        if !self.is_holder(stored.person, check).await? {
            return Ok(bare(Verdict::WrongHolder));
        }
        let verdict = permit_verdict(environment, &stored, place, at);
        let demands = demands(environment, &stored, place, at);
        let holder = self.masked(stored.person).await?;
        Ok(Checked { verdict, permit: Some(self.permit(stored)?), registration: None, holder, demands })
    }

    async fn check_registration(
        &self,
        environment: &Environment,
        code: RegistrationCode,
        place: Option<&TerritoryPath>,
        check: &Check,
        at: Instant,
    ) -> Result<Checked, PermitsError> {
        let stored = registration::by_code(&self.inner.store.db(), code).await?;
        let nothing = nothing_demanded(environment, place, at);
        let bare = |verdict| bare(environment, verdict, place, at);
        let Some(stored) = stored else {
            let corrected = !nothing && replaced::was_code(&self.inner.store.db(), code).await?;
            return Ok(bare(if nothing {
                Verdict::NotRequired
            } else if corrected {
                Verdict::Revoked
            } else {
                Verdict::Unknown
            }));
        };
        if nothing {
            return Ok(bare(Verdict::NotRequired));
        }
        if !self.is_holder(stored.person, check).await? {
            return Ok(bare(Verdict::WrongHolder));
        }
        let verdict = if at < stored.since {
            Verdict::NotYet
        } else if place.is_none_or(|place| agrees(environment, place, &stored.territory)) {
            Verdict::Valid
        } else {
            Verdict::WrongPlace
        };
        let holder = self.masked(stored.person).await?;
        let stay = environment.territories().path(&stored.territory);
        let demands = place.or(stay.as_ref()).map(|place| there(environment, place, at)).unwrap_or_default();
        let registered = Registered { code: stored.code, territory: stored.territory, since: stored.since, again: true };
        Ok(Checked { verdict, permit: None, registration: Some(registered), holder, demands })
    }

    /// The end of the number of a person's document; nothing once it has been purged.
    async fn masked(&self, holder: PersonId) -> Result<Option<String>, PermitsError> {
        let Some(person) = person::get(&self.inner.store.db(), holder).await? else { return Ok(None) };
        Ok(self.holder(&person)?.map(|number| number.masked()))
    }

    /// Whether the document that was shown is the holder's; so when none was.
    async fn is_holder(&self, holder: PersonId, check: &Check) -> Result<bool, PermitsError> {
        let Some(shown) = &check.identity else { return Ok(true) };
        let found = person::find(&self.inner.store.db(), &self.inner.vault.person(shown)).await?;
        Ok(found.is_some_and(|person| person.id == holder))
    }
}

/// A verdict that tells nothing of a permit. What the law asks at a place is no secret.
fn bare(environment: &Environment, verdict: Verdict, place: Option<&TerritoryPath>, at: Instant) -> Checked {
    let demands = place.map(|place| there(environment, place, at)).unwrap_or_default();
    Checked { verdict, permit: None, registration: None, holder: None, demands }
}

/// What is demanded of the holder of a permit there and then, and which of it the permit meets.
fn demands(environment: &Environment, permit: &StoredPermit, place: Option<&TerritoryPath>, at: Instant) -> Vec<Demand> {
    let good = own_verdict(environment, permit, place, at) == Verdict::Valid;
    let own = permit.territory.as_ref().and_then(|territory| environment.territories().path(territory));
    let mut demands = match place.or(own.as_ref()) {
        Some(place) => there(environment, place, at),
        None => of_regimes(environment, &permit.regimes, at),
    };
    for demand in &mut demands {
        demand.satisfied = Some(good && permit.regimes.contains(&demand.regime.id));
    }
    demands
}

/// Whether nobody needs anything there and then. Without a place: anywhere.
fn nothing_demanded(environment: &Environment, place: Option<&TerritoryPath>, at: Instant) -> bool {
    match place {
        Some(place) => demanding(environment, place, at).is_empty(),
        None => !is_anything_demanded(environment, at),
    }
}

/// The verdict on a permit that is the shown person's, where something is demanded: each regime that demands something here and
/// now has to be satisfied, not only the one that the permit is of.
fn permit_verdict(environment: &Environment, permit: &StoredPermit, place: Option<&TerritoryPath>, at: Instant) -> Verdict {
    let own = own_verdict(environment, permit, place, at);
    let Some(place) = place.filter(|_| matches!(own, Verdict::Valid | Verdict::OutsideHours)) else { return own };
    let unsatisfied: Vec<_> = demanding(environment, place, at).into_iter().filter(|r| !permit.regimes.contains(&r.id)).collect();
    match unsatisfied.iter().any(|regime| regime.measure == Measure::StayHome) {
        true => Verdict::WrongPlace,
        false if unsatisfied.is_empty() => own,
        false => Verdict::OutsideHours,
    }
}

/// The verdict on a permit for itself: whether it is good at this moment and for this place, whatever else rules there.
fn own_verdict(environment: &Environment, permit: &StoredPermit, place: Option<&TerritoryPath>, at: Instant) -> Verdict {
    let interval = permit.validity.interval;
    if permit.revoked_at.is_some_and(|revoked| revoked <= at) {
        return Verdict::Revoked;
    }
    if at < interval.start() {
        return Verdict::NotYet;
    }
    if interval.end() <= at {
        return Verdict::Expired;
    }
    if place.is_some_and(|place| permit.territory.as_ref().is_some_and(|territory| !agrees(environment, place, territory))) {
        return Verdict::WrongPlace;
    }
    let zone = TimeZone::get(&permit.time_zone).unwrap_or(TimeZone::UTC);
    if permit.validity.contains(at, &zone) { Verdict::Valid } else { Verdict::OutsideHours }
}

/// Whether a place lies within a territory, or is a vaguer word for it.
fn agrees(environment: &Environment, place: &TerritoryPath, territory: &domain::Territory) -> bool {
    let within = |inner: &TerritoryPath| inner.is_within(place.leaf());
    place.is_within(territory) || environment.territories().path(territory).is_some_and(|inner| within(&inner))
}
