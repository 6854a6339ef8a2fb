//! What is decided of applications, many at once: who they are of, what is known of them, what the rules say.
//!
//! Everything is looked up for all of them together, so that a hundred applications cost the questions of one. No two of them are of one
//! person or of one group of people: the second of two is put off until the first is stored.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use domain::{Application, Facts, Instant, RegimeId, RegistrationFact, Request, Scope, Territory};
use regime::Regime;
use store::{
    Db, Lookup,
    query::{
        group::GroupId,
        person::{self, NewPerson, Person, PersonId},
        registration, tally,
    },
};

use crate::{
    Permits,
    apply::BY_PHONE,
    caps::{self, Counts},
    computed::{self, Seen},
    environment::Environment,
    error::PermitsError,
    facts::{Fetched, Gathered, Known, Wanted, needs},
    groups::{self, Membership},
    law::Law,
    record::{DecisionId, IdentityForm, Record, Standing},
    ruling::{Question, RegimeQuestion, Ruled, look_back, rule},
};

/// An application to be decided on.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) application: &'a Application,
    /// What services said.
    pub(crate) fetched: &'a Fetched,
    pub(crate) at: Instant,
    /// The name that the decision will bear.
    pub(crate) id: DecisionId,
}

/// What was decided, what it was decided on, and of whom.
pub(crate) struct Ruling {
    pub(crate) record: Record,
    pub(crate) question: Question,
    pub(crate) holder: Option<Person>,
    pub(crate) satisfied: Vec<RegimeId>,
    /// The groups of people that a permit counts in.
    pub(crate) groups: Vec<GroupId>,
}

/// What came of an application among others.
pub(crate) enum Among<T> {
    /// It was decided on.
    Done(T),
    /// Another one of the same person or the same group of people comes first.
    Later,
    /// It can't be decided on, whatever becomes of the others.
    Failed(PermitsError),
}

/// An application on its way to its question.
struct Open<'a> {
    /// Its place among all.
    place: usize,
    asking: Asking<'a>,
    law: Law,
    holder: Option<Person>,
    /// When the permit would begin.
    moment: Instant,
    parts: Vec<Part>,
    memberships: Vec<Membership>,
}

/// What is known under one regime.
struct Part {
    question: RegimeQuestion,
    phone: Option<tally::Counted>,
    identity: Option<tally::Counted>,
}

/// Who applies, as far as the application says.
enum Applicant {
    /// Somebody with a number of a form that the regimes know, or with a telephone that is enough for them.
    Named(NewPerson),
    /// Somebody whom the telephone speaks for.
    Spoken(PersonId),
    /// Nobody of whom the regimes would know what to make.
    Nobody,
}

