//! The host's own rules, and the policies behind them. Pure: from what a record holds follows the decision, today and in years.

use std::sync::Arc;

use domain::{
    Channel, DailyWindow, Decision, Facts, Instant, Outcome, ParamName, Reason, ReasonCode, RegimeId, Request, RuleId, RuleOutcome,
    SourceId, TraceStep, Value,
};
use engine::{DecideError, Policy};
use regime::{Measure, Purpose, Regime, WhenDown};

use crate::{
    caps::{self, Counts},
    record::{IdentityForm, MissingFacts, Standing},
};

/// The rule that a purpose which needs no permit is let go by.
const EXEMPTION: &str = "exemption";

/// Everything that a decision follows from.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) standing: Standing,
    pub(crate) regimes: Vec<RegimeQuestion>,
    pub(crate) request: Request,
}

/// What a decision follows from under one regime.
#[derive(Debug, Clone)]
pub(crate) struct RegimeQuestion {
    pub(crate) regime: Arc<Regime>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) identity: IdentityForm,
    pub(crate) counts: Counts,
    pub(crate) facts: Facts,
    pub(crate) missing: Vec<MissingFacts>,
}

/// A decision, and how it came about.
#[derive(Debug)]
pub(crate) struct Ruled {
    pub(crate) decision: Decision,
    /// The regimes that a permit satisfies: those that granted it, and those for which its purpose needs none. Not a curfew that asked
    /// for nothing at its start, since the permit may last into its hours. There is one for every grant.
    pub(crate) satisfied: Vec<RegimeId>,
    pub(crate) failures: Vec<DecideError>,
}

/// Decides. A policy that fails refers the person to a human: nobody is granted anything, and nobody is lost, by a fault.
pub(crate) fn rule(question: &Question) -> Ruled {
    let (mut satisfied, mut failures) = (Vec::new(), Vec::new());
    let mut decide = |asked: &RegimeQuestion| {
        let decision = under(asked, &question.request, &mut failures);
        // What was granted was granted, whatever steps its policies name on the way.
        let asked_nothing = |step: &TraceStep| step.outcome == RuleOutcome::Exempted && step.rule.as_str() != EXEMPTION;
        if decision.outcome == Outcome::Granted || !decision.trace.iter().any(asked_nothing) {
            satisfied.push(asked.regime.id.clone());
        }
        decision
    };
    let decided = match question.standing {
        Standing::InForce => Decision::combine(question.regimes.iter().map(&mut decide)),
        _ => None,
    };
    let decision = decided.unwrap_or_else(|| nothing_rules(question.standing, question.regimes.first().map(|q| q.regime.as_ref())));
    Ruled { decision, satisfied, failures }
}

/// Why nothing is needed where nothing rules.
pub(crate) fn nothing_rules(standing: Standing, about: Option<&Regime>) -> Decision {
    let (code, param, rule) = match standing {
        Standing::NotYet => ("regime-not-yet", about.map(|r| ("from", r.in_force.from)), "in_force"),
        Standing::Ended => ("regime-ended", about.and_then(|r| r.in_force.until).map(|until| ("until", until)), "in_force"),
        Standing::Outside => ("outside-territory", None, "territory"),
        Standing::Nothing | Standing::InForce => ("no-regime-in-force", None, "in_force"),
    };
    let reason = match param {
        Some((name, at)) => with(reason(code, None), name, Value::Instant(at)),
        None => reason(code, None),
    };
    host(Outcome::NotRequired, reason, about.map(|regime| (regime, rule, RuleOutcome::Exempted)))
}

/// What one regime decides.
fn under(question: &RegimeQuestion, request: &Request, failures: &mut Vec<DecideError>) -> Decision {
    let capped = match by_host(question, request) {
        Err(decided) => return decided,
        Ok(capped) => capped,
    };
    let regime = question.regime.as_ref();
    let decided = Decision::combine(question.policies.iter().map(|policy| ask(policy, request, &question.facts, failures)));
    let mut decision = match decided {
        // INVARIANT: a permit has a holder.
        Some(decision) if decision.outcome == Outcome::Granted && question.identity == IdentityForm::Absent => {
            refused(regime, "identity", reason("identity-form", None))
        }
        Some(decision) => decision,
        None => host(Outcome::Referred, reason("policy-failed", None), Some((regime, "policy", RuleOutcome::Referred))),
    };
    decision.trace.splice(0..0, capped);
    decision
}

/// What the host decides under a regime by itself, so that no policy is asked. Otherwise the steps to be put before those of the
/// policies.
pub(crate) fn by_host(question: &RegimeQuestion, request: &Request) -> Result<Vec<TraceStep>, Decision> {
    let regime = question.regime.as_ref();
    if let Some(exemption) = regime.exemptions.get(&request.purpose) {
        let reason = with(reason("exempt", exemption.cite.as_ref()), "exemption", Value::Text(exemption.id.to_string()));
        return Err(host(Outcome::NotRequired, reason, Some((regime, EXEMPTION, RuleOutcome::Exempted))));
    }
    let capped = caps::judge(regime, question.counts, request.at)?;
    match within_caps(question, request) {
        None => Ok(capped),
        Some(mut decision) => {
            decision.trace.splice(0..0, capped);
            Err(decision)
        }
    }
}

