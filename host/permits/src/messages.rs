//! Messages as an operator of the host reads them: what came in, and what became of the reply. Numbers are masked, and words are not told.

use domain::{Instant, PhoneNumber, ServiceNumber};
use store::query::{
    messages::{self, Message, Outcoming, Which},
    outbox::State,
};

use crate::{Permits, error::PermitsError, noted::Noted, record::MessageId};

/// What is known of a message, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageState {
    /// It is stored, and could not be decided on yet; it is tried again.
    Received,
    /// It is decided on, and nothing is to be said.
    Decided,
    /// The reply waits for its turn, or somebody is just sending it.
    Queued,
    /// A carrier took the reply.
    Sent,
    /// Nobody knows whether a carrier took the reply; it is sent again.
    MayHaveBeenSent,
    /// The telephone has the reply, or the gateway took it in the answer to its own request.
    Delivered,
    /// The reply was given up.
    Failed,
    /// The reply lost its point before it could be sent.
    Expired,
}

impl MessageState {
    /// Every state, in the order in which a message comes to them.
    pub const ALL: [Self; 8] =
        [Self::Received, Self::Decided, Self::Queued, Self::Sent, Self::MayHaveBeenSent, Self::Delivered, Self::Failed, Self::Expired];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Decided => "decided",
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::MayHaveBeenSent => "may-have-been-sent",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    /// From its name.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// As the queue has it; nothing of what is not in it.
    fn queue(self) -> &'static [State] {
        match self {
            Self::Received | Self::Decided => &[],
            Self::Queued => &[State::Queued, State::Sending],
            Self::Sent => &[State::Sent],
            Self::MayHaveBeenSent => &[State::Uncertain, State::Sending],
            Self::Delivered => &[State::Delivered],
            Self::Failed => &[State::Failed],
            Self::Expired => &[State::Expired],
        }
    }
}

/// A message.
#[derive(Debug, Clone)]
pub struct MessageView {
    /// Its name.
    pub name: MessageId,
    /// What is known of it.
    pub state: MessageState,
    /// Who brought it, or carries it.
    pub source: String,
    /// When it was received; when it was queued, if it answers none.
    pub at: Instant,
    /// The gateway's own identifier.
    pub message_id: Option<String>,
    /// What came of it, such as `applied`; nothing while it waits to be decided on.
    pub effect: Option<String>,
    /// Why it could not be decided on yet, or was given up.
    pub error: Option<String>,
    /// How often deciding on it was tried.
    pub tries: u32,
    /// The reply.
    pub reply: Option<ReplyView>,
}

/// What is known of a reply.
#[derive(Debug, Clone)]
pub struct ReplyView {
    /// Who gets it. Its `Debug` and [`masked`](PhoneNumber::masked) forms hide most of it.
    pub to: PhoneNumber,
    /// The number that it comes from.
    pub from: ServiceNumber,
    /// How often it was handed out.
    pub attempts: u32,
    /// How many of the attempts may have sent it without anybody knowing.
    pub doubtful: u32,
    /// When it is tried next, while it waits.
    pub next_at: Option<Instant>,
    /// From when on it has lost its point.
    pub expires_at: Option<Instant>,
    /// Who took it.
    pub carrier: Option<String>,
    /// That one's identifier of it.
    pub carrier_id: Option<String>,
    /// When it was taken.
    pub sent_at: Option<Instant>,
    /// When the telephone had it.
    pub delivered_at: Option<Instant>,
}