impl Permits {
    /// What is decided of applications, in their order. Locks persons, then groups, then counts, each in an order of its own, so that no
    /// two transactions wait for each other; stores who is new and counts; nothing else.
    pub(crate) async fn ruled_all(
        &self,
        db: &Db<'_>,
        environment: &Arc<Environment>,
        asked: &[Asking<'_>],
    ) -> Result<Vec<Among<Ruling>>, PermitsError> {
        let mut came: Vec<Option<Among<Ruling>>> = asked.iter().map(|_| None).collect();
        let mut open = Vec::with_capacity(asked.len());
        for ((place, asking), came) in asked.iter().enumerate().zip(&mut came) {
            let application = asking.application;
            match Law::when(environment, &application.scope, asking.at, application.start) {
                Ok(law) => {
                    let moment = application.start.map_or(asking.at, |start| start.max(asking.at));
                    open.push(Open { place, asking: *asking, law, holder: None, moment, parts: Vec::new(), memberships: Vec::new() });
                }
                Err(error) => *came = Some(Among::Failed(error)),
            }
        }
        self.find_holders(db, &mut open).await?;
        let mut persons = HashSet::new();
        put_off(&mut open, &mut came, |open| open.holder.as_ref().is_none_or(|holder| persons.insert(holder.id)));
        self.find_facts(db, environment, &mut open).await?;
        let mut taken: HashSet<Lookup> = HashSet::new();
        put_off(&mut open, &mut came, |open| {
            let free = !open.memberships.iter().any(|membership| taken.contains(membership.group()));
            taken.extend(open.memberships.iter().filter(|_| free).map(|membership| membership.group().clone()));
            free
        });
        let locked = groups::lock(db, open.iter().flat_map(|open| &open.memberships)).await?;
        for Open { holder, parts, memberships, moment, .. } in &mut open {
            let Some(person) = holder else { continue };
            for part in parts {
                locked.tell(db, &mut part.question, memberships, person.id, *moment).await?;
            }
        }
        count(db, &mut open).await?;
        let mut questions = Vec::with_capacity(open.len());
        for open in &mut open {
            let regimes = std::mem::take(&mut open.parts).into_iter().map(|part| part.question).collect();
            questions.push(Question { standing: open.law.standing, regimes, request: request(&open.asking) });
        }
        let decided = self.decided_all(questions).await?;
        for (open, (question, Ruled { decision, satisfied, .. })) in open.into_iter().zip(decided) {
            let record = Record::new(open.asking.id, &open.asking.application.scope, &question, decision);
            let groups = locked.counting(&open.memberships, &satisfied);
            let ruling = Ruling { record, question, holder: open.holder, satisfied, groups };
            if let Some(came) = came.get_mut(open.place) {
                *came = Some(Among::Done(ruling));
            }
        }
        Ok(came.into_iter().map(|came| came.unwrap_or(Among::Later)).collect())
    }

    /// Who applies, locked until the transaction ends. Nobody is stored of whom the regimes would not know what to make.
    async fn find_holders(&self, db: &Db<'_>, open: &mut [Open<'_>]) -> Result<(), PermitsError> {
        let applicants = self.applicants(db, open).await?;
        let (mut new, mut spoken) = (Vec::new(), Vec::new());
        let mut whose = Vec::with_capacity(applicants.len());
        for applicant in applicants {
            whose.push(match applicant {
                Applicant::Named(person) => {
                    let lookup = person.lookup.clone();
                    new.push(person);
                    Some(Ok(lookup))
                }
                Applicant::Spoken(id) => {
                    spoken.push(id);
                    Some(Err(id))
                }
                Applicant::Nobody => None,
            });
        }
        let Some(at) = open.iter().map(|open| open.asking.at).max() else { return Ok(()) };
        let stored = person::lock_or_put_all(db, &new, &spoken, at).await?;
        let by_lookup: HashMap<&Lookup, &Person> = stored.iter().map(|person| (&person.lookup, person)).collect();
        let by_id: HashMap<PersonId, &Person> = stored.iter().map(|person| (person.id, person)).collect();
        for (open, whose) in open.iter_mut().zip(whose) {
            let holder = whose.and_then(|whose| whose.map_or_else(|id| by_id.get(&id), |lookup| by_lookup.get(&lookup)));
            open.holder = holder.map(|person| (*person).clone());
        }
        Ok(())
    }

