//! A message that can't be decided on, whatever is tried, harms nobody else's.

use crate::{
    auditor::Expected,
    load::{Ask, Load},
    stored::tamper,
    system::{Database, System},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_decided_on_is_set_aside_and_the_others_go_on() {
    let mut system = System::new(Database::Sqlite).await;
    system.start(1).await;
    let first = Ask { purposes: &["1"], ..Ask::new("before", 1.0) };
    let (_, reports) = Load::start(&system, &first).ended(&system).await;
    assert!(reports.iter().all(|report| report.messages.unanswered == 0));
    // What is stored of one permit can't be read any more.
    let sql = "UPDATE permit SET time_zone = 'Nowhere/Nothing', daily = '?' WHERE decision_id = (SELECT min(decision_id) FROM permit)";
    assert_eq!(tamper(&system.url(), sql).await, 1);
    let load = Load::start(&system, &Ask { purposes: &["2"], ..Ask::new("poison", 6.0) });
    let outcome = load.audited(&mut system, &Expected::default()).await;
    println!("{:?}", outcome.findings);
}
