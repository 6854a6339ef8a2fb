//! What another environment would have decided of the same request and facts.

use std::sync::Arc;

use domain::Decision;
use engine::DecideError;
use regime::{Cap, FactSource, Regime};

use crate::{
    environment::Environment,
    facts::needs,
    record::{Record, RecordedRegime, Standing},
    ruling::{Question, RegimeQuestion, Ruled, by_host, is_open, rule},
};

/// Who sees decisions after they are durable. Called between the commit and the answer, so that it must return at once: it takes what it
/// is given and does its work elsewhere.
pub trait Onlooker: Send + Sync {
    /// Whether it wants to see the next decision. Asked for each.
    fn is_looking(&self) -> bool;

    /// A decision, and what decided.
    fn decided(&self, environment: &Arc<Environment>, record: Record);
}

/// What another environment says.
#[derive(Debug)]
pub enum Otherwise {
    /// It decides so. Where a policy failed the decision is a referral, as it would be for a person.
    Ruled {
        /// The decision of all regimes together.
        decision: Decision,
        /// Policies that failed.
        failures: Vec<DecideError>,
    },
    /// It would have had to know what is not in the record; or it does not have a regime that ruled. In words for operators.
    NotComparable(String),
    /// No regime ruled, so that no policy and no setting could have made a difference.
    NothingRuled,
}

impl Record {
    /// What `other` decides of the same request and facts, in the regimes that ruled. Which those are is not asked again. `then` is what
    /// decided: by its needs is known what was looked up.
    ///
    /// It takes the thread for as long as the policies do.
    #[must_use]
    pub fn otherwise(&self, then: &Environment, other: &Environment) -> Otherwise {
        if self.standing != Standing::InForce {
            return Otherwise::NothingRuled;
        }
        let mut regimes = Vec::new();
        for recorded in &self.regimes {
            match asked(self, recorded, then, other) {
                Ok(question) => regimes.push(question),
                Err(why) => return Otherwise::NotComparable(why),
            }
        }
        let question = Question { standing: self.standing, regimes, request: self.request.clone() };
        let Ruled { decision, failures, .. } = rule(&question);
        Otherwise::Ruled { decision, failures }
    }
}

/// The same question to another environment, where it has all that it needs.
fn asked(record: &Record, recorded: &RecordedRegime, then: &Environment, other: &Environment) -> Result<RegimeQuestion, String> {
    let id = &recorded.id;
    let regime = other.regimes().get(id).ok_or_else(|| format!("there is no regime `{id}`"))?;
    let before = then.regimes().get(id).ok_or_else(|| format!("there was no regime `{id}`"))?;
    let policies = other.policies_of(id).to_vec();
    // A count is there only where the regime that ruled has a cap, and for the period that this one says.
    for (new, old, what) in [
        (regime.safeguards.per_phone, before.safeguards.per_phone, "telephone"),
        (regime.safeguards.per_identity, before.safeguards.per_identity, "document"),
    ] {
        if !is_counted(new, old) {
            return Err(format!("needs how often a {what} has applied"));
        }
    }
    let question = RegimeQuestion {
        regime: Arc::clone(regime),
        policies,
        identity: recorded.identity.clone(),
        counts: recorded.counts,
        facts: recorded.facts.clone(),
        missing: recorded.missing.clone(),
    };
    if !recorded.missing.is_empty() && asks_services(regime) && !was_asked(before, record) {
        return Err("needs what a service says that was not asked".to_owned());
    }
    let known = needs(then.policies_of(id));
    match needs(&question.policies).beyond(&known) {
        Some(more) if by_host(&question, &record.request).is_ok() => Err(format!("needs {more}")),
        _ => Ok(question),
    }
}

fn is_counted(new: Option<Cap>, old: Option<Cap>) -> bool {
    new.is_none_or(|new| old.is_some_and(|old| old.per == new.per))
}

fn asks_services(regime: &Regime) -> bool {
    regime.facts.values().any(|provider| matches!(provider.source, FactSource::Service { .. }))
}

/// Services are asked only for a purpose that can be applied for.
fn was_asked(regime: &Regime, record: &Record) -> bool {
    regime.purposes.get(&record.request.purpose).is_some_and(|purpose| is_open(purpose, record.request.channel))
}