    async fn applicants(&self, db: &Db<'_>, open: &[Open<'_>]) -> Result<Vec<Applicant>, PermitsError> {
        let vault = &self.inner.vault;
        let mut speaking = HashMap::new();
        for open in open.iter().filter(|open| open.speaks()) {
            let Some(phone) = &open.asking.application.phone else { continue };
            for regime in &open.law.regimes {
                speaking.entry(regime.jurisdiction.clone()).or_insert_with(Vec::new).push(vault.registered_phone(phone));
            }
        }
        let mut registered = HashMap::new();
        for (jurisdiction, phones) in speaking {
            let found = registration::by_phones(db, &phones, &jurisdiction).await?;
            registered.insert(jurisdiction, found);
        }
        let applicants = open.iter().map(|open| {
            let (law, application) = (&open.law, open.asking.application);
            if law.standing != Standing::InForce {
                return Ok(Applicant::Nobody);
            }
            if let Some(identity) = &application.identity {
                if !law.accepts(identity) {
                    return Ok(Applicant::Nobody);
                }
                let kind = law.regimes.iter().find_map(|regime| regime.identity_kind_of(identity)).map(|kind| kind.name.clone());
                let lookup = vault.person(identity);
                return Ok(Applicant::Named(NewPerson { identity: vault.seal_identity(&lookup, identity.reveal())?, lookup, kind }));
            }
            let Some(phone) = &application.phone else { return Ok(Applicant::Nobody) };
            let lookup = vault.registered_phone(phone);
            let spoken = law.regimes.iter().find_map(|regime| registered.get(&regime.jurisdiction)?.get(&lookup));
            if let Some(registration) = spoken {
                return Ok(Applicant::Spoken(registration.person));
            }
            if law.regimes.iter().all(|regime| regime.identity.is_empty()) {
                let lookup = vault.person_of_phone(phone);
                let identity = vault.seal_identity(&lookup, phone.as_str())?;
                return Ok(Applicant::Named(NewPerson { identity, lookup, kind: Some(BY_PHONE.to_owned()) }));
            }
            Ok(Applicant::Nobody)
        });
        applicants.collect()
    }

    /// What is known of the holders under each regime that rules.
    async fn find_facts(&self, db: &Db<'_>, environment: &Environment, open: &mut [Open<'_>]) -> Result<(), PermitsError> {
        let mut wanted: HashMap<RegimeId, Wanted> = HashMap::new();
        for Open { law, holder, asking, .. } in open.iter() {
            let Some(person) = holder else { continue };
            for regime in &law.regimes {
                let wanted = wanted.entry(regime.id.clone()).or_insert_with(|| Wanted::of(environment, regime));
                wanted.add(person, asking.at);
            }
        }
        let mut known: HashMap<RegimeId, Known> = HashMap::new();
        for (id, wanted) in wanted {
            known.insert(id, self.known(db, environment, wanted).await?);
        }
        for open in open {
            let Open { asking, law, holder, moment, .. } = open;
            let application = asking.application;
            for regime in &law.regimes {
                let policies = environment.policies_of(&regime.id).to_vec();
                let identity = form(regime, application, holder.is_some());
                let known = holder.as_ref().and_then(|person| Some((person, known.get(&regime.id)?)));
                let (facts, missing) = match known {
                    Some((person, known)) => {
                        let needs = needs(&policies);
                        let looked_up = groups::looked_up(regime, &needs);
                        let Gathered { mut attributes, missing } =
                            self.gathered(person, regime, &looked_up, *moment, asking.fetched, known)?;
                        let vault = &self.inner.vault;
                        open.memberships.extend(groups::memberships(vault, regime, &needs, &attributes, &application.purpose, *moment));
                        let stay = known.registrations.get(&person.id);
                        let place = place(&application.scope);
                        let seen = Seen {
                            territories: environment.territories(),
                            place: place.as_ref(),
                            stay: stay.map(|stay| &stay.territory),
                            plate: application.plate.as_ref(),
                        };
                        computed::add(&mut attributes, &needs, &seen);
                        let history = match needs.history {
                            Some(back) => known.history(person.id, regime, look_back(asking.at, back)),
                            None => Vec::new(),
                        };
                        let registration = stay.filter(|_| needs.registration);
                        let registration =
                            registration.map(|stay| RegistrationFact { territory: stay.territory.clone(), since: stay.since });
                        (Facts { history, registration, attributes }, missing)
                    }
                    None => (Facts::default(), Vec::new()),
                };
                let counts = Counts::default();
                let question = RegimeQuestion { regime: Arc::clone(regime), policies, identity, counts, facts, missing };
                let (mut phone, mut identity) = (None, None);
                if law.standing == Standing::InForce {
                    let who = application.phone.as_ref().map(|phone| self.inner.vault.counted_phone(phone));
                    phone = caps::counted(environment, regime, regime.safeguards.per_phone, who.as_ref(), asking.at);
                    let who = holder.as_ref().map(|person| &person.lookup);
                    identity = caps::counted(environment, regime, regime.safeguards.per_identity, who, asking.at);
                }
                open.parts.push(Part { question, phone, identity });
            }
        }
        Ok(())
    }

    /// Asks the rules away from the threads that carry messages: a policy may compute until it is stopped. Many questions are shared out
    /// among the processors.
    pub(crate) async fn decided_all(&self, questions: Vec<Question>) -> Result<Vec<(Question, Ruled)>, PermitsError> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = questions.len().div_ceil(threads).max(SHARE);
        let mut rest = questions.into_iter();
        let mut asked = Vec::new();
        loop {
            let part: Vec<Question> = rest.by_ref().take(share).collect();
            if part.is_empty() {
                break;
            }
            asked.push(tokio::task::spawn_blocking(move || {
                let ruled = |question: Question| {
                    let ruled = rule(&question);
                    (question, ruled)
                };
                part.into_iter().map(ruled).collect::<Vec<_>>()
            }));
        }
        let mut decided = Vec::new();
        for asked in asked {
            decided.extend(asked.await.map_err(|_| PermitsError::Stopping)?);
        }
        for failure in decided.iter().flat_map(|(_, ruled)| &ruled.failures) {
            metrics::counter!("exeat_policy_failures_total", "kind" => failure.kind()).increment(1);
            tracing::error!(error = %failure, "a policy failed; the person is referred to a human");
        }
        Ok(decided)
    }
}

