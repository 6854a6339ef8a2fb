//! What comes from the SMSC, and how it is answered.

use smpp::client::{Answer, Event, OperatorOptions};
use smpp::long::Part;
use smpp::pdu::{Address, Command, Message, Pdu, Problem, Status, Tlvs, tag};
use smpp::receipt::State;
use smpp::server;

use crate::peer::{Net, deliver, deliver_sm, options, seconds, text};

#[tokio::test(start_paused = true)]
async fn what_comes_in_the_same_segment_as_the_answer_to_a_bind_is_not_lost() {
    let mut net = Net::new(options());
    let (_, stream) = net.connections.recv().await.unwrap();
    let mut session = server::accept(stream, |_, _| Status::OK).await.unwrap();
    for sequence in 1..=3 {
        session.writer.push(&deliver(sequence, "hi")).unwrap();
    }
    session.writer.flush().await.unwrap();
    for _ in 1..=3 {
        assert_eq!(text(&net.event().await), "hi");
    }
}

#[tokio::test(start_paused = true)]
async fn what_comes_before_the_answer_to_a_bind_is_not_lost() {
    let mut net = Net::new(options());
    let (_, stream) = net.connections.recv().await.unwrap();
    let (mut reader, mut writer) = smpp::link::over(stream);
    let bind = reader.next().await.unwrap();
    writer.push(&deliver(1, "early")).unwrap();
    writer.push(&bind.answer(Status::OK).unwrap()).unwrap();
    writer.flush().await.unwrap();
    assert_eq!(text(&net.event().await), "early");
}

#[tokio::test(start_paused = true)]
async fn a_message_is_answered_as_the_one_who_keeps_it_says() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let cases: [(fn(Answer), Status); 4] = [
        (Answer::accept, Status::OK),
        (Answer::later, Status::RECEIVER_TEMPORARY),
        (Answer::reject, Status::RECEIVER_PERMANENT),
        (drop, Status::RECEIVER_TEMPORARY),
    ];
    for (sequence, (give, status)) in (1..).zip(cases) {
        for (command, answer) in [(Command::DeliverSm(deliver_sm("a")), 0x8000_0005), (Command::DataSm(data()), 0x8000_0103)] {
            peer.send(&[Pdu::request(sequence, command)]).await;
            let Event::Message { answer: waiting, .. } = net.event().await else { panic!() };
            assert_eq!(peer.within(seconds(20)).await, None, "answered before its time");
            give(waiting);
            let given = peer.next().await;
            assert_eq!((given.command.id(), given.sequence, given.status), (answer, sequence, status));
        }
    }
}

fn data() -> Message {
    Message { short_message: bytes::Bytes::new(), tlvs: Tlvs::default().with(tag::MESSAGE_PAYLOAD, "a"), ..deliver_sm("") }
}

#[tokio::test(start_paused = true)]
async fn a_malformed_parameter_is_noted_and_the_link_stays_up() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let mut octets = bytes::BytesMut::new();
    deliver(1, "1 AZE4829137").encode(&mut octets).unwrap();
    octets.extend_from_slice(b"\x14\x00\x00\x09ab");
    let length = u8::try_from(octets.len()).unwrap();
    *octets.get_mut(3).unwrap() = length;
    peer.session.writer.push_octets(&octets);
    peer.send(&[deliver(2, "next")]).await;
    let Event::Message { text: read, problems, answer, .. } = net.event().await else { panic!() };
    assert_eq!((read.as_str(), problems), ("1 AZE4829137", vec![Problem::TlvCut { tag: 0x1400, said: 9, left: 2 }]));
    answer.accept();
    assert_eq!((text(&net.event().await), net.operator.is_up()), ("next", true));
    assert_eq!(peer.next().await.status, Status::OK);
}

#[tokio::test(start_paused = true)]
async fn what_makes_no_sense_is_acknowledged_and_told() {
    let cut = Tlvs::default();
    let payload_only = Message { short_message: bytes::Bytes::new(), ..deliver_sm("") };
    let cases = [
        (Message { esm_class: 0x40, ..deliver_sm("\x09") }, Problem::Header),
        (Message { source: Address::default(), ..deliver_sm("a") }, Problem::Empty { field: "source_addr" }),
        (Message { esm_class: 0x04, ..deliver_sm("what is this") }, Problem::Empty { field: "receipted_message_id" }),
        (Message { esm_class: 0x04, tlvs: cut, ..payload_only }, Problem::Empty { field: "receipted_message_id" }),
    ];
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    for (message, problem) in cases {
        peer.send(&[Pdu::request(9, Command::DeliverSm(message))]).await;
        assert_eq!(peer.next().await.status, Status::OK);
        let Event::Unreadable { problems, session: 1, .. } = net.event().await else { panic!() };
        assert_eq!(problems, [problem]);
    }
    // a text of which half is missing could say something else than the whole
    for (octets, problem) in [
        (&b"\0\0\0\x1C\0\0\0\x05\0\0\0\0\0\0\0\x09\0\0\099450123"[..], Problem::Unterminated { field: "source_addr" }),
        (b"\0\0\0\x25\0\0\0\x05\0\0\0\0\0\0\0\x09\0\0\x00123\0\0\x004\0\0\0\0\0\0\0\0\0\0\x05ab", Problem::TextCut { said: 5, left: 2 }),
        (
            b"\0\0\0\x29\0\0\0\x05\0\0\0\0\0\0\0\x09\0\0\x00123\0\0\x004\0\0\0\0\0\0\0\0\0\0\x00\x04\x24\0\x05ab",
            Problem::TlvCut { tag: tag::MESSAGE_PAYLOAD, said: 5, left: 2 },
        ),
    ] {
        let mut octets = octets.to_vec();
        let length = u8::try_from(octets.len()).unwrap();
        *octets.get_mut(3).unwrap() = length;
        peer.session.writer.push_octets(&octets);
        peer.flush().await;
        assert_eq!(peer.next().await.status, Status::OK);
        let Event::Unreadable { problems, .. } = net.event().await else { panic!() };
        assert_eq!(problems, [problem]);
    }
    assert!(net.operator.is_up());
}

