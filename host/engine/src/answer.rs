//! What a plugin answered, from places to names, and whether it keeps the promises of the contract. Nothing that a plugin says
//! reaches the rest of the host unchecked.

use std::collections::{BTreeMap, btree_map::Entry};

use domain::{
    DailyWindow, Decision, Duration, Instant, Interval, Outcome, Reason, RegimeId, RuleOutcome, SourceId, TraceStep, Validity, Value,
};

use crate::{
    batch::BatchVerdict,
    contract::types,
    error::Problem,
    fault::PolicyError,
    lie::Lie,
    symbols::{Symbols, named},
};

/// The most reasons of a decision.
pub(crate) const MOST_REASONS: usize = 64;
/// The most steps of its trace.
pub(crate) const MOST_STEPS: usize = 256;
/// The most parameters of a reason.
pub(crate) const MOST_PARAMS: usize = 16;
/// The longest text anywhere, in bytes.
pub(crate) const LONGEST_TEXT: usize = 1 << 10;
/// The most problems that are told of one regime's settings.
pub(crate) const MOST_PROBLEMS: usize = 256;

/// A decision, with the regime's name on its trace.
pub(crate) fn decision(symbols: &Symbols, regime: &RegimeId, answer: types::Decision) -> Result<Decision, Lie> {
    at_most("reasons", answer.reasons.len(), MOST_REASONS)?;
    at_most("steps of its trace", answer.trace.len(), MOST_STEPS)?;
    let outcome = outcome(answer.outcome);
    let validity = match (outcome, answer.validity) {
        (Outcome::Granted, None) => return Err(Lie::GrantWithoutValidity),
        (Outcome::Granted, Some(given)) => Some(validity(given)?),
        (_, Some(_)) => return Err(Lie::ValidityWithoutGrant(outcome)),
        (_, None) if answer.reasons.is_empty() => return Err(Lie::NoReason(outcome)),
        (_, None) => None,
    };
    let reasons = answer.reasons.into_iter().map(|given| reason(symbols, given)).collect::<Result<_, Lie>>()?;
    let trace = answer.trace.into_iter().map(|given| step(symbols, regime, &given)).collect::<Result<_, Lie>>()?;
    Ok(Decision { outcome, validity, reasons, trace })
}

/// The verdict of one row.
pub(crate) fn verdict(symbols: &Symbols, answer: &types::Verdict) -> Result<BatchVerdict, Lie> {
    let outcome = outcome(answer.outcome);
    let reason = (answer.reason != types::Row::NONE).then_some(answer.reason);
    if let Some(symbol) = reason
        && symbol as usize >= symbols.reasons.len()
    {
        return Err(Lie::UnknownSymbol { what: "reason", symbol, size: symbols.reasons.len() });
    }
    let lasts = Instant::MIN.as_millisecond() <= answer.start && answer.start < answer.end && answer.end <= Instant::MAX.as_millisecond();
    match (outcome, lasts) {
        (Outcome::Granted, true) => {}
        (Outcome::Granted, false) => interval("validity", answer.start, answer.end).map(drop)?,
        _ if (answer.start, answer.end) != (0, 0) => return Err(Lie::ValidityWithoutGrant(outcome)),
        _ if reason.is_none() => return Err(Lie::NoReason(outcome)),
        _ => {}
    }
    Ok(BatchVerdict { outcome, start: answer.start, end: answer.end, reason })
}

/// What is wrong with the settings. Too many problems, or too long ones, are cut: a regime's author reads the first of them.
pub(crate) fn problems(answer: Vec<types::Problem>) -> Result<Vec<Problem>, Lie> {
    if answer.is_empty() {
        return Err(Lie::BadValue { what: "its problems with the settings", why: "it refuses the settings and names no problem".into() });
    }
    let shorten = |problem: types::Problem| Problem { pointer: shortened(problem.pointer), message: shortened(problem.message) };
    Ok(answer.into_iter().take(MOST_PROBLEMS).map(shorten).collect())
}

/// Why it did not decide.
pub(crate) fn policy_error(answer: types::PolicyError) -> PolicyError {
    match answer {
        types::PolicyError::BadInput(why) => PolicyError::BadInput(shortened(why)),
        types::PolicyError::Internal(why) => PolicyError::Internal(shortened(why)),
    }
}

fn outcome(answer: types::Outcome) -> Outcome {
    match answer {
        types::Outcome::NotRequired => Outcome::NotRequired,
        types::Outcome::Granted => Outcome::Granted,
        types::Outcome::Referred => Outcome::Referred,
        types::Outcome::Refused => Outcome::Refused,
    }
}

