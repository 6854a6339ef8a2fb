//! Long messages: a text into segments, and the header of a part (3GPP TS 23.040, 9.2.3.24; SMPP 3.4, 5.3.2.22 to 24).
//!
//! What may not live here: parts that wait for each other. They belong to whoever keeps them before they are acknowledged.

use bytes::Bytes;

use crate::coding::{Alphabets, Coding};
use crate::pdu::{Message, Problem, Tlvs, tag};

/// The bit of `esm_class` that says that the text begins with a user data header (SMPP 3.4, 5.2.12).
pub const HEADER_INDICATOR: u8 = 0x40;

/// How an operator wants long messages. All of them are understood inbound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Concatenation {
    /// A user data header with a reference of 8 bits: 153 septets or 67 units in each part.
    #[default]
    Udh8,
    /// A user data header with a reference of 16 bits: 152 septets or 66 units in each part.
    Udh16,
    /// The `sar_…` parameters; the SMSC makes the header.
    Sar,
    /// All of it in `message_payload`; the SMSC makes the parts.
    Payload,
}

/// Which part of a long message something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The same in all parts of a message, and reused by its sender after a while.
    pub reference: u16,
    /// How many parts there are, 2 or more.
    pub total: u8,
    /// Which one, from 1.
    pub number: u8,
}

/// A piece of a text as it is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// How it is coded.
    pub coding: Coding,
    /// What goes into `short_message`, header and all; empty with [`Concatenation::Payload`].
    pub octets: Bytes,
    /// Whether a user data header stands at the beginning of it.
    pub header: bool,
    /// `sar_…` or `message_payload`.
    pub tlvs: Tlvs,
    /// How many short messages the network carries for it: 1, or more with [`Concatenation::Payload`].
    pub weight: u32,
}

/// A text of more than 255 parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a text of {characters} characters needs more than 255 parts")]
pub struct TooLong {
    /// How long it is.
    pub characters: usize,
}

/// Makes segments of a text. No pair of an escape or of surrogates is ever split.
///
/// # Errors
/// [`TooLong`].
pub fn split(text: &str, alphabets: &Alphabets, how: Concatenation, reference: u16) -> Result<Vec<Segment>, TooLong> {
    let coding = Coding::of(text, alphabets);
    let (whole, part) = room(coding, how);
    let pieces = pieces(text, coding, whole, part);
    let Ok(total) = u8::try_from(pieces.len()) else { return Err(TooLong { characters: text.chars().count() }) };
    if total > 1 && how == Concatenation::Payload {
        let tlvs = Tlvs::default().with(tag::MESSAGE_PAYLOAD, written(coding, text, &[]));
        return Ok(vec![Segment { coding, octets: Bytes::new(), header: false, tlvs, weight: u32::from(total) }]);
    }
    let segments = (1..=total).zip(pieces).map(|(number, piece)| {
        let part = Part { reference, total, number };
        let (header, tlvs) = if total == 1 { (Vec::new(), Tlvs::default()) } else { part.written(how) };
        Segment { coding, octets: written(coding, piece, &header), header: !header.is_empty(), tlvs, weight: 1 }
    });
    Ok(segments.collect())
}

/// Room in a message that stands alone, and in one part of several.
fn room(coding: Coding, how: Concatenation) -> (usize, usize) {
    match (coding, how) {
        (Coding::Default(_), Concatenation::Udh16) => (160, 152),
        (Coding::Default(_), _) => (160, 153),
        (Coding::Ucs2, Concatenation::Udh16) => (70, 66),
        (Coding::Ucs2, _) => (70, 67),
    }
}

fn pieces(text: &str, coding: Coding, whole: usize, part: usize) -> Vec<&str> {
    if text.chars().map(|character| coding.length(character)).sum::<usize>() <= whole {
        return vec![text];
    }
    let (mut pieces, mut rest, mut length) = (Vec::new(), text, 0);
    let mut taken = 0;
    for character in text.chars() {
        let more = coding.length(character);
        if length + more > part {
            let (piece, after) = rest.split_at(taken);
            pieces.push(piece);
            (rest, length, taken) = (after, 0, 0);
        }
        length += more;
        taken += character.len_utf8();
    }
    pieces.push(rest);
    pieces
}

fn written(coding: Coding, piece: &str, header: &[u8]) -> Bytes {
    let mut octets = Vec::with_capacity(header.len() + piece.len() * 2);
    octets.extend_from_slice(header);
    coding.write(piece, &mut octets);
    octets.into()
}

impl Part {
    /// Its user data header, or its parameters.
    fn written(self, how: Concatenation) -> (Vec<u8>, Tlvs) {
        let Self { reference, total, number } = self;
        let [high, low] = reference.to_be_bytes();
        match how {
            Concatenation::Udh8 => (vec![5, 0, 3, low, total, number], Tlvs::default()),
            Concatenation::Udh16 => (vec![6, 8, 4, high, low, total, number], Tlvs::default()),
            Concatenation::Sar => {
                let tlvs = Tlvs::default().with(tag::SAR_REFERENCE, vec![high, low]);
                (Vec::new(), tlvs.with(tag::SAR_TOTAL, vec![total]).with(tag::SAR_NUMBER, vec![number]))
            }
            Concatenation::Payload => (Vec::new(), Tlvs::default()),
        }
    }

    /// Unless it makes no sense, in which case it is passed over (9.2.3.24.1), or says that there is only one.
    fn checked(reference: u16, total: u8, number: u8) -> Option<Self> {
        (total > 1 && (1..=total).contains(&number)).then_some(Self { reference, total, number })
    }
}

/// The text of a message without its header, and which part it is.
///
/// # Errors
/// [`Problem::Header`] when its user data header does not fit into it.
pub fn read(message: &Message) -> Result<(Option<Part>, Bytes), Problem> {
    let octets = message.octets();
    let tlvs = &message.tlvs;
    let sar = || {
        let reference = u16::try_from(tlvs.number(tag::SAR_REFERENCE)?).ok()?;
        Part::checked(reference, tlvs.octet(tag::SAR_TOTAL)?, tlvs.octet(tag::SAR_NUMBER)?)
    };
    if message.esm_class & HEADER_INDICATOR == 0 {
        return Ok((sar(), octets.clone()));
    }
    let Some(length) = octets.first().map(|length| usize::from(*length)) else { return Ok((sar(), octets.clone())) };
    let Some(header) = octets.get(1..=length) else { return Err(Problem::Header) };
    Ok((element(header).or_else(sar), octets.slice(1 + length..)))
}

/// The last concatenation among the information elements of a header; others are passed over.
fn element(mut header: &[u8]) -> Option<Part> {
    let mut found = None;
    while let [identifier, length, rest @ ..] = header {
        let Some((data, after)) = rest.split_at_checked(usize::from(*length)) else { break };
        match (identifier, data) {
            (0, [reference, total, number]) => found = Part::checked(u16::from(*reference), *total, *number).or(found),
            (8, [high, low, total, number]) => found = Part::checked(u16::from_be_bytes([*high, *low]), *total, *number).or(found),
            _ => {}
        }
        header = after;
    }
    found
}

/// The whole text, if all of its `total` parts are there: in any order, the first of those that came twice.
#[must_use]
pub fn join(total: u8, parts: &[(u8, &str)]) -> Option<String> {
    (1..=total).map(|wanted| parts.iter().find(|(number, _)| *number == wanted).map(|(_, text)| *text)).collect()
}
