//! What is counted.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bench::sms::{Messages, Options, Progress, Receipts, Replies, Smsc, Spelling};
use smpp::pdu::{BindKind, Command, Pdu, Status, Tlvs, tag};
use smpp::receipt::{self, MessageId, State};

use crate::esme::{Act, Acts, acknowledge, answer, esme, is_receipt, options, part, reply, run, stream};

#[tokio::test(start_paused = true)]
async fn each_message_is_acknowledged_replied_to_and_receipted() {
    let kinds: [&[BindKind]; 3] = [
        &[BindKind::Transceiver],
        &[BindKind::Transceiver, BindKind::Transceiver, BindKind::Transceiver],
        &[BindKind::Transceiver, BindKind::Receiver, BindKind::Transmitter],
    ];
    for kinds in kinds {
        let options = Options { binds: kinds.len(), ..options() };
        let smsc = Smsc::new(&options);
        let (submits, to_submit) = tokio::sync::mpsc::unbounded_channel::<Pdu>();
        for kind in kinds {
            let submits = submits.clone();
            let kind = *kind;
            let on = move |pdu: &Pdu, sequence: &mut _| {
                let acts = answer(pdu, sequence);
                if kind != BindKind::Receiver {
                    return acts;
                }
                // it can't submit here; whoever can does
                let (submitted, rest) = acts.into_iter().partition(|act| matches!(act, Act::Push(pdu) if !pdu.is_response()));
                let submitted: Acts = submitted;
                submitted.into_iter().for_each(|act| {
                    if let Act::Push(pdu) = act {
                        submits.send(pdu).unwrap();
                    }
                });
                rest
            };
            if kind != BindKind::Transmitter {
                tokio::spawn(esme(stream(&smsc), kind, on));
            }
        }
        if kinds.contains(&BindKind::Transmitter) {
            tokio::spawn(transmitter(stream(&smsc), to_submit));
        }
        let report = smsc.run(&options, Progress::Hidden).await.unwrap();
        let messages = Messages { due: 200, sent: 200, acknowledged: 200, replied: 200, ..Messages::default() };
        assert_eq!(report.messages, messages, "{kinds:?}");
        assert_eq!(report.replies, Replies { segments: 200, ..Replies::default() });
        assert_eq!(report.receipts, Receipts { asked: 200, sent: 200, acknowledged: 200, refused: 0 });
        assert_eq!((report.links.bound, report.links.ended), (u64::try_from(kinds.len()).unwrap(), 0));
        assert_eq!((report.measured.due_per_second, report.latency.replied.count), (50.0, 200));
    }
}

