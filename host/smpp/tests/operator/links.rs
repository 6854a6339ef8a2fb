//! Binding, coming back, and saying good-bye.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use smpp::client::{Binds, Event, NotSent, Operator, OperatorOptions, OptionsError, SubmitError};
use smpp::pdu::{BindKind, Command, Pdu, Status};
use smpp::server;
use tokio::time::Instant;

use crate::peer::{Net, deliver, message, no_chance, options, seconds};

#[tokio::test(start_paused = true)]
async fn a_bind_says_who_it_is_and_which_way_messages_go() {
    for (binds, number, kinds) in [
        (Binds::Transceiver, 2, &[BindKind::Transceiver, BindKind::Transceiver][..]),
        (Binds::TransmitterAndReceiver, 1, &[BindKind::Transmitter, BindKind::Receiver]),
        (Binds::Receiver, 1, &[BindKind::Receiver]),
    ] {
        let mut net = Net::new(OperatorOptions { binds, number_of_binds: number, system_type: "gov".to_owned(), ..options() });
        let mut sessions = Vec::new();
        for kind in kinds {
            let (_, stream) = net.connections.recv().await.unwrap();
            let mut session = server::accept(stream, |_, _| Status::OK).await.unwrap();
            session.writer.flush().await.unwrap();
            let bind = &session.bind;
            assert_eq!((session.kind, bind.interface_version), (*kind, 0x34));
            assert_eq!([&bind.system_id, &bind.password, &bind.system_type], ["exeat", "right", "gov"]);
            sessions.push(session);
        }
        let mut state = net.operator.state();
        let bound = state.wait_for(|state| state.links.iter().all(|link| link.session.is_some())).await.unwrap().clone();
        assert_eq!(bound.is_up(), binds != Binds::Receiver);
    }
}

#[tokio::test(start_paused = true)]
async fn a_transmitter_sends_and_a_receiver_receives() {
    let mut net = Net::new(OperatorOptions { binds: Binds::TransmitterAndReceiver, ..options() });
    let (mut transmitter, mut receiver) = (net.bound().await, net.bound().await);
    let waiting = net.submit("a").await;
    let (sequence, _) = transmitter.submitted().await;
    transmitter.answer(sequence, Status::OK, "x").await;
    assert!(waiting.await.unwrap().is_ok());
    receiver.send(&[deliver(1, "hi")]).await;
    assert!(matches!(net.event().await, Event::Message { .. }));
    drop(transmitter);
    let mut state = net.operator.state();
    assert!(state.wait_for(|state| !state.is_up()).await.is_ok(), "a receiver sends nothing");
}

#[tokio::test(start_paused = true)]
async fn each_attempt_waits_longer_than_the_one_before_and_tries_the_next_address() {
    let addresses = vec!["one:2775".to_owned(), "two:2775".to_owned()];
    let mut net = Net::new(OperatorOptions { addresses, ..options() });
    let (mut attempts, mut last) = (Vec::new(), Instant::now());
    for _ in 0..8 {
        let (address, stream) = net.connections.recv().await.unwrap();
        attempts.push((address, last.elapsed().as_secs()));
        last = Instant::now();
        drop(stream);
    }
    let (one, two) = (|wait| ("one:2775".to_owned(), wait), |wait| ("two:2775".to_owned(), wait));
    assert_eq!(attempts, [one(0), two(10), one(20), two(40), one(80), two(160), one(300), two(300)]);
    assert!(!net.operator.is_up());
}

#[tokio::test(start_paused = true)]
async fn binds_are_spread_over_the_addresses() {
    let addresses = ["one:2775", "two:2775"].map(str::to_owned).to_vec();
    let mut net = Net::new(OperatorOptions { addresses, number_of_binds: 3, ..options() });
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(net.connections.recv().await.unwrap().0);
    }
    assert_eq!(seen, ["one:2775", "two:2775", "one:2775"]);
}

