//! What policies were asked in the past, for whoever wants to know what they would have answered otherwise.

use std::sync::Arc;

use domain::{Facts, Instant, Needs, RegimeId, Request};
use regime::Regime;
use store::query::decision;

use crate::{
    Permits,
    environment::Environment,
    error::PermitsError,
    record::{DecisionId, Record, RecordedPolicy, RecordedRegime},
    ruling::{RegimeQuestion, by_host},
};

/// Which decisions: those made from `since` on and before `until`; all of them where neither says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first instant.
    pub since: Option<Instant>,
    /// The first instant that is too late.
    pub until: Option<Instant>,
}

impl Span {
    fn names(self) -> (Option<String>, Option<String>) {
        let name = |at: Instant| DecisionId::new(at, 0).to_string();
        (self.since.map(name), self.until.map(name))
    }
}

/// A decision of the past.
#[derive(Debug, Clone)]
pub struct Past {
    /// Its name.
    pub id: DecisionId,
    /// What was asked under each regime that ruled.
    pub regimes: Vec<PastRegime>,
}

/// What was asked under a regime that ruled.
#[derive(Debug, Clone)]
pub enum PastRegime {
    /// Its policies were asked.
    Asked(Box<PastQuestion>),
    /// The host decided by its own rules, and no policy was asked.
    ByHost(RegimeId),
    /// The regime is not loaded.
    Gone(RegimeId),
    /// The regime is loaded, but its file is another than then.
    Changed(RegimeId),
}

/// A question that policies were asked.
#[derive(Debug, Clone)]
pub struct PastQuestion {
    /// Under which regime.
    pub regime: Arc<Regime>,
    /// Which policies decided.
    pub policies: Vec<RecordedPolicy>,
    /// What was asked.
    pub request: Request,
    /// What was known of the person.
    pub facts: Facts,
    /// What was looked up, as far as those policies are loaded.
    pub known: Needs,
}

impl Permits {
    /// How many decisions there are.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn count_past(&self, span: Span) -> Result<u64, PermitsError> {
        let (since, until) = span.names();
        Ok(decision::count(&self.inner.store.db(), since.as_deref(), until.as_deref()).await?)
    }

    /// What policies were asked, latest first: so many decisions of those before `before`. A record of another form is an error of its
    /// own in its place.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn past(
        &self,
        span: Span,
        before: Option<DecisionId>,
        limit: u32,
    ) -> Result<Vec<(DecisionId, Result<Past, PermitsError>)>, PermitsError> {
        let (since, until) = span.names();
        let until = before.map(|id| id.to_string()).or(until);
        let stored = decision::span(&self.inner.store.db(), since.as_deref(), until.as_deref(), limit).await?;
        let environment = self.environment();
        let read = |stored: decision::StoredDecision| {
            let none = || PermitsError::Record { decision: stored.id.clone(), why: "its name is none".to_owned() };
            let id: DecisionId = stored.id.parse().map_err(|_| none())?;
            Ok((id, Record::read(&stored.id, &stored.record).map(|record| of(&environment, record))))
        };
        stored.into_iter().map(read).collect()
    }
}

fn of(environment: &Environment, record: Record) -> Past {
    let regimes = record.ruling().map(|recorded| asked(environment, &record.request, recorded)).collect();
    Past { id: record.id, regimes }
}

fn asked(environment: &Environment, request: &Request, recorded: &RecordedRegime) -> PastRegime {
    let Some(regime) = environment.regimes().get(&recorded.id) else { return PastRegime::Gone(recorded.id.clone()) };
    if regime.digest != recorded.digest {
        return PastRegime::Changed(recorded.id.clone());
    }
    let question = RegimeQuestion {
        regime: Arc::clone(regime),
        policies: Vec::new(),
        identity: recorded.identity.clone(),
        counts: recorded.counts,
        facts: recorded.facts.clone(),
        missing: recorded.missing.clone(),
    };
    if by_host(&question, request).is_err() {
        return PastRegime::ByHost(recorded.id.clone());
    }
    let loaded = environment.policies_of(&recorded.id).iter();
    let same = loaded.filter(|policy| recorded.policies.iter().any(|then| then.name == *policy.name() && then.digest == policy.digest()));
    let known = same.fold(Needs::default(), |needs, policy| needs.and(policy.needs()));
    PastRegime::Asked(Box::new(PastQuestion {
        regime: question.regime,
        policies: recorded.policies.clone(),
        request: request.clone(),
        facts: question.facts,
        known,
    }))
}
