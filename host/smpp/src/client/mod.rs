//! An operator: an account at an SMSC, over one or more links that stay bound.
//!
//! What lives here: connecting and coming back, the window, the pace, what became of what was sent, and handing over what comes. What may not:
//! keeping anything. A message is acknowledged when its [`Answer`] says so, and the one who gives it has kept it by then.

mod backoff;
mod clock;
mod event;
mod inbound;
mod options;
mod queue;
mod session;
mod state;
mod submit;
mod supervise;
mod transport;

use std::fmt;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

use crate::throttle::Throttle;

pub use event::{Answer, Event};
pub use options::{Binds, Numbering, OperatorOptions, OptionsError, Tls, Unanswered};
pub use state::{LinkState, OperatorState};
pub use submit::{NotSent, Submit, SubmitError, Submitted};
pub use transport::{Connect, Connecting, Stream, Tcp, TlsError};

use queue::Queue;

/// A number from 0 to 1, another one each time: for delays that differ. Tests give one that does not.
pub type Chance = Arc<dyn Fn() -> f64 + Send + Sync>;

/// An operator that runs. Clones are the same operator; when the last one is dropped its links are closed at once.
#[derive(Clone)]
pub struct Operator {
    handle: Arc<Handle>,
}

impl fmt::Debug for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operator").field("options", &self.shared().options).finish_non_exhaustive()
    }
}

struct Handle {
    shared: Arc<Shared>,
    links: Mutex<Vec<JoinHandle<()>>>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.begin_stop(Duration::ZERO);
    }
}

/// What the links of an operator share.
struct Shared {
    options: OperatorOptions,
    connect: Box<dyn Connect>,
    chance: Chance,
    /// Times are lengths since then.
    began: Instant,
    queue: Mutex<Queue>,
    /// Room in the queue, one for each message.
    room: Semaphore,
    /// Wakes each link when there is something to send.
    wakes: Vec<Notify>,
    events: mpsc::Sender<Event>,
    state: watch::Sender<OperatorState>,
    /// Until when what is under way is waited for, once stopping was asked for.
    stop: watch::Sender<Option<Duration>>,
    sessions: AtomicU64,
    reference: AtomicU16,
}

impl Operator {
    /// Starts the links of an operator over TCP, with TLS where the options say so. What comes from the SMSC comes out of the receiver; while
    /// nobody takes it, at most the inbound window of each link waits there.
    ///
    /// Must be called within a tokio runtime.
    ///
    /// # Errors
    /// [`OptionsError`].
    pub fn start(options: OperatorOptions, chance: Chance) -> Result<(Self, mpsc::Receiver<Event>), OptionsError> {
        let connect = Tcp::new(options.tls.as_ref())?;
        Self::start_over(options, connect, chance)
    }

