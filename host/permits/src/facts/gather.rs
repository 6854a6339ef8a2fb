//! What is known of a person when something is decided: marks first, then tables and services in the order of the regime.
//!
//! Services are asked before the transaction begins, tables within it. What a provider should have given and could not is
//! noted, so that the decision can be made again from its record.

use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::{Application, Attribute, AttributeName, IdentityNumber, Instant, Needs, PastPermit, ProviderName, RegimeId, TableName};
use engine::Policy;
use futures_util::future::join_all;
use regime::{FactSource, Regime, WhenDown};
use store::{
    Db, Lookup, StoreError,
    query::{
        attribute, fact, permit,
        person::{self, Person, PersonId},
        registration::{self, Registration},
    },
};

use super::{Asked, Fact, import::key_of, standing, stored};
use crate::{
    Permits,
    apply::is_by_phone,
    computed,
    environment::Environment,
    error::PermitsError,
    groups,
    law::Law,
    record::{MissingFacts, Standing},
    ruling::{is_open, look_back},
};

/// What services said of one person. A service that did not answer says `None`.
#[derive(Default)]
pub(crate) struct Fetched {
    person: Option<Lookup>,
    said: HashMap<(RegimeId, ProviderName), Option<Vec<Fact>>>,
}

/// What is known of a person under one regime, and what should be and is not.
pub(crate) struct Gathered {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) missing: Vec<MissingFacts>,
}

/// A service to be asked, and for what.
struct Service {
    regime: Arc<Regime>,
    provider: ProviderName,
    service: domain::ServiceName,
    attributes: Vec<AttributeName>,
    timeout: Duration,
    cache: Option<Duration>,
}

impl Permits {
    /// Asks the services that the regimes of an application need. Outside of any transaction.
    pub(crate) async fn fetched(
        &self,
        environment: &Arc<Environment>,
        application: &Application,
        at: Instant,
    ) -> Result<Fetched, PermitsError> {
        let law = Law::when(environment, &application.scope, at, application.start)?;
        let wanted = services_for(environment, &law, application);
        if wanted.is_empty() {
            return Ok(Fetched::default());
        }
        let Some(identity) = self.identity_of(&law, application).await? else { return Ok(Fetched::default()) };
        let person = self.inner.vault.person(&identity);
        let services = self.inner.services.get();
        let asking = wanted.iter().map(|wanted| async {
            let asked = Asked {
                service: &wanted.service,
                identity: &identity,
                person: person.bytes(),
                attributes: &wanted.attributes,
                timeout: wanted.timeout,
                cache: wanted.cache,
                at,
            };
            let said = match services {
                Some(services) => services.ask(asked).await.ok(),
                None => None,
            };
            ((wanted.regime.id.clone(), wanted.provider.clone()), said)
        });
        let said = join_all(asking).await.into_iter().collect();
        Ok(Fetched { person: Some(person), said })
    }

    /// Whose facts are asked for: nobody's of whom the regimes would not know what to make.
    async fn identity_of(&self, law: &Law, application: &Application) -> Result<Option<IdentityNumber>, PermitsError> {
        if let Some(identity) = &application.identity {
            return Ok(law.accepts(identity).then(|| identity.clone()));
        }
        let Some(phone) = &application.phone else { return Ok(None) };
        let (db, phone) = (self.inner.store.db(), self.inner.vault.registered_phone(phone));
        for regime in &law.regimes {
            let Some(found) = registration::by_phone(&db, &phone, &regime.jurisdiction).await? else { continue };
            let Some(person) = person::get(&db, found.person).await? else { return Ok(None) };
            return self.holder(&person);
        }
        Ok(None)
    }

    /// What is stored of persons that a regime wants to know.
    pub(crate) async fn known(&self, db: &Db<'_>, environment: &Environment, wanted: Wanted) -> Result<Known, PermitsError> {
        let Wanted { regime, needs, persons, since } = wanted;
        let ids: Vec<PersonId> = persons.iter().map(|person| person.id).collect();
        let histories = match since {
            Some(since) => permit::histories(db, &ids, &environment.regimes().line(&regime), since).await?,
            None => HashMap::new(),
        };
        let registrations = match needs.registration || computed::needs_stay(&needs) {
            true => registration::of_persons(db, &ids, &regime.jurisdiction).await?,
            false => HashMap::new(),
        };
        let attributes = attribute::of_persons(db, &ids, &needs.attributes).await?;
        let mut tables = HashMap::new();
        for (name, provider) in &regime.facts {
            let FactSource::Table { name: table, .. } = &provider.source else { continue };
            if !needs.attributes.iter().any(|name| provider.gives.contains(name)) {
                continue;
            }
            let keys: Vec<Vec<u8>> = persons.iter().map(|person| self.key_in(&regime, table, person)).collect();
            tables.insert(name.clone(), fact::said_all(db, &regime.jurisdiction, table, &keys).await?);
        }
        Ok(Known { histories, registrations, attributes, tables })
    }

    /// The key of a person in a table.
    fn key_in(&self, regime: &Regime, table: &TableName, person: &Person) -> Vec<u8> {
        key_of(self.inner.vault.in_table(&regime.jurisdiction, table, &person.lookup).bytes()).to_vec()
    }

