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

#[cfg(test)]
mod tests {
    use domain::{Attribute, Interval, PastPermit, RegistrationFact};

    use super::*;
    use crate::symbols::tests::{configuration, tables};

    fn everything() -> Facts {
        let at = Instant::from_second(100).unwrap();
        let later = Instant::from_second(200).unwrap();
        let attribute = |name: &str, value| Attribute { name: name.parse().unwrap(), value };
        Facts {
            history: vec![PastPermit {
                purpose: "b".parse().unwrap(),
                granted_at: at,
                validity: Interval::new(at, later).unwrap(),
                revoked: true,
            }],
            registration: Some(RegistrationFact { territory: "AZ-BA".parse().unwrap(), since: at }),
            attributes: vec![
                attribute("secret", Value::Text("nobody asked".into())),
                attribute("age", Value::Number(70)),
                attribute("worker", Value::Flag(true)),
            ],
        }
    }

    #[test]
    fn what_the_policy_did_not_ask_for_does_not_cross() {
        let asked = |tables| facts(&Symbols::new(&configuration(), tables).unwrap(), &everything()).unwrap();
        let nothing = asked(tables(None, false, &[]));
        assert!(nothing.history.is_empty() && nothing.registration.is_none() && nothing.attributes.is_empty());
        let all = asked(tables(Some(60), true, &["worker", "age"]));
        let past = types::PastPermit {
            purpose: 1,
            granted_at: 100_000,
            validity: types::Interval { start: 100_000, end: 200_000 },
            revoked: true,
        };
        assert_eq!(all.history, [past]);
        assert_eq!(all.registration, Some(types::Registration { territory: 1, since: 100_000 }));
        let number = types::Attribute { name: 1, value: types::Value::Number(70) };
        assert_eq!(all.attributes, [number, types::Attribute { name: 0, value: types::Value::Flag(true) }]);
    }

    #[test]
    fn a_configuration_keeps_its_places() {
        let mut given = configuration();
        if let Some(purpose) = given.purposes.first_mut() {
            purpose.cite = Some("decree".parse().unwrap());
        }
        let sent = super::configuration(&given);
        assert_eq!(sent.purposes.iter().map(|p| (p.name.as_str(), p.cite)).collect::<Vec<_>>(), [("a", Some(0)), ("b", None)]);
        assert_eq!(sent.territories.iter().map(|t| (t.code.as_str(), t.parent)).collect::<Vec<_>>(), [("AZ", None), ("AZ-BA", Some(0))]);
        assert_eq!((sent.settings.as_str(), sent.in_force_from, sent.in_force_until), ("null", 0, None));
    }
}
