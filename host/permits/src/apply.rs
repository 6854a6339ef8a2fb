//! Applications: who it is, what is known of them, what is decided, what is stored of it.

use std::sync::Arc;

use domain::{
    Application, Channel, Duration, Facts, Instant, Needs, Outcome, PermitCode, RegimeId, RegistrationFact, Request, Scope, Territory,
};
use regime::Regime;
use store::{
    Db, Write,
    query::{
        decision,
        group::GroupId,
        inbox::Answered,
        permit::{self, NewPermit, StoredPermit},
        person::{self, NewPerson, Person},
        registration,
    },
};

use crate::{
    Permits,
    caps::{self, Counts},
    computed::{self, Seen},
    environment::Environment,
    error::PermitsError,
    facts::{Fetched, Gathered, needs},
    groups::{self, Membership},
    law::Law,
    message::{Applied, Effect},
    permit::Permit,
    record::{DecisionId, IdentityForm, Record, RecordedScope, Standing},
    ruling::{Question, RegimeQuestion, Ruled, look_back, rule},
};

/// Every code drawn being taken this often in a row means that the random source repeats itself: of the 27 thousand million
/// codes, a hundred million in use make two in a row a matter of one in 70 thousand.
pub(crate) const DRAWS: usize = 16;

/// What a person is stored as who has only a telephone.
const BY_PHONE: &str = "phone";

/// What was decided, what it was decided on, and of whom.
pub(crate) struct Ruling {
    pub(crate) record: Record,
    question: Question,
    holder: Option<Person>,
    satisfied: Vec<RegimeId>,
    /// The groups of people that a permit counts in.
    groups: Vec<GroupId>,
}

impl Permits {
    pub(crate) async fn apply(
        &self,
        write: &Write,
        environment: &Arc<Environment>,
        application: &Application,
        fetched: &Fetched,
        at: Instant,
    ) -> Result<(Effect, Answered, Option<Record>), PermitsError> {
        let db = write.db();
        let Ruling { record, question, holder, satisfied, groups } = self.ruled(&db, environment, application, fetched, at).await?;
        self.store_decision(&db, &record, holder.as_ref(), &question).await?;
        let permit = match (&record.decision.validity, &holder) {
            (Some(_), Some(person)) => Some(self.grant(&db, &record, person, application, &question, (satisfied, groups)).await?),
            _ => None,
        };
        let identity = holder.as_ref().map(|person| self.holder(person)).transpose()?.flatten();
        let id = record.id;
        let kept = self.inner.onlooker.get().filter(|onlooker| onlooker.is_looking()).map(|_| record.clone());
        let in_force = question.standing == Standing::InForce;
        let regimes = if in_force { question.regimes.into_iter().map(|asked| asked.regime).collect() } else { Vec::new() };
        let holder = identity.or(application.identity.clone());
        let applied = Applied { decision: record.decision, permit, regimes, holder, record: id };
        Ok((Effect::Applied(applied), Answered { decision: Some(id.to_string()), ..Answered::default() }, kept))
    }

    /// What is decided of an application, and of whom. Locks the person and the groups, and stores who is new; nothing else.
    pub(crate) async fn ruled(
        &self,
        db: &Db<'_>,
        environment: &Arc<Environment>,
        application: &Application,
        fetched: &Fetched,
        at: Instant,
    ) -> Result<Ruling, PermitsError> {
        let law = Law::when(environment, &application.scope, at, application.start)?;
        let in_force = law.standing == Standing::InForce;
        // Telephones are counted before the person is locked, and persons after: always in this order, so that no two wait for
        // each other.
        let mut phones = Vec::new();
        let phone = application.phone.as_ref().map(|phone| self.inner.vault.counted_phone(phone));
        for regime in law.regimes.iter().filter(|_| in_force) {
            phones.push(caps::count(db, environment, regime, regime.safeguards.per_phone, phone.as_ref(), at).await?);
        }
        let holder = if in_force { self.holder_of(db, &law, application, at).await? } else { None };
        let territory = match &application.scope {
            Scope::Place(territory) => Some(territory.clone()),
            Scope::Number(_) => None,
        };
        let moment = application.start.map_or(at, |start| start.max(at));
        let mut regimes = Vec::new();
        let mut memberships: Vec<Membership> = Vec::new();
        for (regime, phone) in law.regimes.iter().zip(phones.into_iter().chain(std::iter::repeat(None))) {
            let policies = environment.policies_of(&regime.id).to_vec();
            let mut counts = Counts { phone, identity: None };
            let (facts, missing) = match &holder {
                Some(person) => {
                    let needs = needs(&policies);
                    let (mut facts, stay) = facts(db, environment, person, regime, &needs, at).await?;
                    let looked_up = groups::looked_up(regime, &needs);
                    let Gathered { mut attributes, missing } = self.gathered(db, person, regime, &looked_up, moment, fetched).await?;
                    memberships.extend(groups::memberships(&self.inner.vault, regime, &needs, &attributes, &application.purpose, moment));
                    let (territories, plate) = (environment.territories(), application.plate.as_ref());
                    let seen = Seen { territories, place: territory.as_ref(), stay: stay.as_ref(), plate };
                    computed::add(&mut attributes, &needs, &seen);
                    facts.attributes = attributes;
                    let cap = regime.safeguards.per_identity;
                    counts.identity = caps::count(db, environment, regime, cap, Some(&person.lookup), at).await?;
                    (facts, missing)
                }
                None => (Facts::default(), Vec::new()),
            };
            let identity = form(regime, application, holder.is_some());
            regimes.push(RegimeQuestion { regime: Arc::clone(regime), policies, identity, counts, facts, missing });
        }
        // After the person, too.
        let locked = groups::lock(db, &memberships).await?;
        if let Some(person) = &holder {
            for asked in &mut regimes {
                locked.tell(db, asked, &memberships, person.id, moment).await?;
            }
        }
        let request = Request {
            at,
            purpose: application.purpose.clone(),
            channel: application.channel,
            territory,
            start: application.start,
            vehicle: application.plate.is_some(),
        };
        let question = Question { standing: law.standing, regimes, request };
        let (question, Ruled { decision, satisfied, .. }) = self.decided(question).await?;
        let id = DecisionId::new(at, (self.inner.entropy)());
        let record = Record::new(id, &application.scope, &question, decision);
        let groups = locked.counting(&memberships, &satisfied);
        Ok(Ruling { record, question, holder, satisfied, groups })
    }

