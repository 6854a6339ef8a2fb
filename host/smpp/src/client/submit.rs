//! What goes out, as its sender sees it: a message in, identifiers or a reason out.

use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use crate::long::{self, HEADER_INDICATOR, TooLong};
use crate::pdu::{Address, Class, Command, EncodeError, Message, Pdu, Status, Tlv};

use super::event::Masked;
use super::options::{Numbering, OperatorOptions};

/// A message to send.
#[derive(Clone)]
pub struct Submit {
    /// Our number, or a name of up to 11 characters.
    pub from: String,
    /// A telephone number, with its country code, with a `+` or without.
    pub to: String,
    /// Its text; cut as the operator wants it if it is long.
    pub text: String,
    /// Whether to be told what becomes of it.
    pub receipt: bool,
    /// How long the SMSC may try, to the second, up to 30 days; as long as it likes if there is none.
    pub valid_for: Option<Duration>,
}

impl fmt::Debug for Submit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submit")
            .field("from", &Masked(&self.from))
            .field("to", &Masked(&self.to))
            .field("text", &Masked(&self.text))
            .field("receipt", &self.receipt)
            .field("valid_for", &self.valid_for)
            .finish()
    }
}

/// A message that the SMSC took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The SMSC's identifier of each segment, in order; empty where it gave none.
    pub ids: Vec<String>,
}

/// Why a message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The operator is being stopped.
    #[error("the operator is being stopped")]
    Stopped,
    /// It waited as long as the options let it.
    #[error("no link took it in time")]
    Waited,
}

/// Why a message was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// Nothing of it was taken by any SMSC: it can be sent another way.
    #[error("not sent: {0}")]
    NotSent(NotSent),
    /// Some of it was written, or taken, and what became of the rest is unknown: sent another way it may arrive twice.
    #[error("it may have been sent")]
    MaybeSent {
        /// The identifiers of the segments that surely were taken, in their places.
        ids: Vec<Option<String>>,
    },
    /// The SMSC refused it.
    #[error("refused: {status}")]
    Refused {
        /// With this status.
        status: Status,
        /// Which means this.
        class: Class,
        /// The identifiers of the segments that were taken all the same, in their places.
        ids: Vec<Option<String>>,
    },
    /// It needs more than 255 segments; nothing was sent.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// It does not fit into a PDU; nothing was sent.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// The `submit_sm` of each segment, encoded without a sequence number, and how many segments each counts for.
pub(super) fn frames(submit: &Submit, options: &OperatorOptions, reference: u16) -> Result<Vec<(Bytes, u32)>, SubmitError> {
    let (source, destination) = (address(&submit.from, options.source), address(&submit.to, options.destination));
    let segments = long::split(&submit.text, &options.alphabets, options.concatenation, reference)?;
    let mut frames = Vec::with_capacity(segments.len());
    for segment in segments {
        let mut tlvs = segment.tlvs;
        tlvs.0.extend(options.submit_tlvs.iter().map(|(tag, value)| Tlv { tag: *tag, value: value.clone() }));
        let message = Message {
            service_type: Bytes::copy_from_slice(options.service_type.as_bytes()),
            source: source.clone(),
            destination: destination.clone(),
            esm_class: if segment.header { HEADER_INDICATOR } else { 0 },
            validity: submit.valid_for.map(validity).unwrap_or_default(),
            registered_delivery: if submit.receipt { options.registered_delivery } else { 0 },
            data_coding: segment.coding.data_coding(),
            short_message: segment.octets,
            tlvs,
            ..Message::default()
        };
        let mut frame = BytesMut::with_capacity(256);
        Pdu::request(0, Command::SubmitSm(message)).encode(&mut frame)?;
        frames.push((frame.freeze(), segment.weight));
    }
    Ok(frames)
}

/// An address by its look, where the options don't say what it is.
fn address(text: &str, numbering: Option<Numbering>) -> Address {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let number = digits.bytes().all(|octet| octet.is_ascii_digit());
    let Numbering { ton, npi } = numbering.unwrap_or(match (number, digits.len() < text.len()) {
        (false, _) => Numbering { ton: 5, npi: 0 },
        (true, true) => Numbering { ton: 1, npi: 1 },
        (true, false) => Numbering { ton: 0, npi: 1 },
    });
    Address { ton, npi, digits: Bytes::copy_from_slice(if number { digits } else { text }.as_bytes()) }
}

/// A relative time (SMPP 3.4, 7.1.1): `YYMMDDhhmmsstnnR`.
fn validity(valid_for: Duration) -> Bytes {
    let seconds = valid_for.as_secs().clamp(1, 30 * 86_400);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    format!("0000{days:02}{hours:02}{minutes:02}{:02}000R", seconds % 60).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_it_looks_like_unless_the_options_say() {
        let national = Some(Numbering { ton: 2, npi: 1 });
        for (text, numbering, ton, npi, digits) in [
            ("8103", None, 0, 1, "8103"),
            ("+994501234567", None, 1, 1, "994501234567"),
            ("994501234567", None, 0, 1, "994501234567"),
            ("exeat", None, 5, 0, "exeat"),
            ("+994501234567", national, 2, 1, "994501234567"),
            ("+exeat", None, 5, 0, "+exeat"),
        ] {
            let expected = Address { ton, npi, digits: Bytes::from_static(digits.as_bytes()) };
            assert_eq!(address(text, numbering), expected, "{text}");
        }
    }

    #[test]
    fn a_length_of_time_is_written_as_smpp_writes_it() {
        for (seconds, written) in [
            (0, "000000000001000R"),
            (90, "000000000130000R"),
            (10_800, "000000030000000R"),
            (90_061, "000001010101000R"),
            (u64::MAX, "000030000000000R"),
        ] {
            assert_eq!(validity(Duration::from_secs(seconds)), written);
        }
    }
}
