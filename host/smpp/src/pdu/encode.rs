//! PDU to octets. Strict where reading is lenient: what goes out keeps to the specification.

use bytes::{BufMut, Bytes, BytesMut};

use super::tlv::{Tlvs, tag};
use super::{Address, Bind, BindKind, BindResp, Command, EncodeError, LIMIT, Message, MessageResp, Pdu};

/// The bit of a response in `command_id`.
pub(super) const RESPONSE: u32 = 0x8000_0000;

/// `command_id` of each command (SMPP 3.4, 5.1.2.1).
pub(super) mod id {
    pub const GENERIC_NACK: u32 = 0x8000_0000;
    pub const BIND_RECEIVER: u32 = 0x1;
    pub const BIND_RECEIVER_RESP: u32 = 0x8000_0001;
    pub const BIND_TRANSMITTER: u32 = 0x2;
    pub const BIND_TRANSMITTER_RESP: u32 = 0x8000_0002;
    pub const SUBMIT_SM: u32 = 0x4;
    pub const SUBMIT_SM_RESP: u32 = 0x8000_0004;
    pub const DELIVER_SM: u32 = 0x5;
    pub const DELIVER_SM_RESP: u32 = 0x8000_0005;
    pub const UNBIND: u32 = 0x6;
    pub const UNBIND_RESP: u32 = 0x8000_0006;
    pub const BIND_TRANSCEIVER: u32 = 0x9;
    pub const BIND_TRANSCEIVER_RESP: u32 = 0x8000_0009;
    pub const OUTBIND: u32 = 0xB;
    pub const ENQUIRE_LINK: u32 = 0x15;
    pub const ENQUIRE_LINK_RESP: u32 = 0x8000_0015;
    pub const ALERT_NOTIFICATION: u32 = 0x102;
    pub const DATA_SM: u32 = 0x103;
    pub const DATA_SM_RESP: u32 = 0x8000_0103;
}

/// Room of each string in octets, its NUL included (SMPP 3.4, 4).
pub(super) mod max {
    pub const SYSTEM_ID: usize = 16;
    pub const PASSWORD: usize = 9;
    pub const SYSTEM_TYPE: usize = 13;
    pub const ADDRESS_RANGE: usize = 41;
    pub const SERVICE_TYPE: usize = 6;
    /// `data_sm` has room for 65; telephone numbers have 15 digits.
    pub const ADDRESS: usize = 21;
    pub const TIME: usize = 17;
    pub const MESSAGE_ID: usize = 65;
}

/// Octets that `short_message` has room for (SMPP 3.4, 5.2.22).
const SHORT_MESSAGE: usize = 254;

impl Command {
    /// `command_id`.
    #[must_use]
    pub fn id(&self) -> u32 {
        match self {
            Self::GenericNack => id::GENERIC_NACK,
            Self::Bind(kind, _) => kind.id(),
            Self::BindResp(kind, _) => kind.id() | RESPONSE,
            Self::SubmitSm(_) => id::SUBMIT_SM,
            Self::SubmitSmResp(_) => id::SUBMIT_SM_RESP,
            Self::DeliverSm(_) => id::DELIVER_SM,
            Self::DeliverSmResp(_) => id::DELIVER_SM_RESP,
            Self::DataSm(_) => id::DATA_SM,
            Self::DataSmResp(_) => id::DATA_SM_RESP,
            Self::Unbind => id::UNBIND,
            Self::UnbindResp => id::UNBIND_RESP,
            Self::EnquireLink => id::ENQUIRE_LINK,
            Self::EnquireLinkResp => id::ENQUIRE_LINK_RESP,
            Self::Outbind(_) => id::OUTBIND,
            Self::AlertNotification(_) => id::ALERT_NOTIFICATION,
            Self::Unknown { id, .. } => *id,
        }
    }
}

impl BindKind {
    fn id(self) -> u32 {
        match self {
            Self::Transmitter => id::BIND_TRANSMITTER,
            Self::Receiver => id::BIND_RECEIVER,
            Self::Transceiver => id::BIND_TRANSCEIVER,
        }
    }
}