/// Submits what comes over the channel.
async fn transmitter(stream: tokio::io::DuplexStream, mut submits: tokio::sync::mpsc::UnboundedReceiver<Pdu>) -> Option<()> {
    let (mut reader, mut writer) = smpp::link::over(stream);
    let bind = smpp::pdu::Bind { system_id: "exeat".into(), password: "secret".into(), ..Default::default() };
    writer.push(&Pdu::request(1, Command::Bind(BindKind::Transmitter, bind))).ok()?;
    loop {
        writer.flush().await.ok()?;
        tokio::select! {
            pdu = submits.recv() => { writer.push(&pdu?).ok()?; }
            pdu = reader.next() => { pdu.ok()?; }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_reply_counts_when_its_last_part_came() {
    const UDH: [&[u8]; 3] = [&[5, 0, 3, 7, 3, 1, b'a'], &[5, 0, 3, 7, 3, 2, b'b'], &[5, 0, 3, 7, 3, 3, b'c']];
    let sar = |number| {
        let tlvs = Tlvs::default().with(tag::SAR_REFERENCE, vec![0, 7]);
        tlvs.with(tag::SAR_TOTAL, vec![3]).with(tag::SAR_NUMBER, vec![number])
    };
    // which parts come, in which order; whether that is a reply; how many come twice
    let cases: [(&[usize], u64, u64); 5] =
        [(&[1, 2, 3], 200, 0), (&[3, 1, 2], 200, 0), (&[1, 1, 2, 3], 200, 200), (&[1, 1, 2], 0, 200), (&[1, 3], 0, 0)];
    for (parts, replied, duplicates) in cases {
        for by_header in [true, false] {
            let report = run(&options(), move |pdu, sequence| {
                let Command::DeliverSm(message) = &pdu.command else { return Vec::new() };
                let mut acts = vec![acknowledge(pdu, Status::OK)];
                if !is_receipt(message) {
                    acts.extend(parts.iter().map(|number| match by_header {
                        true => part(message, sequence, UDH[number - 1], 0x40, Tlvs::default()),
                        false => part(message, sequence, b"text", 0, sar(u8::try_from(*number).unwrap())),
                    }));
                }
                acts
            })
            .await;
            let segments = 200 * u64::try_from(parts.len()).unwrap();
            assert_eq!((report.messages.replied, report.messages.unanswered), (replied, 200 - replied), "{parts:?}");
            assert_eq!(report.replies, Replies { segments, duplicates, ..Replies::default() }, "{parts:?}");
            assert_eq!(report.receipts.acknowledged, segments);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn temporary_errors_are_tried_again_and_others_are_not() {
    let cases = [
        (Status::THROTTLED, true),
        (Status::QUEUE_FULL, true),
        (Status::RECEIVER_TEMPORARY, true),
        (Status::RECEIVER_PERMANENT, false),
        (Status::INVALID_SOURCE, false),
    ];
    for (status, again) in cases {
        let mut seen = 0;
        let report = run(&options(), move |pdu, sequence| match &pdu.command {
            Command::DeliverSm(message) if !is_receipt(message) => {
                seen += 1;
                if seen % 5 == 0 && seen <= 50 { vec![acknowledge(pdu, status)] } else { answer(pdu, sequence) }
            }
            _ => answer(pdu, sequence),
        })
        .await;
        let (taken, tried_again, refused) = if again { (200, 10, 0) } else { (190, 0, 10) };
        let found = &report.messages;
        assert_eq!((found.acknowledged, found.replied, found.tried_again, found.refused), (taken, taken, tried_again, refused), "{status}");
        assert_eq!((found.sent, found.unanswered, found.errors.get(&status.to_string())), (200, 0, Some(&10)));
    }
}

#[tokio::test(start_paused = true)]
async fn what_nobody_asked_for_and_what_comes_twice_is_told() {
    let mut first = true;
    let report = run(&options(), move |pdu, sequence| {
        let mut acts = answer(pdu, sequence);
        if let Command::DeliverSm(message) = &pdu.command
            && !is_receipt(message)
            && std::mem::take(&mut first)
        {
            acts.push(reply(message, sequence));
            let mut stranger = message.clone();
            stranger.source.digits = "994599999999".into();
            acts.push(reply(&stranger, sequence));
            stranger.source.digits = "exeat".into();
            acts.push(reply(&stranger, sequence));
        }
        acts
    })
    .await;
    assert_eq!(report.messages.replied, 200);
    assert_eq!(report.replies, Replies { segments: 203, duplicates: 1, unasked: 2, throttled: 0 });
}

#[tokio::test(start_paused = true)]
async fn a_reply_may_come_before_the_response() {
    let report = run(&options(), |pdu, sequence| match &pdu.command {
        Command::DeliverSm(message) if !is_receipt(message) => {
            vec![reply(message, sequence), reply(message, sequence), acknowledge(pdu, Status::OK)]
        }
        _ => answer(pdu, sequence),
    })
    .await;
    assert_eq!((report.messages.acknowledged, report.messages.replied, report.replies.duplicates), (200, 200, 200));
}

#[tokio::test(start_paused = true)]
async fn segments_beyond_the_throttle_are_refused_and_not_counted() {
    let options = Options { throttle: NonZeroU32::new(20), ..options() };
    let mut waiting: Vec<(u32, smpp::pdu::Message)> = Vec::new();
    let report = run(&options, move |pdu, sequence| match &pdu.command {
        Command::SubmitSmResp(_) => {
            let Some(position) = waiting.iter().position(|(number, _)| *number == pdu.sequence) else { return Vec::new() };
            let (_, message) = waiting.remove(position);
            if pdu.status != Status::THROTTLED {
                return Vec::new();
            }
            let Act::Push(again) = reply(&message, sequence) else { return Vec::new() };
            waiting.push((again.sequence, message));
            vec![Act::Stall(Duration::from_millis(50)), Act::Push(again)]
        }
        Command::DeliverSm(message) => {
            let acts = answer(pdu, sequence);
            if let Some(Act::Push(submitted)) = acts.get(1) {
                waiting.push((submitted.sequence, message.clone()));
            }
            acts
        }
        _ => Vec::new(),
    })
    .await;
    assert_eq!((report.messages.replied, report.replies.segments), (200, 200));
    assert!(report.replies.throttled > 50, "{:?}", report.replies);
    assert!(report.measured.segments_per_second < 23.0, "{:?}", report.measured);
}

#[tokio::test(start_paused = true)]
async fn receipts_name_the_segment_in_the_spelling_that_was_asked_for() {
    for ids in [Spelling::Hex, Spelling::Decimal, Spelling::Padded] {
        let options = Options { ids, ..options() };
        let named = Arc::new(Mutex::new((Vec::new(), Vec::new())));
        let heard = named.clone();
        let report = run(&options, move |pdu, sequence| {
            let (given, receipted) = &mut *heard.lock().unwrap();
            match &pdu.command {
                Command::SubmitSmResp(resp) => given.push(MessageId::new(String::from_utf8_lossy(&resp.message_id)).unwrap()),
                Command::DeliverSm(message) if is_receipt(message) => {
                    let receipt = receipt::read(message);
                    assert!(pdu.problems.is_empty() && receipt.state == Some(State::Delivered));
                    let mut without = message.clone();
                    without.tlvs = Tlvs::default();
                    assert_eq!(receipt::read(&without).id, receipt.id);
                    receipted.push(receipt.id.unwrap());
                }
                _ => {}
            }
            answer(pdu, sequence)
        })
        .await;
        assert_eq!(report.receipts.acknowledged, 200);
        let (given, receipted) = &*named.lock().unwrap();
        assert_eq!((given.len(), receipted.len()), (200, 200));
        for (given, receipted) in given.iter().zip(receipted) {
            assert!(given.same(receipted), "{given:?} {receipted:?}");
            assert_eq!(given.as_str() == receipted.as_str(), ids == Spelling::Hex);
        }
    }
    let options = Options { receipts: false, ..options() };
    assert_eq!(run(&options, answer).await.receipts, Receipts::default());
}

#[tokio::test(start_paused = true)]
async fn nobody_has_two_messages_open() {
    let options = Options { persons: Some(7), ..options() };
    let open = Arc::new(Mutex::new(std::collections::BTreeSet::new()));
    let watched = open.clone();
    let report = run(&options, move |pdu, sequence| {
        if let Command::DeliverSm(message) = &pdu.command
            && !is_receipt(message)
        {
            let from = message.source.text();
            watched.lock().unwrap().insert(from);
            return vec![Act::Stall(Duration::from_millis(30)), acknowledge(pdu, Status::OK), reply(message, sequence)];
        }
        answer(pdu, sequence)
    })
    .await;
    assert_eq!((report.messages.sent, report.messages.replied, open.lock().unwrap().len()), (200, 200, 7));
    // 30 ms each against 20 ms between two: people run out
    assert!(report.pushed_back.persons > 100, "{:?}", report.pushed_back);
    assert_eq!(report.replies.duplicates, 0);
}
