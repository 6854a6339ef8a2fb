//! The folder of a small country that is right in every respect, and a policy for it.

use std::{fs, path::Path};

use domain::{AttributeName, Configuration, PolicyName, ReasonCode};
use regime::{Diagnostic, Policies, PolicyFile, Regimes};
use serde_json::{Value as Json, json};

/// A policy with a schema, an opinion and a reason, all of them fixed.
pub struct Fixed;

impl Policies for Fixed {
    fn names(&self) -> Vec<PolicyName> {
        ["fixed", "careless"].map(|name| name.parse().unwrap()).to_vec()
    }

    fn settings_schema(&self, policy: &PolicyName) -> Option<Json> {
        let rules = json!({
            "type": "object", "additionalProperties": false,
            "properties": {
                "valid_for": { "type": "string", "pattern": "^([0-9]+d)?([0-9]+h)?([0-9]+min)?([0-9]+s)?$" },
                "asks": { "type": "array", "items": { "type": "string" } },
                "hours": { "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$", "examples": ["07:00-22:00"] },
                "quota": { "type": "array", "minItems": 1, "items": {
                    "type": "object", "additionalProperties": false, "required": ["times", "per"],
                    "properties": { "times": { "type": "integer", "minimum": 1 }, "per": { "enum": ["day", "week", "month"] } }
                } }
            }
        });
        match policy.as_str() {
            "fixed" => Some(json!({
                "type": "object", "additionalProperties": false, "required": ["measure", "rules", "purposes"],
                "properties": {
                    "measure": { "anyOf": [{ "const": "stay_home" }, { "type": "object", "required": ["curfew"] }] },
                    "rules": rules, "purposes": { "type": "object", "additionalProperties": rules }
                }
            })),
            "careless" => Some(json!({ "type": "nonsense" })),
            _ => None,
        }
    }

    /// A week is too long for one permit.
    fn configure(&self, _: &PolicyName, configuration: &Configuration) -> Vec<(String, String)> {
        let settings = &configuration.settings;
        let week = |pointer: &str| settings.pointer(pointer).and_then(Json::as_str) == Some("7d");
        let own = configuration.purposes.iter().map(|purpose| format!("/purposes/{}/valid_for", purpose.id));
        let all = std::iter::once("/rules/valid_for".to_owned()).chain(own);
        all.filter(|pointer| week(pointer)).map(|pointer| (pointer, "a permit for a week is none".to_owned())).collect()
    }

    fn reasons(&self, _: &PolicyName, _: &Configuration) -> Vec<ReasonCode> {
        vec!["quota-spent".parse().unwrap()]
    }

    /// Those that the rules name; `infected` and `resident` anyway.
    fn attributes(&self, _: &PolicyName, configuration: &Configuration) -> Option<Vec<AttributeName>> {
        let asks = configuration.settings.pointer("/rules/asks").and_then(Json::as_array).cloned().unwrap_or_default();
        let asks = asks.iter().filter_map(Json::as_str).chain(["infected", "resident"]);
        Some(asks.map(|name| name.parse().unwrap()).collect())
    }
}

/// The regime file of the good folder.
pub const BASE: &str = "AZ/2020-12-14-base.yaml";

/// A regime that amends it.
pub const NEXT: &str = "AZ/2021-01-18-next.yaml";

/// What that one says.
pub const NEXT_TEXT: &str = "regime: az/2021-01-18-next
amends: az/2020-12-14-base
repeals: [purposes.funeral, exemptions.danger.sms, purposes.necessities.rules.quota]
title: { en: Quarantine goes on }
in_force: { from: 2021-01-18T00:00, until: 2021-02-01T00:00 }
territory: { whole: [AZ-BA] }
sources: { order: { title: Order of January } }
purposes:
  medical: { cite: order }
  sport: { title: { az: idman, en: sport }, sms: { code: \"3\" }, rules: { valid_for: 1h } }
conflicts:
  - { about: how long a permit lasts, says: { order: nothing }, takes: two hours, why: the order is later }
  - { about: sport, says: { order: an hour }, takes: an hour, why: nobody says otherwise }
";

/// The good folder, with some of its files replaced and others added.
pub fn folder(changed: &[(&str, &[u8])]) -> Vec<PolicyFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let paths =
        [BASE, "AZ/territories.yaml", "RU-TA/territories.yaml", "locales/az.ftl", "locales/en.ftl", "locales/ru.ftl", "locales/tt.ftl"];
    let kept = paths.iter().filter(|path| !changed.iter().any(|(other, _)| other == *path));
    let kept =
        kept.map(|path| PolicyFile { path: (*path).to_owned(), name: (*path).to_owned(), bytes: fs::read(root.join(path)).unwrap() });
    let changed =
        changed.iter().map(|(path, bytes)| PolicyFile { path: (*path).to_owned(), name: (*path).to_owned(), bytes: bytes.to_vec() });
    kept.chain(changed).collect()
}

/// Everything that is said of a folder, be it an error or a warning.
pub fn said(files: Vec<PolicyFile>) -> Vec<Diagnostic> {
    match Regimes::of_files(files, &Fixed) {
        Ok((_, warnings)) => warnings,
        Err(found) => found.into_iter().collect(),
    }
}
