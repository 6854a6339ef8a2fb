//! What is sent, and what is said of it.

use std::time::Duration;

use bytes::Bytes;
use smpp::client::{NotSent, Numbering, OperatorOptions, Submit, SubmitError, Submitted, Unanswered};
use smpp::long::{Concatenation, HEADER_INDICATOR};
use smpp::pdu::{Class, Command, MessageResp, Pdu, Status, tag};

use crate::peer::{Net, message, options, seconds};

fn submitted(ids: &[&str]) -> Result<Submitted, SubmitError> {
    Ok(Submitted { ids: ids.iter().map(|id| (*id).to_owned()).collect() })
}

fn places(ids: &[Option<&str>]) -> Vec<Option<String>> {
    ids.iter().map(|id| id.map(str::to_owned)).collect()
}

#[tokio::test(start_paused = true)]
async fn a_message_goes_out_as_the_options_say() {
    let tlvs = vec![(0x1401, Bytes::from_static(b"tariff"))];
    let source = Some(Numbering { ton: 3, npi: 9 });
    let mut net = Net::new(OperatorOptions { submit_tlvs: tlvs, source, service_type: "CMT".to_owned(), ..options() });
    let mut peer = net.bound().await;
    let operator = net.operator.clone();
    let valid_for = Some(Duration::from_secs(3 * 3600));
    let submit = Submit { receipt: true, valid_for, to: "+994501234567".to_owned(), ..message("ə") };
    let waiting = tokio::spawn(async move { operator.submit(submit).await });
    let (sequence, sent) = peer.submitted().await;
    assert_eq!((sent.source.ton, sent.source.npi, sent.source.text()), (3, 9, "8103".to_owned()));
    assert_eq!((sent.destination.ton, sent.destination.npi, sent.destination.text()), (1, 1, "994501234567".to_owned()));
    assert_eq!((sent.registered_delivery, sent.data_coding, sent.esm_class), (1, 8, 0));
    assert_eq!((sent.validity.as_ref(), sent.service_type.as_ref()), (&b"000000030000000R"[..], &b"CMT"[..]));
    assert_eq!((sent.short_message.as_ref(), sent.tlvs.get(0x1401).map(Bytes::as_ref)), (&b"\x02\x59"[..], Some(&b"tariff"[..])));
    peer.answer(sequence, Status::OK, "a1").await;
    assert_eq!(waiting.await.unwrap(), submitted(&["a1"]));
}

#[tokio::test(start_paused = true)]
async fn a_long_message_goes_out_in_segments_and_each_has_its_identifier() {
    for (how, segments) in [(Concatenation::Udh8, 3), (Concatenation::Udh16, 3), (Concatenation::Sar, 3), (Concatenation::Payload, 1)] {
        let mut net = Net::new(OperatorOptions { concatenation: how, ..options() });
        let mut peer = net.bound().await;
        let waiting = net.submit(&"a".repeat(400)).await;
        let ids = ["x", "y", "z"];
        for id in ids.iter().take(segments) {
            let (sequence, sent) = peer.submitted().await;
            let header = matches!(how, Concatenation::Udh8 | Concatenation::Udh16);
            assert_eq!(sent.esm_class, if header { HEADER_INDICATOR } else { 0 });
            assert_eq!(sent.tlvs.get(tag::SAR_NUMBER).is_some(), how == Concatenation::Sar);
            peer.answer(sequence, Status::OK, id).await;
        }
        assert_eq!(waiting.await.unwrap(), submitted(ids.get(..segments).unwrap()));
    }
}

#[tokio::test(start_paused = true)]
async fn what_never_fits_is_said_at_once() {
    let net = Net::new(options());
    assert!(matches!(net.operator.submit(message(&"a".repeat(40_000))).await, Err(SubmitError::TooLong(_))));
    let long = Submit { to: "1".repeat(21), ..message("a") };
    assert!(matches!(net.operator.submit(long).await, Err(SubmitError::Encode(_))));
}