impl Permits {
    /// Messages, the latest first: all of them, or those in one of some states. `before` names the one to go on after.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn messages(
        &self,
        states: &[MessageState],
        before: Option<MessageId>,
        at: Instant,
        limit: u32,
    ) -> Result<Vec<MessageView>, PermitsError> {
        let which = Which {
            before: before.map(|name| name.to_string()),
            undecided: states == [MessageState::Received],
            states: states.iter().flat_map(|state| state.queue()).copied().collect(),
        };
        let mut views = Vec::new();
        for message in messages::latest(&self.inner.store.db(), &which, limit).await? {
            let view = self.view(message, at)?;
            views.extend(Some(view).filter(|view| states.is_empty() || states.contains(&view.state)));
        }
        Ok(views)
    }

    /// One message.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn message(&self, name: MessageId, at: Instant) -> Result<Option<MessageView>, PermitsError> {
        let found = messages::by_id(&self.inner.store.db(), &name.to_string()).await?;
        found.map(|message| self.view(message, at)).transpose()
    }

    /// How many messages are in which state, of those that came since an instant.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn message_counts(&self, since: Instant) -> Result<Vec<(MessageState, u64)>, PermitsError> {
        let (received, replies) = messages::counts(&self.inner.store.db(), since).await?;
        let counted = MessageState::ALL.into_iter().map(|state| {
            let of = |stored: State| replies.iter().filter(move |(other, _)| *other == stored).map(|(_, count)| count).sum::<u64>();
            let count = match state {
                MessageState::Received => received,
                MessageState::MayHaveBeenSent => of(State::Uncertain),
                state => state.queue().iter().map(|stored| of(*stored)).sum(),
            };
            (state, count)
        });
        Ok(counted.filter(|(_, count)| *count > 0).collect())
    }

    fn view(&self, message: Message, at: Instant) -> Result<MessageView, PermitsError> {
        let Message { id, incoming, outgoing } = message;
        let name: MessageId = id.parse().map_err(|_| store::StoreError::Corrupt("the name of a message"))?;
        let effect = incoming.as_ref().and_then(|incoming| incoming.effect.as_deref()).map(Noted::read).transpose()?;
        let state = match (&incoming, &outgoing) {
            (_, Some(outgoing)) => state(outgoing, at),
            (Some(incoming), None) if incoming.effect.is_none() => MessageState::Received,
            _ => MessageState::Decided,
        };
        let since = incoming.as_ref().map(|incoming| incoming.received_at).or(outgoing.as_ref().map(|outgoing| outgoing.created_at));
        let source = incoming.as_ref().map(|incoming| &incoming.source).or(outgoing.as_ref().map(|outgoing| &outgoing.source));
        Ok(MessageView {
            name,
            state,
            source: source.cloned().unwrap_or_default(),
            at: since.unwrap_or(at),
            message_id: incoming.as_ref().and_then(|incoming| incoming.message_id.clone()),
            effect: effect.map(|effect| effect.word().to_owned()),
            error: incoming.as_ref().and_then(|incoming| incoming.error.clone()).or(outgoing.as_ref().and_then(|out| out.error.clone())),
            tries: incoming.map_or(0, |incoming| incoming.attempts),
            reply: outgoing.map(|outgoing| self.reply(outgoing)).transpose()?,
        })
    }

    fn reply(&self, outgoing: Outcoming) -> Result<ReplyView, PermitsError> {
        let waits = matches!(outgoing.state, State::Queued | State::Sending | State::Uncertain);
        Ok(ReplyView {
            to: self.inner.vault.open_recipient(&outgoing.message, &outgoing.recipient)?,
            from: outgoing.sender,
            attempts: outgoing.attempts,
            doubtful: outgoing.doubtful,
            next_at: Some(outgoing.next_at).filter(|_| waits),
            expires_at: outgoing.expires_at,
            carrier: outgoing.carrier,
            carrier_id: outgoing.carrier_id,
            sent_at: outgoing.sent_at,
            delivered_at: outgoing.delivered_at,
        })
    }
}

/// Whoever was to send it has said nothing for longer than it was theirs: nobody knows.
fn state(outgoing: &Outcoming, at: Instant) -> MessageState {
    match outgoing.state {
        State::Sending if outgoing.next_at <= at => MessageState::MayHaveBeenSent,
        State::Queued | State::Sending => MessageState::Queued,
        State::Sent => MessageState::Sent,
        State::Uncertain => MessageState::MayHaveBeenSent,
        State::Delivered => MessageState::Delivered,
        State::Failed => MessageState::Failed,
        State::Expired => MessageState::Expired,
    }
}