/// What the host decides of somebody who has not applied too often.
fn within_caps(question: &RegimeQuestion, request: &Request) -> Option<Decision> {
    let regime = question.regime.as_ref();
    let Some(purpose) = regime.purposes.get(&request.purpose) else {
        return Some(idle(regime, request).unwrap_or_else(|| refused(regime, "purpose", reason("purpose-unknown", None))));
    };
    if !is_open(purpose, request.channel) {
        if let Some(idle) = idle(regime, request) {
            return Some(idle);
        }
        let elsewhere = reason("ask-elsewhere", purpose.cite.as_ref());
        let phone = purpose.desk.as_ref().and_then(|desk| desk.phone.clone());
        let elsewhere = phone.map_or(elsewhere.clone(), |phone| with(elsewhere, "phone", Value::Text(phone)));
        return Some(refused(regime, "channel", elsewhere));
    }
    if question.identity == IdentityForm::Unknown {
        return Some(refused(regime, "identity", reason("identity-form", None)));
    }
    // Nothing is decided on half of what should be known: neither granted to an infected person, nor refused to a resident.
    if question.missing.iter().any(|missing| missing.then == WhenDown::Refer) {
        return Some(host(Outcome::Referred, reason("facts-unavailable", None), Some((regime, "facts", RuleOutcome::Referred))));
    }
    None
}

/// A curfew asks nothing of whoever starts outside its hours, for a purpose that it does not know or in a way that it does not
/// offer: the permit is another regime's, and no permit of the curfew.
fn idle(regime: &Regime, request: &Request) -> Option<Decision> {
    let Measure::Curfew(window) = regime.measure else { return None };
    let start = request.start.unwrap_or(request.at).max(request.at).max(regime.in_force.from);
    if window.contains(regime.local(start).time()) {
        return None;
    }
    let next = next_hour(regime, window, start);
    let over = regime.in_force.until.filter(|until| next.is_some_and(|next| *until <= next));
    let (code, rule, param) = match over {
        Some(until) => ("regime-ends", "in_force", Some(("until", until))),
        None => ("no-curfew-now", "measure", next.map(|next| ("from", next))),
    };
    let reason = reason(code, None);
    let reason = param.map_or(reason.clone(), |(name, at)| with(reason, name, Value::Instant(at)));
    Some(host(Outcome::NotRequired, reason, Some((regime, rule, RuleOutcome::Exempted))))
}

/// When a curfew begins next, for an instant outside its hours.
fn next_hour(regime: &Regime, window: DailyWindow, at: Instant) -> Option<Instant> {
    let local = regime.local(at);
    let minute = i64::from(window.from_minute());
    let of_day = |date: jiff::civil::Date| {
        let begins = date.at(0, 0, 0, 0).checked_add(jiff::SignedDuration::from_mins(minute)).ok()?;
        regime.time_zone.to_ambiguous_timestamp(begins).compatible().ok()
    };
    of_day(local.date()).filter(|begins| at < *begins).or_else(|| of_day(local.date().tomorrow().ok()?))
}

/// Whether a purpose can be applied for in this way. Another system is trusted to be one of the others.
pub(crate) fn is_open(purpose: &Purpose, channel: Channel) -> bool {
    match channel {
        Channel::Sms => purpose.sms.is_some(),
        Channel::Portal => purpose.portal,
        Channel::Desk => purpose.desk.is_some(),
        Channel::Api => true,
    }
}

fn ask(policy: &Policy, request: &Request, facts: &Facts, failures: &mut Vec<DecideError>) -> Decision {
    match policy.decide(request, &facts.only(policy.needs(), request.at)) {
        Ok(decision) => decision,
        Err(error) => {
            failures.push(error);
            let step = step(policy.regime().clone(), "policy", RuleOutcome::Referred, None);
            let mut referred = Decision::because(Outcome::Referred, reason("policy-failed", None));
            referred.trace.extend(step);
            referred
        }
    }
}

/// From when on a policy that looks back so far sees.
pub(crate) fn look_back(at: Instant, back: domain::Duration) -> Instant {
    at.checked_sub(jiff::SignedDuration::from(back)).unwrap_or(Instant::MIN)
}

fn refused(regime: &Regime, rule: &str, reason: Reason) -> Decision {
    host(Outcome::Refused, reason, Some((regime, rule, RuleOutcome::Failed)))
}

/// A decision of the host's own, with the one rule that made it.
fn host(outcome: Outcome, reason: Reason, by: Option<(&Regime, &str, RuleOutcome)>) -> Decision {
    let cite = reason.cite.clone();
    let mut decision = Decision::because(outcome, reason);
    decision.trace.extend(by.and_then(|(regime, rule, said)| step(regime.id.clone(), rule, said, cite)));
    decision
}

pub(crate) fn step(regime: domain::RegimeId, rule: &str, outcome: RuleOutcome, cite: Option<SourceId>) -> Option<TraceStep> {
    Some(TraceStep { regime, rule: rule.parse::<RuleId>().ok()?, outcome, cite })
}

/// A reason of the host's own.
#[expect(clippy::expect_used, reason = "INVARIANT: every code here is a literal of the form that a code has; a test reads them all")]
pub(crate) fn reason(code: &str, cite: Option<&SourceId>) -> Reason {
    let code: ReasonCode = code.parse().expect("a literal");
    Reason { cite: cite.cloned(), ..Reason::new(code) }
}

pub(crate) fn with(mut reason: Reason, name: &str, value: Value) -> Reason {
    reason.params.extend(name.parse::<ParamName>().ok().map(|name| (name, value)));
    reason
}
