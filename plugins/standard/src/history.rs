//! One application, with the person's history, answered with reasons and trace.

use exeat_policy::{
    AttributeName, Date, Decision, Facts, Instant, Param, PolicyError, Reason, ReasonCode, Request, Rule, RuleOutcome, Source, Step,
    Territory, Value,
};

use crate::{
    compile::Standard,
    rules::{Person, Record, Ruling},
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
    /// The days on which permits were granted that count against a quota.
    fn days(&self, quota: usize) -> impl Iterator<Item = Date> {
        let quota = self.standard.quotas.get(quota);
        let counted =
            self.facts.history.iter().filter(move |past| !past.revoked && quota.is_some_and(|quota| quota.counts(past.purpose.index())));
        counted.map(|past| self.standard.calendar.date(past.granted_at))
    }
}

impl Person for Known<'_> {
    fn holds(&self, name: AttributeName, at: Instant) -> bool {
        match self.facts.attribute(name) {
            None => false,
            Some(Value::Flag(flag)) => *flag,
            Some(Value::Interval(interval)) => interval.contains(at),
            Some(Value::Instant(until)) => at < *until,
            Some(_) => true,
        }
    }

    fn registered(&self) -> Option<Territory> {
        self.facts.registration.map(|registration| registration.territory)
    }

    fn used(&self, quota: usize, at: Instant) -> u32 {
        let today = self.standard.calendar.date(at);
        self.standard.quotas.get(quota).map_or(0, |rule| rule.used(self.days(quota), today))
    }

    fn room(&self, quota: usize, at: Instant) -> Instant {
        let today = self.standard.calendar.date(at);
        let day = self.standard.quotas.get(quota).map_or(today, |rule| rule.room(self.days(quota).collect(), today));
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
