//! One application, with the person's history, answered with reasons and trace.

use exeat_policy::{
    AttributeName, Date, Decision, Facts, Instant, Param, PolicyError, Reason, ReasonCode, Request, Rule, RuleOutcome, Source, Step,
    Territory, Value,
};

use crate::{
    compile::Standard,
    quota::Quota,
    rules::{Person, Record, Ruling},
    times::UNLIMITED,
};

/// Decides one application.
pub(crate) fn decide(standard: &Standard, request: &Request, facts: &Facts) -> Result<Decision, PolicyError> {
    let mut written = Written { trace: Vec::with_capacity(8), reasons: Vec::new() };
    let ruling = standard.rule(request, &Known { standard, facts }, &mut written);
    let decision = match ruling {
        Some(Ruling::Granted(validity)) => Some(Decision::granted(validity)),
        Some(Ruling::NotRequired) => because(Decision::not_required, &mut written.reasons),
        Some(Ruling::Referred) => because(Decision::referred, &mut written.reasons),
        Some(Ruling::Refused) => because(Decision::refused, &mut written.reasons),
        None => None,
    };
    let decision = decision.ok_or_else(|| PolicyError::Internal(format!("no ruling for `{}`", request.purpose.name())))?;
    Ok(decision.traced(written.trace))
}

fn because(outcome: impl FnOnce(Reason) -> Decision, reasons: &mut Vec<Reason>) -> Option<Decision> {
    let mut reasons = reasons.drain(..);
    let first = outcome(reasons.next()?);
    Some(reasons.fold(first, Decision::and))
}

struct Known<'a> {
    standard: &'a Standard,
    facts: &'a Facts,
}

impl Known<'_> {
    /// The days on which permits were granted that count against a quota, each with what it took.
    fn takings(&self, quota: &Quota) -> impl Iterator<Item = (Date, i64)> {
        let counted = self.facts.history.iter().filter(|past| !past.revoked && quota.counts(past.purpose.index()));
        counted.map(|past| (self.standard.calendar.date(past.granted_at), quota.most.taken(past.validity)))
    }
}

impl Person for Known<'_> {
    fn lasts(&self, name: AttributeName, at: Instant) -> Option<Instant> {
        match self.facts.attribute(name)? {
            Value::Flag(flag) => flag.then_some(UNLIMITED),
            Value::Interval(interval) => interval.contains(at).then_some(interval.end()),
            Value::Instant(until) => Some(*until).filter(|until| at < *until),
            _ => Some(UNLIMITED),
        }
    }

    fn number(&self, name: AttributeName) -> Option<i64> {
        match self.facts.attribute(name)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn registered(&self) -> Option<Territory> {
        self.facts.registration.map(|registration| registration.territory)
    }

    fn taken(&self, quota: usize, at: Instant) -> i64 {
        let today = self.standard.calendar.date(at);
        self.standard.quotas.get(quota).map_or(0, |rule| rule.taken(self.takings(rule), today))
    }

    fn room(&self, quota: usize, at: Instant) -> Instant {
        let today = self.standard.calendar.date(at);
        let day = self.standard.quotas.get(quota).map_or(today, |rule| rule.room(self.takings(rule).collect(), today));
        if day == today { at } else { self.standard.calendar.start_of(day) }
    }
}

struct Written {
    trace: Vec<Step>,
    reasons: Vec<Reason>,
}

impl Record for Written {
    fn step(&mut self, rule: Rule, outcome: RuleOutcome, cite: Option<Source>) {
        self.trace.push(Step { rule, outcome, cite });
    }

    fn reason(&mut self, code: ReasonCode, cite: Option<Source>, params: impl FnOnce() -> Vec<(Param, Value)>) {
        self.reasons.push(Reason { code, params: params(), cite });
    }
}
