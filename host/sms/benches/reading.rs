//! How long it takes to read one text message: what is between a gateway and the decision.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark fails by panicking")]

use std::{path::Path, sync::Arc};

use domain::{Configuration, PolicyName, ReasonCode};
use regime::{Policies, Regime, Regimes};
use sms::reading::{Grammar, HostWords, SmallWords, read};

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

fn regime(id: &str) -> Arc<Regime> {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let (regimes, _) = Regimes::load(&policies, &Anything).unwrap_or_else(|problems| panic!("{}", problems.report(false)));
    Arc::clone(regimes.get(&id.parse().unwrap()).unwrap())
}

/// The words that the catalogue of a language says are passed over.
fn words(languages: &[&str]) -> HostWords {
    let small = languages.iter().map(|language| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../policies/locales/{language}.ftl"));
        let text = std::fs::read_to_string(path).unwrap();
        let list = |key: &str| -> Vec<String> {
            let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")).unwrap();
            line.split(',').map(|word| word.trim().to_owned()).collect()
        };
        let small = SmallWords {
            fillers: list("reading-filler"),
            labels: list("reading-label"),
            series: list("reading-series"),
            numbers: list("reading-number"),
            signatures: list("reading-signature"),
            digits: list("reading-digits"),
            nots: list("reading-not"),
        };
        (language.parse().unwrap(), small)
    });
    HostWords { small: small.collect(), ..HostWords::default() }
}

fn azerbaijani() -> Grammar {
    Grammar::new(&[regime("az/2020-12-14-tightened-quarantine")], &words(&["az", "ru", "en"]))
}

fn tatar() -> Grammar {
    Grammar::new(&[regime("ru-ta/2020-03-30-self-isolation")], &words(&["ru", "tt", "en"]))
}

#[divan::bench(args = [
    "2 AZE1234567",
    "2.aze 1234567",
    "2 АZE1234567 10-AA-123",
    "аптека AZE1234567",
    "2 AZE12345O7",
    "Salam, kod 2, vəsiqə AZE1234567, zəhmət olmasa",
    "iki AZE bir iki üç dörd beş altı yeddi",
    "2 AZE1234567 Məmmədov Elçin",
    "2 AZE1234567 lazım deyil",
    "Salam, mən bazara getmək istəyirəm",
])]
fn azerbaijan(bencher: divan::Bencher<'_, '_>, text: &str) {
    let grammar = azerbaijani();
    bencher.bench_local(|| read(divan::black_box(&grammar), divan::black_box(text)));
}

#[divan::bench(args = [
    "ЦЕЛЬ 3",
    "РЕГИСТРАЦИЯ#Иванов Иван Иванович#9204 123456#Казань, ул. Баумана, 1",
    "Регестрация Иванов Иван Иванович 9204 123456 Казань Баумана 1",
    "Здравствуйте, можно мне выйти на улицу",
])]
fn tatarstan(bencher: divan::Bencher<'_, '_>, text: &str) {
    let grammar = tatar();
    bencher.bench_local(|| read(divan::black_box(&grammar), divan::black_box(text)));
}

/// Sixteen hundred characters in which a number could begin after every word.
#[divan::bench]
fn the_worst_message(bencher: divan::Bencher<'_, '_>) {
    let grammar = tatar();
    let text = format!("регистрация#{}", "аб 1".repeat(396));
    bencher.bench_local(|| read(divan::black_box(&grammar), divan::black_box(&text)));
}

#[divan::bench]
fn a_grammar_is_made(bencher: divan::Bencher<'_, '_>) {
    let regime = regime("ru-ta/2020-03-30-self-isolation");
    bencher.bench_local(|| Grammar::new(divan::black_box(std::slice::from_ref(&regime)), &HostWords::default()));
}
