//! What must hold of everything that the engine lets out, whatever a plugin said.

use domain::{Configuration, Decision, Outcome, Value};
use engine::{BatchVerdict, DecideError, Policy};

/// A decision that keeps the promises of the contract.
pub fn decision(policy: &Policy, given: &Configuration, decision: &Decision) {
    assert_eq!(decision.validity.is_some(), decision.outcome == Outcome::Granted, "a validity belongs to a grant: {decision:?}");
    assert!(decision.outcome == Outcome::Granted || !decision.reasons.is_empty(), "no reason: {decision:?}");
    if let Some(validity) = decision.validity {
        assert!(validity.interval.start() < validity.interval.end(), "an empty validity: {decision:?}");
        if let Some(daily) = validity.daily {
            assert!(daily.from_minute() < 1440 && daily.until_minute() <= 1440 && daily.from_minute() != daily.until_minute(), "{daily:?}");
        }
    }
    assert!(decision.reasons.len() <= 64 && decision.trace.len() <= 256, "too much: {decision:?}");
    for reason in &decision.reasons {
        assert!(policy.reasons().any(|known| *known == reason.code), "a reason that was not declared: {reason:?}");
        assert!(reason.params.len() <= 16, "{reason:?}");
        assert!(reason.cite.as_ref().is_none_or(|cite| given.sources.contains(cite)), "a source that is none: {reason:?}");
        reason.params.values().for_each(|param| value(given, param));
    }
    for step in &decision.trace {
        assert!(step.regime == given.regime && policy.rules().any(|known| *known == step.rule), "{step:?}");
        assert!(step.cite.as_ref().is_none_or(|cite| given.sources.contains(cite)), "{step:?}");
    }
    let stored = serde_json::to_string(decision).expect("what was decided can be stored");
    let back: Decision = serde_json::from_str(&stored).expect("and read again");
    assert_eq!(*decision, back);
}

fn value(given: &Configuration, value: &Value) {
    match value {
        Value::Interval(span) => assert!(span.start() < span.end(), "{span:?}"),
        Value::Purpose(id) => assert!(given.purposes.iter().any(|purpose| purpose.id == *id), "{id}"),
        Value::Territory(code) => assert!(given.territories.iter().any(|node| node.code == *code), "{code}"),
        Value::Text(text) => assert!(text.len() <= 1024, "{} bytes", text.len()),
        Value::Flag(_) | Value::Number(_) | Value::Instant(_) | Value::Duration(_) => {}
    }
}

/// The verdicts of a batch.
pub fn verdicts(policy: &Policy, rows: usize, verdicts: &[BatchVerdict]) {
    assert_eq!(rows, verdicts.len());
    for verdict in verdicts {
        let granted = verdict.outcome == Outcome::Granted;
        assert!(if granted { verdict.start < verdict.end } else { (verdict.start, verdict.end) == (0, 0) }, "{verdict:?}");
        assert!(granted || verdict.reason.is_some(), "{verdict:?}");
        assert!(verdict.reason.is_none_or(|place| policy.symbols().reason(place).is_some()), "{verdict:?}");
    }
}

/// What a policy says of itself once it is configured.
pub fn policy(policy: &Policy) {
    let points = policy.critical_points().unwrap_or_default();
    for (place, dimension) in points.iter().enumerate() {
        assert!(dimension.cuts.is_sorted_by(|a, b| a < b), "{dimension:?}");
        assert!(points.iter().take(place).all(|other| other.input != dimension.input), "{points:?}");
    }
    assert!(policy.reasons().len() <= 4096 && policy.rules().len() <= 4096);
}

/// A failure that is the plugin's, and nobody else's: nothing was wrong with the question, and no slot was lost to an earlier input.
pub fn failure(error: &DecideError) -> &'static str {
    assert!(error.fault().is_some(), "not the plugin's doing: {error}");
    assert!(error.to_string().len() < 8 << 10, "a message without end: {error}");
    error.kind()
}
