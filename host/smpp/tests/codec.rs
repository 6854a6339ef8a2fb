//! Octets to PDU and back: what is written is read again, and nothing that a peer writes stops the reading.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use bytes::{Bytes, BytesMut};
use proptest::collection::vec;
use proptest::prelude::*;
use smpp::pdu::{
    Address, Bind, BindKind, BindResp, Class, Command, EncodeError, FrameError, Message, MessageResp, Pdu, Problem, Status, Tlv, Tlvs,
    split, tag,
};

fn encoded(pdu: &Pdu) -> BytesMut {
    let mut out = BytesMut::new();
    pdu.encode(&mut out).unwrap();
    out
}

fn decoded(octets: &[u8]) -> Pdu {
    Pdu::decode(split(&mut octets.into()).unwrap().unwrap())
}

/// A frame of that command with that body, whatever it holds.
fn frame(id: u32, status: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(16 + body.len()).unwrap();
    [&length.to_be_bytes()[..], &id.to_be_bytes(), &status.to_be_bytes(), &7_u32.to_be_bytes(), body].concat()
}

/// The body of a deliver_sm with that text and what follows it.
fn deliver(text: &[u8], rest: &[u8]) -> Vec<u8> {
    let length = u8::try_from(text.len()).unwrap();
    [&b"\0\x01\x01994501234567\0\0\x018103\0\0\0\0\0\0\0\0\0\0"[..], &[length], text, rest].concat()
}

fn deliver_sm(body: &[u8]) -> (Message, Vec<Problem>) {
    let pdu = decoded(&frame(5, 0, body));
    let Command::DeliverSm(message) = pdu.command else { panic!("{:?}", pdu.command) };
    (message, pdu.problems)
}

fn string(room: usize) -> impl Strategy<Value = Bytes> {
    vec(1_u8..=255, 0..room).prop_map(Bytes::from)
}

fn tlvs() -> impl Strategy<Value = Tlvs> {
    let value = vec(any::<u8>(), 0..30).prop_map(Bytes::from);
    vec((0x1400_u16..0x3FFF, value).prop_map(|(tag, value)| Tlv { tag, value }), 0..4).prop_map(Tlvs)
}

fn address() -> impl Strategy<Value = Address> {
    (any::<u8>(), any::<u8>(), string(21)).prop_map(|(ton, npi, digits)| Address { ton, npi, digits })
}

fn message() -> impl Strategy<Value = Message> {
    let strings = (string(6), string(17), string(17), vec(any::<u8>(), 0..=254).prop_map(Bytes::from));
    (strings, address(), address(), any::<[u8; 7]>(), tlvs()).prop_map(|(strings, source, destination, octets, tlvs)| Message {
        service_type: strings.0,
        source,
        destination,
        esm_class: octets[0],
        protocol_id: octets[1],
        priority: octets[2],
        schedule: strings.1,
        validity: strings.2,
        registered_delivery: octets[3],
        replace: octets[4],
        data_coding: octets[5],
        default_message: octets[6],
        short_message: strings.3,
        tlvs,
    })
}

fn data(message: Message) -> Message {
    Message {
        service_type: message.service_type,
        source: message.source,
        destination: message.destination,
        esm_class: message.esm_class,
        registered_delivery: message.registered_delivery,
        data_coding: message.data_coding,
        tlvs: message.tlvs,
        ..Message::default()
    }
}

fn kind() -> impl Strategy<Value = BindKind> {
    prop_oneof![Just(BindKind::Transmitter), Just(BindKind::Receiver), Just(BindKind::Transceiver)]
}

fn bind() -> impl Strategy<Value = Bind> {
    (string(16), string(9), string(13), any::<[u8; 3]>(), string(41)).prop_map(
        |(system_id, password, system_type, octets, address_range)| Bind {
            system_id,
            password,
            system_type,
            interface_version: octets[0],
            addr_ton: octets[1],
            addr_npi: octets[2],
            address_range,
        },
    )
}

fn message_resp() -> impl Strategy<Value = MessageResp> {
    (string(65), tlvs()).prop_map(|(message_id, tlvs)| MessageResp { message_id, tlvs })
}

