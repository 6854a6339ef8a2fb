//! Receipts as operators write them, and the spellings of identifiers.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bytes::Bytes;
use smpp::pdu::{Message, Tlvs, tag};
use smpp::receipt::{self, MessageId, Receipt, State};

fn id(text: &str) -> MessageId {
    MessageId::new(text).unwrap()
}

fn message(text: &'static str, tlvs: Tlvs) -> Message {
    Message { esm_class: 4, short_message: Bytes::from_static(text.as_bytes()), tlvs, ..Message::default() }
}

#[test]
fn a_receipt_is_read_whatever_its_order_and_case_and_what_is_missing() {
    let none = Tlvs::default;
    let tlvs = || none().with(tag::RECEIPTED_MESSAGE_ID, "7f\0").with(tag::MESSAGE_STATE, &[5][..]);
    for (text, tlvs, expected_id, state, error) in [
        (
            "id:0123456789 sub:001 dlvrd:001 submit date:2011280101 done date:2011280102 stat:DELIVRD err:000 text:hi",
            none(),
            Some("0123456789"),
            Some(State::Delivered),
            Some("000"),
        ),
        ("stat:UNDELIV ERR:1F id:a7", none(), Some("a7"), Some(State::Undeliverable), Some("1F")),
        ("ID: 12 Stat: Expired Err: 5", none(), Some("12"), Some(State::Expired), Some("5")),
        ("id:12:34 stat:REJECTD", none(), Some("12:34"), Some(State::Rejected), None),
        ("id: sub:001 stat:ENROUTE", none(), None, Some(State::Enroute), None),
        ("id:1 stat:ACCEPTD text:stat:DELIVRD err:9", none(), Some("1"), Some(State::Accepted), None),
        ("sub:001 text:id:5", none(), None, None, None),
        ("msgid:5 stat:SOMETHING", none(), None, None, None),
        ("", tlvs(), Some("7f"), Some(State::Undeliverable), None),
        ("id:127 stat:DELIVRD err:001", tlvs(), Some("7f"), Some(State::Undeliverable), Some("001")),
        ("", none().with(tag::NETWORK_ERROR_CODE, &[3, 0, 31][..]), None, None, Some("31")),
        ("id:1", none().with(tag::RECEIPTED_MESSAGE_ID, "\0").with(tag::MESSAGE_STATE, &[9][..]), Some("1"), None, None),
        ("id:été", none(), Some("Ã©tÃ©"), None, None),
        ("", none(), None, None, None),
    ] {
        let expected = Receipt { id: expected_id.map(id), state, error: error.map(str::to_owned) };
        assert_eq!(receipt::read(&message(text, tlvs)), expected, "{text}");
    }
}

#[test]
fn every_state_has_its_number_and_its_word() {
    for (number, word, state, last) in [
        (1, "ENROUTE", State::Enroute, false),
        (2, "DELIVRD", State::Delivered, true),
        (3, "EXPIRED", State::Expired, true),
        (4, "DELETED", State::Deleted, true),
        (5, "UNDELIV", State::Undeliverable, true),
        (6, "ACCEPTD", State::Accepted, false),
        (7, "UNKNOWN", State::Unknown, true),
        (8, "REJECTD", State::Rejected, true),
    ] {
        assert_eq!((State::of_number(number), State::of_word(word), state.is_final()), (Some(state), Some(state), last));
    }
    assert_eq!((State::of_number(0), State::of_word("")), (None, None));
}

#[test]
fn nobody_writes_a_receipt_by_hand() {
    let text = "id:1 stat:DELIVRD err:000";
    let both = Tlvs::default().with(tag::RECEIPTED_MESSAGE_ID, "1").with(tag::MESSAGE_STATE, &[2][..]);
    for (esm_class, tlvs, is) in [
        (0x04, Tlvs::default(), true),
        (0x44, Tlvs::default(), true),
        (0x20, Tlvs::default(), true),
        (0x00, both, true),
        (0x00, Tlvs::default(), false),
        (0x03, Tlvs::default(), false),
        (0x40, Tlvs::default(), false),
        // some SMSCs name a message of their own so
        (0x00, Tlvs::default().with(tag::RECEIPTED_MESSAGE_ID, "1"), false),
    ] {
        assert_eq!(receipt::is_receipt(&Message { esm_class, ..message(text, tlvs) }), is, "{esm_class:#x}");
    }
}

#[test]
fn an_identifier_is_the_same_in_hexadecimal_and_decimal_with_zeros_and_in_capitals() {
    for (one, other, same) in [
        ("7f", "7F", true),
        ("127", "7f", true),
        ("7F", "0000000127", true),
        ("0000007f", "127", true),
        ("0042", "42", true),
        ("42", "2a", true),
        ("0", "0000", true),
        ("5b3c1e2a-77", "5B3C1E2A-77", true),
        (" 12 ", "12", true),
        ("12", "13", false),
        ("7f", "7e", false),
        ("5b3c1e2a-77", "5b3c1e2a-78", false),
        ("340282366920938463463374607431768211456", "1", false),
    ] {
        assert_eq!((id(one).same(&id(other)), id(other).same(&id(one))), (same, same), "{one} {other}");
        assert_eq!(id(one).candidates().contains(&id(other).key()), same);
    }
}

#[test]
fn the_candidates_of_an_identifier_begin_with_itself() {
    for (text, candidates) in [("0010", &["10", "a", "16"][..]), ("7F", &["7f", "127"]), ("xyz", &["xyz"]), ("000", &["0"]), ("5", &["5"])]
    {
        assert_eq!(id(text).candidates(), candidates);
    }
    assert_eq!(MessageId::new(" \0"), None);
}
