//! Octets to PDU.

use bytes::{Buf, Bytes};

use super::encode::{id, max};
use super::tlv::Tlvs;
use super::{Address, Bind, BindKind, BindResp, Command, Message, MessageResp, Pdu, Problem, Status};

/// What is left of a frame, and what was wrong so far.
struct Fields {
    rest: Bytes,
    problems: Vec<Problem>,
}

impl Pdu {
    /// Reads a frame as [`split`](super::split) gives it. Texts share its memory.
    #[must_use]
    pub fn decode(mut frame: Bytes) -> Self {
        frame.advance(frame.len().min(4));
        let mut fields = Fields { rest: frame, problems: Vec::new() };
        let (id, status, sequence) = (fields.u32(), Status(fields.u32()), fields.u32());
        let command = fields.command(id, status);
        Self { command, status, sequence, problems: fields.problems }
    }
}

impl Fields {
    fn command(&mut self, id: u32, status: Status) -> Command {
        match id {
            id::GENERIC_NACK => Command::GenericNack,
            id::BIND_RECEIVER => Command::Bind(BindKind::Receiver, self.bind()),
            id::BIND_TRANSMITTER => Command::Bind(BindKind::Transmitter, self.bind()),
            id::BIND_TRANSCEIVER => Command::Bind(BindKind::Transceiver, self.bind()),
            id::BIND_RECEIVER_RESP => Command::BindResp(BindKind::Receiver, self.bind_resp(status)),
            id::BIND_TRANSMITTER_RESP => Command::BindResp(BindKind::Transmitter, self.bind_resp(status)),
            id::BIND_TRANSCEIVER_RESP => Command::BindResp(BindKind::Transceiver, self.bind_resp(status)),
            id::SUBMIT_SM => Command::SubmitSm(self.message()),
            id::SUBMIT_SM_RESP => Command::SubmitSmResp(self.message_resp(status)),
            id::DELIVER_SM => Command::DeliverSm(self.message()),
            // its body is one NUL, which some leave out
            id::DELIVER_SM_RESP => Command::DeliverSmResp(self.message_resp(Status::UNKNOWN_ERROR)),
            id::DATA_SM => Command::DataSm(self.data()),
            id::DATA_SM_RESP => Command::DataSmResp(self.message_resp(status)),
            id::UNBIND => Command::Unbind,
            id::UNBIND_RESP => Command::UnbindResp,
            id::ENQUIRE_LINK => Command::EnquireLink,
            id::ENQUIRE_LINK_RESP => Command::EnquireLinkResp,
            id::OUTBIND => Command::Outbind(self.all()),
            id::ALERT_NOTIFICATION => Command::AlertNotification(self.all()),
            _ => Command::Unknown { id, body: self.all() },
        }
    }

    fn bind(&mut self) -> Bind {
        Bind {
            system_id: self.string("system_id", max::SYSTEM_ID),
            password: self.string("password", max::PASSWORD),
            system_type: self.string("system_type", max::SYSTEM_TYPE),
            interface_version: self.octet("interface_version"),
            addr_ton: self.octet("addr_ton"),
            addr_npi: self.octet("addr_npi"),
            address_range: self.string("address_range", max::ADDRESS_RANGE),
        }
    }

    fn bind_resp(&mut self, status: Status) -> BindResp {
        if status != Status::OK && self.rest.is_empty() {
            return BindResp::default();
        }
        BindResp { system_id: self.string("system_id", max::SYSTEM_ID), tlvs: self.tlvs() }
    }

    /// An answer; with a status that is an error its body may be left out.
    fn message_resp(&mut self, status: Status) -> MessageResp {
        if status != Status::OK && self.rest.is_empty() {
            return MessageResp::default();
        }
        MessageResp { message_id: self.string("message_id", max::MESSAGE_ID), tlvs: self.tlvs() }
    }

    fn message(&mut self) -> Message {
        Message {
            service_type: self.string("service_type", max::SERVICE_TYPE),
            source: self.address("source_addr"),
            destination: self.address("destination_addr"),
            esm_class: self.octet("esm_class"),
            protocol_id: self.octet("protocol_id"),
            priority: self.octet("priority_flag"),
            schedule: self.string("schedule_delivery_time", max::TIME),
            validity: self.string("validity_period", max::TIME),
            registered_delivery: self.octet("registered_delivery"),
            replace: self.octet("replace_if_present_flag"),
            data_coding: self.octet("data_coding"),
            default_message: self.octet("sm_default_msg_id"),
            short_message: self.short_message(),
            tlvs: self.tlvs(),
        }
    }

    fn data(&mut self) -> Message {
        Message {
            service_type: self.string("service_type", max::SERVICE_TYPE),
            source: self.address("source_addr"),
            destination: self.address("destination_addr"),
            esm_class: self.octet("esm_class"),
            registered_delivery: self.octet("registered_delivery"),
            data_coding: self.octet("data_coding"),
            tlvs: self.tlvs(),
            ..Message::default()
        }
    }

    fn address(&mut self, field: &'static str) -> Address {
        Address { ton: self.octet(field), npi: self.octet(field), digits: self.string(field, max::ADDRESS) }
    }

    fn short_message(&mut self) -> Bytes {
        let said = usize::from(self.octet("sm_length"));
        let left = self.rest.len();
        if left < said {
            self.missing(Problem::TextCut { said, left });
            return self.all();
        }
        self.rest.split_to(said)
    }

    fn tlvs(&mut self) -> Tlvs {
        Tlvs::read(self.all(), &mut self.problems)
    }

    /// A string up to its NUL.
    fn string(&mut self, field: &'static str, max: usize) -> Bytes {
        let Some(end) = self.rest.iter().position(|octet| *octet == 0) else {
            let problem = if self.rest.is_empty() { Problem::Missing { field } } else { Problem::Unterminated { field } };
            self.missing(problem);
            return self.all();
        };
        if end >= max {
            self.problems.push(Problem::TooLong { field });
        }
        let string = self.rest.split_to(end);
        self.rest.advance(1);
        string
    }

    fn octet(&mut self, field: &'static str) -> u8 {
        self.rest.try_get_u8().unwrap_or_else(|_| {
            self.missing(Problem::Missing { field });
            0
        })
    }

    /// Of the header, which is always there.
    fn u32(&mut self) -> u32 {
        self.rest.try_get_u32().unwrap_or_default()
    }

    fn all(&mut self) -> Bytes {
        std::mem::take(&mut self.rest)
    }

    /// Notes that the body ended too early, once: all fields after the first one are missing too.
    fn missing(&mut self, problem: Problem) {
        let noted = self
            .problems
            .iter()
            .any(|problem| matches!(problem, Problem::Missing { .. } | Problem::Unterminated { .. } | Problem::TextCut { .. }));
        if !noted {
            self.problems.push(problem);
        }
    }
}
