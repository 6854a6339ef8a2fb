//! The plain conversions, which need no table.

use crate::{
    batch::{Dimension, Input, Verdict},
    bindings::exeat::policy::types as wit,
    decision::{Decision, Outcome, Reason, RuleOutcome},
    facts::{Channel, Value},
    policy::PolicyError,
    time::{Instant, Interval},
    window::DailyWindow,
};

pub(super) fn interval(given: wit::Interval) -> Result<Interval, PolicyError> {
    let span = Interval::new(Instant::from_milliseconds(given.start), Instant::from_milliseconds(given.end));
    span.ok_or_else(|| PolicyError::BadInput("an interval that is empty".to_owned()))
}

pub(super) fn channel(given: wit::Channel) -> Channel {
    match given {
        wit::Channel::Sms => Channel::Sms,
        wit::Channel::Portal => Channel::Portal,
        wit::Channel::Desk => Channel::Desk,
        wit::Channel::Api => Channel::Api,
    }
}

fn outcome(own: Outcome) -> wit::Outcome {
    match own {
        Outcome::NotRequired => wit::Outcome::NotRequired,
        Outcome::Granted => wit::Outcome::Granted,
        Outcome::Referred => wit::Outcome::Referred,
        Outcome::Refused => wit::Outcome::Refused,
    }
}

fn rule_outcome(own: RuleOutcome) -> wit::RuleOutcome {
    match own {
        RuleOutcome::Passed => wit::RuleOutcome::Passed,
        RuleOutcome::Failed => wit::RuleOutcome::Failed,
        RuleOutcome::Referred => wit::RuleOutcome::Referred,
        RuleOutcome::Limited => wit::RuleOutcome::Limited,
        RuleOutcome::Exempted => wit::RuleOutcome::Exempted,
    }
}

fn span(own: Interval) -> wit::Interval {
    wit::Interval { start: own.start().milliseconds(), end: own.end().milliseconds() }
}

fn window(own: DailyWindow) -> wit::DailyWindow {
    wit::DailyWindow { from: own.from_minute(), until: own.until_minute() }
}

fn value(own: Value) -> wit::Value {
    match own {
        Value::Flag(flag) => wit::Value::Flag(flag),
        Value::Number(number) => wit::Value::Number(number),
        Value::Instant(instant) => wit::Value::Instant(instant.milliseconds()),
        Value::Duration(duration) => wit::Value::Duration(duration.seconds()),
        Value::Interval(interval) => wit::Value::Interval(span(interval)),
        Value::Purpose(purpose) => wit::Value::Purpose(purpose.0.symbol),
        Value::Territory(territory) => wit::Value::Territory(territory.0.symbol),
        Value::Text(text) => wit::Value::Text(text.into_owned()),
    }
}

fn reason(own: Reason) -> wit::Reason {
    let params = own.params.into_iter().map(|(param, own)| wit::Param { name: param.symbol, value: value(own) });
    wit::Reason { code: own.code.symbol, params: params.collect(), cite: own.cite.map(|source| source.symbol) }
}

pub(super) fn decision(own: Decision) -> wit::Decision {
    let step = |step: &crate::Step| wit::Step {
        rule: step.rule.symbol,
        outcome: rule_outcome(step.outcome),
        cite: step.cite.map(|source| source.symbol),
    };
    wit::Decision {
        outcome: outcome(own.outcome),
        validity: own.validity.map(|validity| wit::Validity { interval: span(validity.interval), daily: validity.daily.map(window) }),
        reasons: own.reasons.into_iter().map(reason).collect(),
        trace: own.trace.iter().map(step).collect(),
    }
}

pub(super) fn verdict(own: Verdict) -> wit::Verdict {
    let (start, end) = own.granted.map_or((0, 0), |granted| (granted.start().milliseconds(), granted.end().milliseconds()));
    wit::Verdict { outcome: outcome(own.outcome), start, end, reason: own.reason.map_or(u32::MAX, |code| code.symbol) }
}

pub(super) fn dimension(own: Dimension) -> wit::Dimension {
    let input = match own.input {
        Input::Instant => wit::Input::Instant,
        Input::MinuteOfDay => wit::Input::MinuteOfDay,
        Input::DayOfWeek => wit::Input::DayOfWeek,
        Input::Purpose => wit::Input::Purpose,
        Input::Territory => wit::Input::Territory,
        Input::Used => wit::Input::Used,
        Input::Registered => wit::Input::Registered,
        Input::Flags => wit::Input::Flags,
    };
    wit::Dimension { input, cuts: own.cuts }
}
