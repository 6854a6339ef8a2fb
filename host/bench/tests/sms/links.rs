//! Binds that come, go and come again.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use bench::sms::journal::{self, Entry};
use bench::sms::{BenchError, Options, Progress, Smsc};
use smpp::pdu::{BindKind, Command, Pdu, Status};

use crate::esme::{Act, acknowledge, answer, esme, is_receipt, options, stream};

#[tokio::test(start_paused = true)]
async fn what_was_not_acknowledged_when_a_link_ended_comes_again_and_is_marked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("journal");
    let options = Options { receipts: false, journal: Some(file.clone()), ..options() };
    let smsc = Smsc::new(&options);
    let binds = smsc.clone();
    tokio::spawn(async move {
        let mut seen = 0;
        // from message 50 on it says nothing, and at message 80 it is gone
        esme(stream(&binds), BindKind::Transceiver, move |pdu, sequence| {
            seen += u32::from(matches!(pdu.command, Command::DeliverSm(_)));
            match seen {
                ..50 => answer(pdu, sequence),
                50..80 => Vec::new(),
                _ => vec![Act::Hang],
            }
        })
        .await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        esme(stream(&binds), BindKind::Transceiver, answer).await;
    });
    let report = smsc.run(&options, Progress::Hidden).await.unwrap();
    let messages = &report.messages;
    assert_eq!((messages.sent, messages.acknowledged, messages.replied, messages.redelivered), (200, 200, 200, 31));
    assert_eq!((report.links.bound, report.links.ended, report.replies.duplicates), (2, 1, 0));
    assert!(report.pushed_back.unbound.abs_diff(25) <= 1, "{:?}", report.pushed_back);

    let entries = journal::read(&file).unwrap();
    let mut sent = BTreeMap::new();
    for entry in &entries {
        if let Entry::Sent { message, times, .. } = entry {
            sent.entry(*message).and_modify(|most: &mut u32| *most = (*most).max(*times)).or_insert(*times);
        }
    }
    let again = sent.iter().filter(|(_, times)| **times == 2).map(|(message, _)| *message).collect::<BTreeSet<_>>();
    assert_eq!((sent.len(), again), (200, (49..80).collect()));
    let acknowledged =
        entries.iter().filter_map(|entry| if let Entry::Acknowledged { message, .. } = entry { Some(*message) } else { None });
    assert_eq!(acknowledged.collect::<BTreeSet<_>>().len(), 200);
    let replies = entries.iter().filter_map(|entry| match entry {
        Entry::Reply { message, text, part: 1, of: 1, .. } if text == "a reply" => *message,
        _ => None,
    });
    assert_eq!(replies.collect::<BTreeSet<_>>().len(), 200);
    assert!(entries.iter().any(|entry| matches!(entry, Entry::LinkLost { unanswered: 31, .. })));
}

