//! How long it takes to read one text message: what is between a gateway and the decision.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark fails by panicking")]

use std::{path::Path, sync::Arc};

use domain::{Configuration, PolicyName, ReasonCode};
use regime::{Policies, Regime, Regimes};
use sms::reading::{Grammar, HostWords, read};

fn main() {
    divan::main();
}

/// Any policy, with any settings: none is asked here.
struct Anything;

impl Policies for Anything {
    fn names(&self) -> Vec<PolicyName> {
        Vec::new()
    }

    fn settings_schema(&self, _: &PolicyName) -> Option<serde_json::Value> {
        Some(serde_json::Value::Bool(true))
    }

    fn configure(&self, _: &PolicyName, _: &Configuration) -> Vec<(String, String)> {
        Vec::new()
    }

    fn reasons(&self, _: &PolicyName, _: &Configuration) -> Vec<ReasonCode> {
        Vec::new()
    }
}

fn regime(jurisdiction: &str) -> Arc<Regime> {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let (regimes, _) = Regimes::load(&policies, &Anything).unwrap_or_else(|problems| panic!("{}", problems.report(false)));
    Arc::clone(regimes.iter().find(|regime| regime.jurisdiction.to_string() == jurisdiction).unwrap())
}

#[divan::bench(args = [
    "2 AZE1234567",
    "2.aze 1234567",
    "2 АZE1234567 10-AA-123",
    "аптека AZE1234567",
    "2 AZE12345O7",
    "Salam, mən bazara getmək istəyirəm",
])]
fn azerbaijan(bencher: divan::Bencher<'_, '_>, text: &str) {
    let grammar = Grammar::new(&[regime("AZ")], &HostWords::default());
    bencher.bench_local(|| read(divan::black_box(&grammar), divan::black_box(text)));
}

#[divan::bench(args = [
    "ЦЕЛЬ 3",
    "РЕГИСТРАЦИЯ#Иванов Иван Иванович#9204 123456#Казань, ул. Баумана, 1",
    "Регестрация Иванов Иван Иванович 9204 123456 Казань Баумана 1",
    "Здравствуйте, можно мне выйти на улицу",
])]
fn tatarstan(bencher: divan::Bencher<'_, '_>, text: &str) {
    let grammar = Grammar::new(&[regime("RU-TA")], &HostWords::default());
    bencher.bench_local(|| read(divan::black_box(&grammar), divan::black_box(text)));
}

/// Sixteen hundred characters in which a number could begin after every word.
#[divan::bench]
fn the_worst_message(bencher: divan::Bencher<'_, '_>) {
    let grammar = Grammar::new(&[regime("RU-TA")], &HostWords::default());
    let text = format!("регистрация#{}", "аб 1".repeat(396));
    bencher.bench_local(|| read(divan::black_box(&grammar), divan::black_box(&text)));
}

#[divan::bench]
fn a_grammar_is_made(bencher: divan::Bencher<'_, '_>) {
    let regime = regime("RU-TA");
    bencher.bench_local(|| Grammar::new(divan::black_box(std::slice::from_ref(&regime)), &HostWords::default()));
}
