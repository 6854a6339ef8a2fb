//! The real plugin, `standard`, in the host.

use std::fs;

use domain::{Configuration, Facts, Outcome, Value};
use engine::{BatchRow, ConfigureError, Policy};
use serde_json::json;

use crate::{
    build,
    given::{at, configuration, engine, history, request},
};

fn standard(settings: serde_json::Value) -> Result<Policy, ConfigureError> {
    let path = build::root().join("plugins/dist/standard.wasm");
    let wasm = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; build it with `cargo xtask plugins`", path.display()));
    engine().load_as("standard.wasm", &wasm).unwrap().configure(&Configuration { settings, ..configuration() })
}

fn settings() -> serde_json::Value {
    json!({
        "measure": "stay_home",
        "purposes": {
            "medical": { "valid_for": "3h" },
            "leisure": { "valid_for": "1h", "hours": "07:00-22:00", "quota": [{ "times": 1, "per": "day" }] },
        },
    })
}

#[test]
fn it_is_frozen_and_decides() {
    let standard = standard(settings()).unwrap();
    assert!(standard.is_frozen());
    assert_eq!(standard.name().as_str(), "standard");
    let mut noon = request("medical");
    noon.at = at("2020-12-17T12:00:00+01:00");
    let granted = standard.decide(&noon, &history(3)).unwrap();
    assert_eq!(granted.outcome, Outcome::Granted);
    assert_eq!(granted.validity.map(|v| v.interval.end()), Some(at("2020-12-17T15:00:00+01:00")));
    assert!(!granted.trace.is_empty());
    assert_eq!(standard.session().unwrap().decide(&noon, &history(3)).unwrap(), granted);
}

#[test]
fn it_refuses_in_the_night_and_says_when_it_would_not() {
    let standard = standard(settings()).unwrap();
    let mut night = request("leisure");
    night.at = at("2020-12-17T23:30:00+01:00");
    let refused = standard.decide(&night, &Facts::default()).unwrap();
    let reason = refused.reasons.first().unwrap();
    assert_eq!((refused.outcome, reason.code.as_str()), (Outcome::Refused, "outside-hours"));
    assert_eq!(reason.params.get("next"), Some(&Value::Instant(at("2020-12-18T07:00:00+01:00"))));
}

#[test]
fn settings_that_it_does_not_understand_are_problems_with_a_place() {
    let mut wrong = settings();
    wrong["purposes"]["leisure"]["hours"] = json!("7-22");
    let error = standard(wrong).unwrap_err();
    assert!(matches!(&error, ConfigureError::Problems(problems) if problems[0].pointer.starts_with("/purposes/leisure/hours")), "{error}");
}

#[test]
fn its_batch_answers_as_its_decisions_do() {
    let standard = standard(settings()).unwrap();
    let symbols = standard.symbols();
    let start = at("2020-12-17T00:00:00+01:00").as_millisecond();
    let row = |i: u32| BatchRow {
        holder: i,
        at: start + i64::from(i) * 1_800_000,
        purpose: symbols.purpose(&["medical", "leisure"][(i % 2) as usize].parse().unwrap()).unwrap(),
        territory: symbols.territory(&"DE-BE".parse().unwrap()),
        registered: None,
        flags: 0,
        channel: domain::Channel::Api,
        vehicle: false,
    };
    let rows: Vec<BatchRow> = (0..96).map(row).collect();
    let verdicts = standard.session().unwrap().decide_batch(&rows).unwrap();
    for (row, verdict) in rows.iter().zip(verdicts) {
        let mut asked = request(["medical", "leisure"][(row.holder % 2) as usize]);
        (asked.at, asked.channel) = (domain::Instant::from_millisecond(row.at).unwrap(), row.channel);
        let decision = standard.decide(&asked, &Facts::default()).unwrap();
        let interval = decision.validity.map(|v| (v.interval.start().as_millisecond(), v.interval.end().as_millisecond()));
        assert_eq!((verdict.outcome, (verdict.start, verdict.end)), (decision.outcome, interval.unwrap_or((0, 0))), "{row:?}");
    }
}