/// To hand over fewer questions than these to another thread takes as long as to decide them.
const SHARE: usize = 8;

impl Open<'_> {
    /// Whether it depends on the telephone who applies.
    fn speaks(&self) -> bool {
        self.law.standing == Standing::InForce && self.asking.application.identity.is_none()
    }
}

/// Leaves those that may go on, in their order, and says `Later` of the others.
fn put_off<T>(open: &mut Vec<Open<'_>>, came: &mut [Option<Among<T>>], mut goes_on: impl FnMut(&Open<'_>) -> bool) {
    open.retain(|open| {
        let goes_on = goes_on(open);
        if let Some(came) = came.get_mut(open.place).filter(|_| !goes_on) {
            *came = Some(Among::Later);
        }
        goes_on
    });
}

/// Counts the applications where a regime has a cap.
async fn count(db: &Db<'_>, open: &mut [Open<'_>]) -> Result<(), PermitsError> {
    let parts = || open.iter().flat_map(|open| &open.parts);
    // Two regimes of one law count together: each counted once.
    let all: HashSet<tally::Counted> = parts().flat_map(|part| [&part.phone, &part.identity]).flatten().cloned().collect();
    let counts: HashMap<tally::Counted, u32> = tally::count_all(db, all.into_iter().collect()).await?.into_iter().collect();
    for part in open.iter_mut().flat_map(|open| &mut open.parts) {
        let count = |counted: &Option<tally::Counted>| counted.as_ref().and_then(|counted| counts.get(counted)).copied();
        part.question.counts = Counts { phone: count(&part.phone), identity: count(&part.identity) };
    }
    Ok(())
}

fn place(scope: &Scope) -> Option<Territory> {
    match scope {
        Scope::Place(territory) => Some(territory.clone()),
        Scope::Number(_) => None,
    }
}

fn request(asking: &Asking<'_>) -> Request {
    let application = asking.application;
    Request {
        at: asking.at,
        purpose: application.purpose.clone(),
        channel: application.channel,
        territory: place(&application.scope),
        start: application.start,
        vehicle: application.plate.is_some(),
    }
}

fn form(regime: &Regime, application: &Application, has_holder: bool) -> IdentityForm {
    match &application.identity {
        Some(identity) if regime.identity.is_empty() || regime.identity_kind_of(identity).is_some() => IdentityForm::Known,
        Some(_) => IdentityForm::Unknown,
        None if has_holder => IdentityForm::Known,
        None => IdentityForm::Absent,
    }
}
