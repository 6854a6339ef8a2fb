//! The policies of this repository, as far as this crate can judge them: with a policy that takes every setting.

use std::path::Path;

use domain::{Configuration, PolicyName, ReasonCode};
use regime::{Policies, Regimes};
use serde_json::{Value as Json, json};

struct Anything;

impl Policies for Anything {
    fn names(&self) -> Vec<PolicyName> {
        vec!["standard".parse().unwrap()]
    }

    fn settings_schema(&self, policy: &PolicyName) -> Option<Json> {
        (policy.as_str() == "standard").then(|| json!({}))
    }

    fn configure(&self, _: &PolicyName, _: &Configuration) -> Vec<(String, String)> {
        Vec::new()
    }

    fn reasons(&self, _: &PolicyName, _: &Configuration) -> Vec<ReasonCode> {
        let codes = ["regime-ends", "no-curfew-now", "blocked", "not-registered", "attribute-missing", "place-unknown", "wrong-territory"];
        let more = ["not-where-registered", "wrong-day", "outside-hours", "quota-spent", "human-decides"];
        let last = ["other-unit", "too-far", "no-longer-granted", "time-spent"];
        codes.iter().chain(&more).chain(&last).map(|code| code.parse().unwrap()).collect()
    }
}

#[test]
fn the_policies_of_this_repository_are_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    match Regimes::load(&folder, &Anything) {
        Ok((regimes, warnings)) => {
            let said: Vec<String> = warnings.iter().map(|w| format!("{}:{} {} {w}", w.file(), w.line(), w.code())).collect();
            assert!(said.is_empty(), "{said:#?}");
            assert!(regimes.iter().count() >= 2);
        }
        Err(found) => panic!("{}", found.report(false)),
    }
}
