//! The shadow: another environment that decides what the one in force has decided already, on the same requests and facts. Nobody is
//! granted or refused anything by it, nobody waits for it, and what it does wrong reaches nobody. How it differs is a report.
//!
//! What may not live here: where the other environment comes from, how it is asked for, and a clock.

mod report;
mod worker;

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
    mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
};

use domain::Instant;
use permits::{Environment, Onlooker, Record};

pub use report::{Changed, ShadowReport};
pub use worker::Worker;

/// How many decisions may wait for the shadow: some seconds of a country's busiest hour. A record is a kilobyte or two.
pub const QUEUE: usize = 1024;

/// A decision that the shadow is to make again.
pub(crate) struct Seen {
    /// What decided.
    pub(crate) environment: Arc<Environment>,
    pub(crate) record: Record,
}

/// What decides beside the environment in force, when something does. Cheap to clone; every clone is the same.
#[derive(Clone)]
pub struct Shadow(Arc<Inner>);

pub(crate) struct Inner {
    looking: AtomicBool,
    dropped: AtomicU64,
    running: Mutex<Option<Running>>,
    queue: SyncSender<Seen>,
}

/// What decides now, and what was found out so far.
pub(crate) struct Running {
    pub(crate) environment: Arc<Environment>,
    pub(crate) report: difference::Report,
    since: Instant,
    renewed_at: Option<Instant>,
    not_renewed: Option<String>,
}

/// Says nothing of what it holds.
impl std::fmt::Debug for Shadow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shadow").field("looking", &self.is_looking()).finish_non_exhaustive()
    }
}

impl Shadow {
    /// One that does nothing yet, and the worker that has to be run on a thread of its own for it to do something. So many decisions may
    /// wait.
    #[must_use]
    pub fn new(queue: usize) -> (Self, Worker) {
        let (queue, waiting): (_, Receiver<Seen>) = sync_channel(queue);
        let inner = Inner { looking: AtomicBool::new(false), dropped: AtomicU64::new(0), running: Mutex::default(), queue };
        let shadow = Self(Arc::new(inner));
        let worker = Worker::new(Arc::downgrade(&shadow.0), waiting);
        (shadow, worker)
    }

    /// Lets an environment decide from now on, with an empty report. One that decided before has ended.
    pub fn start(&self, environment: Arc<Environment>, at: Instant) {
        let report = difference::Report::default();
        *self.running() = Some(Running { environment, report, since: at, renewed_at: None, not_renewed: None });
        self.0.dropped.store(0, Ordering::Relaxed);
        self.0.looking.store(true, Ordering::Relaxed);
    }

    /// Lets another environment go on in place of the one that decides: the same candidate, beside what is in force now. The report goes
    /// on, too. When it could not be built, `Err` with why: the one before goes on, and the report says so.
    pub fn renew(&self, environment: Result<Arc<Environment>, String>, at: Instant) {
        let mut running = self.running();
        let Some(running) = running.as_mut() else { return };
        match environment {
            Ok(environment) => {
                running.environment = environment;
                (running.renewed_at, running.not_renewed) = (Some(at), None);
            }
            Err(why) => running.not_renewed = Some(why),
        }
    }

    /// Ends it. What it found out is returned, and forgotten here. `None` when nothing decided.
    pub fn stop(&self, beside: &Environment) -> Option<ShadowReport> {
        self.0.looking.store(false, Ordering::Relaxed);
        let report = self.report(beside);
        *self.running() = None;
        report
    }

    /// What it has found out so far, beside what is in force. `None` when nothing decides.
    #[must_use]
    pub fn report(&self, beside: &Environment) -> Option<ShadowReport> {
        let running = self.running();
        let Running { environment, report, since, renewed_at, not_renewed } = running.as_ref()?;
        Some(ShadowReport {
            since: *since,
            renewed_at: *renewed_at,
            not_renewed: not_renewed.clone(),
            changed: report::changed(beside, environment),
            dropped: self.0.dropped.load(Ordering::Relaxed),
            differences: report.clone(),
        })
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.0.running()
    }
}

impl Inner {
    pub(crate) fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Onlooker for Shadow {
    fn is_looking(&self) -> bool {
        self.0.looking.load(Ordering::Relaxed)
    }

    fn decided(&self, environment: &Arc<Environment>, record: Record) {
        let seen = Seen { environment: Arc::clone(environment), record };
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) = self.0.queue.try_send(seen) {
            self.0.dropped.fetch_add(1, Ordering::Relaxed);
            worker::count("dropped");
        }
    }
}
