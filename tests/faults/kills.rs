//! `kill -9` at random moments, round after round, on both databases. `EXEAT_FAULTS_ROUNDS=20` is the bar.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::{
    auditor::Expected,
    load::{Ask, Load},
    postgres::Postgres,
    system::{Database, System},
};

fn rounds() -> u32 {
    std::env::var("EXEAT_FAULTS_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2)
}

/// Chance; what it began with is printed, and can be given again as `EXEAT_FAULTS_SEED`.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let given = std::env::var("EXEAT_FAULTS_SEED").ok().and_then(|seed| seed.parse().ok());
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let seed = given.unwrap_or(now);
        println!("EXEAT_FAULTS_SEED={seed}");
        Self(seed)
    }

    /// At least 0, and less than 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share = (self.0 >> 11) as f64 / (1_u64 << 53) as f64;
        share
    }
}

/// One load for all rounds, and a kill in each: a node that starts again at once or a little later, and on PostgreSQL in every fifth round the
/// database itself.
async fn kill(database: Database, name: &'static str) {
    let (rounds, mut chance, began) = (rounds(), Chance::new(), Instant::now());
    let postgres = matches!(database, Database::Postgres(_));
    let mut system = System::new(database).await;
    let nodes = if postgres { 2 } else { 1 };
    system.start(nodes).await;
    // A round begins when what was killed runs again, so how long the load takes is known when it is over.
    let load = Load::start(&system, &Ask { rate: 40.0, ..Ask::new(name, 3600.0) });
    load.until(2.0).await;
    for round in 1..=rounds {
        tokio::time::sleep(std::time::Duration::from_secs_f64(0.5 + 4.0 * chance.share())).await;
        if postgres && round % 5 == 0 {
            system.postgres().kill();
            tokio::time::sleep(std::time::Duration::from_secs_f64(2.0 * chance.share())).await;
            system.postgres().start_again();
        } else {
            let node = usize::from(postgres && chance.share() < 0.5);
            system.kill(node).await;
            tokio::time::sleep(std::time::Duration::from_secs_f64(2.0 * chance.share())).await;
            system.start_node(node, 0).await;
        }
    }
    load.stop(&system);
    let outcome = load.ends_clean(&mut system, &Expected::default()).await;
    println!(
        "{name}: {rounds} rounds of kill -9, {} messages, {} permits, clean; {:.0} s",
        outcome.peer.written.len(),
        outcome.stored.permits.len(),
        began.elapsed().as_secs_f64()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_random_moments_on_sqlite() {
    kill(Database::Sqlite, "kills-sqlite").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_random_moments_on_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    kill(Database::Postgres(postgres), "kills-postgresql").await;
}
