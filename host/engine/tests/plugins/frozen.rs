//! Plugins that were built with the SDK of an earlier day, kept as they were: a host goes on running them.

use std::fs;

use domain::{Configuration, Outcome, Value};
use serde_json::json;

use crate::{
    build,
    given::{at, configuration, engine, history, request},
};

/// `pause` 1.0.0 as built for contract 1.0.0. It is never built again: a government has no compiler at hand when its host is replaced.
#[test]
fn a_plugin_of_contract_1_0_decides_as_it_always_did() {
    let wasm = fs::read(build::root().join("tests/contract/pause-1.0.0.wasm")).unwrap();
    let plugin = engine().load_as("pause-1.0.0.wasm", &wasm).unwrap();
    assert_eq!(plugin.digest(), "ce2e18cea47476789bacdc608ed2ea0071bb1320d295ac968da7255ecf4213be");
    let settings = json!({ "pause": "6h", "valid_for": "3h" });
    let pause = plugin.configure(&Configuration { settings, ..configuration() }).unwrap();
    assert!(pause.is_frozen());

    // The last of three permits ends at 2020-12-04T08:00Z.
    let decide = |time: &str| {
        let mut request = request("medical");
        request.at = at(time);
        pause.decide(&request, &history(3)).unwrap()
    };
    let refused = decide("2020-12-04T13:59:59Z");
    assert_eq!(refused.outcome, Outcome::Refused);
    let reason = refused.reasons.first().unwrap();
    assert_eq!((reason.code.as_str(), reason.params.get("again")), ("too-soon", Some(&Value::Instant(at("2020-12-04T14:00:00Z")))));
    let granted = decide("2020-12-04T14:00:00Z");
    assert_eq!(granted.validity.map(|validity| validity.interval.end()), Some(at("2020-12-04T17:00:00Z")));
}