    /// Asks the rules away from the threads that carry messages: a policy may compute until it is stopped.
    pub(crate) async fn decided(&self, question: Question) -> Result<(Question, Ruled), PermitsError> {
        let asked = tokio::task::spawn_blocking(move || {
            let ruled = rule(&question);
            (question, ruled)
        });
        let (question, ruled) = asked.await.map_err(|_| PermitsError::Stopping)?;
        for failure in &ruled.failures {
            metrics::counter!("exeat_policy_failures_total", "kind" => failure.kind()).increment(1);
            tracing::error!(error = %failure, "a policy failed; the person is referred to a human");
        }
        Ok((question, ruled))
    }

    /// Who applies, locked until the transaction ends. Nobody is stored of whom the regimes would not know what to make.
    async fn holder_of(&self, db: &Db<'_>, law: &Law, application: &Application, at: Instant) -> Result<Option<Person>, PermitsError> {
        let vault = &self.inner.vault;
        if let Some(identity) = &application.identity {
            if !law.accepts(identity) {
                return Ok(None);
            }
            let kind = law.regimes.iter().find_map(|regime| regime.identity_kind_of(identity)).map(|kind| kind.name.clone());
            let lookup = vault.person(identity);
            let new = NewPerson { identity: vault.seal_identity(&lookup, identity.reveal())?, lookup, kind };
            return Ok(Some(person::lock_or_put(db, new, at).await?));
        }
        let Some(phone) = &application.phone else { return Ok(None) };
        for regime in &law.regimes {
            if let Some(found) = registration::by_phone(db, &vault.registered_phone(phone), &regime.jurisdiction).await? {
                return Ok(person::lock(db, found.person).await?);
            }
        }
        if law.regimes.iter().all(|regime| regime.identity.is_empty()) {
            let lookup = vault.person_of_phone(phone);
            let new = NewPerson { identity: vault.seal_identity(&lookup, phone.as_str())?, lookup, kind: Some(BY_PHONE.to_owned()) };
            return Ok(Some(person::lock_or_put(db, new, at).await?));
        }
        Ok(None)
    }

    /// The identity number of a stored person; none of one who has only a telephone.
    pub(crate) fn holder(&self, person: &Person) -> Result<Option<domain::IdentityNumber>, PermitsError> {
        if is_by_phone(person) {
            return Ok(None);
        }
        Ok(Some(self.inner.vault.open_identity(person)?))
    }

    async fn store_decision(&self, db: &Db<'_>, record: &Record, holder: Option<&Person>, question: &Question) -> Result<(), PermitsError> {
        let retain_until = retained(question, record);
        if let (Some(person), Some(until)) = (holder, retain_until) {
            person::retain(db, person.id, until).await?;
        }
        let new = decision::NewDecision {
            id: record.id.to_string(),
            person: holder.map(|person| person.id),
            at: record.at,
            channel: record.channel,
            purpose: record.request.purpose.clone(),
            outcome: record.decision.outcome,
            record: record.bytes()?,
            retain_until,
        };
        Ok(decision::put(db, new).await?)
    }

