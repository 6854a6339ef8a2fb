//! The codec: octets to PDU and back. Nothing here waits, and nothing here fails on what a peer wrote inside a frame.
//!
//! A frame whose length makes no sense ends the link ([`FrameError`]); within a frame everything is read as far as it goes and
//! what is wrong is noted in [`Pdu::problems`], because a message that can't be read must still be acknowledged, or its SMSC sends it
//! for ever.

mod body;
mod decode;
mod encode;
mod frame;
mod status;
mod tlv;

pub use body::{Address, Bind, BindKind, BindResp, Message, MessageResp};
pub use frame::{FrameError, HEADER, LIMIT, split};
pub use status::{Class, Status};
pub use tlv::{Tlv, Tlvs, tag};

use bytes::Bytes;

/// One protocol data unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdu {
    /// What it asks for or answers.
    pub command: Command,
    /// 0 in requests.
    pub status: Status,
    /// Ties a response to its request.
    pub sequence: u32,
    /// What was wrong with its octets; empty for what is made here.
    pub problems: Vec<Problem>,
}

/// The commands of SMPP 3.4 that a link for messages meets (5.1.2.1). Any other is [`Command::Unknown`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the command of that name in the specification")]
pub enum Command {
    GenericNack,
    Bind(BindKind, Bind),
    BindResp(BindKind, BindResp),
    SubmitSm(Message),
    SubmitSmResp(MessageResp),
    DeliverSm(Message),
    DeliverSmResp(MessageResp),
    DataSm(Message),
    DataSmResp(MessageResp),
    Unbind,
    UnbindResp,
    EnquireLink,
    EnquireLinkResp,
    /// The SMSC asks to be bound to; its body is kept as it is.
    Outbind(Bytes),
    /// Somebody is reachable again; its body is kept as it is.
    AlertNotification(Bytes),
    /// Something else, to be answered by a `generic_nack`.
    Unknown {
        /// `command_id`.
        id: u32,
        /// Its body as it is.
        body: Bytes,
    },
}

/// What was wrong within a frame. The PDU was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A string without its NUL: everything to the end was taken.
    #[error("`{field}` does not end")]
    Unterminated {
        /// Name in the specification.
        field: &'static str,
    },
    /// A string of more characters than the specification gives it: all of it was taken.
    #[error("`{field}` is longer than it may be")]
    TooLong {
        /// Name in the specification.
        field: &'static str,
    },
    /// The body ended before this field.
    #[error("`{field}` is missing")]
    Missing {
        /// Name in the specification.
        field: &'static str,
    },
    /// `short_message` is shorter than `sm_length` says.
    #[error("the text has {left} octets of {said}")]
    TextCut {
        /// `sm_length`.
        said: usize,
        /// What was there.
        left: usize,
    },
    /// An optional parameter reaches beyond the end of the PDU: it and what followed were left out.
    #[error("optional parameter {tag:#06x} has {left} octets of {said}")]
    TlvCut {
        /// Which.
        tag: u16,
        /// Its length as written.
        said: usize,
        /// What was there.
        left: usize,
    },
    /// An optional parameter whose length is fixed has another.
    #[error("optional parameter {tag:#06x} has {said} octets, which is not its length")]
    TlvLength {
        /// Which.
        tag: u16,
        /// Its length as written.
        said: usize,
    },
    /// Octets at the end that are nothing.
    #[error("{octets} octets too many")]
    LeftOver {
        /// How many.
        octets: usize,
    },
    /// A user data header that does not fit into its message.
    #[error("the user data header does not fit")]
    Header,
    /// Octets of the text that its coding does not have: they are U+FFFD in it.
    #[error("{places} places of the text can't be read")]
    Undecodable {
        /// How many.
        places: usize,
    },
    /// Nobody knows whom it is from, or which message it speaks of.
    #[error("`{field}` is empty")]
    Empty {
        /// Name in the specification.
        field: &'static str,
    },
}

/// Why a PDU can't be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// Longer than the specification lets it be.
    #[error("`{field}` is too long to be sent")]
    TooLong {
        /// Name in the specification.
        field: &'static str,
    },
    /// A string with a NUL inside.
    #[error("`{field}` has a NUL in it")]
    Nul {
        /// Name in the specification.
        field: &'static str,
    },
}

impl Pdu {
    /// A request.
    #[must_use]
    pub fn request(sequence: u32, command: Command) -> Self {
        Self { command, status: Status::OK, sequence, problems: Vec::new() }
    }

    /// An answer.
    #[must_use]
    pub fn response(sequence: u32, status: Status, command: Command) -> Self {
        Self { command, status, sequence, problems: Vec::new() }
    }

    /// Whether it answers something.
    #[must_use]
    pub fn is_response(&self) -> bool {
        self.command.id() & encode::RESPONSE != 0
    }

    /// The answer to it with that status: an empty one of its own kind, `generic_nack` to what is unknown, and nothing to what
    /// is an answer itself or wants none.
    #[must_use]
    pub fn answer(&self, status: Status) -> Option<Pdu> {
        let command = match &self.command {
            Command::Bind(kind, _) => Command::BindResp(*kind, BindResp::default()),
            Command::SubmitSm(_) => Command::SubmitSmResp(MessageResp::default()),
            Command::DeliverSm(_) => Command::DeliverSmResp(MessageResp::default()),
            Command::DataSm(_) => Command::DataSmResp(MessageResp::default()),
            Command::Unbind => Command::UnbindResp,
            Command::EnquireLink => Command::EnquireLinkResp,
            Command::Unknown { .. } if !self.is_response() => {
                return Some(Self::response(self.sequence, Status::INVALID_COMMAND, Command::GenericNack));
            }
            _ => return None,
        };
        Some(Self::response(self.sequence, status, command))
    }
}
