//! Texts as octets, and long ones as segments.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bytes::Bytes;
use proptest::prelude::*;
use smpp::coding::{self, Alphabet, Alphabets, Coding, Read};
use smpp::long::{self, Concatenation, HEADER_INDICATOR, Part, Segment, TooLong};
use smpp::pdu::{Message, Problem, Tlvs, tag};

const ALL: [Concatenation; 4] = [Concatenation::Udh8, Concatenation::Udh16, Concatenation::Sar, Concatenation::Payload];

fn read(data_coding: u8, octets: &[u8]) -> Read {
    coding::read(data_coding, octets, &Alphabets::default())
}

fn split(text: &str, how: Concatenation) -> Vec<Segment> {
    long::split(text, &Alphabets::default(), how, 0x1234).unwrap()
}

/// A segment as a telephone would get it back.
fn delivered(segment: &Segment) -> Message {
    Message {
        esm_class: if segment.header { HEADER_INDICATOR } else { 0 },
        data_coding: segment.coding.data_coding(),
        short_message: segment.octets.clone(),
        tlvs: segment.tlvs.clone(),
        ..Message::default()
    }
}

fn understood(segment: &Segment) -> (Option<Part>, String) {
    let message = delivered(segment);
    let (part, octets) = long::read(&message).unwrap();
    (part, read(message.data_coding, &octets).text)
}

#[test]
fn a_data_coding_is_read_as_the_operator_writes_it() {
    let with = |default, ia5, latin1| Alphabets { default, ia5, latin1 };
    let usual = Alphabets::default();
    for (data_coding, octets, alphabets, text) in [
        (0, &b"\x00 caf\x05 \x1B\x65 \x1B\x3C"[..], usual, "@ café € ["),
        (0, b"@ caf\xE9", with(Alphabet::Latin1, Alphabet::Ascii, Alphabet::Latin1), "@ café"),
        (0, b"@ [", with(Alphabet::Ascii, Alphabet::Ascii, Alphabet::Latin1), "@ ["),
        (0, "@ şəhər".as_bytes(), with(Alphabet::Utf8, Alphabet::Ascii, Alphabet::Latin1), "@ şəhər"),
        (1, b"1 AZE4829137 @", usual, "1 AZE4829137 @"),
        (1, b"\x00", with(Alphabet::Gsm7, Alphabet::Gsm7, Alphabet::Latin1), "@"),
        (3, b"caf\xE9", usual, "café"),
        (3, b"\x00", with(Alphabet::Gsm7, Alphabet::Ascii, Alphabet::Gsm7), "@"),
        (4, "ş".as_bytes(), usual, "ş"),
        (6, b"\xBA\xD0\xD7\xD0\xDD\xEC \xF01 \xF1", usual, "Казань №1 ё"),
        (8, b"\x02\x59\x00h\xD8\x3D\xDE\x00", usual, "əh😀"),
        (8, b"\xFE\xFF\x02\x59", usual, "ə"),
        (8, b"\xFF\xFE\x59\x02", usual, "ə"),
        (0xF1, b"\x00", usual, "@"),
        (0x18, b"\x02\x59", usual, "ə"),
        (8, b"", usual, ""),
    ] {
        let read = coding::read(data_coding, octets, &alphabets);
        assert_eq!(read, Read { text: text.to_owned(), undecodable: 0 }, "{data_coding} {octets:?}");
    }
}

#[test]
fn what_cant_be_read_is_replaced_and_counted() {
    for (data_coding, octets, text, undecodable) in [
        (0, &b"a\xE9b"[..], "a\u{FFFD}b", 1),
        (0, b"a\x1B", "a\u{FFFD}", 1),
        (1, b"\xE9\xE8", "\u{FFFD}\u{FFFD}", 2),
        (4, b"a\xFF", "a\u{FFFD}", 1),
        (8, b"\x00a\xD8\x3D\x00b", "a\u{FFFD}b", 1),
        (8, b"\x00a\x00", "a\u{FFFD}", 1),
    ] {
        assert_eq!(read(data_coding, octets), Read { text: text.to_owned(), undecodable }, "{data_coding} {octets:?}");
    }
}

#[test]
fn an_escape_before_what_the_table_does_not_have_is_passed_over() {
    assert_eq!(read(0, b"\x1Ba\x1B\x0A").text, "a\u{0C}");
}