#[tokio::test(start_paused = true)]
async fn an_error_is_read_with_a_body_and_without_and_says_which_segments_went() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    for (status, class) in
        [(Status::INVALID_DESTINATION, Class::Permanent), (Status::SYSTEM_ERROR, Class::Temporary), (Status(0x444), Class::Permanent)]
    {
        for body in [&b""[..], b"\0", b"id\0"] {
            let waiting = net.submit(&"a".repeat(161)).await;
            let (first, _) = peer.submitted().await;
            let (second, _) = peer.submitted().await;
            peer.answer(first, Status::OK, "x").await;
            let length = u8::try_from(16 + body.len()).unwrap();
            let head = [&[0, 0, 0, length, 0x80, 0, 0, 4][..], &status.0.to_be_bytes(), &second.to_be_bytes(), body].concat();
            peer.session.writer.push_octets(&head);
            peer.flush().await;
            let ids = places(&[Some("x"), None]);
            assert_eq!(waiting.await.unwrap(), Err(SubmitError::Refused { status, class, ids }));
        }
    }
    let waiting = net.submit("a").await;
    let (sequence, _) = peer.submitted().await;
    peer.send(&[Pdu::response(sequence, Status::INVALID_COMMAND, Command::GenericNack)]).await;
    assert!(matches!(waiting.await.unwrap(), Err(SubmitError::Refused { status: Status::INVALID_COMMAND, .. })));
}

#[tokio::test(start_paused = true)]
async fn of_a_message_with_a_refused_segment_nothing_more_is_sent() {
    let mut net = Net::new(OperatorOptions { window: 1, ..options() });
    let mut peer = net.bound().await;
    let first = net.submit(&"a".repeat(400)).await;
    let second = net.submit("next").await;
    let (sequence, _) = peer.submitted().await;
    peer.answer(sequence, Status::INVALID_DESTINATION, "").await;
    let ids = places(&[None, None, None]);
    let refused = SubmitError::Refused { status: Status::INVALID_DESTINATION, class: Class::Permanent, ids };
    assert_eq!(first.await.unwrap(), Err(refused));
    let texts = peer.texts(1).await;
    assert_eq!(texts.first().map(|(_, text)| text.as_str()), Some("next"));
    drop(second);
}

