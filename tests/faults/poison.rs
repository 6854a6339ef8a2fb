//! A message that can't be decided on, whatever is tried, harms nobody else's.

use std::collections::BTreeSet;

use crate::{
    auditor::Expected,
    load::{Ask, Load},
    stored::{Stored, tamper},
    system::{Database, System},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_decided_on_is_set_aside_and_the_others_go_on() {
    let mut system = System::new(Database::Sqlite).await;
    system.start(1).await;
    let first = Ask { purposes: &["1"], ..Ask::new("before", 1.0) };
    let (before, reports) = Load::start(&system, &first).ended(&system).await;
    assert!(reports.iter().all(|report| report.messages.unanswered == 0));
    // What is stored of one permit can't be read any more: whoever has it can't be decided on, from whichever telephone.
    let spoil = |purpose: &str, of: &str| {
        format!("UPDATE permit SET purpose = '{purpose}' WHERE decision_id = (SELECT min(decision_id) FROM permit WHERE purpose = '{of}')")
    };
    assert_eq!(tamper(&system.url(), &spoil("No Such Purpose!", "medical")).await, 1);
    let load = Load::start(&system, &Ask { purposes: &["2"], ..Ask::new("poison", 6.0) }).after(before);
    load.until(9.0).await;
    let stored = Stored::read(&system.url(), &system.keys()).await;
    let waiting: Vec<&str> = stored.messages.iter().filter_map(|message| message.waits_from.as_deref()).collect();
    let persons: BTreeSet<&str> = waiting.iter().filter_map(|telephone| telephone.get(5..)).collect();
    assert_eq!((waiting.len(), persons.len()), (2, 1), "both messages of one person wait: {waiting:?}");
    let answered = stored.replies.iter().filter(|reply| reply.state == "delivered").count();
    assert_eq!(answered, stored.messages.len() - 2, "all others are answered meanwhile");
    // It can be read again, and a minute later they are answered, too.
    assert_eq!(tamper(&system.url(), &spoil("medical", "No Such Purpose!")).await, 1);
    system.stop_node(0).await;
    system.start_node(0, 150).await;
    load.ends_clean(&mut system, &Expected::default()).await;
}
