//! What the tests share: an engine, a regime, an application.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use domain::{Channel, Configuration, ConfiguredPurpose, ConfiguredTerritory, Facts, Instant, Interval, PastPermit, Request};
use engine::{Engine, EngineOptions, Plugin, Policy};
use jiff::tz::TimeZone;
use serde_json::json;

use crate::build;

/// Few slots, and little patience with a plugin that is being set up.
pub fn options() -> EngineOptions {
    EngineOptions { pool: 8, setup_deadline: Duration::from_millis(300), ..EngineOptions::default() }
}

/// One engine for all tests, as a host has one for all plugins.
pub fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    Arc::clone(ENGINE.get_or_init(|| Engine::new(options()).unwrap()))
}

/// A plugin of `tests/hostile`.
pub fn plugin(name: &str) -> Plugin {
    engine().load_as(name, &build::component(name)).unwrap()
}

/// A policy of `tests/hostile`, configured for the regime below.
pub fn policy(name: &str) -> Policy {
    plugin(name).configure(&configuration()).unwrap()
}

/// The good policy, configured once.
pub fn neighbour() -> Policy {
    static NEIGHBOUR: OnceLock<Policy> = OnceLock::new();
    NEIGHBOUR.get_or_init(|| policy("good")).clone()
}

/// A regime with two purposes.
pub fn configuration() -> Configuration {
    let purpose = |id: &str| ConfiguredPurpose { id: id.parse().unwrap(), cite: Some("decree".parse().unwrap()) };
    let territory = |code: &str, parent| ConfiguredTerritory { code: code.parse().unwrap(), parent };
    Configuration {
        regime: "de/2020-12-16-test".parse().unwrap(),
        settings: json!({}),
        purposes: vec![purpose("medical"), purpose("leisure")],
        territories: vec![territory("DE", None), territory("DE-BE", Some(0))],
        sources: vec!["decree".parse().unwrap()],
        in_force_from: at("2020-12-16T00:00:00+01:00"),
        in_force_until: Some(at("2021-01-11T00:00:00+01:00")),
        time_zone: TimeZone::get("Europe/Berlin").unwrap(),
    }
}

/// An instant.
pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// An application for a purpose.
pub fn request(purpose: &str) -> Request {
    Request {
        at: at("2020-12-15T10:00:00+01:00"),
        purpose: purpose.parse().unwrap(),
        channel: Channel::Sms,
        territory: Some("DE-BE".parse().unwrap()),
        start: None,
        vehicle: false,
    }
}

/// A history of so many permits, a day apart.
pub fn history(permits: i64) -> Facts {
    let day = |day: i64| at("2020-12-01T08:00:00Z") + jiff::SignedDuration::from_hours(24 * day);
    let past = |n| PastPermit {
        purpose: "medical".parse().unwrap(),
        granted_at: day(n),
        validity: Interval::new(day(n), day(n + 1)).unwrap(),
        revoked: false,
    };
    Facts { history: (0..permits).map(past).collect(), ..Facts::default() }
}