#[tokio::test(start_paused = true)]
async fn a_link_that_lived_is_tried_again_after_the_first_delay_and_one_that_did_not_is_not() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    for (lives, waits) in [(0, 10), (0, 20), (11, 10), (0, 10), (0, 20)] {
        if lives > 0 {
            assert_eq!(peer.within(seconds(lives)).await, None);
        }
        let gone = Instant::now();
        drop(peer);
        peer = net.bound().await;
        assert_eq!(gone.elapsed(), seconds(waits), "lived for {lives} s");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_bind_is_told_and_tried_again() {
    let mut net = Net::new(options());
    let (_, stream) = net.connections.recv().await.unwrap();
    assert!(server::accept(stream, |_, _| Status::INVALID_PASSWORD).await.is_err());
    let mut state = net.operator.state();
    let told = state.wait_for(|state| state.links.iter().any(|link| link.problem.is_some())).await.unwrap().clone();
    assert_eq!(told.links.first().and_then(|link| link.problem.as_deref()), Some("the bind was refused: ESME_RINVPASWD"));
    let _peer = net.bound().await;
    assert!(state.wait_for(|state| state.is_up() && state.links.iter().all(|link| link.problem.is_none())).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_bind_that_is_not_answered_is_given_up() {
    let mut net = Net::new(options());
    let (began, _stream) = (Instant::now(), net.connections.recv().await.unwrap());
    net.bound().await;
    assert_eq!(began.elapsed(), seconds(60 + 10));
}

#[tokio::test(start_paused = true)]
async fn an_smsc_that_does_not_answer_an_enquire_link_is_left() {
    let mut net = Net::new(options());
    let (mut peer, began) = (net.bound().await, Instant::now());
    let enquiry = peer.next().await;
    assert_eq!((enquiry.command, began.elapsed()), (Command::EnquireLink, seconds(30)));
    let mut state = net.operator.state();
    let told = state.wait_for(|state| state.links.iter().any(|link| link.problem.is_some())).await.unwrap().clone();
    assert_eq!(told.links.first().and_then(|link| link.problem.as_deref()), Some("the SMSC did not answer an enquire_link"));
    assert_eq!(began.elapsed(), seconds(30 + 60));
    net.bound().await;
}

#[tokio::test(start_paused = true)]
async fn an_smsc_that_answers_is_asked_again_and_one_that_talks_is_not_asked() {
    let mut net = Net::new(options());
    let (mut peer, began) = (net.bound().await, Instant::now());
    for number in 1..=5 {
        let enquiry = peer.next().await;
        assert_eq!((&enquiry.command, began.elapsed()), (&Command::EnquireLink, seconds(30 * number)));
        peer.send(&[enquiry.answer(Status::OK).unwrap()]).await;
    }
    for sequence in 1..10 {
        assert_eq!(peer.within(seconds(29)).await, None);
        peer.send(&[Pdu::request(sequence, Command::EnquireLink)]).await;
        assert_eq!(peer.next().await.command, Command::EnquireLinkResp);
    }
    assert!(net.operator.is_up());
}

#[tokio::test(start_paused = true)]
async fn an_smsc_that_unbinds_is_answered_and_bound_again() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    peer.send(&[Pdu::request(7, Command::Unbind)]).await;
    let answer = peer.next().await;
    assert_eq!((answer.command, answer.sequence), (Command::UnbindResp, 7));
    net.bound().await;
}

#[tokio::test(start_paused = true)]
async fn an_smsc_that_is_out_of_step_is_left() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    peer.session.writer.push_octets(b"HTTP/1.1 400 Bad Request\r\n");
    peer.flush().await;
    let _peer = net.bound().await;
    let mut state = net.operator.state();
    assert!(state.wait_for(smpp::client::OperatorState::is_up).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn who_stops_finishes_what_is_under_way_gives_back_the_rest_and_says_good_bye() {
    let mut net = Net::new(OperatorOptions { window: 1, ..options() });
    let mut peer = net.bound().await;
    peer.send(&[deliver(1, "hi")]).await;
    let Event::Message { answer, .. } = net.event().await else { panic!() };
    let [sent, waiting] = [net.submit("sent").await, net.submit("waiting").await];
    let (sequence, _) = peer.submitted().await;
    let operator = net.operator.clone();
    let stopping = tokio::spawn(async move { operator.stop(seconds(10)).await });
    assert_eq!(waiting.await.unwrap(), Err(SubmitError::NotSent(NotSent::Stopped)));
    assert_eq!(net.operator.submit(message("late")).await, Err(SubmitError::NotSent(NotSent::Stopped)));
    assert_eq!(peer.within(seconds(5)).await, None, "there is something under way");
    peer.send(&[deliver(2, "too late")]).await;
    assert_eq!(peer.next().await.status, Status::RECEIVER_TEMPORARY);
    peer.answer(sequence, Status::OK, "x").await;
    assert!(sent.await.unwrap().is_ok());
    answer.accept();
    assert_eq!((peer.next().await.status, peer.next().await.command), (Status::OK, Command::Unbind));
    assert!(!stopping.is_finished());
    peer.send(&[Pdu::response(0, Status::OK, Command::UnbindResp)]).await;
    stopping.await.unwrap();
    assert!(!net.operator.is_up());
}

#[tokio::test(start_paused = true)]
async fn who_stops_does_not_wait_for_ever() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let sent = net.submit("sent").await;
    peer.submitted().await;
    let began = Instant::now();
    net.operator.stop(seconds(10)).await;
    assert_eq!(began.elapsed(), seconds(10 + 2));
    assert_eq!(sent.await.unwrap(), Err(SubmitError::MaybeSent { ids: vec![None] }));
}

#[tokio::test(start_paused = true)]
async fn who_stops_while_there_is_no_link_is_done_at_once() {
    let mut net = Net::new(options());
    drop(net.connections.recv().await);
    let began = Instant::now();
    net.operator.stop(seconds(10)).await;
    assert_eq!(began.elapsed(), seconds(0));
}

#[tokio::test(start_paused = true)]
async fn an_operator_that_nobody_holds_any_more_says_good_bye() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    assert!(net.operator.state().wait_for(smpp::client::OperatorState::is_up).await.is_ok());
    drop(net.operator);
    assert_eq!(peer.next().await.command, Command::Unbind);
}

#[tokio::test(start_paused = true)]
async fn chance_shortens_a_delay() {
    let asked = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&asked);
    let unreachable = OperatorOptions { addresses: vec!["127.0.0.1:1".to_owned()], ..options() };
    let chance = Arc::new(move || {
        told.store(true, Ordering::Relaxed);
        1.0
    });
    let (operator, _events) = Operator::start(unreachable, chance).unwrap();
    let mut state = operator.state();
    assert!(state.wait_for(|state| state.links.iter().any(|link| link.problem.is_some())).await.is_ok());
    assert!(asked.load(Ordering::Relaxed));
}

#[tokio::test]
async fn options_that_make_no_sense_are_refused() {
    let cases: [(OperatorOptions, &str); 4] = [
        (OperatorOptions { addresses: vec![], ..options() }, "an operator needs an address"),
        (OperatorOptions { window: 0, ..options() }, "`window` must be at least 1"),
        (OperatorOptions { number_of_binds: 0, ..options() }, "`number_of_binds` must be at least 1"),
        (OperatorOptions { password: "123456789".to_owned(), ..options() }, "`password` is too long to be sent"),
    ];
    for (options, said) in cases {
        let refused: OptionsError = Operator::start(options, no_chance()).err().unwrap();
        assert_eq!(refused.to_string(), said);
    }
}
