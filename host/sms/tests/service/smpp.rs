//! Operators over SMPP, through the gateway's public door: a real store of every kind, and an SMSC on loopback.

use domain::Instant;
use jiff::SignedDuration;
use permits::MessageState;
use sea_orm::ConnectionTrait;
use smpp::{
    client::OperatorOptions,
    pdu::{Command, Status},
};
use sms::gateway::smpp::{Carrier, Prefixes};

use crate::{
    given::{Given, at, inbound},
    smsc::{Running, Smsc, become_of, stored},
};

const NOW: &str = "2020-12-15T10:00:00+04:00";
const PHONE: &str = "994501112233";
/// Answered in English, in one segment.
const ASKS: &str = "please 2 AZE1234567";

fn later(minutes: i64) -> Instant {
    at(NOW).checked_add(SignedDuration::from_mins(minutes)).unwrap()
}

fn only(prefix: &str) -> Prefixes {
    Prefixes { allowed: vec![prefix.to_owned()], ..Prefixes::default() }
}

async fn execute(store: &store::Store, statement: &str) {
    let write = store.write().await.unwrap();
    write.db().execute_unprepared(statement).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_inbound_window_stops_the_reading() {
    for given in Given::each().await {
        for (window, heard) in [(3, true), (2, false)] {
            let name = format!("{}, a window of {window}", given.database.name());
            let smsc = Smsc::new().await;
            let carrier = smsc.carrier(&format!("window-{window}"));
            let options = OperatorOptions { inbound_window: window, ..carrier.options };
            let gateway = Running::start(&given.messages, vec![Carrier { options, ..carrier }], at(NOW));
            let mut link = smsc.bound().await;
            // Another node writes, and takes its time.
            let other = given.database.open().await;
            let writing = other.write().await.unwrap();
            if given.database.name() == "postgres" {
                writing.db().execute_unprepared("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE").await.unwrap();
            }
            let asks = |person: usize| format!("please 1 AZE100000{person}");
            let messages = [link.brings(PHONE, &asks(window)).await, link.brings(PHONE, &asks(window + 5)).await];
            let enquiry = link.send(Command::EnquireLink).await;
            if heard {
                assert_eq!(link.answered(enquiry).await, Status::OK, "{name}");
            }
            assert!(link.is_silent().await, "{name}: nothing is acknowledged before it is stored");
            drop(writing);
            for message in messages {
                assert_eq!(link.answered(message).await, Status::OK, "{name}");
            }
            if !heard {
                assert_eq!(link.answered(enquiry).await, Status::OK, "{name}");
            }
            for _ in messages {
                link.takes().await;
            }
            let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_cannot_be_decided_on_is_kept_acknowledged_and_answered_when_it_is_tried_again() {
    for given in Given::each().await {
        let name = given.database.name();
        let smsc = Smsc::new().await;
        let gateway = Running::start(&given.messages, vec![smsc.carrier("operator")], at(NOW));
        let mut link = smsc.bound().await;
        let message = link.brings(PHONE, "english").await;
        assert_eq!(link.answered(message).await, Status::OK);
        link.takes().await;
        let octets = if name == "postgres" { "'\\x00'::bytea" } else { "X'00'" };
        execute(&given.store, &format!("UPDATE conversation SET dialog = {octets}, expires_at = 4000000000000")).await;
        // It is acknowledged each time that it comes, and kept once; others are answered meanwhile.
        for _ in 0..2 {
            let message = link.brings(PHONE, "2 AZE1234567").await;
            assert_eq!(link.answered(message).await, Status::OK, "{name}");
        }
        let message = link.brings("994501112244", "please 2 AZE1234568").await;
        assert_eq!(link.answered(message).await, Status::OK, "{name}");
        assert!(link.takes().await.1.contains("AZE1234568"), "{name}");
        let kept = given.permits.messages(&[MessageState::Received], None, at(NOW), 10).await.unwrap();
        assert_eq!((kept.len(), kept[0].error.is_some()), (1, true), "{name}: {kept:#?}");

        given.messages.try_again(later(1)).await.unwrap();
        assert!(link.is_silent().await, "{name}: what is wrong is still wrong");
        execute(&given.store, "UPDATE conversation SET dialog = NULL").await;
        gateway.is(later(60));
        given.messages.try_again(later(60)).await.unwrap();
        let (to, text) = link.takes().await;
        assert!(to == PHONE && text.contains("Permit granted") && text.contains("AZE1234567"), "{name}: {to} {text}");
        assert_eq!(given.permits.messages(&[MessageState::Received], None, later(60), 10).await.unwrap().len(), 0, "{name}");
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_of_a_long_message_survive_a_restart_between_them() {
    for given in Given::each().await {
        let smsc = Smsc::new().await;
        let gateway = Running::start(&given.messages, vec![smsc.carrier("operator")], at(NOW));
        let mut link = smsc.bound().await;
        let last = link.brings_part(PHONE, 7, (2, 2), "AZE1234567").await;
        assert_eq!(link.answered(last).await, Status::OK);
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());

        let gateway = Running::start(&given.restarted().await, vec![smsc.carrier("operator")], later(29));
        let mut link = smsc.bound().await;
        let first = link.brings_part(PHONE, 7, (1, 2), "please 2 ").await;
        assert_eq!(link.answered(first).await, Status::OK);
        let (_, text) = link.takes().await;
        assert!(text.contains("Permit granted") && text.contains("AZE1234567"), "{}: {text}", given.database.name());
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_has_lost_its_point_is_not_sent() {
    for given in Given::each().await {
        // Two permits of three hours, granted while no operator was bound.
        for (minutes, (id, text)) in [(0, ("1", ASKS)), (2, ("2", "please 1 AZE1234567"))] {
            let message = sms::Inbound { source: "operator".to_owned(), ..inbound(Some(id), "+994501112233", "8103", text) };
            given.messages.receive(message, later(minutes)).await.unwrap();
        }
        let smsc = Smsc::new().await;
        let gateway = Running::start(&given.messages, vec![smsc.carrier("operator")], later(181));
        let mut link = smsc.bound().await;
        let (sequence, reply) = link.reply().await;
        // The operator is told for how long: the minute that is left.
        assert_eq!(reply.validity, "000000000100000R", "{}", given.database.name());
        assert!(String::from_utf8_lossy(&reply.short_message).contains("10:02-13:02"), "{}", given.database.name());
        link.take(sequence).await;
        become_of(&given, later(181), &[MessageState::Expired, MessageState::Sent]).await;
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_is_held_back_goes_when_it_is_due() {
    const THEN: &str = "2020-07-21T10:00:00+04:00";
    for given in Given::each().await {
        let smsc = Smsc::new().await;
        let gateway = Running::start(&given.messages, vec![smsc.carrier("operator")], at(THEN));
        let mut link = smsc.bound().await;
        let granted = link.brings(PHONE, ASKS).await;
        assert_eq!(link.answered(granted).await, Status::OK);
        // A refusal is worth nothing at a checkpoint, and is not held back.
        let refused = link.brings(PHONE, "please 2 AZE1234567!").await;
        assert_eq!(link.answered(refused).await, Status::OK);
        assert!(!link.takes().await.1.contains("Permit granted"));
        gateway.is(at("2020-07-21T10:14:59+04:00"));
        assert!(link.is_silent().await, "{}", given.database.name());
        gateway.is(at("2020-07-21T10:15:00+04:00"));
        assert!(link.takes().await.1.contains("Permit granted"), "{}", given.database.name());
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_is_heard_and_carries_as_its_numbers_say() {
    for given in Given::each().await {
        let name = given.database.name();
        let (one, two) = (Smsc::new().await, Smsc::new().await);
        let deaf = Prefixes { denied: vec!["99477".to_owned()], ..Prefixes::default() };
        let carriers = vec![
            Carrier { carries: only("99450"), hears: deaf, ..one.carrier("one") },
            Carrier { carries: only("99455"), ..two.carrier("two") },
        ];
        let gateway = Running::start(&given.messages, carriers, at(NOW));
        let (mut first, mut second) = (one.bound().await, two.bound().await);
        // Who is not heard is acknowledged and nothing else.
        let passed_over = first.brings("994771112233", ASKS).await;
        assert_eq!(first.answered(passed_over).await, Status::OK);
        assert_eq!(stored(&given, at(NOW)).await.len(), 0, "{name}");
        // All of them come by the first operator.
        for (phone, identity) in [("994501112233", 1), ("994551112233", 2), ("994701112233", 3)] {
            let message = first.brings(phone, &format!("please 2 AZE100000{identity}")).await;
            assert_eq!(first.answered(message).await, Status::OK);
        }
        assert_eq!(first.takes().await.0, "994501112233", "{name}");
        assert_eq!(second.takes().await.0, "994551112233", "{name}");
        // Nobody carries to the third; its reply waits.
        become_of(&given, at(NOW), &[MessageState::Sent, MessageState::Sent, MessageState::Queued]).await;
        let carried: Vec<_> = stored(&given, at(NOW)).await.into_iter().filter_map(|message| message.reply?.carrier).collect();
        assert_eq!(carried, ["one", "two"], "{name}");
        tokio::join!(gateway.ended(), first.unbinds(), second.unbinds());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeated_message_is_acknowledged_again_and_not_answered_twice() {
    for given in Given::each().await {
        let name = given.database.name();
        let smsc = Smsc::new().await;
        let gateway = Running::start(&given.messages, vec![smsc.carrier("operator")], at(NOW));
        let mut link = smsc.bound().await;
        for _ in 0..3 {
            let message = link.brings(PHONE, ASKS).await;
            assert_eq!(link.answered(message).await, Status::OK, "{name}");
        }
        link.takes().await;
        // The acknowledgement may have been lost with the link: nine minutes later, over the next one, it is the same message still.
        drop(link);
        gateway.is(later(9));
        let mut link = smsc.bound().await;
        let message = link.brings(PHONE, ASKS).await;
        assert_eq!(link.answered(message).await, Status::OK, "{name}");
        assert!(link.is_silent().await, "{name}");
        assert_eq!(stored(&given, later(9)).await.len(), 1, "{name}");
        // Over a link that has long been bound, it is a new one.
        gateway.is(later(20));
        let message = link.brings(PHONE, ASKS).await;
        assert_eq!(link.answered(message).await, Status::OK, "{name}");
        assert!(!link.takes().await.1.contains("Permit granted"), "{name}: the second of the day");
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopping_finishes_what_is_under_way_and_loses_nothing() {
    for given in Given::each().await {
        let name = given.database.name();
        let smsc = Smsc::new().await;
        let carrier = smsc.carrier("operator");
        let options = OperatorOptions { window: 1, ..carrier.options };
        let gateway = Running::start(&given.messages, vec![Carrier { options, ..carrier }], at(NOW));
        let mut link = smsc.bound().await;
        for (phone, identity) in [("994501112233", 1), ("994501112244", 2)] {
            let message = link.brings(phone, &format!("please 2 AZE100000{identity}")).await;
            assert_eq!(link.answered(message).await, Status::OK, "{name}");
        }
        // One reply is with the operator, which takes its time; the window has no room for the other.
        let (sequence, first) = link.reply().await;
        gateway.stop.send_replace(true);
        assert!(link.is_silent().await, "{name}: the answer is waited for");
        link.take(sequence).await;
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
        become_of(&given, at(NOW), &[MessageState::Sent, MessageState::Queued]).await;

        let gateway = Running::start(&given.restarted().await, vec![smsc.carrier("operator")], later(1));
        let mut link = smsc.bound().await;
        let (to, text) = link.takes().await;
        assert!(to != first.destination.text() && text.contains("Permit granted"), "{name}: {to} {text}");
        become_of(&given, later(1), &[MessageState::Sent, MessageState::Sent]).await;
        assert!(stored(&given, later(1)).await.iter().all(|message| message.reply.as_ref().unwrap().doubtful == 0), "{name}");
        let ((), ()) = tokio::join!(gateway.ended(), link.unbinds());
    }
}