#[tokio::test(start_paused = true)]
async fn an_smsc_that_goes_away_takes_no_bind_until_it_is_back() {
    let options = options();
    let smsc = Smsc::new(&options);
    let (binds, operator) = (smsc.clone(), smsc.clone());
    tokio::spawn(async move {
        loop {
            esme(stream(&binds), BindKind::Transceiver, answer).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        operator.go(true);
        tokio::time::sleep(Duration::from_secs(1)).await;
        operator.go(false);
    });
    let report = smsc.run(&options, Progress::Hidden).await.unwrap();
    assert_eq!((report.messages.acknowledged, report.messages.replied), (200, 200));
    assert!(report.pushed_back.unbound >= 50 && report.latency.replied.max_ms > 950.0, "{report:?}");
    assert_eq!((report.links.bound, report.links.ended), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_stopped_answers_what_is_open() {
    let options = options();
    let smsc = Smsc::new(&options);
    tokio::spawn(esme(stream(&smsc), BindKind::Transceiver, answer));
    let operator = smsc.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        operator.stop();
    });
    let report = smsc.run(&options, Progress::Hidden).await.unwrap();
    let messages = &report.messages;
    assert!((0.9..1.1).contains(&report.measured.seconds) && (45.0..55.0).contains(&report.measured.replied_per_second), "{report:?}");
    assert!((45..=55).contains(&messages.due), "{messages:?}");
    assert_eq!((messages.sent, messages.replied), (messages.due, messages.due));
}

#[tokio::test(start_paused = true)]
async fn who_is_not_known_or_does_not_receive_starts_nothing() {
    let cases = [
        (Options { system_id: Some("other".to_owned()), ..options() }, BindKind::Transceiver, 0),
        (Options { password: Some("other".to_owned()), ..options() }, BindKind::Transceiver, 0),
        (options(), BindKind::Transmitter, 1),
        (Options { binds: 2, ..options() }, BindKind::Transceiver, 1),
    ];
    for (options, kind, expected) in cases {
        let smsc = Smsc::new(&options);
        tokio::spawn(esme(stream(&smsc), kind, answer));
        let failed = smsc.run(&options, Progress::Hidden).await;
        assert!(matches!(failed, Err(BenchError::NotBound { bound, .. }) if bound == expected), "{failed:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_highest_rate_is_found() {
    // 5 ms for each message: 200 a second
    let options = Options { rate: 20.0, receipts: false, drain: Duration::from_secs(5), ..options() };
    let smsc = Smsc::new(&options);
    tokio::spawn(esme(stream(&smsc), BindKind::Transceiver, |pdu, sequence| match &pdu.command {
        Command::DeliverSm(message) if !is_receipt(message) => {
            let mut acts = vec![Act::Stall(Duration::from_millis(5))];
            acts.extend(answer(pdu, sequence));
            acts
        }
        _ => Vec::new(),
    }));
    let search = bench::sms::Search { step: Duration::from_secs(10), limit: Duration::from_millis(100), within: 0.05 };
    let found = smsc.find_max(&options, search, Progress::Hidden).await.unwrap();
    assert!((150.0..=202.0).contains(&found.rate), "{found:?}");
    assert!(found.to_string().starts_with(&format!("{:.0} messages/s", found.rate)), "{found}");
    assert!(
        found.tries.iter().any(|tried| !tried.sustained) && found.tries.iter().all(|tried| tried.sustained == (tried.rate <= found.rate))
    );
}

#[tokio::test(start_paused = true)]
async fn a_rate_whose_messages_are_refused_is_not_sustained() {
    let options = Options { rate: 20.0, ..options() };
    let smsc = Smsc::new(&options);
    let refuse = |pdu: &Pdu, _: &mut _| vec![acknowledge(pdu, Status::INVALID_DESTINATION)];
    tokio::spawn(esme(stream(&smsc), BindKind::Transceiver, refuse));
    let search = bench::sms::Search { step: Duration::from_secs(10), limit: Duration::from_millis(100), within: 0.05 };
    let found = smsc.find_max(&options, search, Progress::Hidden).await.unwrap();
    assert!(found.rate == 0.0 && found.tries.len() == 5, "{found:?}");
    assert!(found.to_string().starts_with("no rate was sustained"), "{found}");
}

#[tokio::test]
async fn binds_come_over_tcp() {
    let options = Options { rate: 1000.0, duration: Duration::from_millis(200), receipts: false, ..options() };
    let smsc = Smsc::new(&options);
    let listener = smsc.listen("127.0.0.1:0").await.unwrap();
    let stream = tokio::net::TcpStream::connect(listener.address()).await.unwrap();
    tokio::spawn(esme(stream, BindKind::Transceiver, answer));
    let report = smsc.run(&options, Progress::Hidden).await.unwrap();
    assert_eq!((report.messages.sent, report.messages.replied), (200, 200));

    let taken = Options { listen: listener.address().to_string(), ..options.clone() };
    assert!(matches!(bench::sms::run(&taken, Progress::Hidden).await, Err(BenchError::Listen { .. })));
    let alone = Options { listen: "127.0.0.1:0".to_owned(), patience: Duration::from_millis(1), ..options };
    assert!(matches!(bench::sms::run(&alone, Progress::Hidden).await, Err(BenchError::NotBound { bound: 0, .. })));
}
