//! What comes from an operator, and how it is answered.

use std::fmt;

use tokio::sync::mpsc;

use crate::long::Part;
use crate::pdu::{Problem, Status};
use crate::receipt::{MessageId, State};

/// Something that an SMSC sent.
pub enum Event {
    /// A message from a citizen.
    Message {
        /// Who sent it.
        from: String,
        /// To which of our numbers.
        to: String,
        /// Its text, with U+FFFD for what could not be read.
        text: String,
        /// The SMSC's own identifier, where it tells one.
        id: Option<String>,
        /// Counts the links that this operator ever had: messages of the same number came over the same one.
        session: u64,
        /// Which part of a long message it is; `None` when it is whole.
        part: Option<Part>,
        /// What was wrong with it and did not matter.
        problems: Vec<Problem>,
        /// To be given once the message is safe.
        answer: Answer,
    },
    /// What became of a message that was submitted.
    Receipt {
        /// The SMSC's identifier of it, in whatever spelling.
        id: MessageId,
        /// Whom the message was for.
        to: String,
        /// What became of it.
        state: State,
        /// The network's own code of what went wrong.
        error: Option<String>,
        /// As in a message.
        session: u64,
        /// To be given once it is safe.
        answer: Answer,
    },
    /// A message that makes no sense. It has been acknowledged, or the SMSC would send it for ever.
    Unreadable {
        /// Who sent it, as far as it could be read.
        from: String,
        /// To which number, as far as it could be read.
        to: String,
        /// As in a message.
        session: u64,
        /// What is wrong with it.
        problems: Vec<Problem>,
    },
}

/// Shows how long a number or a text is, and nothing of it.
pub(super) struct Masked<'a>(pub(super) &'a str);

impl fmt::Debug for Masked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({} characters)", self.0.chars().count())
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message { from, to, text, id, session, part, problems, .. } => f
                .debug_struct("Message")
                .field("from", &Masked(from))
                .field("to", &Masked(to))
                .field("text", &Masked(text))
                .field("id", id)
                .field("session", session)
                .field("part", part)
                .field("problems", problems)
                .finish_non_exhaustive(),
            Self::Receipt { id, to, state, error, session, .. } => f
                .debug_struct("Receipt")
                .field("id", id)
                .field("to", &Masked(to))
                .field("state", state)
                .field("error", error)
                .field("session", session)
                .finish_non_exhaustive(),
            Self::Unreadable { from, to, session, problems } => f
                .debug_struct("Unreadable")
                .field("from", &Masked(from))
                .field("to", &Masked(to))
                .field("session", session)
                .field("problems", problems)
                .finish(),
        }
    }
}

/// An answer on its way to its link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    /// Of the request.
    pub(super) sequence: u32,
    /// Whether that was a `data_sm`.
    pub(super) data: bool,
    /// Yes or no.
    pub(super) status: Status,
}

/// The answer to a message, to be given once. Dropped without one it says [`later`](Self::later). When the link is gone nobody hears it, and
/// the SMSC sends the message again.
#[must_use]
pub struct Answer {
    to: mpsc::UnboundedSender<Given>,
    given: Given,
}

impl Answer {
    pub(super) fn new(to: mpsc::UnboundedSender<Given>, sequence: u32, data: bool) -> Self {
        Self { to, given: Given { sequence, data, status: Status::RECEIVER_TEMPORARY } }
    }

    /// It is safe here.
    pub fn accept(mut self) {
        self.given.status = Status::OK;
    }

    /// Send it again later (`ESME_RX_T_APPN`).
    pub fn later(self) {}

    /// Never send it again (`ESME_RX_P_APPN`).
    pub fn reject(mut self) {
        self.given.status = Status::RECEIVER_PERMANENT;
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // whose link is gone needs no answer
        let _ = self.to.send(self.given);
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({})", self.given.sequence)
    }
}
