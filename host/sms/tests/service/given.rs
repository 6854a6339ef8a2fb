//! What the tests start from.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{Instant, Outcome, Secret};
use engine::{Engine, EngineOptions, Library};
use permits::{Clock, Entropy, Environment, Keys, Permits, Vault};
use sms::{Inbound, Messages, Received, RejectionKind};
use store::{
    Store,
    testing::{TestDatabase, databases, sqlite},
};

pub const PHONE: &str = "+994501112233";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let plugins = root().join("plugins/dist");
        assert!(plugins.join("standard.wasm").is_file(), "build the plugins first: cargo xtask plugins");
        Library::open(&Engine::new(EngineOptions::default()).unwrap(), &plugins).unwrap()
    })
}

fn load(policies: &Path) -> Arc<Environment> {
    let (environment, _) = Environment::load(policies, library()).unwrap_or_else(|problems| panic!("{}", problems.report(false)));
    Arc::new(environment)
}

/// The policies of this repository, where in one file one text stands for another.
fn changed(file: &str, from: &str, to: &str) -> Arc<Environment> {
    fn copy(of: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(of).unwrap() {
            let path = entry.unwrap().path();
            let into = to.join(path.file_name().unwrap());
            if path.is_dir() { copy(&path, &into) } else { std::fs::copy(&path, &into).map(drop).unwrap() }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("policies"), folder.path());
    let file = folder.path().join(file);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "`{from}` is not in {}", file.display());
    std::fs::write(&file, text.replacen(from, to, 1)).unwrap();
    load(folder.path())
}

/// The policies of this repository.
fn environment() -> Arc<Environment> {
    static ENVIRONMENT: OnceLock<Arc<Environment>> = OnceLock::new();
    Arc::clone(ENVIRONMENT.get_or_init(|| load(&root().join("policies"))))
}

/// Numbers that look random and never repeat within a process.
pub fn entropy() -> Entropy {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    Arc::new(|| {
        let mixed = COUNT.fetch_add(1, Ordering::Relaxed).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 31)
    })
}

/// A database of its own, and the service over it.
pub struct Given {
    pub database: TestDatabase,
    pub store: Store,
    pub permits: Permits,
    pub messages: Messages,
}

impl Given {
    pub async fn new() -> Self {
        Self::over(sqlite()).await
    }

    /// Over every kind of database.
    pub async fn each() -> Vec<Self> {
        let mut each = Vec::new();
        for database in databases().await {
            each.push(Self::over(database).await);
        }
        each
    }

    async fn over(database: TestDatabase) -> Self {
        let (store, permits) = Self::open(&database).await;
        Self { messages: Messages::new(permits.clone()), store, permits, database }
    }

    /// Over the policies of this repository, where in one file one text stands for another.
    pub async fn changed(file: &str, from: &str, to: &str) -> Self {
        let given = Self::new().await;
        given.permits.swap(changed(file, from, to));
        given
    }

    /// The service of a process that was started after this one.
    pub async fn restarted(&self) -> Messages {
        Messages::new(Self::open(&self.database).await.1)
    }

    async fn open(database: &TestDatabase) -> (Store, Permits) {
        let store = database.open().await;
        let keys: Keys = format!("data 1 {}\nlookup {}", "11".repeat(32), "22".repeat(32)).parse().unwrap();
        let permits = Permits::new(store.clone(), environment(), Vault::new(&keys).unwrap(), entropy());
        permits.ready().await.unwrap();
        (store, permits)
    }
}

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A clock that stands until it is set.
pub fn clock(at: Instant) -> (Clock, Arc<Mutex<Instant>>) {
    let time = Arc::new(Mutex::new(at));
    let read = Arc::clone(&time);
    (Arc::new(move || *read.lock().unwrap()), time)
}

pub fn inbound(id: Option<&str>, from: &str, to: &str, text: &str) -> Inbound {
    Inbound {
        source: "test".to_owned(),
        id: id.map(str::to_owned),
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        text: Secret::new(text),
    }
}

/// One telephone that writes to one number, at local times of one zone.
pub struct Phone<'g> {
    pub messages: Messages,
    pub from: &'g str,
    pub to: &'g str,
    /// Such as `+04:00`.
    pub offset: &'g str,
}

/// What came back: the words, and how many segments they take.
#[derive(Debug, Clone)]
pub struct Answer {
    pub text: String,
    pub language: String,
    pub outcome: Option<Outcome>,
    pub rejected: Option<RejectionKind>,
}

impl Phone<'_> {
    /// Writes at a local time such as `2020-12-15T10:00`. No reply may take more than the three segments that both regimes allow.
    pub async fn writes(&self, local: &str, text: &str) -> Answer {
        let received = self.receives(local, text).await;
        let reply = received.reply.unwrap_or_else(|| panic!("no reply to {text}"));
        assert!(reply.segments.count <= 3, "{} segments: {}", reply.segments.count, reply.text.reveal());
        assert_eq!((reply.to.as_str(), reply.from.as_str()), (self.from, self.to));
        Answer {
            text: reply.text.reveal().to_owned(),
            language: reply.language.map(|language| language.to_string()).unwrap_or_default(),
            outcome: received.outcome,
            rejected: received.rejected,
        }
    }

    pub async fn receives(&self, local: &str, text: &str) -> Received {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let id = format!("m-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let at = at(&format!("{local}:00{}", self.offset));
        self.messages.receive(inbound(Some(&id), self.from, self.to, text), at).await.unwrap()
    }

    /// Writes, and the reply has all of these parts; a part that begins with `!` it must not have.
    pub async fn is_told(&self, local: &str, text: &str, parts: &[&str]) -> Answer {
        let answer = self.writes(local, text).await;
        for part in parts {
            let (wanted, part) = part.strip_prefix('!').map_or((true, *part), |part| (false, part));
            assert_eq!(answer.text.contains(part), wanted, "`{text}` was answered: {}", answer.text);
        }
        answer
    }
}
