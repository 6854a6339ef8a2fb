//! Applications: what was decided of them is stored, and permits are granted.

use std::{collections::BTreeMap, sync::Arc};

use domain::{Application, Channel, Duration, Instant, Outcome, PermitCode, Scope};
use jiff::SignedDuration;
use store::{
    Db, StoreError,
    query::{
        decision,
        permit::{self, NewPermit, StoredPermit},
        person::{self, Person, PersonId},
    },
};

use crate::{
    Permits,
    asking::{Among, Asking, Ruling},
    environment::Environment,
    error::PermitsError,
    message::{Applied, Effect},
    permit::Permit,
    record::{DecisionId, Record, RecordedScope, Standing},
    ruling::Question,
};

/// Every code drawn being taken this often in a row means that the random source repeats itself: of the 27 thousand million
/// codes, a hundred million in use make two in a row a matter of one in 70 thousand.
pub(crate) const DRAWS: usize = 16;

/// How long a decision is kept that no regime has anything to do with.
const UNREGULATED: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What a person is stored as who has only a telephone.
pub(crate) const BY_PHONE: &str = "phone";

/// What somebody has applied for, and the record of it where somebody looks on.
pub(crate) struct Decided {
    pub(crate) effect: Effect,
    pub(crate) record: Option<Record>,
}

/// What has yet to be stored of applications that were decided on.
#[derive(Default)]
pub(crate) struct Applications {
    decisions: Vec<decision::NewDecision>,
    permits: Vec<NewPermit>,
    /// Who is kept until when.
    kept: BTreeMap<Instant, Vec<PersonId>>,
}

impl Applications {
    /// Stores them.
    pub(crate) async fn store(self, db: &Db<'_>) -> Result<(), StoreError> {
        let kept = async {
            for (until, persons) in &self.kept {
                person::retain(db, persons, *until).await?;
            }
            Ok(())
        };
        // While one is written the next is made ready.
        tokio::try_join!(kept, decision::put_all(db, self.decisions), permit::put_all(db, &self.permits)).map(|_| ())
    }
}