#[tokio::test(start_paused = true)]
async fn no_more_than_the_window_is_under_way() {
    let mut net = Net::new(OperatorOptions { window: 3, ..options() });
    let mut peer = net.bound().await;
    for text in ["1", "2", "3", "4", "5"] {
        drop(net.submit(text).await);
    }
    let texts = peer.texts(3).await;
    assert_eq!(texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!(peer.within(seconds(20)).await, None);
    let (second, _) = texts.get(1).cloned().unwrap();
    peer.answer(second, Status::OK, "x").await;
    assert_eq!(peer.texts(1).await.first().map(|(_, text)| text.clone()).as_deref(), Some("4"));
    assert_eq!(peer.within(seconds(20)).await, None);
}

#[tokio::test(start_paused = true)]
async fn after_a_drop_what_was_written_may_have_been_sent_and_what_was_not_goes_out_again() {
    // each message is 50 octets: two of five are written in whole, the third in part
    let mut net = Net::with_room(options(), 140);
    let peer = net.bound().await;
    let mut waiting = Vec::new();
    for text in ["1", "2", "3", "4", "5"] {
        waiting.push(net.submit(text).await);
    }
    tokio::time::sleep(seconds(1)).await;
    drop(peer);
    let mut peer = net.bound().await;
    let texts = peer.texts(2).await;
    assert_eq!(texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["4", "5"]);
    for (sequence, _) in texts {
        peer.answer(sequence, Status::OK, "x").await;
    }
    let mut outcomes = Vec::new();
    for waiting in waiting {
        outcomes.push(waiting.await.unwrap());
    }
    let lost = || Err(SubmitError::MaybeSent { ids: places(&[None]) });
    assert_eq!(outcomes, [lost(), lost(), lost(), submitted(&["x"]), submitted(&["x"])]);
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_link_is_given_back_as_not_sent_when_patience_ends() {
    let net = Net::new(options());
    let began = tokio::time::Instant::now();
    assert_eq!(net.operator.submit(message("a")).await, Err(SubmitError::NotSent(NotSent::Waited)));
    assert_eq!((began.elapsed(), net.operator.is_up()), (seconds(60), false));
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_room_in_the_queue_is_given_back_as_well() {
    let net = Net::new(OperatorOptions { queue: 1, ..options() });
    let first = net.submit("first").await;
    assert_eq!(net.operator.submit(message("second")).await, Err(SubmitError::NotSent(NotSent::Waited)));
    assert_eq!(first.await.unwrap(), Err(SubmitError::NotSent(NotSent::Waited)));
}

#[tokio::test(start_paused = true)]
async fn of_a_long_message_of_which_a_part_went_nobody_says_that_it_was_not_sent() {
    let mut net = Net::new(OperatorOptions { window: 1, ..options() });
    let mut peer = net.bound().await;
    let waiting = net.submit(&"a".repeat(161)).await;
    let (sequence, _) = peer.submitted().await;
    peer.answer(sequence, Status::OK, "x").await;
    let (sequence, _) = peer.submitted().await;
    tokio::time::sleep(seconds(59)).await;
    peer.answer(sequence, Status::THROTTLED, "").await;
    tokio::time::sleep(seconds(2)).await;
    assert_eq!(waiting.await.unwrap(), Err(SubmitError::MaybeSent { ids: places(&[Some("x"), None]) }));
}

#[tokio::test(start_paused = true)]
async fn what_is_throttled_after_patience_ended_is_not_sent_again() {
    let mut net = Net::new(OperatorOptions { response_timeout: seconds(600), ..options() });
    let mut peer = net.bound().await;
    let waiting = net.submit("a").await;
    let (sequence, _) = peer.submitted().await;
    peer.send(&[Pdu::request(1, Command::EnquireLink)]).await;
    peer.next().await;
    tokio::time::sleep(seconds(61)).await;
    assert!(!waiting.is_finished(), "it may still be taken");
    peer.answer(sequence, Status::THROTTLED, "").await;
    assert_eq!(waiting.await.unwrap(), Err(SubmitError::NotSent(NotSent::Waited)));
    assert_eq!(peer.next().await.command, Command::EnquireLink);
    assert_eq!(peer.within(seconds(20)).await, None);
}

#[tokio::test(start_paused = true)]
async fn what_nobody_waits_for_any_more_is_not_sent_again_either() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let waiting = net.submit("a").await;
    let (sequence, _) = peer.submitted().await;
    waiting.abort();
    assert!(waiting.await.is_err());
    peer.answer(sequence, Status::THROTTLED, "").await;
    assert_eq!(peer.within(seconds(20)).await, None);
}

#[tokio::test(start_paused = true)]
async fn what_nobody_waits_for_any_more_is_not_sent() {
    let mut net = Net::new(OperatorOptions { window: 1, ..options() });
    let mut peer = net.bound().await;
    let [first, second, third] = [net.submit("first").await, net.submit("second").await, net.submit("third").await];
    let sent = peer.texts(1).await;
    second.abort();
    assert!(second.await.is_err());
    peer.answer(sent.first().unwrap().0, Status::OK, "x").await;
    assert_eq!(peer.texts(1).await.first().map(|(_, text)| text.clone()).as_deref(), Some("third"));
    assert_eq!(first.await.unwrap(), submitted(&["x"]));
    drop(third);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_come_does_what_the_options_say() {
    for unanswered in [Unanswered::Reconnect, Unanswered::Requeue, Unanswered::Keep] {
        let mut net = Net::new(OperatorOptions { unanswered, response_timeout: seconds(20), ..options() });
        let mut peer = net.bound().await;
        let waiting = net.submit("a").await;
        let first = peer.texts(1).await;
        match unanswered {
            Unanswered::Reconnect => {
                assert_eq!(waiting.await.unwrap(), Err(SubmitError::MaybeSent { ids: places(&[None]) }));
                net.bound().await;
            }
            Unanswered::Requeue => {
                let second = peer.texts(1).await;
                assert_ne!(first, second);
                peer.answer(first.first().unwrap().0, Status::OK, "late").await;
                peer.answer(second.first().unwrap().0, Status::OK, "x").await;
                assert_eq!(waiting.await.unwrap(), submitted(&["x"]));
            }
            Unanswered::Keep => {
                for _ in 0..20 {
                    let Some(pdu) = peer.within(seconds(30)).await else { continue };
                    assert_eq!(pdu.command, Command::EnquireLink);
                    peer.send(&[pdu.answer(Status::OK).unwrap()]).await;
                }
                peer.answer(first.first().unwrap().0, Status::OK, "x").await;
                assert_eq!(waiting.await.unwrap(), submitted(&["x"]));
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_to_nothing_is_passed_over() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    peer.answer(77, Status::OK, "x").await;
    peer.send(&[Pdu::response(1, Status::OK, Command::DeliverSmResp(MessageResp::default()))]).await;
    let waiting = net.submit("a").await;
    let texts = peer.texts(1).await;
    peer.answer(texts.first().unwrap().0, Status::OK, "y").await;
    assert_eq!(waiting.await.unwrap(), submitted(&["y"]));
}
