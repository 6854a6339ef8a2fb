//! Decisions, as a policy makes them.

use crate::{
    facts::Value,
    names::{Param, ReasonCode, Rule, Source},
    time::Interval,
    window::DailyWindow,
};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No permit is needed.
    NotRequired,
    /// A permit is given.
    Granted,
    /// A human decides.
    Referred,
    /// No permit is given.
    Refused,
}

/// What one rule had to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleOutcome {
    /// It was satisfied.
    Passed,
    /// It was not, and the application fails.
    Failed,
    /// It sends the application to a human.
    Referred,
    /// It limits what is granted.
    Limited,
    /// It makes a permit unnecessary.
    Exempted,
}

/// When a permit is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The whole span.
    pub interval: Interval,
    /// The part of each local day that counts; all of it when absent.
    pub daily: Option<DailyWindow>,
}

impl From<Interval> for Validity {
    fn from(interval: Interval) -> Self {
        Self { interval, daily: None }
    }
}

/// Why: a code, its parameters, and the source that it rests on. The words come from a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The code.
    pub code: ReasonCode,
    /// What the words need.
    pub params: Vec<(Param, Value)>,
    /// The source.
    pub cite: Option<Source>,
}

impl Reason {
    /// A reason without parameters and citation.
    #[must_use]
    pub fn new(code: ReasonCode) -> Self {
        Self { code, params: Vec::new(), cite: None }
    }

    /// With one more parameter.
    #[must_use]
    pub fn with(mut self, param: Param, value: impl Into<Value>) -> Self {
        self.params.push((param, value.into()));
        self
    }

    /// Citing a source.
    #[must_use]
    pub fn citing(mut self, source: impl Into<Option<Source>>) -> Self {
        self.cite = source.into();
        self
    }
}

/// One step of the trace: which rule, what it said, and the source that it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// What it said.
    pub outcome: RuleOutcome,
    /// The source.
    pub cite: Option<Source>,
}

/// A decision. Made by [`Decision::granted`] and its sisters, so that a grant always has a validity and everything else a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub(crate) outcome: Outcome,
    pub(crate) validity: Option<Validity>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) trace: Vec<Step>,
}

impl Decision {
    /// A permit is given.
    #[must_use]
    pub fn granted(validity: impl Into<Validity>) -> Self {
        Self { outcome: Outcome::Granted, validity: Some(validity.into()), reasons: Vec::new(), trace: Vec::new() }
    }

    /// No permit is given.
    #[must_use]
    pub fn refused(reason: Reason) -> Self {
        Self::because(Outcome::Refused, reason)
    }

    /// A human decides.
    #[must_use]
    pub fn referred(reason: Reason) -> Self {
        Self::because(Outcome::Referred, reason)
    }

    /// No permit is needed.
    #[must_use]
    pub fn not_required(reason: Reason) -> Self {
        Self::because(Outcome::NotRequired, reason)
    }

    fn because(outcome: Outcome, reason: Reason) -> Self {
        Self { outcome, validity: None, reasons: vec![reason], trace: Vec::new() }
    }

    /// With one more reason.
    #[must_use]
    pub fn and(mut self, reason: Reason) -> Self {
        self.reasons.push(reason);
        self
    }

    /// With a trace, replacing what was there.
    #[must_use]
    pub fn traced(mut self, trace: Vec<Step>) -> Self {
        self.trace = trace;
        self
    }

    /// With one more step: the rule was satisfied.
    #[must_use]
    pub fn passed(self, rule: Rule) -> Self {
        self.step(rule, RuleOutcome::Passed)
    }

    /// With one more step: the rule was not satisfied.
    #[must_use]
    pub fn failed(self, rule: Rule) -> Self {
        self.step(rule, RuleOutcome::Failed)
    }

    /// With one more step.
    #[must_use]
    pub fn step(mut self, rule: Rule, outcome: RuleOutcome) -> Self {
        self.trace.push(Step { rule, outcome, cite: None });
        self
    }

    /// What was decided.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// When the permit is good; there exactly when it is granted.
    #[must_use]
    pub fn validity(&self) -> Option<Validity> {
        self.validity
    }

    /// Why; empty only for a grant.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The rules that were asked, in order.
    #[must_use]
    pub fn trace(&self) -> &[Step] {
        &self.trace
    }
}
