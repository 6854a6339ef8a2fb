//! Replies on their way to operators: from the transaction that made them, or from the queue in the database.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{Instant, PhoneNumber, Secret, ServiceNumber};
use futures_util::{StreamExt as _, stream::FuturesUnordered};
use jiff::SignedDuration;
use permits::{Clock, Entropy, Fate, MessageId, Outgoing, Permits};
use smpp::{
    client::{Submit, SubmitError, Submitted},
    pdu::Class,
    receipt,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    task::JoinHandle,
};

use super::{Bound, after, books::Entry, lease, routes::order};
use crate::{Reply, gateway::Backoff};

/// How often the queue in the database is looked at: for what was held back, what failed, and what other nodes left.
const FETCH: Duration = Duration::from_millis(250);
/// The most that is taken from it at once.
const FETCHED: u32 = 256;
/// How soon a reply is tried again that no operator could take.
const NO_CARRIER: SignedDuration = SignedDuration::from_secs(2);
/// SMPP counts for how long a message may be tried in seconds.
const LONGEST_VALID: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A reply, and its room in the operators' queues.
struct Parcel {
    id: MessageId,
    source: String,
    to: PhoneNumber,
    from: ServiceNumber,
    text: Secret,
    attempts: u32,
    expires_at: Option<Instant>,
    _room: OwnedSemaphorePermit,
}

/// Where a gateway asks for room before a message is answered, and hands its reply over after.
#[derive(Clone)]
pub(super) struct Door {
    room: Arc<Semaphore>,
    parcels: mpsc::UnboundedSender<Parcel>,
    lease: SignedDuration,
}

/// Room for one reply.
pub(super) struct Room(OwnedSemaphorePermit);

impl Door {
    /// Room for the reply to a message, and until when the reply is ours then; none, when the reply has to wait in the database.
    pub(super) fn room(&self, at: Instant) -> Option<(Room, Instant)> {
        let room = Arc::clone(&self.room).try_acquire_owned().ok()?;
        Some((Room(room), after(at, self.lease)))
    }

    /// Sends a reply for which there is room.
    pub(super) fn send(&self, source: String, reply: Reply, Room(room): Room) {
        let Reply { id, to, from, text, expires_at, .. } = reply;
        // INVARIANT: bounded by the room.
        let _ = self.parcels.send(Parcel { id, source, to, from, text, attempts: 1, expires_at, _room: room });
    }
}

/// What sends replies.
pub(super) struct Dispatch {
    door: Door,
    fetching: JoinHandle<()>,
    sending: JoinHandle<()>,
    stopping: Arc<AtomicBool>,
}

/// What every reply that is sent needs.
struct Way {
    carriers: Vec<Arc<Bound>>,
    books: mpsc::Sender<Entry>,
    clock: Clock,
    entropy: Entropy,
    backoff: Backoff,
}

impl Dispatch {
    pub(super) fn start(carriers: Vec<Arc<Bound>>, permits: Permits, books: mpsc::Sender<Entry>, clock: Clock, entropy: Entropy) -> Self {
        let (parcels, received) = mpsc::unbounded_channel();
        let room: usize = carriers.iter().map(|bound| bound.operator.options().queue).sum();
        let door = Door { room: Arc::new(Semaphore::new(room.min(Semaphore::MAX_PERMITS))), parcels, lease: lease(&carriers) };
        let stopping = Arc::new(AtomicBool::new(false));
        let fetch = fetch(carriers.clone(), permits, door.clone(), Arc::clone(&clock), Arc::clone(&stopping));
        let way = Way { carriers, books, clock, entropy, backoff: Backoff::default() };
        Self { door, fetching: tokio::spawn(fetch), sending: tokio::spawn(way.send_all(received)), stopping }
    }

    pub(super) fn door(&self) -> Door {
        self.door.clone()
    }

