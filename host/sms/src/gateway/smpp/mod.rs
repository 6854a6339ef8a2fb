//! Operators over SMPP. What a citizen sends comes in and is acknowledged when it is stored; a reply goes out by whichever operator can carry
//! it, and what became of it is noted.
//!
//! What lives here: which operator carries what ([`Prefixes`]), and how events of the protocol become messages, replies and receipts. What may
//! not: the protocol itself, which is the crate `smpp`, and what a message says.
//!
//! A message is one of three things on its way: in the transaction that answers it, in the queue of an operator, or settled. When an operator's
//! queue has room, a reply goes there straight from its transaction and is nobody else's meanwhile; otherwise it waits in the database, from
//! where every node that is bound takes what it can send.

mod books;
mod dispatch;
mod inbound;
mod routes;

use std::{sync::Arc, time::Duration};

use domain::Instant;
use futures_util::future::join_all;
use jiff::SignedDuration;
use permits::{Clock, Entropy};
use smpp::client::{Chance, Event, Operator, OperatorOptions, OperatorState, OptionsError};
use tokio::sync::{mpsc, oneshot, watch};

pub use routes::Prefixes;

use crate::Messages;
use books::Books;
use dispatch::Dispatch;
use inbound::Inbound;

/// An operator, and what it carries.
#[derive(Debug, Clone)]
pub struct Carrier {
    /// Its name: what stored messages remember it by.
    pub name: String,
    /// How it is reached.
    pub options: OperatorOptions,
    /// The numbers to which it carries.
    pub carries: Prefixes,
    /// The numbers from which it takes messages; those of others are passed over without an answer.
    pub hears: Prefixes,
    /// Whether it is asked what became of each message.
    pub receipts: bool,
}

/// Operators that are bound, and stay so until they are told to stop.
pub struct Gateway {
    carriers: Vec<Arc<Bound>>,
    events: Vec<mpsc::Receiver<Event>>,
    messages: Messages,
    clock: Clock,
    entropy: Entropy,
}

/// An operator that runs.
struct Bound {
    name: String,
    operator: Operator,
    carries: Prefixes,
    hears: Prefixes,
    receipts: bool,
}

/// Why an operator can't be bound.
#[derive(Debug, thiserror::Error)]
#[error("operator `{name}`: {why}")]
pub struct CarrierError {
    name: String,
    #[source]
    why: OptionsError,
}

/// How long those who are told to stop may take to finish what is under way.
const GRACE: Duration = Duration::from_secs(10);
/// Beyond the time that an operator may take, what is noted of a message takes at most this.
const NOTING: Duration = Duration::from_secs(5);

impl Gateway {
    /// Begins to bind. Must be called within a tokio runtime.
    ///
    /// # Errors
    /// When an operator can't be bound with what is known of it; not when it can't be reached, which is tried again.
    pub fn start(messages: Messages, carriers: Vec<Carrier>, clock: Clock, entropy: Entropy) -> Result<Self, CarrierError> {
        let (mut bound, mut events) = (Vec::new(), Vec::new());
        let spread = Arc::clone(&entropy);
        #[expect(clippy::cast_precision_loss, reason = "a share, of which the last digits do not matter")]
        let chance: Chance = Arc::new(move || (spread() >> 11) as f64 / (1u64 << 53) as f64);
        for Carrier { name, options, carries, hears, receipts } in carriers {
            let started = Operator::start(options, Arc::clone(&chance));
            let (operator, received) = started.map_err(|why| CarrierError { name: name.clone(), why })?;
            bound.push(Arc::new(Bound { name, operator, carries, hears, receipts }));
            events.push(received);
        }
        Ok(Self { carriers: bound, events, messages, clock, entropy })
    }

    /// How each operator's links are, now and whenever that changes.
    #[must_use]
    pub fn states(&self) -> Vec<(String, watch::Receiver<OperatorState>)> {
        self.carriers.iter().map(|bound| (bound.name.clone(), bound.operator.state())).collect()
    }

    /// Carries messages until `cancelled` comes about; then what is under way is finished, and the links are unbound.
    pub async fn run(self, mut cancelled: watch::Receiver<bool>) {
        let Self { carriers, events, messages, clock, entropy } = self;
        let books = Books::open(messages.permits().clone(), Arc::clone(&clock));
        let dispatch = Dispatch::start(carriers.clone(), messages.permits().clone(), books.entries(), Arc::clone(&clock), entropy);
        let inbound = carriers.iter().zip(events).map(|(bound, events)| {
            let inbound = Inbound::new(Arc::clone(bound), messages.clone(), dispatch.door(), books.entries(), Arc::clone(&clock));
            let (close, closed) = oneshot::channel();
            (tokio::spawn(inbound.run(events, closed)), close)
        });
        let (inbound, close): (Vec<_>, Vec<_>) = inbound.unzip();
        drop(cancelled.wait_for(|cancelled| *cancelled).await);
        dispatch.stop_fetching();
        join_all(carriers.iter().map(|bound| bound.operator.stop(GRACE))).await;
        drop(carriers);
        for close in close {
            // One that is gone has nothing to close.
            let _ = close.send(());
        }
        for inbound in inbound {
            let _ = inbound.await;
        }
        dispatch.finish().await;
        books.close().await;
    }
}

/// How long a message that is handed to an operator is nobody else's: until it is known to be sent, or known not to be known.
fn lease(carriers: &[Arc<Bound>]) -> SignedDuration {
    let longest = carriers.iter().map(|bound| bound.operator.options().patience + bound.operator.options().response_timeout).max();
    SignedDuration::try_from(longest.unwrap_or_default() + NOTING).unwrap_or(SignedDuration::from_mins(5))
}

/// Later than an instant.
fn after(at: Instant, wait: SignedDuration) -> Instant {
    at.saturating_add(wait).unwrap_or(at)
}
