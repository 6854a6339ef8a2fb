//! What an operator brings: messages, answered and then acknowledged; receipts, for the books.

use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::{Instant, Interval, PhoneNumber, Secret, ServiceNumber};
use futures_util::{FutureExt as _, StreamExt as _, future::BoxFuture, stream::FuturesUnordered};
use jiff::SignedDuration;
use permits::{Clock, Envelope, PartOf, PermitsError};
use smpp::{
    client::{Answer, Event},
    long::Part,
};
use tokio::sync::{mpsc, oneshot};

use super::{
    Bound,
    books::{Entry, Receipt},
    dispatch::Door,
};
use crate::{Carriage, Messages, message};

/// For how long the same words from the same telephone are the same message: longer than an SMSC waits for an answer before it sends again.
const SAME_FOR: SignedDuration = SignedDuration::from_secs(15);
/// What was received so long before a link was bound may not have been acknowledged on the one before; and for so long after that it may come
/// again.
const UNACKNOWLEDGED: SignedDuration = SignedDuration::from_mins(10);
/// How soon a message is tried again that failed for a reason that may be gone at once, such as a database that was restarted.
const ONCE_MORE: Duration = Duration::from_millis(300);

/// One operator's messages.
pub(super) struct Inbound {
    of: Arc<Brought>,
    books: mpsc::Sender<Entry>,
    /// Since when each link is bound.
    sessions: HashMap<u64, Instant>,
}

/// What every message needs on its way.
struct Brought {
    bound: Arc<Bound>,
    messages: Messages,
    door: Door,
    clock: Clock,
}

impl Inbound {
    pub(super) fn new(bound: Arc<Bound>, messages: Messages, door: Door, books: mpsc::Sender<Entry>, clock: Clock) -> Self {
        Self { of: Arc::new(Brought { bound, messages, door, clock }), books, sessions: HashMap::new() }
    }

    /// Until the links of the operator are closed, as `closed` tells, and everything that they brought is answered.
    pub(super) async fn run(mut self, mut events: mpsc::Receiver<Event>, mut closed: oneshot::Receiver<()>) {
        let mut answering: FuturesUnordered<BoxFuture<'static, ()>> = FuturesUnordered::new();
        let (mut open, mut bound) = (true, true);
        while open || !answering.is_empty() {
            tokio::select! {
                event = events.recv(), if open => match event {
                    Some(event) => answering.extend(self.take(event).await),
                    None => open = false,
                },
                Some(()) = answering.next() => {}
                // What they brought by then is taken still. They have no end of their own: whoever sends holds on to the operator.
                _ = &mut closed, if bound => {
                    bound = false;
                    events.close();
                }
            }
        }
    }

    /// What is left to be done about an event.
    async fn take(&mut self, event: Event) -> Option<BoxFuture<'static, ()>> {
        let operator = self.of.bound.name.clone();
        match event {
            Event::Message { from, to, text, id, session, part, problems, answer } => {
                if !problems.is_empty() {
                    metrics::counter!("exeat_smpp_problems_total", "operator" => operator.clone()).increment(1);
                    tracing::info!(operator, ?problems, "a message with something wrong about it was read all the same");
                }
                let (from, to) = match self.addressed(&from, &to) {
                    Ok(addressed) => addressed,
                    Err(why) => {
                        metrics::counter!("exeat_smpp_passed_over_total", "operator" => operator.clone(), "why" => why).increment(1);
                        tracing::debug!(operator, why, "a message is passed over");
                        answer.accept();
                        return None;
                    }
                };
                let at = (self.of.clock)();
                let message = message::Inbound { source: operator, id, from, to, text: Secret::new(text) };
                let unacknowledged = self.unacknowledged(session, at);
                let of = Arc::clone(&self.of);
                Some(match part {
                    None => of.whole(message, unacknowledged, at, answer).map(|_| ()).boxed(),
                    Some(part) => Box::pin(of.part(message, part, unacknowledged, at, answer)),
                })
            }
            Event::Receipt { id, state, error, answer, .. } => {
                let _ = self.books.send(Entry::Receipt(Receipt { carrier: operator, id, state, error, answer })).await;
                None
            }
            Event::Unreadable { problems, .. } => {
                metrics::counter!("exeat_smpp_passed_over_total", "operator" => operator.clone(), "why" => "unreadable").increment(1);
                tracing::warn!(operator, ?problems, "a message could not be read and is passed over");
                None
            }
        }
    }

    /// Between whom a message is; why not, in a word for metrics.
    fn addressed(&self, from: &str, to: &str) -> Result<(PhoneNumber, ServiceNumber), &'static str> {
        let from: PhoneNumber = from.parse().map_err(|_| "no_telephone")?;
        if !self.of.bound.hears.admit(from.as_str()) {
            return Err("not_heard");
        }
        Ok((from, to.parse().map_err(|_| "no_number")?))
    }

    /// When messages came that may come again over a link that was bound not long ago.
    fn unacknowledged(&mut self, session: u64, at: Instant) -> Option<Interval> {
        let bound_at = *self.sessions.entry(session).or_insert(at);
        if self.sessions.len() > 64 {
            self.sessions.retain(|other, _| session.abs_diff(*other) < 32);
        }
        if at.duration_since(bound_at) > UNACKNOWLEDGED {
            return None;
        }
        Interval::new(bound_at.checked_sub(UNACKNOWLEDGED).ok()?, bound_at).ok()
    }
}