fn validity(answer: types::Validity) -> Result<Validity, Lie> {
    let interval = interval("validity", answer.interval.start, answer.interval.end)?;
    let window = |given: types::DailyWindow| {
        DailyWindow::from_minutes(given.from, given.until).map_err(|_| Lie::BadWindow { from: given.from, until: given.until })
    };
    Ok(Validity { interval, daily: answer.daily.map(window).transpose()? })
}

fn reason(symbols: &Symbols, answer: types::Reason) -> Result<Reason, Lie> {
    at_most("parameters of a reason", answer.params.len(), MOST_PARAMS)?;
    let mut params = BTreeMap::new();
    for param in answer.params {
        match params.entry(named(&symbols.params, "parameter", param.name)?) {
            Entry::Vacant(entry) => entry.insert(value(symbols, param.value)?),
            Entry::Occupied(entry) => return Err(Lie::Twice { what: "parameter", name: entry.key().to_string() }),
        };
    }
    Ok(Reason { code: named(&symbols.reasons, "reason", answer.code)?, params, cite: cite(symbols, answer.cite)? })
}

fn step(symbols: &Symbols, regime: &RegimeId, answer: &types::Step) -> Result<TraceStep, Lie> {
    let outcome = match answer.outcome {
        types::RuleOutcome::Passed => RuleOutcome::Passed,
        types::RuleOutcome::Failed => RuleOutcome::Failed,
        types::RuleOutcome::Referred => RuleOutcome::Referred,
        types::RuleOutcome::Limited => RuleOutcome::Limited,
        types::RuleOutcome::Exempted => RuleOutcome::Exempted,
    };
    let rule = named(&symbols.rules, "rule", answer.rule)?;
    Ok(TraceStep { regime: regime.clone(), rule, outcome, cite: cite(symbols, answer.cite)? })
}

fn cite(symbols: &Symbols, answer: Option<u32>) -> Result<Option<SourceId>, Lie> {
    answer.map(|source| named(&symbols.sources, "source", source)).transpose()
}

fn value(symbols: &Symbols, answer: types::Value) -> Result<Value, Lie> {
    Ok(match answer {
        types::Value::Flag(flag) => Value::Flag(flag),
        types::Value::Number(number) => Value::Number(number),
        types::Value::Instant(at) => Value::Instant(instant("an instant of its parameters", at)?),
        types::Value::Duration(seconds) => {
            let duration = Duration::from_seconds(seconds);
            Value::Duration(duration.map_err(|error| Lie::BadValue { what: "a duration of its parameters", why: error.why().into() })?)
        }
        types::Value::Interval(span) => Value::Interval(interval("parameters", span.start, span.end)?),
        types::Value::Purpose(purpose) => Value::Purpose(named(&symbols.purposes, "purpose", purpose)?),
        types::Value::Territory(territory) => Value::Territory(named(&symbols.territories, "territory", territory)?),
        types::Value::Text(text) if text.len() > LONGEST_TEXT => {
            return Err(Lie::TooLong { what: "parameters", bytes: text.len(), most: LONGEST_TEXT });
        }
        types::Value::Text(text) => Value::Text(text),
    })
}

fn interval(what: &'static str, start: i64, end: i64) -> Result<Interval, Lie> {
    let (start, end) = (instant(what, start)?, instant(what, end)?);
    Interval::new(start, end).map_err(|_| Lie::EmptyInterval { what, start, end })
}

fn instant(what: &'static str, milliseconds: i64) -> Result<Instant, Lie> {
    Instant::from_millisecond(milliseconds)
        .map_err(|_| Lie::BadValue { what, why: format!("{milliseconds} ms lie outside the years -9999 to 9999") })
}

fn at_most(what: &'static str, count: usize, most: usize) -> Result<(), Lie> {
    if count > most { Err(Lie::TooMany { what, count, most }) } else { Ok(()) }
}

