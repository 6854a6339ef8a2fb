//! A text message on its way in, and what became of it.

use domain::{Instant, Interval, Language, Outcome, PhoneNumber, Secret, Segments, ServiceNumber};
use jiff::SignedDuration;
use permits::{DecisionId, MessageId};

/// A text message as a gateway received it.
#[derive(Debug, Clone)]
pub struct Inbound {
    /// Which gateway it came through; with `id` it tells one message from another.
    pub source: String,
    /// The gateway's own number for the message. The same one again is the same message; without one, the same text from the
    /// same sender within a few seconds is.
    pub id: Option<String>,
    /// Who wrote.
    pub from: PhoneNumber,
    /// The number that was written to.
    pub to: ServiceNumber,
    /// The words.
    pub text: Secret,
}

/// How a gateway carries messages, where it does so otherwise than by taking replies from the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carriage {
    /// For how long the same words from the same telephone are the same message, where it has no identifier; 5 seconds when absent.
    pub same_for: Option<SignedDuration>,
    /// As well as when they came within this: of messages that came then it is not known whether they were acknowledged.
    pub unacknowledged: Option<Interval>,
    /// Until when the reply is the gateway's own, which sends it without taking it from the queue.
    pub claimed_until: Option<Instant>,
    /// The name of a message that was set aside and is tried again.
    pub resumed: Option<MessageId>,
}

/// The answer to a message. It is queued for delivery; a gateway that hands it over at once says so with
/// [`Messages::carried`](crate::Messages::carried).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its name: that of the message that it answers.
    pub id: MessageId,
    /// Who wrote and now reads it.
    pub to: PhoneNumber,
    /// The number that it comes from.
    pub from: ServiceNumber,
    /// The words.
    pub text: Secret,
    /// What it costs to send.
    pub segments: Segments,
    /// Until when it is held back: then the queue delivers it, and nobody hands it over before.
    pub held_until: Option<Instant>,
    /// Until when it is the gateway's own, as it asked; absent where the queue delivers it.
    pub claimed_until: Option<Instant>,
    /// From when on it has lost its point.
    pub expires_at: Option<Instant>,
    /// The language of the words, where it is known: a stored answer that is given again does not say.
    pub language: Option<Language>,
}

/// What became of a message. By then everything is committed: a gateway may acknowledge it.
#[derive(Debug, Clone)]
pub struct Received {
    /// The answer, if there is one.
    pub reply: Option<Reply>,
    /// What was decided, when the message was an application; `Refused` when it was a registration that could not be made.
    pub outcome: Option<Outcome>,
    /// Where the decision can be looked up.
    pub record: Option<DecisionId>,
    /// Why nothing could be decided, when the message was not understood.
    pub rejected: Option<RejectionKind>,
    /// Whether the message had come before: then the answer is the one that was given before.
    pub repeated: bool,
}

/// Why a message was not understood, as a name for metrics, records and exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RejectionKind {
    /// Nothing but separators.
    Empty,
    /// More characters than any form can need.
    TooLong,
    /// No regime has ever listened at this number.
    NoService,
    /// It looks like none of the forms.
    Unreadable,
    /// A form, but no purpose has this code or word.
    UnknownCode,
    /// A form, but no kind of document has such a number.
    WrongIdentity,
    /// Two readings are equally good and mean different things.
    Ambiguous,
    /// A form, but something that it needs is not there.
    Missing,
    /// A form, but what stands where the plate belongs can't be one.
    WrongPlate,
    /// A form, but it names two purposes.
    TwoCodes,
    /// A form, but it names two persons.
    TwoNumbers,
    /// A form, and words that nobody knows.
    Surplus,
}

impl RejectionKind {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::NoService => "no_service",
            Self::Unreadable => "unreadable",
            Self::UnknownCode => "unknown_code",
            Self::WrongIdentity => "wrong_identity",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::WrongPlate => "wrong_plate",
            Self::TwoCodes => "two_codes",
            Self::TwoNumbers => "two_numbers",
            Self::Surplus => "surplus",
        }
    }
}