#[test]
fn a_text_goes_in_the_default_alphabet_if_it_has_all_its_characters() {
    let latin1 = Alphabets { default: Alphabet::Latin1, ..Alphabets::default() };
    let ascii = Alphabets { default: Alphabet::Ascii, ..Alphabets::default() };
    for (text, alphabets, default, octets) in [
        ("@ Ç€", Alphabets::default(), true, &b"\x00 \x09\x1B\x65"[..]),
        ("ΔΦ", Alphabets::default(), true, b"\x10\x12"),
        ("ç", Alphabets::default(), false, b"\x00\xE7"),
        ("ə", Alphabets::default(), false, b"\x02\x59"),
        ("`", Alphabets::default(), false, b"\x00`"),
        ("\u{FFFD}", Alphabets::default(), false, b"\xFF\xFD"),
        ("é@", latin1, true, b"\xE9@"),
        ("Δ", latin1, false, b"\x03\x94"),
        ("€", latin1, false, b"\x20\xAC"),
        ("a@[", ascii, true, b"a@["),
        ("é", ascii, false, b"\x00\xE9"),
    ] {
        let coding = Coding::of(text, &alphabets);
        let mut out = Vec::new();
        coding.write(text, &mut out);
        assert_eq!((coding.data_coding(), out.as_slice()), (if default { 0 } else { 8 }, octets), "{text}");
    }
}

#[test]
fn a_message_alone_has_room_for_160_or_70_and_a_part_for_less() {
    for (character, how, lengths) in [
        ("a", Concatenation::Udh8, [(160, 1), (161, 2), (306, 2), (307, 3), (459, 3)]),
        ("a", Concatenation::Udh16, [(160, 1), (161, 2), (304, 2), (305, 3), (456, 3)]),
        ("a", Concatenation::Sar, [(160, 1), (161, 2), (306, 2), (307, 3), (459, 3)]),
        ("ə", Concatenation::Udh8, [(70, 1), (71, 2), (134, 2), (135, 3), (201, 3)]),
        ("ə", Concatenation::Udh16, [(70, 1), (71, 2), (132, 2), (133, 3), (198, 3)]),
        // a pair that does not fit goes to the next part whole
        ("€", Concatenation::Udh8, [(80, 1), (81, 2), (152, 2), (153, 3), (228, 3)]),
        ("😀", Concatenation::Udh8, [(35, 1), (36, 2), (66, 2), (67, 3), (99, 3)]),
    ] {
        for (length, parts) in lengths {
            let text = character.repeat(length);
            assert_eq!(split(&text, how).len(), parts, "{character} {length} {how:?}");
            let payload = split(&text, Concatenation::Payload);
            assert_eq!(payload.len(), 1);
            assert!(how != Concatenation::Udh8 || payload.first().unwrap().weight == u32::try_from(parts).unwrap());
        }
    }
}

#[test]
fn each_way_to_cut_writes_its_own_header() {
    let text = "a".repeat(161);
    let second = |how| split(&text, how).pop().unwrap();
    assert_eq!(second(Concatenation::Udh8).octets.as_ref(), b"\x05\x00\x03\x34\x02\x02aaaaaaaa");
    assert_eq!(second(Concatenation::Udh16).octets.as_ref(), b"\x06\x08\x04\x12\x34\x02\x02aaaaaaaaa");
    let sar = second(Concatenation::Sar);
    assert_eq!(sar.octets.as_ref(), b"aaaaaaaa");
    let numbers = [tag::SAR_REFERENCE, tag::SAR_TOTAL, tag::SAR_NUMBER].map(|tag| sar.tlvs.number(tag));
    assert_eq!(numbers, [Some(0x1234), Some(2), Some(2)]);
    let payload = second(Concatenation::Payload);
    assert_eq!((payload.octets.len(), payload.tlvs.get(tag::MESSAGE_PAYLOAD).map(Bytes::len), payload.weight), (0, Some(161), 2));
}

#[test]
fn more_than_255_parts_are_not_sent() {
    for how in ALL {
        let cut = |length: usize| long::split(&"a".repeat(length), &Alphabets::default(), how, 1).map(|segments| segments.len());
        assert!(cut(255 * 152).is_ok());
        assert_eq!(cut(255 * 153 + 1), Err(TooLong { characters: 255 * 153 + 1 }));
    }
}