    async fn grant(
        &self,
        db: &Db<'_>,
        record: &Record,
        person: &Person,
        application: &Application,
        question: &Question,
        (satisfied, groups): (Vec<RegimeId>, Vec<GroupId>),
    ) -> Result<Permit, PermitsError> {
        let vault = &self.inner.vault;
        let decision = record.id.to_string();
        let validity = record.decision.validity.filter(|_| record.decision.outcome == Outcome::Granted);
        let validity = validity.ok_or_else(|| unreadable(&record.id, "a grant without a validity"))?;
        let mut new = NewPermit {
            code: PermitCode::from_entropy((self.inner.entropy)()),
            decision: decision.clone(),
            person: person.id,
            purpose: record.request.purpose.clone(),
            territory: record.request.territory.clone(),
            regimes: satisfied,
            groups,
            granted_at: record.at,
            validity,
            time_zone: question.regimes.first().and_then(|q| q.regime.time_zone.iana_name()).unwrap_or("UTC").to_owned(),
            plate: application.plate.as_ref().map(|plate| vault.seal_plate(&decision, plate)).transpose()?,
            plate_lookup: application.plate.as_ref().map(|plate| vault.plate(plate)),
            // Only a text message proves the telephone that it comes from.
            phone: application.phone.as_ref().filter(|_| application.channel == Channel::Sms).map(|phone| vault.asking_phone(phone)),
            retain_until: retained(question, record),
        };
        for _ in 0..DRAWS {
            if permit::put(db, &new).await? {
                return self.permit(StoredPermit {
                    code: new.code,
                    decision,
                    person: new.person,
                    purpose: new.purpose,
                    territory: new.territory,
                    regimes: new.regimes,
                    granted_at: new.granted_at,
                    validity: new.validity,
                    time_zone: new.time_zone,
                    plate: new.plate,
                    revoked_at: None,
                });
            }
            new.code = PermitCode::from_entropy((self.inner.entropy)());
        }
        Err(PermitsError::Codes)
    }

    pub(crate) fn permit(&self, stored: StoredPermit) -> Result<Permit, PermitsError> {
        let plate = stored.plate.as_ref().map(|plate| self.inner.vault.open_plate(&stored.decision, plate)).transpose()?;
        let regime = stored.regimes.first().cloned().ok_or(store::StoreError::Corrupt("a permit without a regime"))?;
        Ok(Permit {
            code: stored.code,
            purpose: stored.purpose,
            territory: stored.territory,
            regime,
            regimes: stored.regimes,
            validity: stored.validity,
            time_zone: stored.time_zone,
            plate,
            granted_at: stored.granted_at,
            revoked_at: stored.revoked_at,
        })
    }
}

/// Whether a person is stored who has only a telephone.
pub(crate) fn is_by_phone(person: &Person) -> bool {
    person.kind.as_deref() == Some(BY_PHONE)
}

/// What the policies of a regime need to know of a person, but for attributes; and where the person stays, if that is needed for
/// anything. What was granted under a regime that this one amends counts, as far as its purposes still exist.
async fn facts(
    db: &Db<'_>,
    environment: &Environment,
    person: &Person,
    regime: &Regime,
    needs: &Needs,
    at: Instant,
) -> Result<(Facts, Option<Territory>), PermitsError> {
    let history = match needs.history {
        Some(back) => {
            let mut history = permit::history(db, person.id, &environment.regimes().line(regime), look_back(at, back)).await?;
            history.retain(|past| regime.purposes.contains_key(&past.purpose));
            history
        }
        None => Vec::new(),
    };
    let registration = match needs.registration || computed::needs_stay(needs) {
        true => registration::of_person(db, person.id, &regime.jurisdiction).await?,
        false => None,
    };
    let stay = registration.as_ref().map(|stored| stored.territory.clone());
    let registration = registration.filter(|_| needs.registration);
    let facts = Facts {
        history,
        registration: registration.map(|stored| RegistrationFact { territory: stored.territory, since: stored.since }),
        attributes: Vec::new(),
    };
    Ok((facts, stay))
}

fn form(regime: &Regime, application: &Application, has_holder: bool) -> IdentityForm {
    match &application.identity {
        Some(identity) if regime.identity.is_empty() || regime.identity_kind_of(identity).is_some() => IdentityForm::Known,
        Some(_) => IdentityForm::Unknown,
        None if has_holder => IdentityForm::Known,
        None => IdentityForm::Absent,
    }
}

/// Until when the longest of the regimes keeps what it stored: from the end of the permit, or from the decision.
fn retained(question: &Question, record: &Record) -> Option<Instant> {
    let from = record.decision.validity.map_or(record.at, |validity| validity.interval.end());
    let longest: Option<Duration> = question.regimes.iter().filter_map(|q| q.regime.retention).max();
    longest.and_then(|retention| from.checked_add(jiff::SignedDuration::from(retention)).ok())
}

fn unreadable(id: &DecisionId, why: &str) -> PermitsError {
    PermitsError::Record { decision: id.to_string(), why: why.to_owned() }
}

impl From<&Scope> for RecordedScope {
    fn from(scope: &Scope) -> Self {
        match scope {
            Scope::Place(territory) => Self::Place(territory.clone()),
            Scope::Number(number) => Self::Number(number.clone()),
        }
    }
}
