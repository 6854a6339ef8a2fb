//! Nodes, the database and the operators' links break under load.

use std::{num::NonZeroU32, time::Duration};

use crate::{
    auditor::Expected,
    load::{Ask, Load},
    postgres::Postgres,
    system::{Database, System},
};

/// Half a minute where the long run is asked for, a few seconds otherwise.
fn away() -> f64 {
    if std::env::var_os("EXEAT_FAULTS_LONG").is_some() { 30.0 } else { 8.0 }
}

async fn two_nodes() -> Option<System> {
    let mut system = System::new(Database::Postgres(Postgres::start()?)).await;
    system.start(2).await;
    Some(system)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_nodes_is_killed() {
    let Some(mut system) = two_nodes().await else { return };
    let load = Load::start(&system, &Ask::new("node", 14.0));
    load.until(4.0).await;
    system.kill(0).await;
    load.until(7.0).await;
    system.start_node(0, 0).await;
    load.until(11.0).await;
    system.kill(1).await;
    system.start_node(1, 0).await;
    load.ends_clean(&mut system, &Expected::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_is_killed() {
    let Some(mut system) = two_nodes().await else { return };
    let load = Load::start(&system, &Ask::new("postgresql", 14.0));
    load.until(4.0).await;
    system.postgres().kill();
    load.until(7.0).await;
    system.postgres().start_again();
    load.ends_clean(&mut system, &Expected::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operators_are_gone() {
    let mut system = System::new(Database::Sqlite).await;
    system.start(1).await;
    let away = away();
    let load = Load::start(&system, &Ask::new("gone", away + 7.0));
    load.until(4.0).await;
    system.operators.iter().for_each(|operator| operator.smsc.go(true));
    load.until(4.0 + away).await;
    system.operators.iter().for_each(|operator| operator.smsc.go(false));
    load.ends_clean(&mut system, &Expected::default()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operators_take_a_tenth() {
    let mut system = System::new(Database::Sqlite).await;
    system.start(1).await;
    let load = Load::start(&system, &Ask::new("throttled", 12.0));
    load.until(3.0).await;
    // Each operator carries 25 messages a second, of three segments each.
    system.operators.iter().for_each(|operator| operator.smsc.throttle(NonZeroU32::new(7)));
    load.until(3.0 + away()).await;
    system.operators.iter().for_each(|operator| operator.smsc.throttle(None));
    let outcome = load.ends_clean(&mut system, &Expected::default()).await;
    assert!(outcome.reports.iter().any(|report| report.replies.throttled > 0), "nothing was throttled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_are_cut_again_and_again() {
    let mut system = System::new(Database::Sqlite).await;
    system.start(1).await;
    let load = Load::start(&system, &Ask::new("cut", 10.0));
    for second in 1..8 {
        load.until(f64::from(second)).await;
        system.operators.iter().for_each(|operator| operator.smsc.close_links());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    load.ends_clean(&mut system, &Expected::default()).await;
}
