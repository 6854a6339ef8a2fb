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
    // Of what an amended regime says already, its own cases are enough.
    let stated = |pointer: &str, what: String, parts: &mut Vec<(String, String)>| {
        parts.extend(value.pointer(pointer).map(|_| (pointer.to_owned(), what)));
    };
    for purpose in regime.purposes.keys() {
        parts.push((format!("/purposes/{purpose}"), format!("purpose `{purpose}`")));
        stated(&format!("/purposes/{purpose}/extension"), format!("extension of `{purpose}`"), &mut parts);
        rules(&format!("/purposes/{purpose}/rules"), &format!(" of `{purpose}`"), &mut parts);
    }
    for exemption in regime.exemptions.keys() {
        parts.push((format!("/exemptions/{exemption}"), format!("exemption `{exemption}`")));
    }
    rules("/rules", "", &mut parts);
    for cap in ["per_phone", "per_identity"] {
        stated(&format!("/safeguards/{cap}"), format!("cap `{cap}`"), &mut parts);
    }
    stated(CARRY_OVER, "permits of earlier regimes that go on".to_owned(), &mut parts);
    parts
}