fn command() -> impl Strategy<Value = Command> {
    let body = || vec(any::<u8>(), 0..50).prop_map(Bytes::from);
    prop_oneof![
        prop_oneof![
            Just(Command::GenericNack),
            Just(Command::Unbind),
            Just(Command::UnbindResp),
            Just(Command::EnquireLink),
            Just(Command::EnquireLinkResp),
        ],
        (kind(), bind()).prop_map(|(kind, bind)| Command::Bind(kind, bind)),
        (kind(), string(16), tlvs()).prop_map(|(kind, system_id, tlvs)| Command::BindResp(kind, BindResp { system_id, tlvs })),
        message().prop_map(Command::SubmitSm),
        message().prop_map(Command::DeliverSm),
        message().prop_map(|message| Command::DataSm(data(message))),
        message_resp().prop_map(Command::SubmitSmResp),
        message_resp().prop_map(Command::DeliverSmResp),
        message_resp().prop_map(Command::DataSmResp),
        body().prop_map(Command::Outbind),
        body().prop_map(Command::AlertNotification),
        (0x200_u32..0x7FFF_FFFF, body()).prop_map(|(id, body)| Command::Unknown { id, body }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(command in command(), status in any::<u32>(), sequence in any::<u32>()) {
        let pdu = Pdu::response(sequence, Status(status), command);
        prop_assert_eq!(decoded(&encoded(&pdu)), pdu);
    }

    #[test]
    fn no_octets_stop_the_reading(id in prop_oneof![0_u32..0x16, 0x8000_0000_u32..0x8000_0016, 0x102_u32..0x104, any::<u32>()],
                                  status in any::<u32>(), body in vec(any::<u8>(), 0..400)) {
        let pdu = decoded(&frame(id, status, &body));
        prop_assert_eq!((pdu.command.id(), pdu.status, pdu.sequence), (id, Status(status), 7));
    }

    #[test]
    fn a_message_cut_anywhere_is_still_to_be_answered(message in message(), at in any::<prop::sample::Index>()) {
        let whole = encoded(&Pdu::request(7, Command::DeliverSm(message)));
        let cut = 16 + at.index(whole.len() - 15);
        let pdu = decoded(&frame(5, 0, &whole[16..cut]));
        prop_assert!(matches!(pdu.command, Command::DeliverSm(_)));
        prop_assert_eq!(pdu.answer(Status::OK).map(|answer| (answer.command.id(), answer.sequence)), Some((0x8000_0005, 7)));
    }

    #[test]
    fn frames_are_found_however_they_arrive(pdus in vec(command().prop_map(|command| Pdu::request(1, command)), 1..5),
                                            at in any::<prop::sample::Index>()) {
        let octets = pdus.iter().flat_map(encoded).collect::<Vec<u8>>();
        let (first, second) = octets.split_at(at.index(octets.len() + 1));
        let (mut buffer, mut found) = (BytesMut::new(), Vec::new());
        for arrival in [first, second] {
            buffer.extend_from_slice(arrival);
            while let Some(frame) = split(&mut buffer).unwrap() {
                found.push(Pdu::decode(frame));
            }
        }
        prop_assert_eq!(found, pdus);
    }
}

#[test]
fn a_malformed_parameter_leaves_the_message() {
    let cases: [(&[u8], usize, Problem); 5] = [
        (b"\x04", 0, Problem::LeftOver { octets: 1 }),
        (b"\x04\x24\x00", 0, Problem::LeftOver { octets: 3 }),
        (b"\x14\x00\x00\x05ab", 0, Problem::TlvCut { tag: 0x1400, said: 5, left: 2 }),
        (b"\x02\x0E\x00\x01\x02\x02\x0F\xFF\xFF\x01", 1, Problem::TlvCut { tag: tag::SAR_NUMBER, said: 0xFFFF, left: 1 }),
        (b"\x02\x0E\x00\x02\x00\x02\x14\x00\x00\x00", 2, Problem::TlvLength { tag: tag::SAR_TOTAL, said: 2 }),
    ];
    for (rest, kept, problem) in cases {
        let (message, problems) = deliver_sm(&deliver(b"1 AZE1234567", rest));
        assert_eq!((message.octets().as_ref(), message.source.text().as_str()), (&b"1 AZE1234567"[..], "994501234567"));
        assert_eq!((message.tlvs.0.len(), problems), (kept, vec![problem]));
    }
}

#[test]
fn a_number_in_more_octets_than_it_needs_is_read() {
    let (message, _) = deliver_sm(&deliver(b"a", b"\x02\x0E\x00\x02\x00\x02\x02\x0F\x00\x02\x01\x00"));
    assert_eq!((message.tlvs.octet(tag::SAR_TOTAL), message.tlvs.octet(tag::SAR_NUMBER)), (Some(2), None));
}

#[test]
fn strings_that_do_not_end_or_are_too_long_are_taken_and_noted() {
    let (message, problems) = deliver_sm(b"\0\x01\x0199450123");
    assert_eq!((message.source.text().as_str(), problems), ("99450123", vec![Problem::Unterminated { field: "source_addr" }]));

    let (message, problems) = deliver_sm(b"\0\x01\x01012345678901234567890123456789\0\0\x018103\0\0\0\0\0\0\0\0\0\0\x01a");
    assert_eq!((message.source.digits.len(), message.octets().as_ref()), (30, &b"a"[..]));
    assert_eq!(problems, [Problem::TooLong { field: "source_addr" }]);

    let (message, problems) = deliver_sm(&[&deliver(b"", b"")[..32], &b"\x09abc"[..]].concat());
    assert_eq!((message.octets().as_ref(), problems), (&b"abc"[..], vec![Problem::TextCut { said: 9, left: 3 }]));

    assert_eq!(deliver_sm(b""), (Message::default(), vec![Problem::Missing { field: "service_type" }]));
}

#[test]
fn an_error_is_read_with_a_body_and_without() {
    for (id, body, message_id) in
        [(0x8000_0004, &b""[..], ""), (0x8000_0004, b"\0", ""), (0x8000_0004, b"a1\0", "a1"), (0x8000_0103, b"", "")]
    {
        let pdu = decoded(&frame(id, 0x58, body));
        let (Command::SubmitSmResp(resp) | Command::DataSmResp(resp)) = pdu.command else { panic!("{:?}", pdu.command) };
        assert_eq!((pdu.status.class(), resp.message_id.as_ref(), pdu.problems), (Class::Throttled, message_id.as_bytes(), vec![]));
    }
    let pdu = decoded(&frame(0x8000_0009, 0x0D, b""));
    assert_eq!((pdu.command, pdu.problems), (Command::BindResp(BindKind::Transceiver, BindResp::default()), vec![]));
    assert_eq!(decoded(&frame(0x8000_0005, 0, b"")).problems, []);
    // taken, and nobody said under which name
    assert_eq!(decoded(&frame(0x8000_0004, 0, b"")).problems, [Problem::Missing { field: "message_id" }]);
}

#[test]
fn a_length_that_makes_no_sense_ends_the_link() {
    for length in [0_u32, 4, 15, 64 * 1024 + 1, 0x4745_5420, u32::MAX] {
        assert_eq!(split(&mut BytesMut::from(&length.to_be_bytes()[..])), Err(FrameError { length }));
    }
    for waiting in [&b""[..], b"\0\0\0", b"\0\0\0\x10", b"\0\0\x0F\xFF........"] {
        assert_eq!(split(&mut BytesMut::from(waiting)), Ok(None));
    }
}

#[test]
fn what_is_unknown_is_answered_by_a_generic_nack() {
    for (id, answer) in
        [(0x21_u32, Some(0x8000_0000_u32)), (0x8000_0021, None), (0x8000_0015, None), (0x102, None), (0xB, None), (0x15, Some(0x8000_0015))]
    {
        let answered = decoded(&frame(id, 0, b"")).answer(Status::OK);
        assert_eq!(answered.as_ref().map(|pdu| pdu.command.id()), answer, "{id:#x}");
        assert!(answered.is_none_or(|pdu| pdu.sequence == 7 && (id != 0x21 || pdu.status == Status::INVALID_COMMAND)));
    }
}

#[test]
fn what_goes_out_keeps_to_the_specification() {
    let long = || Bytes::from(vec![b'1'; 21]);
    let message = |source: Bytes| Pdu::request(1, Command::SubmitSm(Message { source: Address::new(source), ..Message::default() }));
    let mut out = BytesMut::from(&b"before"[..]);
    for (source, error) in [
        (long(), EncodeError::TooLong { field: "source_addr" }),
        (Bytes::from_static(b"1\x002"), EncodeError::Nul { field: "source_addr" }),
    ] {
        assert_eq!(message(source).encode(&mut out), Err(error));
        assert_eq!(out.as_ref(), b"before");
    }
    message(long().slice(1..)).encode(&mut out).unwrap();
}

#[test]
fn a_text_that_short_message_has_no_room_for_goes_into_the_payload() {
    for (length, short) in [(254, 254), (255, 0), (1000, 0)] {
        let text = Bytes::from(vec![b'a'; length]);
        let sent = Pdu::request(1, Command::SubmitSm(Message { short_message: text.clone(), ..Message::default() }));
        let Command::SubmitSm(read) = decoded(&encoded(&sent)).command else { panic!() };
        assert_eq!((read.short_message.len(), read.octets()), (short, &text));
    }
}

#[test]
fn who_reads_a_log_reads_no_number_no_text_and_no_password() {
    let message = Message {
        source: Address::new("994501234567"),
        short_message: Bytes::from_static(b"AZE1234567"),
        tlvs: Tlvs::default().with(tag::MESSAGE_PAYLOAD, "AZE1234567"),
        ..Message::default()
    };
    let bind = Bind { password: Bytes::from_static(b"hidden"), ..Bind::default() };
    let shown = format!("{:?} {:?}", Command::DeliverSm(message), Command::Bind(BindKind::Receiver, bind));
    assert!(["99450", "AZE", "hidden"].iter().all(|secret| !shown.contains(secret)), "{shown}");
}

#[test]
fn a_status_says_what_to_do() {
    for (status, class, name) in [
        (0x00, Class::Ok, "ESME_ROK"),
        (0x58, Class::Throttled, "ESME_RTHROTTLED"),
        (0x14, Class::QueueFull, "ESME_RMSGQFUL"),
        (0x08, Class::Temporary, "ESME_RSYSERR"),
        (0x64, Class::Temporary, "ESME_RX_T_APPN"),
        (0x0B, Class::Permanent, "ESME_RINVDSTADR"),
        (0x65, Class::Permanent, "ESME_RX_P_APPN"),
        (0x400, Class::Permanent, "status 0x00000400"),
    ] {
        assert_eq!((Status(status).class(), Status(status).to_string().as_str()), (class, name));
    }
}
