//! What a plugin answered, from places to names, and whether it keeps the promises of the contract. Nothing that a plugin says
//! reaches the rest of the host unchecked.

use std::collections::{BTreeMap, btree_map::Entry};

use domain::{
    DailyWindow, Decision, Duration, Instant, Interval, Outcome, Reason, RegimeId, RuleOutcome, SourceId, TraceStep, Validity, Value,
};

use crate::{
    batch::BatchVerdict,
    contract::types,
    error::{Lie, PolicyError, Problem},
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
    match (outcome, answer.start < answer.end) {
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
