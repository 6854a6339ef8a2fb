//! Questions, and what was answered.

use std::fmt;

use domain::{Decision, Facts, RegimeId, Request, Validity};
use serde::Serialize;

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A decision.
    Decided(Decision),
    /// None: the policy failed, in this way. A short stable name.
    Failed(String),
}

/// What was known under one regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Under {
    /// The regime.
    pub regime: RegimeId,
    /// What its policies were told of the person.
    pub facts: Facts,
}

/// A question that two sets of rules answer differently, as policies see it: no name, no number, no telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// What was asked.
    pub request: Request,
    /// What was known, under each regime that was asked.
    pub under: Vec<Under>,
    /// What the old rules answer.
    pub old: Answer,
    /// What the new rules answer.
    pub new: Answer,
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request { at, purpose, channel, territory, start, vehicle } = &self.request;
        write!(f, "{at} {purpose} by {channel}")?;
        if let Some(territory) = territory {
            write!(f, " in {territory}")?;
        }
        if let Some(start) = start {
            write!(f, " from {start}")?;
        }
        if *vehicle {
            f.write_str(" with a vehicle")?;
        }
        for Under { regime, facts } in &self.under {
            let Facts { history, registration, attributes } = facts;
            let mut known = Vec::new();
            known.extend(history.iter().map(|past| {
                let revoked = if past.revoked { ", revoked" } else { "" };
                format!("{} from {} to {}{revoked}", past.purpose, past.validity.start(), past.validity.end())
            }));
            known.extend(registration.iter().map(|stay| format!("stays in {} since {}", stay.territory, stay.since)));
            known.extend(attributes.iter().map(|attribute| format!("{} {}", attribute.name, value(&attribute.value))));
            if !known.is_empty() {
                let known = known.join("; ");
                if self.under.len() == 1 { write!(f, "\n  known: {known}") } else { write!(f, "\n  known under {regime}: {known}") }?;
            }
        }
        write!(f, "\n  old: {}\n  new: {}", self.old, self.new)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decision = match self {
            Self::Failed(how) => return write!(f, "failed ({how})"),
            Self::Decided(decision) => decision,
        };
        f.write_str(decision.outcome.as_str())?;
        if let Some(Validity { interval, daily }) = decision.validity {
            write!(f, " from {} to {}", interval.start(), interval.end())?;
            if let Some(daily) = daily {
                write!(f, ", daily {daily}")?;
            }
        }
        for (place, reason) in decision.reasons.iter().enumerate() {
            write!(f, "{}{}", if place == 0 { " because of " } else { " and " }, reason.code)?;
            for (name, of) in &reason.params {
                write!(f, " {name}={}", value(of))?;
            }
        }
        Ok(())
    }
}

fn value(value: &domain::Value) -> String {
    use domain::Value;
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Instant(at) => at.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::Interval(interval) => format!("{} to {}", interval.start(), interval.end()),
        Value::Purpose(purpose) => purpose.to_string(),
        Value::Territory(territory) => territory.to_string(),
        Value::Text(text) => text.clone(),
    }
}
