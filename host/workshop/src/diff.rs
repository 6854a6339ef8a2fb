//! What a policy decides otherwise than another: one version of a plugin and the next, in the same regime, on the same questions.

use difference::{Answer, Report, Under, Witness, difference};
use domain::{Configuration, Facts, Needs, Request};
use engine::{ConfigureError, DecideError, Plugin, Policy};

use crate::sample::{self, Told};

/// Two plugins, configured alike for one regime.
#[derive(Debug, Clone)]
pub struct Pair {
    configuration: Configuration,
    old: Policy,
    new: Policy,
}

/// One of the two takes the settings of the regime and the other does not, or neither does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the {which} plugin cannot be configured: {why}")]
pub struct NotConfigured {
    which: &'static str,
    why: ConfigureError,
}

impl Pair {
    /// Configures both for a regime.
    ///
    /// # Errors
    /// When one of them cannot be. Of two, the old one is told of.
    pub fn new(old: &Plugin, new: &Plugin, configuration: Configuration) -> Result<Self, NotConfigured> {
        let of = |which, plugin: &Plugin| plugin.configure(&configuration).map_err(|why| NotConfigured { which, why });
        let (old, new) = (of("old", old)?, of("new", new)?);
        Ok(Self { configuration, old, new })
    }

    /// What the old one needs to know.
    #[must_use]
    pub fn needs_of_old(&self) -> &Needs {
        self.old.needs()
    }

    /// Asks both, each with what it declared that it needs, and reports how their answers differ. `known` is what was looked up: a new
    /// plugin that needs more is not asked, because it would take what nobody looked up for what is not so.
    pub fn compare(&self, request: &Request, facts: &Facts, known: &Needs, report: &mut Report) {
        if let Some(more) = self.new.needs().beyond(known) {
            return report.not_compared(&format!("needs {more}"));
        }
        let ask = |policy: &Policy| answer(policy.decide(request, &facts.only(policy.needs(), request.at)));
        let (Some(old), Some(new)) = (ask(&self.old), ask(&self.new)) else { return report.not_compared("this machine was too busy") };
        match difference(&old, &new) {
            None => report.same(),
            Some(kind) => {
                let regime = self.configuration.regime.clone();
                let key = regime.to_string();
                let under = vec![Under { regime, facts: facts.clone() }];
                report.differs(&key, kind, Witness { request: request.clone(), under, old, new });
            }
        }
    }

    /// Compares over generated applications, the same ones on every machine, with some of what either of them asks for. `step` is called
    /// after each.
    pub fn compare_samples(&self, count: usize, report: &mut Report, mut step: impl FnMut()) {
        let needs = self.old.needs().clone().and(self.new.needs());
        for sample in sample::samples_for(&self.configuration, &needs, Told::Anything, count) {
            self.compare(&sample.request, &sample.facts, &needs, report);
            step();
        }
    }
}

/// `None` when it was not asked at all.
fn answer(decided: Result<domain::Decision, DecideError>) -> Option<Answer> {
    match decided {
        Ok(decision) => Some(Answer::Decided(decision)),
        Err(DecideError::Busy { .. }) => None,
        Err(error) => Some(Answer::Failed(error.kind().to_owned())),
    }
}
