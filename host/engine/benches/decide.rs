//! What a decision costs: isolated, reused, in a batch; and what it takes to get there.
//!
//! `cargo bench -p exeat-engine`. The figures that the project promises stand in `docs/decisions/0010-snapshots.md`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark that cannot run shall say so")]

use std::{fs, sync::Arc, time::Duration};

use divan::{Bencher, counter::ItemsCount};
use domain::{Channel, Configuration, ConfiguredPurpose, ConfiguredTerritory, Facts, Instant, Interval, PastPermit, Request};
use engine::{BatchRow, Engine, EngineOptions, Policy};
use jiff::{SignedDuration, tz::TimeZone};
use serde_json::json;

#[path = "../tests/plugins/build.rs"]
#[allow(clippy::pedantic, reason = "the tests' own")]
mod build;

const PURPOSES: [&str; 4] = ["medical", "necessities", "funeral", "pets"];

fn main() {
    divan::main();
}

fn standard() -> Vec<u8> {
    let path = build::root().join("plugins/dist/standard.wasm");
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; build it with `cargo xtask plugins`", path.display()))
}

fn engine() -> Arc<Engine> {
    Engine::new(EngineOptions::default()).unwrap()
}

fn policy() -> Policy {
    engine().load(&standard()).unwrap().configure(&configuration()).unwrap()
}

/// Of the size of Azerbaijan, December 2020.
fn configuration() -> Configuration {
    let territory = |i: usize| match i {
        0 => "AZ".to_owned(),
        _ => format!("AZ.part-{i}"),
    };
    Configuration {
        regime: "az/2020-12-14-bench".parse().unwrap(),
        settings: json!({
            "measure": "stay_home",
            "rules": { "quota": [{ "times": 20, "per": "day" }], "blocked_by": ["quarantined"] },
            "purposes": {
                "medical": { "valid_for": "3h" },
                "necessities": { "valid_for": "3h", "hours": "07:00-22:00", "quota": [{ "times": 3, "per": "day" }] },
                "funeral": { "valid_for": "4h", "decided_by": "desk" },
                "pets": { "valid_for": "1h", "quota": [{ "times": 2, "per": "day", "across": ["necessities"] }] },
            },
        }),
        purposes: PURPOSES.map(|id| ConfiguredPurpose { id: id.parse().unwrap(), cite: Some("decree".parse().unwrap()) }).into(),
        territories: (0..80).map(|i| ConfiguredTerritory { code: territory(i).parse().unwrap(), parent: (i > 0).then_some(0) }).collect(),
        sources: vec!["decree".parse().unwrap()],
        in_force_from: "2020-12-14T00:00:00+04:00".parse().unwrap(),
        in_force_until: Some("2021-01-18T00:00:00+04:00".parse().unwrap()),
        time_zone: TimeZone::get("Asia/Baku").unwrap(),
    }
}

fn now() -> Instant {
    "2020-12-20T12:00:00+04:00".parse().unwrap()
}

fn request() -> Request {
    Request {
        at: now(),
        purpose: "necessities".parse().unwrap(),
        channel: Channel::Sms,
        territory: Some("AZ".parse().unwrap()),
        start: None,
        vehicle: false,
    }
}

/// Eight earlier permits, none of today.
fn facts() -> Facts {
    let past = |i: i64| {
        let granted_at = now() - SignedDuration::from_hours(12 * i);
        PastPermit {
            purpose: PURPOSES.get(usize::from(i % 2 == 0)).unwrap().parse().unwrap(),
            granted_at,
            validity: Interval::new(granted_at, granted_at + SignedDuration::from_hours(3)).unwrap(),
            revoked: false,
        }
    };
    Facts { history: (1..=8).rev().map(past).collect(), ..Facts::default() }
}

#[divan::bench(sample_count = 2000, sample_size = 10)]
fn isolated(bencher: Bencher) {
    let (policy, request, facts) = (policy(), request(), facts());
    assert!(policy.is_frozen());
    bencher.bench_local(|| policy.decide(&request, &facts).unwrap());
}

/// The same on every core at once, each on an engine that all share.
#[divan::bench(threads = [2], sample_count = 2000, sample_size = 10)]
fn isolated_at_once(bencher: Bencher) {
    let (policy, request, facts) = (policy(), request(), facts());
    bencher.bench(|| policy.decide(&request, &facts).unwrap());
}

#[divan::bench(sample_count = 2000, sample_size = 50)]
fn reused(bencher: Bencher) {
    let (policy, request, facts) = (policy(), request(), facts());
    let mut session = policy.session().unwrap();
    bencher.bench_local(|| session.decide(&request, &facts).unwrap());
}

#[divan::bench(args = [1_000, 10_000, 60_000], sample_count = 100, sample_size = 1)]
fn batch(bencher: Bencher, rows: usize) {
    let policy = policy();
    let symbols = policy.symbols();
    let places: Vec<u32> = PURPOSES.iter().map(|id| symbols.purpose(&id.parse().unwrap()).unwrap()).collect();
    // Two applications a day of each person, for a week.
    let row = |i: usize| BatchRow {
        holder: u32::try_from(i / 14).unwrap(),
        at: now().as_millisecond() + i64::try_from(i % 14).unwrap() * 12 * 3_600_000,
        purpose: *places.get(i % 4).unwrap(),
        territory: symbols.territory(&"AZ".parse().unwrap()),
        registered: None,
        flags: 0,
        channel: Channel::Sms,
        vehicle: false,
    };
    let rows: Vec<BatchRow> = (0..rows).map(row).collect();
    let mut session = policy.session().unwrap();
    bencher.counter(ItemsCount::new(rows.len())).bench_local(|| session.decide_batch(&rows).unwrap());
}

/// What the border costs: rows to a plugin that does next to nothing with them, and verdicts back.
#[divan::bench(args = [1_000, 60_000], sample_count = 100, sample_size = 1)]
fn batch_border(bencher: Bencher, rows: usize) {
    let policy = engine().load(&build::component("good")).unwrap().configure(&configuration()).unwrap();
    let row = BatchRow {
        holder: 0,
        at: now().as_millisecond(),
        purpose: 0,
        territory: None,
        registered: None,
        flags: 0,
        channel: Channel::Sms,
        vehicle: false,
    };
    let rows = vec![row; rows];
    let mut session = policy.session().unwrap();
    bencher.counter(ItemsCount::new(rows.len())).bench_local(|| session.decide_batch(&rows).unwrap());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn configure_and_freeze(bencher: Bencher) {
    let plugin = engine().load(&standard()).unwrap();
    bencher.bench_local(|| plugin.configure(&configuration()).unwrap());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn load(bencher: Bencher) {
    let (engine, wasm) = (engine(), standard());
    bencher.bench_local(|| engine.load(&wasm).unwrap());
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn load_and_configure_from_cache(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let options = EngineOptions { cache: Some(folder.path().join("cache")), ..EngineOptions::default() };
    let (engine, wasm, configuration) = (Engine::new(options).unwrap(), standard(), configuration());
    bencher.bench_local(|| engine.load(&wasm).unwrap().configure(&configuration).unwrap());
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn runaway_stopped(bencher: Bencher) {
    let engine = Engine::new(EngineOptions { setup_deadline: Duration::from_millis(100), ..EngineOptions::default() }).unwrap();
    let runaway = engine.load(&build::component("loop-decide")).unwrap().configure(&configuration()).unwrap();
    let request = request();
    bencher.bench_local(|| runaway.decide(&request, &Facts::default()).unwrap_err());
}
