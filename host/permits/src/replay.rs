//! Decisions looked at, made again from their records, or made and forgotten.

use std::sync::Arc;

use domain::{Application, Instant, Scope};
use store::query::{decision, permit};

use crate::{
    Permits,
    asking::{Among, Asking},
    environment::Environment,
    error::PermitsError,
    record::{DecisionId, Record, Recorded, RecordedRegime, RecordedScope, Replay},
    ruling::{Question, RegimeQuestion},
};

impl Permits {
    /// The latest decisions, newest first.
    ///
    /// # Errors
    /// When the database can't be asked, or a record can't be read.
    pub async fn recent(&self, limit: u32) -> Result<Vec<Recorded>, PermitsError> {
        let db = self.inner.store.db();
        let mut recent = Vec::new();
        for stored in decision::latest(&db, limit).await? {
            recent.push(self.recorded(stored).await?);
        }
        Ok(recent)
    }

    /// The names of decisions, oldest first, after the one given: for going through all of them.
    ///
    /// # Errors
    /// When the database can't be asked, or a name is none.
    pub async fn decisions(&self, after: Option<DecisionId>, limit: u32) -> Result<Vec<DecisionId>, PermitsError> {
        let after = after.map(|id| id.to_string());
        let names = decision::names(&self.inner.store.db(), after.as_deref(), limit).await?;
        let read = |name: String| name.parse().map_err(|_| PermitsError::Record { decision: name, why: "its name is none".to_owned() });
        names.into_iter().map(read).collect()
    }

    /// What would be decided of an application, as a record that nobody keeps: the transaction is given up.
    ///
    /// # Errors
    /// When the database can't be asked, or no territory of that name is known.
    pub async fn consider(&self, application: &Application, at: Instant) -> Result<Record, PermitsError> {
        let (environment, at) = (self.environment(), crate::whole(at));
        let fetched = self.fetched(&environment, application, at).await?;
        let write = self.inner.store.write().await?;
        let asking = Asking { application, fetched: &fetched, at, id: self.name(at) };
        match self.ruled_all(&write.db(), &environment, &[asking]).await?.into_iter().next() {
            Some(Among::Done(ruling)) => Ok(ruling.record),
            Some(Among::Failed(error)) => Err(error),
            Some(Among::Later) | None => Err(PermitsError::Stopping),
        }
    }

    /// One decision.
    ///
    /// # Errors
    /// When the database can't be asked, or the record can't be read.
    pub async fn record(&self, id: DecisionId) -> Result<Option<Recorded>, PermitsError> {
        match decision::by_id(&self.inner.store.db(), &id.to_string()).await? {
            Some(stored) => Ok(Some(self.recorded(stored).await?)),
            None => Ok(None),
        }
    }

    async fn recorded(&self, stored: decision::StoredDecision) -> Result<Recorded, PermitsError> {
        let permit = permit::by_decision(&self.inner.store.db(), &stored.id).await?;
        Ok(Recorded { record: Record::read(&stored.id, &stored.record)?, bytes: stored.record, permit: permit.map(|permit| permit.code) })
    }

    /// Makes a stored decision again, from its record and the regimes and policies of the same digests.
    ///
    /// # Errors
    /// When there is no such record, or what made the decision is not loaded.
    pub async fn replay(&self, id: DecisionId) -> Result<Replay, PermitsError> {
        let recorded = self.record(id).await?.ok_or(PermitsError::UnknownDecision(id))?;
        let record = recorded.record;
        let environment = self.environment();
        let regimes = record.regimes.iter().map(|regime| again(&environment, id, regime)).collect::<Result<Vec<_>, _>>()?;
        let question = Question { standing: record.standing, regimes, request: record.request };
        let (question, ruled) = self.decided_all(vec![question]).await?.into_iter().next().ok_or(PermitsError::Stopping)?;
        let scope = match record.scope {
            RecordedScope::Place(territory) => Scope::Place(territory),
            RecordedScope::Number(number) => Scope::Number(number),
        };
        Ok(Replay { stored: recorded.bytes, again: Record::new(id, &scope, &question, ruled.decision).bytes()? })
    }
}

/// The same question about the same regime, its file and its policies being the same byte for byte.
fn again(environment: &Environment, id: DecisionId, recorded: &RecordedRegime) -> Result<RegimeQuestion, PermitsError> {
    let missing = |what, name: String, digest: &str| PermitsError::NotLoaded { decision: id, what, name, digest: digest.to_owned() };
    let regime = environment.regimes().by_digest(&recorded.digest).filter(|regime| regime.id == recorded.id);
    let regime = regime.ok_or_else(|| missing("regime", recorded.id.to_string(), &recorded.digest))?;
    let loaded = environment.policies_of(&regime.id);
    let policies = recorded.policies.iter().map(|policy| {
        let same = loaded.iter().find(|p| *p.name() == policy.name && p.digest() == policy.digest);
        same.cloned().ok_or_else(|| missing("policy", policy.name.to_string(), &policy.digest))
    });
    Ok(RegimeQuestion {
        regime: Arc::clone(regime),
        policies: policies.collect::<Result<_, _>>()?,
        identity: recorded.identity.clone(),
        counts: recorded.counts,
        facts: recorded.facts.clone(),
        missing: recorded.missing.clone(),
    })
}
