//! Plugins that keep the contract and plugins that do not.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fs;

use domain::{Configuration, ConfiguredPurpose, ConfiguredTerritory};
use engine::{Engine, EngineOptions};
use serde_json::json;
use workshop::{
    Used, bench,
    conform::{Rule, conform},
    inspect,
};

#[path = "../../engine/tests/plugins/build.rs"]
mod build;

fn configuration(settings: serde_json::Value) -> Configuration {
    let purpose = |id: &str| ConfiguredPurpose { id: id.parse().unwrap(), cite: Some("decree".parse().unwrap()) };
    let territory = |code: &str, parent| ConfiguredTerritory { code: code.parse().unwrap(), parent };
    Configuration {
        regime: "de/2020-12-16-test".parse().unwrap(),
        settings,
        purposes: vec![purpose("medical"), purpose("leisure")],
        territories: vec![territory("DE", None), territory("DE-BE", Some(0))],
        sources: vec!["decree".parse().unwrap()],
        in_force_from: "2020-12-16T00:00:00+01:00".parse().unwrap(),
        in_force_until: Some("2021-01-11T00:00:00+01:00".parse().unwrap()),
        time_zone: jiff::tz::TimeZone::get("Europe/Berlin").unwrap(),
    }
}

fn used(wasm: &[u8], settings: serde_json::Value) -> Used {
    let configuration = configuration(settings);
    let plugin = Engine::new(EngineOptions::default()).unwrap().load(wasm).unwrap();
    Used { policy: plugin.configure(&configuration).unwrap(), configuration }
}

fn broken(used: &Used) -> Vec<Rule> {
    conform(used).rules.into_iter().filter(|checked| checked.broken.is_some()).map(|checked| checked.rule).collect()
}

fn built(name: &str) -> Vec<u8> {
    let path = build::root().join("plugins/dist").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; build it with `cargo xtask plugins`", path.display()))
}

fn standard() -> Used {
    let settings = json!({
        "measure": "stay_home",
        "rules": { "blocked_by": ["quarantined"] },
        "purposes": {
            "medical": { "valid_for": "3h" },
            "leisure": { "valid_for": "1h", "hours": "07:00-22:00", "quota": [{ "times": 2, "per": "day" }] },
        },
    });
    used(&built("standard.wasm"), settings)
}

#[test]
fn the_plugins_of_this_repository_keep_the_contract() {
    let pause = used(&built("pause.wasm"), json!({ "pause": "6h", "valid_for": "3h" }));
    for used in [standard(), pause] {
        let found = conform(&used);
        assert!(found.is_kept(), "{found}");
    }
    let compared = conform(&standard()).rules;
    assert!(compared.iter().all(|checked| checked.compared > 0), "every rule compares something: {compared:?}");
}

#[test]
fn what_a_plugin_breaks_is_named() {
    // All of them take any settings.
    let cases: &[(&str, &[Rule])] =
        &[("good", &[Rule::RefusesUnknownSettings]), ("remembers", &[Rule::Forgets, Rule::RefusesUnknownSettings])];
    for (name, expected) in cases {
        assert_eq!(broken(&used(&build::component(name), json!({}))), *expected, "{name}");
    }
}

#[test]
fn a_critical_point_that_is_kept_back_is_named_whichever_input_it_is_of() {
    for (name, input) in [
        ("points-hide", " at 2020-"),
        ("points-hide-purpose", "`leisure`"),
        ("points-hide-territory", " in `DE-BE`"),
        ("points-hide-used", " after "),
        ("points-hide-registered", " registered `DE-BE`"),
        ("points-hide-flags", " with the flags [\"worker\"]"),
    ] {
        let found = conform(&used(&build::component(name), json!({})));
        let points = found.rules.iter().find(|checked| checked.rule == Rule::CriticalPoints).unwrap();
        assert!(points.broken.as_ref().is_some_and(|why| why.contains(input)), "{name}: {points:?}");
    }
}

#[test]
fn a_plugin_says_what_it_is() {
    let pause = used(&built("pause.wasm"), json!({ "pause": "6h", "valid_for": "3h" }));
    let found = inspect::inspect(pause.policy.plugin(), None);
    assert_eq!((found.name.as_str(), found.contract, found.digest.len()), ("pause", "1.1.0", 64));
    assert!(found.imports.iter().all(|import| import.starts_with("exeat:policy/")), "{:?}", found.imports);
    let shown = found.to_string();
    for part in ["pause 1.0.0", "KiB", "\"valid_for\""] {
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn decisions_are_measured_in_both_ways() {
    let figures = bench::bench(&standard()).unwrap();
    assert!(figures.frozen && figures.isolated.p50 > 0.0 && figures.isolated.p99 >= figures.isolated.p50);
    assert!(figures.unfrozen.p50 > figures.isolated.p50, "a snapshot that saves nothing: {figures}");
    assert!((64..65_536).contains(&figures.memory_kib) && figures.memory_reused_kib >= figures.memory_kib, "{figures}");
    assert!(figures.to_string().contains("µs median"));
}

#[test]
fn every_rule_is_explained() {
    let page = fs::read_to_string(build::root().join("sdk/conformance/README.md")).unwrap();
    for rule in Rule::ALL {
        assert!(page.contains(&format!("\n| `{}` |", rule.as_str())), "{rule:?} is not in sdk/conformance/README.md");
    }
}
