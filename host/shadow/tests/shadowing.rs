//! Other rules decide beside those in force: what they are told, what is found out, and what they can't do.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, OnceLock},
};

use domain::Instant;
use engine::{Engine, EngineOptions, Library, Plugin};
use permits::{Environment, Onlooker, Otherwise, Record};
use serde_json::json;
use shadow::{Shadow, Worker};
use tempfile::TempDir;

#[path = "../../engine/tests/plugins/build.rs"]
mod build;

const REGIME: &str = "gr/2020-11-07-lockdown";
const FILE: &str = "GR/2020-11-07-lockdown.yaml";
const AT: &str = "2020-11-10T20:30:00+02:00";

/// Policies of one jurisdiction that can be changed.
struct Law {
    folder: TempDir,
}

/// Every plugin is compiled once.
fn plugin(name: &str) -> Plugin {
    static LOADED: OnceLock<Mutex<HashMap<String, Plugin>>> = OnceLock::new();
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    let mut loaded = LOADED.get_or_init(Mutex::default).lock().unwrap();
    let load = || {
        let built = || fs::read(build::root().join("plugins/dist/standard.wasm")).unwrap();
        let bytes = if name == "standard" { built() } else { build::component(name) };
        ENGINE.get_or_init(|| Engine::new(EngineOptions::default()).unwrap()).load(&bytes).unwrap()
    };
    loaded.entry(name.to_owned()).or_insert_with(load).clone()
}

impl Law {
    fn new() -> Self {
        let law = Self { folder: tempfile::tempdir().unwrap() };
        for folder in ["locales", "GR", "GR/locales"] {
            let (from, to) = (build::root().join("policies").join(folder), law.folder.path().join(folder));
            fs::create_dir_all(&to).unwrap();
            for entry in fs::read_dir(from).unwrap().flatten().filter(|entry| entry.path().is_file()) {
                let words = if folder == "locales" { "\nreason-closed = Closed.\n" } else { "" };
                fs::write(to.join(entry.file_name()), fs::read_to_string(entry.path()).unwrap() + words).unwrap();
            }
        }
        law
    }