impl Brought {
    /// A whole message. It has its place among the others of its telephone from this call on. `false` when the operator is to bring it again.
    fn whole(
        self: Arc<Self>,
        message: message::Inbound,
        unacknowledged: Option<Interval>,
        at: Instant,
        answer: Answer,
    ) -> BoxFuture<'static, bool> {
        let room = self.door.room(at);
        let claimed_until = room.as_ref().map(|(_, until)| *until);
        let carriage = Carriage { same_for: Some(SAME_FOR), unacknowledged, claimed_until, ..Carriage::default() };
        let received = self.messages.receive_with(message.clone(), carriage, at);
        Box::pin(async move {
            let received = match received.await {
                Ok(received) => Ok(received),
                Err(error) => self.once_more(&message, carriage, error).await,
            };
            match received {
                Ok(received) => {
                    answer.accept();
                    let reply = received.reply.filter(|reply| reply.claimed_until.is_some() && !received.repeated);
                    if let Some((reply, (room, _))) = reply.zip(room) {
                        self.door.send(message.source, reply, room);
                    }
                    true
                }
                Err(error) => self.failed(message, error, answer).await,
            }
        })
    }

    async fn once_more(
        &self,
        message: &message::Inbound,
        carriage: Carriage,
        error: PermitsError,
    ) -> Result<crate::Received, PermitsError> {
        if matches!(error, PermitsError::Overloaded | PermitsError::Stopping) {
            return Err(error);
        }
        tokio::time::sleep(ONCE_MORE).await;
        self.messages.receive_with(message.clone(), carriage, (self.clock)()).await
    }

    /// A message that can't be answered is kept, so that the operator need not bring it for ever; where that fails too, it is to bring it again.
    async fn failed(&self, message: message::Inbound, error: PermitsError, answer: Answer) -> bool {
        if error.is_temporary() {
            metrics::counter!("exeat_smpp_refused_total", "operator" => self.bound.name.clone()).increment(1);
            tracing::debug!(%error, "a message can't be answered now; the operator is to bring it again");
            answer.later();
            return false;
        }
        let envelope = envelope(message);
        match self.messages.permits().set_aside(&envelope, &error, (self.clock)()).await {
            Ok(()) => {
                answer.accept();
                true
            }
            Err(kept) => {
                metrics::counter!("exeat_smpp_refused_total", "operator" => self.bound.name.clone()).increment(1);
                tracing::warn!(%error, %kept, "a message could be neither answered nor kept; the operator is to bring it again");
                answer.later();
                false
            }
        }
    }

    /// A part of a long message: kept, and acknowledged; with the last one the whole is answered.
    async fn part(self: Arc<Self>, message: message::Inbound, part: Part, unacknowledged: Option<Interval>, at: Instant, answer: Answer) {
        let part = PartOf { reference: part.reference, number: part.number, total: part.total };
        let envelope = envelope(message.clone());
        match self.messages.permits().keep_part(&envelope, &part, at).await {
            Ok(None) => answer.accept(),
            Ok(Some(text)) => {
                let whole = message::Inbound { text, ..message };
                if !Arc::clone(&self).whole(whole, unacknowledged, at, answer).await {
                    return;
                }
                // What is not forgotten now is forgotten later.
                if let Err(error) = self.messages.permits().joined(&envelope, &part).await {
                    tracing::debug!(%error, "the parts of a message that was joined are kept for a while");
                }
            }
            Err(error) => {
                tracing::warn!(%error, "a part of a message can't be kept; the operator is to bring it again");
                answer.later();
            }
        }
    }
}

fn envelope(message: message::Inbound) -> Envelope {
    let message::Inbound { source, id, from, to, text } = message;
    Envelope { source, id, from: Some(from), to: Some(to), text }
}