impl Permits {
    /// Decides on applications, in their order. Who is new, what is counted and the codes of permits are stored; the rest is returned to be.
    pub(crate) async fn apply_all(
        &self,
        db: &Db<'_>,
        environment: &Arc<Environment>,
        asked: &[Asking<'_>],
    ) -> Result<(Vec<Among<Decided>>, Applications), PermitsError> {
        let ruled = self.ruled_all(db, environment, asked).await?;
        let mut applications = decisions(ruled.iter().filter_map(done))?;
        let mut granted = self.grant_all(db, ruled.iter().zip(asked), &mut applications.permits).await?;
        let looking = self.inner.onlooker.get().is_some_and(|onlooker| onlooker.is_looking());
        let came = ruled.into_iter().zip(asked).map(|(ruled, asking)| {
            Ok(match ruled {
                Among::Done(ruling) => Among::Done(self.decided_of(ruling, asking.application, &mut granted, looking)?),
                Among::Later => Among::Later,
                Among::Failed(error) => Among::Failed(error),
            })
        });
        Ok((came.collect::<Result<_, PermitsError>>()?, applications))
    }

    fn decided_of(
        &self,
        ruling: Ruling,
        application: &Application,
        granted: &mut BTreeMap<DecisionId, Permit>,
        looking: bool,
    ) -> Result<Decided, PermitsError> {
        let Ruling { record, question, holder, .. } = ruling;
        let identity = holder.as_ref().map(|person| self.holder(person)).transpose()?.flatten();
        let in_force = question.standing == Standing::InForce;
        let regimes = if in_force { question.regimes.into_iter().map(|asked| asked.regime).collect() } else { Vec::new() };
        let kept = looking.then(|| record.clone());
        let applied = Applied {
            decision: record.decision,
            permit: granted.remove(&record.id),
            regimes,
            holder: identity.or(application.identity.clone()),
            record: record.id,
        };
        Ok(Decided { effect: Effect::Applied(applied), record: kept })
    }

    /// The identity number of a stored person; none of one who has only a telephone.
    pub(crate) fn holder(&self, person: &Person) -> Result<Option<domain::IdentityNumber>, PermitsError> {
        if is_by_phone(person) {
            return Ok(None);
        }
        Ok(Some(self.inner.vault.open_identity(person)?))
    }

    /// Grants what was decided to be granted.
    async fn grant_all<'a>(
        &self,
        db: &Db<'_>,
        asked: impl Iterator<Item = (&'a Among<Ruling>, &'a Asking<'a>)>,
        permits: &mut Vec<NewPermit>,
    ) -> Result<BTreeMap<DecisionId, Permit>, PermitsError> {
        let mut open = Vec::new();
        for (ruled, asking) in asked {
            let Some(ruling) = done(ruled) else { continue };
            if let (Some(person), Some(_)) = (&ruling.holder, ruling.record.decision.validity) {
                open.push((ruling.record.id, self.new_permit(ruling, person, asking.application)?));
            }
        }
        let mut granted = BTreeMap::new();
        for _ in 0..DRAWS {
            if open.is_empty() {
                return Ok(granted);
            }
            let (ids, new): (Vec<DecisionId>, Vec<NewPermit>) = open.into_iter().unzip();
            let taken = permit::take_codes(db, &new).await?;
            open = Vec::new();
            for ((id, mut new), taken) in ids.into_iter().zip(new).zip(taken) {
                if taken {
                    granted.insert(id, self.permit(granted_as(new.clone()))?);
                    permits.push(new);
                } else {
                    new.code = PermitCode::from_entropy((self.inner.entropy)());
                    open.push((id, new));
                }
            }
        }
        if open.is_empty() { Ok(granted) } else { Err(PermitsError::Codes) }
    }

    fn new_permit(&self, ruling: &Ruling, person: &Person, application: &Application) -> Result<NewPermit, PermitsError> {
        let Ruling { record, question, satisfied, groups, .. } = ruling;
        let vault = &self.inner.vault;
        let decision = record.id.to_string();
        let validity = record.decision.validity.filter(|_| record.decision.outcome == Outcome::Granted);
        let validity = validity.ok_or_else(|| unreadable(&record.id, "a grant without a validity"))?;
        Ok(NewPermit {
            code: PermitCode::from_entropy((self.inner.entropy)()),
            person: person.id,
            purpose: record.request.purpose.clone(),
            territory: record.request.territory.clone(),
            regimes: satisfied.clone(),
            groups: groups.clone(),
            granted_at: record.at,
            validity,
            time_zone: question.regimes.first().and_then(|q| q.regime.time_zone.iana_name()).unwrap_or("UTC").to_owned(),
            plate: application.plate.as_ref().map(|plate| vault.seal_plate(&decision, plate)).transpose()?,
            plate_lookup: application.plate.as_ref().map(|plate| vault.plate(plate)),
            // Only a text message proves the telephone that it comes from.
            phone: application.phone.as_ref().filter(|_| application.channel == Channel::Sms).map(|phone| vault.asking_phone(phone)),
            retain_until: retained(question, record),
            decision,
        })
    }

    pub(crate) fn permit(&self, stored: StoredPermit) -> Result<Permit, PermitsError> {
        let plate = stored.plate.as_ref().map(|plate| self.inner.vault.open_plate(&stored.decision, plate)).transpose()?;
        let regime = stored.regimes.first().cloned().ok_or(StoreError::Corrupt("a permit without a regime"))?;
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

/// The decisions, and who is kept for them.
fn decisions<'r>(rulings: impl Iterator<Item = &'r Ruling>) -> Result<Applications, PermitsError> {
    let mut applications = Applications::default();
    for Ruling { record, question, holder, .. } in rulings {
        let retain_until = retained(question, record);
        if let (Some(person), Some(until)) = (holder, retain_until.map(whole_day))
            && person.retain_until.is_none_or(|kept| kept < until)
        {
            applications.kept.entry(until).or_default().push(person.id);
        }
        applications.decisions.push(decision::NewDecision {
            id: record.id.to_string(),
            person: holder.as_ref().map(|person| person.id),
            at: record.at,
            channel: record.channel,
            purpose: record.request.purpose.clone(),
            outcome: record.decision.outcome,
            record: record.bytes()?,
            retain_until,
        });
    }
    Ok(applications)
}

fn granted_as(new: NewPermit) -> StoredPermit {
    StoredPermit {
        code: new.code,
        decision: new.decision,
        person: new.person,
        purpose: new.purpose,
        territory: new.territory,
        regimes: new.regimes,
        granted_at: new.granted_at,
        validity: new.validity,
        time_zone: new.time_zone,
        plate: new.plate,
        revoked_at: None,
    }
}

fn done(ruled: &Among<Ruling>) -> Option<&Ruling> {
    match ruled {
        Among::Done(ruling) => Some(ruling),
        Among::Later | Among::Failed(_) => None,
    }
}

/// Whether a person is stored who has only a telephone.
pub(crate) fn is_by_phone(person: &Person) -> bool {
    person.kind.as_deref() == Some(BY_PHONE)
}

/// Until when the longest of the regimes keeps what it stored: from the end of the permit, or from the decision.
fn retained(question: &Question, record: &Record) -> Option<Instant> {
    let from = record.decision.validity.map_or(record.at, |validity| validity.interval.end());
    // What no regime has to do with need not be kept by any.
    if question.regimes.is_empty() {
        return from.checked_add(UNREGULATED).ok();
    }
    let longest: Option<Duration> = question.regimes.iter().filter_map(|q| q.regime.retention).max();
    longest.and_then(|retention| from.checked_add(SignedDuration::from(retention)).ok())
}

/// The end of the day (UTC): a person is kept for whole days, so that who applies several times a day is not written anew each time.
fn whole_day(until: Instant) -> Instant {
    const DAY: i64 = 24 * 60 * 60;
    let over = until.as_second().rem_euclid(DAY);
    Instant::from_second(until.as_second() - over + DAY).unwrap_or(until)
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
