//! A whole message: received, decided, permit, record and reply stored durably, through SQLite on disk.
//!
//! Needs the plugins: `cargo xtask plugins`. Most of a message is the disk's: one commit waits for one flush.
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use divan::Bencher;
use domain::{Application, Channel, Scope, Secret};
use engine::{Engine, EngineOptions, Library};
use permits::{Answer, Command, Composed, Effect, Envelope, Environment, Keys, Permits, Vault};
use store::Store;
use tokio::runtime::Runtime;

fn main() {
    divan::main();
}

/// How many people write. A person's history is what a policy asks for, so that few people would make every message slower than
/// the one before.
const PERSONS: u64 = 100_000;

struct Host {
    permits: Permits,
    runtime: Runtime,
    count: AtomicU64,
    _folder: tempfile::TempDir,
}

impl Host {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let library = Library::open(&Engine::new(EngineOptions::default()).unwrap(), &root.join("plugins/dist")).unwrap();
        let (environment, _) = Environment::load(&root.join("policies"), &library).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}?mode=rwc", folder.path().join("exeat.db").display());
        let store = runtime.block_on(Store::open(&url)).unwrap();
        let draws = AtomicU64::new(1);
        let entropy = Arc::new(move || draws.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let permits = Permits::new(store, environment, Vault::new(&Keys::random().unwrap()).unwrap(), entropy);
        Self { permits, runtime, count: AtomicU64::new(0), _folder: folder }
    }

    async fn message(&self, purpose: &str) -> Answer {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let phone = format!("+99450{:07}", number % PERSONS);
        let envelope = Envelope {
            source: "bench".to_owned(),
            id: Some(number.to_string()),
            from: Some(phone.parse().unwrap()),
            to: Some("8103".parse().unwrap()),
            text: Secret::new("1 AZE1234567"),
        };
        let application = Application {
            channel: Channel::Sms,
            scope: Scope::Number("8103".parse().unwrap()),
            purpose: purpose.parse().unwrap(),
            identity: Some(format!("AZE{:07}", number % PERSONS).parse().unwrap()),
            phone: Some(phone.parse().unwrap()),
            plate: None,
            start: None,
        };
        let at = "2020-12-15T10:00:00+04:00".parse().unwrap();
        let compose = |_: &Effect| Composed { reply: Some("about as long as a reply is, in two segments".repeat(3)), conversation: None };
        self.permits.handle(&envelope, Command::Apply(application), at, compose).await.unwrap()
    }
}

/// One after the other: how long a person waits.
#[divan::bench]
fn one_granted(bencher: Bencher<'_, '_>) {
    let host = Host::new();
    bencher.bench(|| host.runtime.block_on(host.message("medical")));
}

/// A refusal writes no permit.
#[divan::bench]
fn one_not_required(bencher: Bencher<'_, '_>) {
    let host = Host::new();
    bencher.bench(|| host.runtime.block_on(host.message("summons")));
}

/// Sixty-four at a time: how many a host takes.
#[divan::bench(sample_count = 20)]
fn sixty_four_at_once(bencher: Bencher<'_, '_>) {
    let host = Arc::new(Host::new());
    bencher.counter(divan::counter::ItemsCount::new(64u32)).bench(|| {
        host.runtime.block_on(async {
            let spawn = |_| {
                let host = Arc::clone(&host);
                tokio::spawn(async move { host.message("medical").await })
            };
            let all: Vec<_> = (0..64).map(spawn).collect();
            for message in all {
                message.await.unwrap();
            }
        })
    });
}
