//! What adapters hand in and get back.

use std::{collections::BTreeMap, fmt, sync::Arc};

use domain::{
    Application, Decision, IdentityNumber, Instant, Interval, Language, PermitCode, PhoneNumber, Reason, RegimeId, RegistrationCode, Scope,
    Secret, ServiceNumber, Territory,
};
use jiff::SignedDuration;
use regime::Regime;

use crate::{
    held::Held,
    permit::Permit,
    record::{DecisionId, MessageId},
};

/// A message as its gateway delivered it. The same message delivered again is answered with the same words.
///
/// With an `id`, a message is the same when source, id, sender and text are the same and it comes within 48 hours; without
/// one, when source, sender, receiver and text are the same and it comes within 5 seconds.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The gateway, such as `http` or `console`, or the page, such as `portal`.
    pub source: String,
    /// The gateway's own identifier of the message, or the token of a form.
    pub id: Option<String>,
    /// Who sent it.
    pub from: Option<PhoneNumber>,
    /// Where it was sent to. A reply is queued when both ends are known.
    pub to: Option<ServiceNumber>,
    /// What it said. Only a keyed hash of it is stored.
    pub text: Secret,
}

/// A message to be handled, and how it is answered.
pub struct Handling<'c> {
    /// The message.
    pub envelope: Envelope,
    /// What it asks for.
    pub command: Command,
    /// The instant that is decided for, to the millisecond.
    pub at: Instant,
    /// The version of the conversation that the command was made after; nothing is done when it has gone on since.
    pub after: Option<i64>,
    /// Of a message without an identifier: for how long the same words from the same telephone are the same message; 5 seconds when absent.
    pub same_for: Option<SignedDuration>,
    /// As well as when they came within this: of messages that came then it is not known whether they were acknowledged, so that they may
    /// come again.
    pub unacknowledged: Option<Interval>,
    /// The name of a message that was set aside and is tried again.
    pub resumed: Option<MessageId>,
    /// Until when the reply is the caller's, who sends it without taking it from the queue.
    pub claimed_until: Option<Instant>,
    /// Makes the words of the reply from what came of it. Called again when the transaction is repeated; only the last answer counts.
    pub compose: Box<dyn FnMut(&Effect) -> Composed + Send + 'c>,
}

impl<'c> Handling<'c> {
    /// A message whose reply waits in the queue.
    #[must_use]
    pub fn new(envelope: Envelope, command: Command, at: Instant, compose: impl FnMut(&Effect) -> Composed + Send + 'c) -> Self {
        Self {
            envelope,
            command,
            at,
            after: None,
            same_for: None,
            unacknowledged: None,
            resumed: None,
            claimed_until: None,
            compose: Box::new(compose),
        }
    }
}

/// Says nothing of the words.
impl fmt::Debug for Handling<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handling").field("envelope", &self.envelope).field("at", &self.at).finish_non_exhaustive()
    }
}

/// What a message asks for.
#[derive(Debug, Clone)]
pub enum Command {
    /// A permit.
    Apply(Application),
    /// A registration.
    Register(RegistrationForm),
    /// Another registration in the place of a wrong one.
    Correct(RegistrationForm),
    /// To give a permit back.
    Cancel(Cancel),
    /// Nothing: only the conversation changes.
    Note,
}

/// A declared place of stay, as an adapter hands it over.
#[derive(Debug, Clone)]
pub struct RegistrationForm {
    /// What says which regimes rule it.
    pub scope: Scope,
    /// The full name.
    pub name: Secret,
    /// Who registers.
    pub identity: IdentityNumber,
    /// The address as it was written.
    pub address: Secret,
    /// The territory that the address lies in.
    pub territory: Territory,
    /// The telephone that speaks for the person from now on.
    pub phone: Option<PhoneNumber>,
    /// The code of the registration that stands, from a telephone that does not speak for the person yet.
    pub code: Option<RegistrationCode>,
}

/// A permit that somebody no longer needs, by the telephone that it was asked for from.
#[derive(Debug, Clone)]
pub struct Cancel {
    /// The telephone.
    pub phone: PhoneNumber,
    /// The number that it wrote to: what is given back was given by the jurisdictions of its regimes.
    pub number: ServiceNumber,
    /// Which permit; the only one that there is when absent.
    pub which: Which,
}

/// Which permit is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The only one that there is.
    Only,
    /// The one of this code.
    Code(PermitCode),
    /// That was not to be understood: none is, and the person is asked.
    Unclear,
}

