//! Pace, throttling, and pushing back.

use std::num::NonZeroU32;

use smpp::client::{Event, NotSent, OperatorOptions, SubmitError};
use smpp::pdu::{Command, Status};

use crate::peer::{Net, Peer, deliver, message, options, seconds};

/// All `submit_sm` that come before the clock has gone on by that much, answered at once.
async fn taken(peer: &mut Peer, limit: u64) -> usize {
    let until = tokio::time::Instant::now() + seconds(limit);
    let mut taken = 0;
    while let Ok((sequence, _)) = tokio::time::timeout_at(until, peer.submitted()).await {
        peer.answer(sequence, Status::OK, "x").await;
        taken += 1;
    }
    taken
}

#[tokio::test(start_paused = true)]
async fn when_the_smsc_throttles_everything_is_held_and_keeps_its_order() {
    for status in [Status::THROTTLED, Status::QUEUE_FULL] {
        let mut net = Net::new(OperatorOptions { window: 2, throttle_hold: seconds(5), ..options() });
        let mut peer = net.bound().await;
        let mut waiting = Vec::new();
        for text in ["1", "2", "3", "4"] {
            waiting.push(net.submit(text).await);
        }
        let mut order = Vec::new();
        let first = peer.texts(2).await;
        let began = tokio::time::Instant::now();
        for (sequence, _) in &first {
            peer.answer(*sequence, status, "").await;
        }
        for _ in 0..2 {
            for (sequence, text) in peer.texts(2).await {
                order.push(text);
                peer.answer(sequence, Status::OK, "x").await;
            }
            assert_eq!(began.elapsed(), seconds(5));
        }
        assert_eq!(order, ["1", "2", "3", "4"]);
        for waiting in waiting {
            assert!(waiting.await.unwrap().is_ok());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn one_link_that_is_throttled_holds_all_links_of_the_operator() {
    let mut net = Net::new(OperatorOptions { number_of_binds: 2, window: 1, throttle_hold: seconds(5), ..options() });
    let (mut one, mut other) = (net.bound().await, net.bound().await);
    let waiting = [net.submit("1").await, net.submit("2").await];
    let first = one.texts(1).await;
    let second = other.texts(1).await;
    one.answer(first.first().unwrap().0, Status::THROTTLED, "").await;
    tokio::time::sleep(seconds(1)).await;
    other.answer(second.first().unwrap().0, Status::OK, "x").await;
    let third = net.submit("3").await;
    assert_eq!((other.within(seconds(3)).await, one.within(seconds(0)).await), (None, None));
    let (first, second) = (one.within(seconds(2)).await, other.within(seconds(2)).await);
    assert!(first.is_some() && second.is_some());
    drop((waiting, third));
}

#[tokio::test(start_paused = true)]
async fn what_is_throttled_for_too_long_was_not_sent() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let waiting = net.submit("a").await;
    tokio::spawn(async move {
        loop {
            let (sequence, _) = peer.submitted().await;
            peer.answer(sequence, Status::THROTTLED, "").await;
        }
    });
    assert_eq!(waiting.await.unwrap(), Err(SubmitError::NotSent(NotSent::Waited)));
}

#[tokio::test(start_paused = true)]
async fn the_pace_is_counted_in_segments_over_all_links() {
    for (binds, text, least, most) in [(1, "a".to_owned(), 100, 102), (2, "a".to_owned(), 100, 102), (1, "a".repeat(400), 99, 104)] {
        let rate = NonZeroU32::new(10);
        let mut net = Net::new(OperatorOptions { number_of_binds: binds, throughput: rate, patience: seconds(100), ..options() });
        let mut peers = Vec::new();
        for _ in 0..binds {
            peers.push(net.bound().await);
        }
        for _ in 0..200 {
            drop(net.submit(&text).await);
        }
        let peers = peers.into_iter().map(|mut peer| tokio::spawn(async move { taken(&mut peer, 10).await })).collect::<Vec<_>>();
        let mut total = 0;
        for peer in peers {
            total += peer.await.unwrap();
        }
        assert!((least..=most).contains(&total), "{binds} {}: {total}", text.len());
    }
}

#[tokio::test(start_paused = true)]
async fn beyond_the_inbound_window_the_link_is_not_read_and_nobody_is_called_silent() {
    let window = OperatorOptions { inbound_window: 3, ..options() };
    let mut net = Net::with_room(window, 1000);
    let peer = net.bound().await;
    let (mut reader, mut writer) = peer.halves();
    let (sent, wrote) = std::sync::mpsc::channel();
    tokio::spawn(async move {
        for sequence in 1..=100 {
            writer.push(&deliver(sequence, "a")).unwrap();
            writer.flush().await.unwrap();
            sent.send(sequence).unwrap();
        }
        std::future::pending::<()>().await;
    });
    tokio::time::sleep(seconds(3600)).await;
    assert_eq!((net.events.len(), net.operator.is_up()), (3, true));
    let written = wrote.try_iter().count();
    assert!((4..100).contains(&written), "the SMSC was not pushed back: {written}");
    for sequence in 1..=100 {
        let Event::Message { answer, .. } = net.event().await else { panic!() };
        assert!(net.events.len() < 3);
        answer.accept();
        let answered = reader.next().await.unwrap();
        assert_eq!((answered.command.id(), answered.sequence), (0x8000_0005, sequence));
    }
    assert_eq!(reader.next().await.unwrap().command, Command::EnquireLink);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_stands_behind_messages_without_room_is_found() {
    let mut net = Net::new(OperatorOptions { inbound_window: 3, ..options() });
    let mut peer = net.bound().await;
    let waiting = net.submit("a").await;
    let (sequence, _) = peer.submitted().await;
    (1..=10).for_each(|sequence| assert!(peer.session.writer.push(&deliver(sequence, "a")).is_ok()));
    peer.answer(sequence, Status::OK, "x").await;
    let began = tokio::time::Instant::now();
    let kept = [net.event().await, net.event().await, net.event().await];
    assert!(waiting.await.unwrap().is_ok());
    assert_eq!(began.elapsed(), std::time::Duration::from_millis(500));
    for sequence in 4..=10 {
        let refused = peer.next().await;
        assert_eq!((refused.sequence, refused.status), (sequence, Status::RECEIVER_TEMPORARY));
    }
    assert_eq!(net.events.len(), 0);
    drop(kept);
}

#[tokio::test(start_paused = true)]
async fn events_that_nobody_takes_are_to_be_sent_again() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    drop(net.events);
    peer.send(&[deliver(1, "a")]).await;
    assert_eq!(peer.next().await.status, Status::RECEIVER_TEMPORARY);
    assert!(net.operator.is_up());
}

#[tokio::test(start_paused = true)]
async fn many_messages_both_ways_at_once_all_arrive_in_order() {
    let mut net = Net::with_room(OperatorOptions { window: 50, inbound_window: 20, ..options() }, 700);
    let peer = net.bound().await;
    let (mut reader, writer) = peer.halves();
    let writer = std::sync::Arc::new(tokio::sync::Mutex::new(writer));
    let ours = std::sync::Arc::clone(&writer);
    let delivering = tokio::spawn(async move {
        for sequence in 1..=2000 {
            let mut writer = ours.lock().await;
            writer.push(&deliver(sequence, "a")).unwrap();
            writer.flush().await.unwrap();
        }
    });
    let answering = tokio::spawn(async move {
        let (mut submitted, mut acknowledged) = (Vec::new(), 0);
        while submitted.len() < 2000 || acknowledged < 2000 {
            let pdu = reader.next().await.unwrap();
            match &pdu.command {
                Command::SubmitSm(message) => {
                    submitted.push(String::from_utf8(message.short_message.to_vec()).unwrap());
                    let answer = pdu.answer(Status::OK).unwrap();
                    let mut writer = writer.lock().await;
                    writer.push(&answer).unwrap();
                    writer.flush().await.unwrap();
                }
                Command::DeliverSmResp(_) => {
                    acknowledged += 1;
                    assert_eq!((pdu.sequence, pdu.status), (acknowledged, Status::OK));
                }
                Command::EnquireLink => {}
                other => panic!("{other:?}"),
            }
        }
        submitted
    });
    let operator = net.operator.clone();
    let submitting = tokio::spawn(async move {
        let mut waiting = tokio::task::JoinSet::new();
        for number in 0..2000 {
            let operator = operator.clone();
            waiting.spawn(async move { operator.submit(message(&number.to_string())).await.is_ok() });
            tokio::task::yield_now().await;
        }
        waiting.join_all().await
    });
    for _ in 0..2000 {
        let Event::Message { answer, .. } = net.event().await else { panic!() };
        answer.accept();
    }
    delivering.await.unwrap();
    assert!(submitting.await.unwrap().into_iter().all(|ok| ok));
    assert_eq!(answering.await.unwrap(), (0..2000).map(|number| number.to_string()).collect::<Vec<_>>());
}
