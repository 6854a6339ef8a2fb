//! The bodies of the commands, as plain data.

use std::fmt;

use bytes::Bytes;

use super::tlv::{Tlvs, tag};

/// Which way messages go on a link (SMPP 3.4, 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BindKind {
    /// To the SMSC only.
    Transmitter,
    /// From the SMSC only.
    Receiver,
    /// Both ways.
    Transceiver,
}

/// A request to bind (SMPP 3.4, 4.1).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bind {
    /// Who binds, up to 15 characters.
    pub system_id: Bytes,
    /// Up to 8 characters.
    pub password: Bytes,
    /// Up to 12 characters, most often empty.
    pub system_type: Bytes,
    /// 0x34 for SMPP 3.4.
    pub interface_version: u8,
    /// Type of number of the addresses that are served.
    pub addr_ton: u8,
    /// Numbering plan of the addresses that are served.
    pub addr_npi: u8,
    /// The addresses that are served, up to 40 characters, most often empty.
    pub address_range: Bytes,
}

impl fmt::Debug for Bind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bind").field("system_id", &self.system_id).field("system_type", &self.system_type).finish_non_exhaustive()
    }
}

/// The answer to a bind, with a body or, when it is an error, without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BindResp {
    /// Who the SMSC is.
    pub system_id: Bytes,
    /// `sc_interface_version`, where it is told.
    pub tlvs: Tlvs,
}

/// An address with its type of number and numbering plan (SMPP 3.4, 5.2.5 and 5.2.6).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Type of number: 1 international, 5 alphanumeric.
    pub ton: u8,
    /// Numbering plan: 1 for telephone numbers.
    pub npi: u8,
    /// Up to 20 characters.
    pub digits: Bytes,
}

impl Address {
    /// An address whose type is left to the SMSC.
    #[must_use]
    pub fn new(digits: impl Into<Bytes>) -> Self {
        Self { ton: 0, npi: 0, digits: digits.into() }
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> String {
        self.digits.iter().map(|octet| char::from(*octet)).collect()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({} characters, ton {}, npi {})", self.digits.len(), self.ton, self.npi)
    }
}

/// A short message on its way: `submit_sm`, `deliver_sm` (SMPP 3.4, 4.4.1 and 4.6.1), or `data_sm`, which has fewer fields.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Up to 5 characters, most often empty.
    pub service_type: Bytes,
    /// Who sends it.
    pub source: Address,
    /// Whom it is for.
    pub destination: Address,
    /// Mode, type and features: 0x04 a receipt, 0x40 a user data header (5.2.12).
    pub esm_class: u8,
    /// 0 (not in `data_sm`).
    pub protocol_id: u8,
    /// 0 (not in `data_sm`).
    pub priority: u8,
    /// When to deliver it, empty for at once (not in `data_sm`).
    pub schedule: Bytes,
    /// Until when it is of use, empty for as long as the SMSC likes (not in `data_sm`).
    pub validity: Bytes,
    /// 1 asks for a receipt.
    pub registered_delivery: u8,
    /// 0 (not in `data_sm`).
    pub replace: u8,
    /// How the text is coded (5.2.19).
    pub data_coding: u8,
    /// 0 (not in `data_sm`).
    pub default_message: u8,
    /// The text, up to 254 octets (not in `data_sm`).
    pub short_message: Bytes,
    /// Optional parameters.
    pub tlvs: Tlvs,
}

impl Message {
    /// The octets of the text, with its user data header if there is one: `message_payload` where `short_message` is empty.
    #[must_use]
    pub fn octets(&self) -> &Bytes {
        match self.tlvs.get(tag::MESSAGE_PAYLOAD) {
            Some(payload) if self.short_message.is_empty() => payload,
            _ => &self.short_message,
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("source", &self.source)
            .field("destination", &self.destination)
            .field("esm_class", &self.esm_class)
            .field("data_coding", &self.data_coding)
            .field("octets", &self.octets().len())
            .field("tlvs", &self.tlvs.0.iter().map(|tlv| tlv.tag).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// The answer to a message, with a body or, when it is an error, without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageResp {
    /// The SMSC's identifier of the message; empty in `deliver_sm_resp`.
    pub message_id: Bytes,
    /// Optional parameters.
    pub tlvs: Tlvs,
}

impl MessageResp {
    /// An answer that names the message.
    #[must_use]
    pub fn new(message_id: impl Into<Bytes>) -> Self {
        Self { message_id: message_id.into(), tlvs: Tlvs::default() }
    }
}