    /// What is known of a person that the policies of a regime ask for, at the moment at which the permit would begin.
    pub(crate) fn gathered(
        &self,
        person: &Person,
        regime: &Regime,
        needs: &Needs,
        moment: Instant,
        fetched: &Fetched,
        known: &Known,
    ) -> Result<Gathered, PermitsError> {
        let mut attributes = known.attributes.get(&person.id).cloned().unwrap_or_default();
        let mut missing = Vec::new();
        // Who has only a telephone has no number by which anybody else could know him.
        let providers = regime.facts.iter().filter(|_| !is_by_phone(person));
        for (name, provider) in providers {
            let has = |wanted: &AttributeName| attributes.iter().any(|attribute| attribute.name == *wanted);
            let wanted: Vec<&AttributeName> = needs.attributes.iter().filter(|name| provider.gives.contains(name) && !has(name)).collect();
            if wanted.is_empty() {
                continue;
            }
            let (said, then) = match &provider.source {
                FactSource::Table { name: table, when_missing } => {
                    let said = known.tables.get(name).and_then(|said| said.get(&self.key_in(regime, table, person)));
                    // A list that lacks a column is somebody's mistake, whatever is done without any list.
                    let then = if said.is_none() { *when_missing } else { WhenDown::Refer };
                    (said.filter(|said| wanted.iter().all(|name| said.attributes.contains(name))).map(facts_of).transpose()?, then)
                }
                FactSource::Service { when_down, .. } => {
                    let same = fetched.person.as_ref() == Some(&person.lookup);
                    let said = fetched.said.get(&(regime.id.clone(), name.clone())).filter(|_| same);
                    (said.cloned().flatten(), *when_down)
                }
            };
            match said {
                Some(facts) => attributes.extend(wanted.into_iter().filter_map(|name| standing(&facts, name, moment))),
                None => {
                    let word = if then == WhenDown::Refer { "refer" } else { "proceed" };
                    metrics::counter!("exeat_facts_unavailable_total", "provider" => name.to_string(), "then" => word).increment(1);
                    if then == WhenDown::Refer {
                        tracing::warn!(regime = %regime.id, provider = %name, "a provider of facts cannot be asked; the person is referred");
                    } else {
                        tracing::debug!(regime = %regime.id, provider = %name, "a provider of facts has nothing to ask");
                    }
                    missing.push(MissingFacts { provider: name.clone(), then });
                }
            }
        }
        attributes.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Gathered { attributes, missing })
    }
}

/// Of whom a regime wants to know what.
pub(crate) struct Wanted {
    regime: Arc<Regime>,
    /// What its policies need, with what the host needs for groups of people.
    needs: Needs,
    persons: Vec<Person>,
    /// The earliest moment that any of them looks back to.
    since: Option<Instant>,
}

impl Wanted {
    /// Of nobody yet.
    pub(crate) fn of(environment: &Environment, regime: &Arc<Regime>) -> Self {
        let needs = groups::looked_up(regime, &needs(environment.policies_of(&regime.id)));
        Self { regime: Arc::clone(regime), needs, persons: Vec::new(), since: None }
    }

    /// Of this person too, who applies at `at`.
    pub(crate) fn add(&mut self, person: &Person, at: Instant) {
        if let Some(since) = self.needs.history.map(|back| look_back(at, back)) {
            self.since = Some(self.since.map_or(since, |earlier| earlier.min(since)));
        }
        self.persons.push(person.clone());
    }
}

/// What is stored of the persons of whom a regime wanted to know.
pub(crate) struct Known {
    histories: HashMap<PersonId, Vec<PastPermit>>,
    pub(crate) registrations: HashMap<PersonId, Registration>,
    attributes: HashMap<PersonId, Vec<Attribute>>,
    tables: HashMap<ProviderName, HashMap<Vec<u8>, fact::Said>>,
}

impl Known {
    /// What a person was granted from `since` on. What was granted under a regime that this one amends counts, as far as its purposes
    /// still exist.
    pub(crate) fn history(&self, person: PersonId, regime: &Regime, since: Instant) -> Vec<PastPermit> {
        let past = self.histories.get(&person).into_iter().flatten();
        past.filter(|past| since <= past.granted_at && regime.purposes.contains_key(&past.purpose)).cloned().collect()
    }
}

/// The services that have something to say which a policy wants to know. None for what the host decides by itself.
fn services_for(environment: &Environment, law: &Law, application: &Application) -> Vec<Service> {
    let mut all = Vec::new();
    for regime in law.regimes.iter().filter(|_| law.standing == Standing::InForce) {
        if !regime.purposes.get(&application.purpose).is_some_and(|purpose| is_open(purpose, application.channel)) {
            continue;
        }
        let needs = groups::looked_up(regime, &needs(environment.policies_of(&regime.id)));
        for (name, provider) in &regime.facts {
            let FactSource::Service { name: service, timeout, cache, .. } = &provider.source else { continue };
            let attributes: Vec<AttributeName> = needs.attributes.iter().filter(|name| provider.gives.contains(name)).cloned().collect();
            if attributes.is_empty() {
                continue;
            }
            let length = |duration: &domain::Duration| Duration::from_secs(u64::from(duration.seconds()));
            all.push(Service {
                regime: Arc::clone(regime),
                provider: name.clone(),
                service: service.clone(),
                attributes,
                timeout: length(timeout),
                cache: cache.as_ref().map(length),
            });
        }
    }
    all
}

/// What the policies of a regime need together.
pub(crate) fn needs(policies: &[Policy]) -> Needs {
    policies.iter().fold(Needs::default(), |needs, policy| needs.and(policy.needs()))
}

fn facts_of(said: &fact::Said) -> Result<Vec<Fact>, StoreError> {
    match &said.facts {
        Some(facts) => stored::read(facts).ok_or(StoreError::Corrupt("the facts of a person")),
        None => Ok(Vec::new()),
    }
}