#[tokio::test(start_paused = true)]
async fn a_part_says_which_it_is_and_the_alphabet_is_the_operators() {
    let mut net = Net::new(OperatorOptions { message_id_tlv: Some(0x1400), ..options() });
    let mut peer = net.bound().await;
    let message = Message {
        esm_class: 0x40,
        data_coding: 8,
        short_message: bytes::Bytes::from_static(b"\x05\x00\x03\x07\x02\x01\x02\x59"),
        tlvs: Tlvs::default().with(0x1400, "mo-77\0"),
        ..deliver_sm("")
    };
    peer.send(&[Pdu::request(1, Command::DeliverSm(message)), deliver(2, "a\u{7F}b")]).await;
    let Event::Message { from, to, text, id, session, part, problems, .. } = net.event().await else { panic!() };
    assert_eq!((from.as_str(), to.as_str(), text.as_str(), session), ("994501234567", "8103", "ə", 1));
    assert_eq!((id.as_deref(), part, problems), (Some("mo-77"), Some(Part { reference: 7, total: 2, number: 1 }), vec![]));
    assert!(matches!(net.event().await, Event::Message { id: None, part: None, .. }));
}

#[tokio::test(start_paused = true)]
async fn a_receipt_says_what_became_of_which_message() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let receipt = Message { esm_class: 4, ..deliver_sm("id:0A7 sub:001 stat:UNDELIV err:01B") };
    peer.send(&[Pdu::request(1, Command::DeliverSm(receipt))]).await;
    let Event::Receipt { id, to, state, error, answer, .. } = net.event().await else { panic!() };
    assert_eq!((id.as_str(), to.as_str(), state, error.as_deref()), ("0A7", "994501234567", State::Undeliverable, Some("01B")));
    answer.accept();
    assert_eq!(peer.next().await.status, Status::OK);
}

#[tokio::test(start_paused = true)]
async fn an_smsc_may_name_its_messages_by_the_parameter_that_receipts_use() {
    let mut net = Net::new(OperatorOptions { message_id_tlv: Some(tag::RECEIPTED_MESSAGE_ID), ..options() });
    let mut peer = net.bound().await;
    let tlvs = || Tlvs::default().with(tag::RECEIPTED_MESSAGE_ID, "77\0").with(tag::MESSAGE_STATE, &[2][..]);
    let pdus = [0, 4].map(|esm_class| Pdu::request(1, Command::DeliverSm(Message { esm_class, tlvs: tlvs(), ..deliver_sm("a") })));
    peer.send(&pdus).await;
    assert!(matches!(net.event().await, Event::Message { id: Some(id), .. } if id == "77"));
    assert!(matches!(net.event().await, Event::Receipt { id, .. } if id.as_str() == "77"));
}

#[tokio::test(start_paused = true)]
async fn what_is_asked_of_the_link_itself_is_answered() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let unknown = |id| Command::Unknown { id, body: bytes::Bytes::from_static(b"abc") };
    for (command, answer, status) in [
        (Command::EnquireLink, 0x8000_0015, Status::OK),
        (unknown(0x21), 0x8000_0000, Status::INVALID_COMMAND),
        (Command::SubmitSm(deliver_sm("a")), 0x8000_0004, Status::INCORRECT_BIND),
    ] {
        peer.send(&[Pdu::request(5, command)]).await;
        let given = peer.next().await;
        assert_eq!((given.command.id(), given.sequence, given.status), (answer, 5, status));
    }
    let quiet = [
        Command::AlertNotification(bytes::Bytes::new()),
        Command::Outbind(bytes::Bytes::new()),
        unknown(0x8000_0021),
        Command::GenericNack,
    ];
    peer.send(&quiet.map(|command| Pdu::request(6, command))).await;
    assert_eq!((peer.within(seconds(20)).await, net.operator.is_up()), (None, true));
}

#[tokio::test(start_paused = true)]
async fn a_log_of_events_shows_no_number_and_no_text() {
    let mut net = Net::new(options());
    let mut peer = net.bound().await;
    let receipt = Message { esm_class: 4, ..deliver_sm("id:1 text:AZE4829137") };
    let unreadable = Message { esm_class: 4, ..deliver_sm("AZE4829137") };
    let pdus = [deliver_sm("AZE4829137"), receipt, unreadable].map(|message| Pdu::request(1, Command::DeliverSm(message)));
    peer.send(&pdus).await;
    let shown = format!("{:?} {:?} {:?} {:?}", net.event().await, net.event().await, net.event().await, crate::peer::message("AZE4829137"));
    assert!(["99450", "8103", "AZE"].iter().all(|secret| !shown.contains(secret)), "{shown}");
}
