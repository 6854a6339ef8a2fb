//! What a plugin is asked, from names to places.

use domain::{Channel, Configuration, Facts, Instant, PurposeId, Request, Territory, Value};

use crate::{
    contract::types,
    symbols::{Symbols, place},
};

/// A name that the regime does not have.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) what: &'static str,
    pub(crate) name: String,
}

/// What a plugin is configured with.
pub(crate) fn configuration(given: &Configuration) -> types::Configuration {
    let source = |cite: &Option<domain::SourceId>| {
        cite.as_ref().and_then(|cite| given.sources.iter().position(|source| source == cite)).and_then(|place| u32::try_from(place).ok())
    };
    types::Configuration {
        settings: given.settings.to_string(),
        purposes: given.purposes.iter().map(|p| types::Purpose { name: p.id.to_string(), cite: source(&p.cite) }).collect(),
        territories: given
            .territories
            .iter()
            .map(|t| types::TerritoryNode { code: t.code.to_string(), parent: t.parent.and_then(|place| u32::try_from(place).ok()) })
            .collect(),
        sources: given.sources.iter().map(ToString::to_string).collect(),
        in_force_from: given.in_force_from.as_millisecond(),
        in_force_until: given.in_force_until.map(|until| until.as_millisecond()),
    }
}

/// One application.
pub(crate) fn request(symbols: &Symbols, request: &Request) -> Result<types::Request, Unknown> {
    Ok(types::Request {
        at: request.at.as_millisecond(),
        purpose: purpose(symbols, &request.purpose)?,
        channel: channel(request.channel),
        territory: request.territory.as_ref().map(|code| territory(symbols, code)).transpose()?,
        start: request.start.map(|start| start.as_millisecond()),
        vehicle: request.vehicle,
    })
}

/// What is known of the person, as far as the policy said that it needs it: the rest does not cross.
pub(crate) fn facts(symbols: &Symbols, facts: &Facts) -> Result<types::Facts, Unknown> {
    let history = if symbols.needs.history.is_some() { facts.history.as_slice() } else { &[] };
    let registration = facts.registration.as_ref().filter(|_| symbols.needs.registration);
    Ok(types::Facts {
        history: history
            .iter()
            .map(|past| {
                Ok(types::PastPermit {
                    purpose: purpose(symbols, &past.purpose)?,
                    granted_at: past.granted_at.as_millisecond(),
                    validity: interval(past.validity.start(), past.validity.end()),
                    revoked: past.revoked,
                })
            })
            .collect::<Result<_, Unknown>>()?,
        registration: registration
            .map(|fact| Ok(types::Registration { territory: territory(symbols, &fact.territory)?, since: fact.since.as_millisecond() }))
            .transpose()?,
        attributes: facts
            .attributes
            .iter()
            .filter_map(|attribute| Some((place(&symbols.attributes, &attribute.name)?, &attribute.value)))
            .map(|(name, known)| Ok(types::Attribute { name, value: value(symbols, known)? }))
            .collect::<Result<_, Unknown>>()?,
    })
}

pub(crate) fn channel(channel: Channel) -> types::Channel {
    match channel {
        Channel::Sms => types::Channel::Sms,
        Channel::Portal => types::Channel::Portal,
        Channel::Desk => types::Channel::Desk,
        Channel::Api => types::Channel::Api,
    }
}

fn value(symbols: &Symbols, known: &Value) -> Result<types::Value, Unknown> {
    Ok(match known {
        Value::Flag(flag) => types::Value::Flag(*flag),
        Value::Number(number) => types::Value::Number(*number),
        Value::Instant(instant) => types::Value::Instant(instant.as_millisecond()),
        Value::Duration(duration) => types::Value::Duration(duration.seconds()),
        Value::Interval(span) => types::Value::Interval(interval(span.start(), span.end())),
        Value::Purpose(id) => types::Value::Purpose(purpose(symbols, id)?),
        Value::Territory(code) => types::Value::Territory(territory(symbols, code)?),
        Value::Text(text) => types::Value::Text(text.clone()),
    })
}

fn interval(start: Instant, end: Instant) -> types::Interval {
    types::Interval { start: start.as_millisecond(), end: end.as_millisecond() }
}

fn purpose(symbols: &Symbols, id: &PurposeId) -> Result<u32, Unknown> {
    symbols.purpose(id).ok_or_else(|| Unknown { what: "purpose", name: id.to_string() })
}

fn territory(symbols: &Symbols, code: &Territory) -> Result<u32, Unknown> {
    symbols.territory(code).ok_or_else(|| Unknown { what: "territory", name: code.to_string() })
}