    fn change(&self, from: &str, to: &str) {
        let path = self.folder.path().join(FILE);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// `standard`, and a plugin of `tests/hostile`; those are all called `good`.
    fn plugins(good: &str) -> Library {
        let mut library = Library::default();
        for name in ["standard", good] {
            library.add(format!("{name}.wasm"), plugin(name)).unwrap();
        }
        library
    }

    fn loaded(&self, good: &str) -> Arc<Environment> {
        match Environment::load(Path::new(self.folder.path()), &Self::plugins(good)) {
            Ok((environment, _)) => Arc::new(environment),
            Err(mistakes) => panic!("{}", mistakes.report(false)),
        }
    }
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The record of an application for a walk to the shop, as the environment decides it.
fn record(environment: &Environment, purpose: &str) -> Record {
    let digest = environment.regimes().get(&REGIME.parse().unwrap()).unwrap().digest.clone();
    let mut record: Record = serde_json::from_value(json!({
        "version": 1,
        "id": "0175b2000000000000000000000a",
        "at": at(AT),
        "channel": "sms",
        "scope": { "number": "13033" },
        "standing": "in_force",
        "regimes": [{ "id": REGIME, "digest": digest, "identity": "known", "policies": [], "facts": {} }],
        "request": { "at": at(AT), "purpose": purpose, "channel": "sms" },
        "decision": { "outcome": "refused" },
    }))
    .unwrap();
    match record.otherwise(environment, environment) {
        Otherwise::Ruled { decision, .. } => record.decision = decision,
        other => panic!("{other:?}"),
    }
    record
}

/// What is found out of one decision: the kinds of difference, and why nothing could be compared.
fn found(in_force: &Arc<Environment>, candidate: &Arc<Environment>, record: &Record) -> (Vec<String>, Vec<String>) {
    let (shadow, worker) = begun(candidate, 8);
    shadow.decided(in_force, record.clone());
    worker.catch_up();
    let report = shadow.report(in_force).unwrap().differences;
    assert_eq!(report.compared + report.not_compared.values().sum::<u64>(), 1, "{report}");
    let kinds = report.groups().into_iter().map(|(regime, kind, _)| format!("{regime}: {kind}")).collect();
    (kinds, report.not_compared.into_keys().collect())
}

fn begun(candidate: &Arc<Environment>, queue: usize) -> (Shadow, Worker) {
    let (shadow, worker) = Shadow::new(queue);
    shadow.start(Arc::clone(candidate), at(AT));
    (shadow, worker)
}

#[test]
fn a_difference_is_found_and_named() {
    let law = Law::new();
    let in_force = law.loaded("good");
    let supplies = record(&in_force, "supplies");
    assert_eq!(found(&in_force, &in_force, &supplies), (vec![], vec![]), "the same rules");

    law.change("hours: 05:00-21:00", "hours: 05:00-20:45");
    let shorter = law.loaded("good");
    assert_eq!(found(&in_force, &shorter, &supplies).0, [format!("{REGIME}: granted, shorter")]);
    law.change("hours: 05:00-20:45", "hours: 05:00-20:00");
    let stricter = law.loaded("good");
    let kinds = found(&in_force, &stricter, &supplies).0;
    assert!(matches!(&kinds[..], [kind] if kind.contains("granted → refused (")), "{kinds:?}");
    assert_eq!(found(&in_force, &stricter, &record(&in_force, "health")), (vec![], vec![]), "what has no hours");
    assert_eq!(found(&in_force, &stricter, &record(&in_force, "work")), (vec![], vec![]), "what needs no permit");
}

#[test]
fn a_shadow_that_traps_is_a_difference_of_its_own() {
    let law = Law::new();
    law.change("policies: [standard]", "policies: [standard, good]");
    let in_force = law.loaded("good");
    let health = record(&in_force, "health");
    assert_eq!(found(&in_force, &law.loaded("trap"), &health).0, [format!("{REGIME}: granted → failed (trap)")]);
    // Where both fail the person would be referred by either: nobody would notice.
    let trapped = law.loaded("trap");
    let referred = record(&trapped, "health");
    assert_eq!(found(&trapped, &trapped, &referred), (vec![], vec![]));
}

#[test]
fn what_nobody_looked_up_is_not_guessed() {
    let law = Law::new();
    let in_force = law.loaded("good");
    law.change("policies: [standard]", "policies: [standard, good]");
    let asks_more = law.loaded("good");
    let (kinds, why) = found(&in_force, &asks_more, &record(&in_force, "health"));
    assert_eq!((kinds.len(), &why[..]), (0, &["needs permits of 1d, the registration, `worker`".to_owned()][..]));
    assert_eq!(found(&in_force, &asks_more, &record(&in_force, "work")), (vec![], vec![]), "no policy is asked");

    law.change("\nretention: 30d", "\nsafeguards: { per_phone: { times: 5, per: day } }\n\nretention: 30d");
    assert_eq!(found(&asks_more, &law.loaded("good"), &record(&asks_more, "health")).1, ["needs how often a telephone has applied"]);
}

#[test]
fn a_full_queue_drops_and_counts() {
    let law = Law::new();
    let in_force = law.loaded("good");
    let (shadow, worker) = begun(&in_force, 2);
    let health = record(&in_force, "health");
    for _ in 0..5 {
        shadow.decided(&in_force, health.clone());
    }
    worker.catch_up();
    let report = shadow.report(&in_force).unwrap();
    assert_eq!((report.dropped, report.differences.compared), (3, 2));
}

#[test]
fn it_begins_goes_on_and_ends_when_told() {
    let law = Law::new();
    let in_force = law.loaded("good");
    let health = record(&in_force, "health");
    let (shadow, worker) = Shadow::new(8);
    assert!(!shadow.is_looking() && shadow.report(&in_force).is_none() && shadow.stop(&in_force).is_none());

    law.change("policies: [standard]", "policies: [standard, good]");
    shadow.start(law.loaded("trap"), at(AT));
    assert!(shadow.is_looking());
    // Another law comes into force, and the shadow is built anew beside it; what was found out stays.
    let law_after = law.loaded("good");
    shadow.decided(&law_after, record(&law_after, "health"));
    worker.catch_up();
    shadow.renew(Err("it is broken".to_owned()), at(AT));
    assert_eq!(shadow.report(&law_after).unwrap().not_renewed.as_deref(), Some("it is broken"));
    shadow.renew(Ok(law.loaded("trap")), at("2020-11-11T00:00:00Z"));
    shadow.decided(&law_after, record(&law_after, "health"));
    worker.catch_up();
    let report = shadow.report(&law_after).unwrap();
    assert_eq!((report.differences.different, report.not_renewed, report.renewed_at), (2, None, Some(at("2020-11-11T00:00:00Z"))));
    assert!(report.changed.iter().any(|changed| changed.to_string().starts_with("plugin good 1.0.0")), "{:?}", report.changed);

    // Begun anew it has found out nothing; ended it sees nothing, not even what waits.
    shadow.start(Arc::clone(&in_force), at(AT));
    assert_eq!(shadow.report(&in_force).unwrap().differences.compared, 0);
    shadow.decided(&in_force, health);
    assert_eq!(shadow.stop(&in_force).unwrap().differences.compared, 0);
    worker.catch_up();
    assert!(!shadow.is_looking() && shadow.report(&in_force).is_none());
}
