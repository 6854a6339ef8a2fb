//! Which parts of a regime some case has touched, and which none has.

use std::collections::BTreeSet;

use domain::PurposeId;
use permits::Record;
use regime::Regime;
use serde_json::Value as Json;

use crate::{
    load::{Loaded, line},
    report::{Coverage, Untouched},
};

const CARRY_OVER: &str = "/carry_over";

/// What the cases of one regime have touched, by JSON Pointers into the regime's file.
#[derive(Default)]
pub(crate) struct Touched(BTreeSet<String>);

impl Touched {
    /// Notes what a decision touched: its purpose or exemption, and the rules that were asked.
    pub(crate) fn add(&mut self, record: &Record, loaded: &Loaded) {
        if !record.regimes.iter().any(|regime| regime.id == loaded.regime.id) {
            return;
        }
        let purpose = record.request.purpose.as_str();
        self.0.insert(format!("/purposes/{purpose}"));
        self.0.insert(format!("/exemptions/{purpose}"));
        for step in record.decision.trace.iter().filter(|step| step.regime == loaded.regime.id) {
            self.0.insert(format!("/purposes/{purpose}/rules/{}", step.rule));
            self.0.insert(format!("/rules/{}", step.rule));
            self.0.insert(format!("/safeguards/{}", step.rule));
        }
    }

    /// Notes what happened to permits: extensions of a purpose, and permits of earlier regimes that went on.
    pub(crate) fn add_changes<'a>(&mut self, extended: impl Iterator<Item = &'a PurposeId>, carried_over: bool) {
        self.0.extend(extended.map(|purpose| format!("/purposes/{purpose}/extension")));
        self.0.extend(carried_over.then(|| CARRY_OVER.to_owned()));
    }

    /// What no case touched.
    pub(crate) fn coverage(&self, loaded: &Loaded) -> Coverage {
        let document = &loaded.regime_document;
        let parts = parts(&loaded.regime, document.value());
        let mut untouched: Vec<Untouched> = parts
            .iter()
            .filter(|(pointer, _)| !self.0.contains(pointer))
            .map(|(pointer, what)| Untouched { line: line(document, pointer), what: what.clone() })
            .collect();
        untouched.sort();
        Coverage { regime: loaded.regime.id.clone(), file: loaded.regime_name.clone(), parts: parts.len(), untouched }
    }
}

/// The parts of a regime that a case can touch, by their JSON Pointers.
fn parts(regime: &Regime, value: &Json) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let rules = |pointer: &str, of: &str, parts: &mut Vec<(String, String)>| {
        let rules = value.pointer(pointer).and_then(Json::as_object).into_iter().flatten();
        parts.extend(rules.map(|(rule, _)| (format!("{pointer}/{rule}"), format!("rule `{rule}`{of}"))));
    };
    for (purpose, is) in &regime.purposes {
        parts.push((format!("/purposes/{purpose}"), format!("purpose `{purpose}`")));
        if is.extension.is_some() {
            parts.push((format!("/purposes/{purpose}/extension"), format!("extension of `{purpose}`")));
        }
        rules(&format!("/purposes/{purpose}/rules"), &format!(" of `{purpose}`"), &mut parts);
    }
    for exemption in regime.exemptions.keys() {
        parts.push((format!("/exemptions/{exemption}"), format!("exemption `{exemption}`")));
    }
    rules("/rules", "", &mut parts);
    let caps = [("per_phone", regime.safeguards.per_phone), ("per_identity", regime.safeguards.per_identity)];
    for (cap, _) in caps.into_iter().filter(|(_, cap)| cap.is_some()) {
        parts.push((format!("/safeguards/{cap}"), format!("cap `{cap}`")));
    }
    if !regime.carry_over.is_empty() {
        parts.push((CARRY_OVER.to_owned(), "permits of earlier regimes that go on".to_owned()));
    }
    parts
}