#[test]
fn the_header_of_a_part_is_found_among_others() {
    let part = |reference, total, number| Some(Part { reference, total, number });
    let sar = |total: &'static [u8], number: &'static [u8]| {
        Tlvs::default().with(tag::SAR_REFERENCE, &[0x12, 0x34][..]).with(tag::SAR_TOTAL, total).with(tag::SAR_NUMBER, number)
    };
    for (esm_class, octets, tlvs, expected, text) in [
        (0x40, &b"\x05\x00\x03\x07\x02\x01hi"[..], Tlvs::default(), part(7, 2, 1), "hi"),
        (0x40, b"\x06\x08\x04\x12\x34\x02\x02hi", Tlvs::default(), part(0x1234, 2, 2), "hi"),
        (0x40, b"\x0B\x05\x04\x0B\x84\x23\xF0\x00\x03\x07\x03\x03hi", Tlvs::default(), part(7, 3, 3), "hi"),
        (0x40, b"\x06\x05\x04\x0B\x84\x23\xF0hi", Tlvs::default(), None, "hi"),
        (0x40, b"\x05\x00\x03\x07\x02\x03hi", Tlvs::default(), None, "hi"),
        (0x40, b"\x05\x00\x03\x07\x00\x00hi", Tlvs::default(), None, "hi"),
        (0x40, b"\x05\x00\x03\x07\x01\x01hi", Tlvs::default(), None, "hi"),
        (0x40, b"\x02\x00\x09hi", Tlvs::default(), None, "hi"),
        (0x40, b"\x00hi", sar(&[2], &[1]), part(0x1234, 2, 1), "hi"),
        (0x40, b"", Tlvs::default(), None, ""),
        (0, b"hi", sar(&[2], &[1]), part(0x1234, 2, 1), "hi"),
        (0, b"hi", sar(&[0, 2], &[0, 2]), part(0x1234, 2, 2), "hi"),
        (0, b"hi", sar(&[2], &[3]), None, "hi"),
        (0, b"", Tlvs::default().with(tag::MESSAGE_PAYLOAD, "hi"), None, "hi"),
        (0x40, b"", Tlvs::default().with(tag::MESSAGE_PAYLOAD, &b"\x05\x00\x03\x07\x02\x01hi"[..]), part(7, 2, 1), "hi"),
    ] {
        let message = Message { esm_class, short_message: Bytes::from_static(octets), tlvs, ..Message::default() };
        assert_eq!(long::read(&message), Ok((expected, Bytes::from_static(text.as_bytes()))), "{octets:?}");
    }
    let cut = Message { esm_class: 0x40, short_message: Bytes::from_static(b"\x09\x00\x03"), ..Message::default() };
    assert_eq!(long::read(&cut), Err(Problem::Header));
}

#[test]
fn parts_are_joined_whatever_their_order_once_all_are_there() {
    for (parts, joined) in [
        (&[(1, "a"), (2, "b"), (3, "c")][..], Some("abc")),
        (&[(3, "c"), (1, "a"), (2, "b")], Some("abc")),
        (&[(3, "c"), (1, "a"), (3, "c"), (2, "b"), (2, "other")], Some("abc")),
        (&[(1, "a"), (3, "c")], None),
        (&[], None),
    ] {
        assert_eq!(long::join(3, parts).as_deref(), joined);
    }
}

fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![8 => prop::char::range(' ', '~'), 1 => Just('€'), 1 => Just('é')];
    let any = prop_oneof![6 => prop::char::range('Ѐ', 'ӿ'), 1 => Just('😀'), 1 => any::<char>()];
    prop_oneof![prop::collection::vec(character, 0..700), prop::collection::vec(any, 0..400)].prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn a_text_arrives_as_it_was_sent_and_no_part_is_too_long(text in text(), how in prop::sample::select(&ALL[..])) {
        // a mark of the order of octets at the beginning of a part is no text
        prop_assume!(!text.contains(['\u{FEFF}', '\u{FFFE}']));
        let segments = split(&text, how);
        let parts = segments.iter().map(understood).collect::<Vec<_>>();
        for segment in segments.iter().filter(|_| how != Concatenation::Payload) {
            let (header, units) = (if segment.header { 6 + usize::from(how == Concatenation::Udh16) } else { 0 }, segment.octets.len());
            let taken = match segment.coding {
                Coding::Ucs2 => units,
                Coding::Default(_) => header + ((units - header) * 7).div_ceil(8),
            };
            prop_assert!(taken <= 140, "{taken}");
        }
        let joined = match parts.as_slice() {
            [(None, whole)] => Some(whole.clone()),
            _ => {
                let parts = parts.iter().rev().map(|(part, text)| (part.map_or(0, |part| part.number), text.as_str()));
                long::join(u8::try_from(parts.len()).unwrap(), &parts.collect::<Vec<_>>())
            }
        };
        prop_assert_eq!(joined, Some(text));
    }

    #[test]
    fn no_octets_stop_the_reading_of_a_text(data_coding in any::<u8>(), esm_class in any::<u8>(),
                                            octets in prop::collection::vec(any::<u8>(), 0..300)) {
        let message = Message { esm_class, data_coding, short_message: octets.into(), ..Message::default() };
        if let Ok((_, octets)) = long::read(&message) {
            let read = read(data_coding, &octets);
            prop_assert_eq!(read.text.matches('\u{FFFD}').count(), read.undecodable);
        }
    }
}