impl Pdu {
    /// Writes it at the end of `out`. A text of more than 254 octets goes into `message_payload`.
    ///
    /// # Errors
    /// When a field is longer than the specification lets it be, or a string has a NUL in it; `out` is then as it was.
    pub fn encode(&self, out: &mut BytesMut) -> Result<(), EncodeError> {
        let start = out.len();
        out.put_u32(0);
        out.put_u32(self.command.id());
        out.put_u32(self.status.0);
        out.put_u32(self.sequence);
        let written = self.body(out).and_then(|()| {
            let length = out.len().saturating_sub(start);
            let field = out.get_mut(start..).and_then(|frame| frame.first_chunk_mut::<4>());
            match (u32::try_from(length), field) {
                (Ok(said), Some(field)) if length <= LIMIT => {
                    *field = said.to_be_bytes();
                    Ok(())
                }
                _ => Err(EncodeError::TooLong { field: "command_length" }),
            }
        });
        if written.is_err() {
            out.truncate(start);
        }
        written
    }

    fn body(&self, out: &mut BytesMut) -> Result<(), EncodeError> {
        match &self.command {
            Command::Bind(_, bind) => put_bind(out, bind),
            Command::BindResp(_, resp) => put_bind_resp(out, resp),
            Command::SubmitSm(message) | Command::DeliverSm(message) => put_message(out, message),
            Command::DataSm(message) => put_data(out, message),
            Command::SubmitSmResp(resp) | Command::DataSmResp(resp) | Command::DeliverSmResp(resp) => put_resp(out, resp),
            Command::Outbind(body) | Command::AlertNotification(body) | Command::Unknown { body, .. } => {
                out.put_slice(body);
                Ok(())
            }
            Command::GenericNack | Command::Unbind | Command::UnbindResp | Command::EnquireLink | Command::EnquireLinkResp => Ok(()),
        }
    }
}

fn put_bind(out: &mut BytesMut, bind: &Bind) -> Result<(), EncodeError> {
    string(out, "system_id", &bind.system_id, max::SYSTEM_ID)?;
    string(out, "password", &bind.password, max::PASSWORD)?;
    string(out, "system_type", &bind.system_type, max::SYSTEM_TYPE)?;
    out.put_slice(&[bind.interface_version, bind.addr_ton, bind.addr_npi]);
    string(out, "address_range", &bind.address_range, max::ADDRESS_RANGE)
}

fn put_bind_resp(out: &mut BytesMut, resp: &BindResp) -> Result<(), EncodeError> {
    string(out, "system_id", &resp.system_id, max::SYSTEM_ID)?;
    resp.tlvs.write(out)
}

fn put_resp(out: &mut BytesMut, resp: &MessageResp) -> Result<(), EncodeError> {
    string(out, "message_id", &resp.message_id, max::MESSAGE_ID)?;
    resp.tlvs.write(out)
}

fn put_message(out: &mut BytesMut, message: &Message) -> Result<(), EncodeError> {
    string(out, "service_type", &message.service_type, max::SERVICE_TYPE)?;
    address(out, "source_addr", &message.source)?;
    address(out, "destination_addr", &message.destination)?;
    out.put_slice(&[message.esm_class, message.protocol_id, message.priority]);
    string(out, "schedule_delivery_time", &message.schedule, max::TIME)?;
    string(out, "validity_period", &message.validity, max::TIME)?;
    out.put_slice(&[message.registered_delivery, message.replace, message.data_coding, message.default_message]);
    match u8::try_from(message.short_message.len()) {
        Ok(length) if usize::from(length) <= SHORT_MESSAGE => {
            out.put_u8(length);
            out.put_slice(&message.short_message);
        }
        _ => {
            out.put_u8(0);
            Tlvs::default().with(tag::MESSAGE_PAYLOAD, message.short_message.clone()).write(out)?;
        }
    }
    message.tlvs.write(out)
}

fn put_data(out: &mut BytesMut, message: &Message) -> Result<(), EncodeError> {
    string(out, "service_type", &message.service_type, max::SERVICE_TYPE)?;
    address(out, "source_addr", &message.source)?;
    address(out, "destination_addr", &message.destination)?;
    out.put_slice(&[message.esm_class, message.registered_delivery, message.data_coding]);
    message.tlvs.write(out)
}

fn address(out: &mut BytesMut, field: &'static str, address: &Address) -> Result<(), EncodeError> {
    out.put_slice(&[address.ton, address.npi]);
    string(out, field, &address.digits, max::ADDRESS)
}

fn string(out: &mut BytesMut, field: &'static str, value: &Bytes, max: usize) -> Result<(), EncodeError> {
    if value.len() >= max {
        return Err(EncodeError::TooLong { field });
    }
    if value.contains(&0) {
        return Err(EncodeError::Nul { field });
    }
    out.put_slice(value);
    out.put_u8(0);
    Ok(())
}