/// What came of a command.
#[derive(Debug, Clone)]
pub enum Effect {
    /// A permit was applied for.
    Applied(Applied),
    /// A registration stands.
    Registered(Registered),
    /// No registration was made or corrected, and why.
    NotRegistered(Reason),
    /// A registration was corrected: its code is another one.
    Corrected(Registered),
    /// A permit was given back.
    Cancelled(Held),
    /// None was, for the person has none, or several and did not say which.
    NotCancelled(Vec<Held>),
    /// Nothing but the conversation changed.
    Noted,
}

/// What came of an application.
#[derive(Clone)]
pub struct Applied {
    /// What was decided.
    pub decision: Decision,
    /// The permit, exactly when it was granted.
    pub permit: Option<Permit>,
    /// The regimes that ruled, in the order of their identifiers; empty when none did.
    pub regimes: Vec<Arc<Regime>>,
    /// Who it was for, where that is known.
    pub holder: Option<IdentityNumber>,
    /// Where the decision can be looked up and replayed.
    pub record: DecisionId,
}

/// Names the regimes: each of them whole would be pages.
impl fmt::Debug for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let regimes: Vec<&RegimeId> = self.regimes.iter().map(|regime| &regime.id).collect();
        f.debug_struct("Applied")
            .field("decision", &self.decision)
            .field("permit", &self.permit)
            .field("regimes", &regimes)
            .field("holder", &self.holder)
            .field("record", &self.record)
            .finish()
    }
}

/// A registration that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The code that names it.
    pub code: RegistrationCode,
    /// The declared place of stay.
    pub territory: Territory,
    /// Since when it stands.
    pub since: Instant,
    /// Whether it stood before it was asked for: the first one stays.
    pub again: bool,
}

/// What an adapter answers to an effect. Stored in the same transaction as the effect.
#[derive(Clone, Default)]
pub struct Composed {
    /// The words for the sender.
    pub reply: Option<String>,
    /// The conversation as it stands from now on; unchanged when absent.
    pub conversation: Option<Conversation>,
}

impl fmt::Debug for Composed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reply = self.reply.as_deref().map(Secret::new);
        f.debug_struct("Composed").field("reply", &reply).field("conversation", &self.conversation).finish()
    }
}

/// What is remembered between two messages of one telephone to one number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversation {
    /// The language that the person chose or wrote last.
    pub language: Option<Language>,
    /// A form that is being filled in over several messages.
    pub dialog: Option<Dialog>,
    /// Since when the person wants no messages but answers to their own.
    pub silent_since: Option<Instant>,
    /// The letters that the person asked for.
    pub letters: Option<Letters>,
    /// How often it changed; what [`Permits::handle_after`](crate::Permits::handle_after) compares.
    pub version: i64,
}

/// In which letters somebody wants to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Letters {
    /// Those of the language.
    Native,
    /// Latin ones.
    Latin,
}

impl Letters {
    /// As it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Latin => "latin",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::Native, Self::Latin].into_iter().find(|letters| letters.as_str() == text)
    }
}

/// A form that is being filled in over several messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialog {
    /// Which form.
    pub form: String,
    /// Whose form.
    pub regime: RegimeId,
    /// What was said so far, by field.
    pub collected: BTreeMap<String, Secret>,
    /// From when on it is forgotten.
    pub expires_at: Instant,
}

/// The answer to a message.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What came of it. For a message that was delivered again: what came of it then, unless that has been purged.
    pub effect: Option<Effect>,
    /// The words for the sender, already queued for delivery.
    pub reply: Option<Outgoing>,
    /// Whether the message had been answered before.
    pub repeated: bool,
}

/// A message to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its name: that of the message that it answers.
    pub id: MessageId,
    /// The source of the message that it answers: whose gateway carries it.
    pub source: String,
    /// Who gets it.
    pub to: PhoneNumber,
    /// The number that it comes from.
    pub from: ServiceNumber,
    /// What it says.
    pub text: Secret,
    /// How often it was handed out for delivery.
    pub attempts: u32,
    /// How many of the attempts may have sent it without anybody knowing.
    pub doubtful: u32,
    /// From when on it may be delivered: later than the message that it answers when it is held back.
    pub due: Instant,
    /// Until when it is the caller's who handed the message in, and of nobody who asks the queue.
    pub claimed_until: Option<Instant>,
    /// From when on it has lost its point.
    pub expires_at: Option<Instant>,
}