    /// Takes nothing more from the database.
    pub(super) fn stop_fetching(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Waits until everything that was handed over is settled. Every other door must be gone.
    pub(super) async fn finish(self) {
        let Self { door, fetching, sending, .. } = self;
        let _ = fetching.await;
        drop(door);
        let _ = sending.await;
    }
}

/// Takes from the queue in the database what there is room for.
async fn fetch(carriers: Vec<Arc<Bound>>, permits: Permits, door: Door, clock: Clock, stopping: Arc<AtomicBool>) {
    let mut ticks = tokio::time::interval(FETCH);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let sources: Vec<&str> = carriers.iter().map(|bound| bound.name.as_str()).collect();
    loop {
        ticks.tick().await;
        while !stopping.load(Ordering::Relaxed) && carriers.iter().any(|bound| bound.operator.is_up()) {
            let limit = u32::try_from(door.room.available_permits()).unwrap_or(u32::MAX).min(FETCHED);
            if limit == 0 {
                break;
            }
            let due = match permits.due_for(&sources, clock(), door.lease, limit).await {
                Ok(due) => due,
                Err(error) => {
                    tracing::warn!(%error, "the queue of replies can't be read");
                    break;
                }
            };
            let all = due.len() < limit as usize;
            for outgoing in due {
                let Ok(room) = Arc::clone(&door.room).acquire_owned().await else { return };
                let Outgoing { id, source, to, from, text, attempts, expires_at, .. } = outgoing;
                let _ = door.parcels.send(Parcel { id, source, to, from, text, attempts, expires_at, _room: room });
            }
            if all {
                break;
            }
        }
        if stopping.load(Ordering::Relaxed) {
            return;
        }
    }
}

impl Way {
    /// Sends parcels in the order in which they come, many at a time.
    async fn send_all(self, mut parcels: mpsc::UnboundedReceiver<Parcel>) {
        let mut sending = FuturesUnordered::new();
        let mut open = true;
        while open || !sending.is_empty() {
            tokio::select! {
                parcel = parcels.recv(), if open => match parcel {
                    Some(parcel) => sending.push(self.send(parcel)),
                    None => open = false,
                },
                Some(()) = sending.next() => {}
            }
        }
    }

    async fn send(&self, parcel: Parcel) {
        let fate = self.fate(&parcel).await;
        let word = match &fate {
            Fate::Sent { .. } | Fate::Delivered => "sent",
            Fate::NotSent(_) => "postponed",
            Fate::MayBeSent(_) => "uncertain",
            Fate::Failed(_) => "given_up",
            Fate::Expired => "expired",
        };
        metrics::counter!("exeat_sms_deliveries_total", "result" => word).increment(1);
        let _ = self.books.send(Entry::Fate(parcel.id, fate)).await;
    }

    /// Tries one operator after the other, as long as nothing of the message can have been sent.
    async fn fate(&self, parcel: &Parcel) -> Fate {
        let mut refused = None;
        for bound in order(&self.carriers, &parcel.source, parcel.to.as_str()) {
            if !bound.operator.is_up() {
                break;
            }
            let at = (self.clock)();
            let Some(valid_for) = self.valid_for(parcel, at) else { return Fate::Expired };
            let submit = Submit {
                from: parcel.from.as_str().to_owned(),
                to: parcel.to.as_str().to_owned(),
                text: parcel.text.reveal().to_owned(),
                receipt: bound.receipts,
                valid_for,
            };
            match bound.operator.submit(submit).await {
                Ok(Submitted { ids }) => {
                    // The last segment is the one that a receipt is asked for.
                    let id = ids.last().filter(|_| bound.receipts).and_then(receipt::MessageId::new);
                    return Fate::Sent { carrier: bound.name.clone(), id: id.map(|id| id.key()) };
                }
                Err(SubmitError::NotSent(_)) => {}
                Err(SubmitError::MaybeSent { .. }) => return Fate::MayBeSent((self.clock)()),
                Err(SubmitError::Refused { status, class, ids }) => {
                    tracing::warn!(message = %parcel.id, operator = bound.name, %status, to = ?parcel.to, "an operator refused a message");
                    if ids.iter().any(Option::is_some) || class == Class::Permanent {
                        return Fate::Failed(format!("{} refused it: {status}", bound.name));
                    }
                    refused = Some(status);
                }
                Err(error @ (SubmitError::TooLong(_) | SubmitError::Encode(_))) => return Fate::Failed(error.to_string()),
            }
        }
        let at = (self.clock)();
        match refused {
            None => Fate::NotSent(after(at, NO_CARRIER)),
            Some(status) => match self.backoff.after(parcel.attempts.max(1), at, (self.entropy)()) {
                Some(again) => Fate::NotSent(again),
                None => Fate::Failed(format!("refused {} times, the last time: {status}", parcel.attempts)),
            },
        }
    }

    /// For how long the operator may try; `None` when it is over.
    fn valid_for(&self, parcel: &Parcel, at: Instant) -> Option<Option<Duration>> {
        let Some(expires_at) = parcel.expires_at else { return Some(None) };
        let left = expires_at.duration_since(at);
        if left <= SignedDuration::ZERO {
            return None;
        }
        Some(Duration::try_from(left.min(LONGEST_VALID)).ok())
    }
}