/// The text, cut to the longest that is kept.
pub(crate) fn shortened(mut text: String) -> String {
    if text.len() > LONGEST_TEXT {
        let end = (0..=LONGEST_TEXT).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        text.truncate(end);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::symbols::tests::{configuration, tables};

    fn symbols() -> Symbols {
        Symbols::new(&configuration(), tables(None, false, &[])).unwrap()
    }

    fn checked(answer: types::Decision) -> Result<Decision, Lie> {
        decision(&symbols(), &"az/2020-12-14-test".parse().unwrap(), answer)
    }

    fn symbol() -> impl Strategy<Value = u32> {
        prop_oneof![8 => 0..2u32, 1 => any::<u32>()]
    }

    fn any_value() -> impl Strategy<Value = types::Value> {
        prop_oneof![
            any::<bool>().prop_map(types::Value::Flag),
            any::<i64>().prop_map(types::Value::Number),
            any::<i64>().prop_map(types::Value::Instant),
            any::<u32>().prop_map(types::Value::Duration),
            (any::<i64>(), any::<i64>()).prop_map(|(start, end)| types::Value::Interval(types::Interval { start, end })),
            symbol().prop_map(types::Value::Purpose),
            symbol().prop_map(types::Value::Territory),
            "[a-z]{0,3}".prop_map(types::Value::Text),
        ]
    }

    prop_compose! {
        fn any_reason()(
            code in symbol(),
            params in prop::collection::vec((symbol(), any_value()), 0..3),
            cite in prop::option::of(0..2u32),
        ) -> types::Reason {
            let params = params.into_iter().map(|(name, value)| types::Param { name, value }).collect();
            types::Reason { code, params, cite }
        }
    }

    prop_compose! {
        fn any_answer()(
            outcome in 0..4u8,
            validity in prop::option::of((-9i64..9, -9i64..9, prop::option::of((0..1500u16, 0..1500u16)))),
            reasons in prop::collection::vec(any_reason(), 0..3),
            trace in prop::collection::vec(symbol(), 0..4),
        ) -> types::Decision {
            use types::Outcome::{Granted, NotRequired, Referred, Refused};
            let outcome = match outcome { 0 => NotRequired, 1 => Granted, 2 => Referred, _ => Refused };
            let validity = validity.map(|(start, end, daily)| types::Validity {
                interval: types::Interval { start, end },
                daily: daily.map(|(from, until)| types::DailyWindow { from, until }),
            });
            let trace = trace.into_iter().map(|rule| types::Step { rule, outcome: types::RuleOutcome::Passed, cite: None }).collect();
            types::Decision { outcome, validity, reasons, trace }
        }
    }

    proptest! {
        #[test]
        fn whatever_a_plugin_answers_a_decision_keeps_the_promises(answer in any_answer()) {
            let Ok(decision) = checked(answer.clone()) else { return Ok(()) };
            prop_assert_eq!(decision.validity.is_some(), decision.outcome == Outcome::Granted);
            prop_assert!(decision.outcome == Outcome::Granted || !decision.reasons.is_empty());
            prop_assert_eq!(decision.reasons.len(), answer.reasons.len());
            prop_assert_eq!(decision.trace.len(), answer.trace.len());
        }
    }

    #[test]
    fn counts_are_bounded() {
        let reason = |params: u32| {
            let param = |name| types::Param { name, value: types::Value::Flag(true) };
            types::Reason { code: 0, params: (0..params).map(param).collect(), cite: None }
        };
        let refused = |reasons| types::Decision { outcome: types::Outcome::Refused, validity: None, reasons, trace: Vec::new() };
        assert!(checked(refused(vec![reason(2); MOST_REASONS])).is_ok());
        assert!(matches!(checked(refused(vec![reason(2); MOST_REASONS + 1])), Err(Lie::TooMany { count: 65, .. })));
        assert!(matches!(checked(refused(vec![reason(17)])), Err(Lie::TooMany { count: 17, .. })));
    }

    #[test]
    fn verdicts_keep_the_same_promises() {
        use types::Outcome::{Granted, Refused};
        let said = |outcome, start, end, reason| verdict(&symbols(), &types::Verdict { outcome, start, end, reason });
        const NONE: u32 = types::Row::NONE;
        assert!(said(Granted, 0, 1, NONE).is_ok() && said(Granted, 0, 1, 1).is_ok() && said(Refused, 0, 0, 1).is_ok());
        assert!(matches!(said(Granted, 1, 1, NONE), Err(Lie::EmptyInterval { .. })));
        assert!(matches!(said(Granted, 0, i64::MAX, NONE), Err(Lie::BadValue { .. })));
        assert!(matches!(said(Refused, 0, 0, NONE), Err(Lie::NoReason(Outcome::Refused))));
        assert!(matches!(said(Refused, 0, 1, 1), Err(Lie::ValidityWithoutGrant(_))));
        assert!(matches!(said(Refused, 0, 0, 2), Err(Lie::UnknownSymbol { .. })));
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(shortened("ə".repeat(600)).len(), 1024);
        assert_eq!(shortened(format!("a{}", "ə".repeat(600))).len(), 1023);
        let many = vec![types::Problem { pointer: String::new(), message: "a".repeat(5000) }; 1000];
        let told = problems(many).unwrap();
        assert_eq!((told.len(), told.first().map(|p| p.message.len())), (MOST_PROBLEMS, Some(LONGEST_TEXT)));
    }
}
