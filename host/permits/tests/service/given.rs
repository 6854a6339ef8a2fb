//! What the tests start from.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{Application, Channel, Instant, Outcome, PermitCode, Scope, Secret};
use engine::{Engine, EngineOptions, Library};
use permits::{Answer, Applied, Command, Composed, Effect, Entropy, Envelope, Environment, Keys, Permits, Vault};
use store::testing::{TestDatabase, databases};

use crate::build::root;

/// Numbers that look random and never repeat within a process: the same in every run.
pub fn entropy() -> Entropy {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    Arc::new(|| {
        let mut mixed = COUNT.fetch_add(1, Ordering::Relaxed).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    })
}

pub fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    Arc::clone(ENGINE.get_or_init(|| Engine::new(EngineOptions::default()).unwrap()))
}

pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let plugins = root().join("plugins/dist");
        assert!(plugins.join("standard.wasm").is_file(), "build the plugins first: cargo xtask plugins");
        Library::open(&engine(), &plugins).unwrap()
    })
}

/// The policies of this repository.
pub fn environment() -> Arc<Environment> {
    static ENVIRONMENT: OnceLock<Arc<Environment>> = OnceLock::new();
    Arc::clone(ENVIRONMENT.get_or_init(|| load(&root().join("policies"), library())))
}

pub fn load(policies: &Path, library: &Library) -> Arc<Environment> {
    let (environment, _) = Environment::load(policies, library).unwrap_or_else(|wrong| panic!("{}", wrong.report(false)));
    Arc::new(environment)
}

/// A policies folder of Azerbaijan with these regimes in place of its own, and this repository's territories and catalogues.
pub fn policies(regimes: &[(&str, &str)]) -> tempfile::TempDir {
    let (from, folder) = (root().join("policies"), tempfile::tempdir().unwrap());
    copy(&from.join("locales"), &folder.path().join("locales"));
    fs::create_dir(folder.path().join("AZ")).unwrap();
    fs::copy(from.join("AZ/territories.yaml"), folder.path().join("AZ/territories.yaml")).unwrap();
    for (name, text) in regimes {
        fs::write(folder.path().join("AZ").join(format!("{name}.yaml")), text).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &PathBuf) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

pub fn vault() -> Vault {
    let keys: Keys = format!("data 1 {}\nlookup {}", "11".repeat(32), "22".repeat(32)).parse().unwrap();
    Vault::new(&keys).unwrap()
}

/// An empty database, and nodes on it.
pub struct Given {
    pub database: TestDatabase,
    environment: Arc<Environment>,
}

impl Given {
    /// One more node, as another process would be.
    pub async fn node(&self) -> Permits {
        Permits::new(self.database.open().await, Arc::clone(&self.environment), vault(), entropy())
    }

    pub fn name(&self) -> &'static str {
        self.database.name()
    }
}

/// Every kind of database, with the policies of this repository.
pub async fn each() -> Vec<Given> {
    each_with(environment()).await
}

pub async fn each_with(environment: Arc<Environment>) -> Vec<Given> {
    databases().await.into_iter().map(|database| Given { database, environment: Arc::clone(&environment) }).collect()
}

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub const MORNING: &str = "2020-12-15T10:00:00+04:00";
pub const PHONE: &str = "+994501112233";
pub const IDENTITY: &str = "AZE1234567";

/// A message to 8103.
pub fn message(id: Option<&str>, text: &str) -> Envelope {
    Envelope {
        source: "http".to_owned(),
        id: id.map(str::to_owned),
        from: Some(PHONE.parse().unwrap()),
        to: Some("8103".parse().unwrap()),
        text: Secret::new(text),
    }
}

/// What an adapter reads from such a message.
pub fn application(purpose: &str, identity: &str) -> Application {
    Application {
        channel: Channel::Sms,
        scope: Scope::Number("8103".parse().unwrap()),
        purpose: purpose.parse().unwrap(),
        identity: Some(identity.parse().unwrap()),
        phone: Some(PHONE.parse().unwrap()),
        plate: None,
        start: None,
    }
}

pub fn apply(purpose: &str, identity: &str) -> Command {
    Command::Apply(application(purpose, identity))
}

/// What an adapter answers: here, outcome, code and reasons.
pub fn words(effect: &Effect) -> Composed {
    let reply = match effect {
        Effect::Applied(applied) => {
            let code = applied.permit.as_ref().map(|permit| permit.code.to_string()).unwrap_or_default();
            let reasons: Vec<&str> = applied.decision.reasons.iter().map(|reason| reason.code.as_str()).collect();
            format!("{} {code}{}", applied.decision.outcome, reasons.join(" "))
        }
        Effect::Registered(registered) => format!("registered {}", registered.code),
        Effect::NotRegistered(reason) => format!("not registered {}", reason.code),
        Effect::Corrected(registered) => format!("corrected {}", registered.code),
        Effect::Cancelled(held) => format!("cancelled {}", held.permit.code),
        Effect::NotCancelled(held) => format!("{} permits", held.len()),
        Effect::Noted => "noted".to_owned(),
    };
    Composed { reply: Some(reply), conversation: None }
}

/// One application by a message of its own, at an instant.
pub async fn send(node: &Permits, id: &str, purpose: &str, identity: &str, at: Instant) -> Answer {
    node.handle(&message(Some(id), "text"), apply(purpose, identity), at, words).await.unwrap()
}

pub fn applied(answer: &Answer) -> &Applied {
    match &answer.effect {
        Some(Effect::Applied(applied)) => applied,
        other => panic!("{other:?}"),
    }
}

pub fn outcome(answer: &Answer) -> Outcome {
    applied(answer).decision.outcome
}

pub fn code(answer: &Answer) -> PermitCode {
    applied(answer).permit.as_ref().unwrap_or_else(|| panic!("{answer:?}")).code
}

pub fn reply(answer: &Answer) -> &str {
    answer.reply.as_ref().map_or("", |reply| reply.text.reveal())
}

pub fn reasons(answer: &Answer) -> Vec<&str> {
    applied(answer).decision.reasons.iter().map(|reason| reason.code.as_str()).collect()
}