    /// Starts it over streams of another kind.
    ///
    /// # Errors
    /// [`OptionsError`].
    pub fn start_over(
        options: OperatorOptions,
        connect: impl Connect,
        chance: Chance,
    ) -> Result<(Self, mpsc::Receiver<Event>), OptionsError> {
        options.check()?;
        let kinds = std::iter::repeat_n(options.binds.kinds(), options.number_of_binds).flatten().copied().collect::<Vec<_>>();
        let (events, receiver) = mpsc::channel(options.inbound_window.saturating_mul(kinds.len()).min(Semaphore::MAX_PERMITS));
        let link = |kind| state::LinkState { kind, address: String::new(), session: None, problem: None };
        let shared = Arc::new(Shared {
            connect: Box::new(connect),
            began: Instant::now(),
            queue: Mutex::new(Queue::new(Throttle::new(options.throughput), options.throttle_hold)),
            room: Semaphore::new(options.queue.min(Semaphore::MAX_PERMITS)),
            wakes: kinds.iter().map(|_| Notify::new()).collect(),
            events,
            state: watch::Sender::new(OperatorState { links: kinds.iter().copied().map(link).collect() }),
            stop: watch::Sender::new(None),
            sessions: AtomicU64::new(0),
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "INVARIANT: from 0 to 65535")]
            reference: AtomicU16::new((chance().clamp(0.0, 1.0) * f64::from(u16::MAX)) as u16),
            options,
            chance,
        });
        let links = kinds.into_iter().enumerate();
        let links = links.map(|(index, kind)| tokio::spawn(supervise::supervise(Arc::clone(&shared), index, kind))).collect();
        Ok((Self { handle: Arc::new(Handle { shared, links: Mutex::new(links) }) }, receiver))
    }

    fn shared(&self) -> &Shared {
        &self.handle.shared
    }

    /// Sends a message and waits for its answer. Messages go out in the order in which this is called; when the queue is full it waits for room.
    /// When its future is dropped and nothing of the message was written yet, nothing will be.
    ///
    /// # Errors
    /// [`SubmitError`]; `ESME_RTHROTTLED` and `ESME_RMSGQFUL` are none, they hold the queue.
    pub async fn submit(&self, submit: Submit) -> Result<Submitted, SubmitError> {
        let shared = self.shared();
        let frames = submit::frames(&submit, &shared.options, shared.reference.fetch_add(1, Ordering::Relaxed))?;
        let limit = Instant::now() + shared.options.patience;
        let Ok(room) = timeout_at(limit, shared.room.acquire()).await else { return Err(SubmitError::NotSent(NotSent::Waited)) };
        let Ok(_room) = room else { return Err(SubmitError::NotSent(NotSent::Stopped)) };
        let (reply, mut answer) = oneshot::channel();
        let message = shared.queue().push(frames, reply);
        let _abandoned = Abandoned { shared, message };
        shared.wake();
        let answered = match timeout_at(limit, &mut answer).await {
            Ok(answered) => answered,
            Err(_) => {
                shared.queue().give_up(message, NotSent::Waited);
                answer.await
            }
        };
        answered.unwrap_or(Err(SubmitError::NotSent(NotSent::Stopped)))
    }

    /// Whether messages can be sent now.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.shared().state.borrow().is_up()
    }

    /// How its links are, now and whenever that changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<OperatorState> {
        self.shared().state.subscribe()
    }

    /// Stops it: gives back what was not sent, waits up to `limit` for what is under way and for the answers to what was handed over, unbinds,
    /// and returns when the links are closed.
    pub async fn stop(&self, limit: Duration) {
        self.shared().begin_stop(limit);
        let links = std::mem::take(&mut *self.handle.links.lock().unwrap_or_else(PoisonError::into_inner));
        for link in links {
            if let Err(error) = link.await {
                tracing::error!(%error, "a link ended badly");
            }
        }
    }
}

/// Takes a message out of the queue when nobody waits for it any more; does nothing once it was answered.
struct Abandoned<'a> {
    shared: &'a Shared,
    message: u64,
}

impl Drop for Abandoned<'_> {
    fn drop(&mut self) {
        self.shared.queue().abandon(self.message);
    }
}

impl Shared {
    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes all links: whichever has room takes what waits.
    fn wake(&self) {
        self.wakes.iter().for_each(Notify::notify_one);
    }

    /// Once [`wake`](Self::wake) was called since the last time.
    async fn woken(&self, index: usize) {
        match self.wakes.get(index) {
            Some(wake) => wake.notified().await,
            None => std::future::pending().await,
        }
    }

    fn next_session(&self) -> u64 {
        self.sessions.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn set(&self, index: usize, address: &str, session: Option<u64>, problem: Option<String>) {
        self.state.send_modify(|state| {
            if let Some(link) = state.links.get_mut(index) {
                address.clone_into(&mut link.address);
                (link.session, link.problem) = (session, problem);
            }
        });
    }

    fn begin_stop(&self, limit: Duration) {
        self.room.close();
        self.queue().stop();
        self.stop.send_replace(Some(self.now().saturating_add(limit)));
    }
}
