//! How many messages a second are answered and durable: `COUNT` of them (40,000), `AT_ONCE` outstanding (2,000), each from somebody else, on
//! SQLite in a file, or on the database at `DATABASE` (an empty one).
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]
#![allow(missing_docs)]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::Secret;
use engine::{Engine, EngineOptions, Library};
use permits::{Environment, Keys, Permits, Vault};
use sms::{Inbound, Messages};
use tokio::task::JoinSet;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

async fn messages(folder: &Path) -> Messages {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let engine = Engine::new(EngineOptions::default()).unwrap();
    let library = Library::open(&engine, &root.join("plugins/dist")).unwrap();
    let (environment, _) = Environment::load(&root.join("policies"), &library).unwrap();
    let url = std::env::var("DATABASE").unwrap_or_else(|_| format!("sqlite:{}?mode=rwc", folder.join("exeat.db").display()));
    let store = store::Store::open(&url).await.unwrap();
    let keys: Keys = format!("data 1 {}\nlookup {}", "11".repeat(32), "22".repeat(32)).parse().unwrap();
    let seed = AtomicU64::new(u64::from(std::process::id()) << 32);
    let entropy = Arc::new(move || {
        let mut mixed = seed.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 31)
    });
    Messages::new(Permits::new(store, environment, Vault::new(&keys).unwrap(), entropy))
}

#[tokio::main]
async fn main() {
    let (count, at_once) = (number("COUNT", 40_000), number("AT_ONCE", 2_000));
    let folder = tempfile::tempdir().unwrap();
    let messages = messages(folder.path()).await;
    let at: domain::Instant = "2020-12-15T10:00:00+04:00".parse().unwrap();
    let began = Instant::now();
    let (mut next, mut answering) = (0, JoinSet::new());
    let mut took: Vec<Duration> = Vec::new();
    while next < count || !answering.is_empty() {
        while next < count && answering.len() < at_once {
            let person = next + number("FIRST", 0);
            let message = Inbound {
                source: "bench".to_owned(),
                id: None,
                from: format!("+9945{person:08}").parse().unwrap(),
                to: "8103".parse().unwrap(),
                text: Secret::new(format!("{} AZE{person:07}", 1 + next % 4)),
            };
            let at = at + began.elapsed();
            let answer = messages.receive_with(message, sms::Carriage::default(), at);
            answering.spawn(async move {
                let asked = Instant::now();
                answer.await.unwrap().reply.unwrap();
                asked.elapsed()
            });
            next += 1;
        }
        took.extend(answering.join_next().await.transpose().unwrap());
    }
    let seconds = began.elapsed().as_secs_f64();
    took.sort_unstable();
    let percentile = |share: f64| took.get(((took.len() - 1) as f64 * share) as usize).copied().unwrap_or_default();
    println!("{count} messages in {seconds:.1} s: {:.0}/s, p50 {:?}, p99 {:?}", count as f64 / seconds, percentile(0.5), percentile(0.99));
}
