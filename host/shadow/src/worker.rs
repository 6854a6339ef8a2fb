//! The thread on which the shadow decides.

use std::{
    sync::{Arc, Weak, mpsc::Receiver},
    time::{Duration, Instant},
};

use difference::{Answer, Under, Witness, difference};
use engine::{DecideError, Fault};
use permits::{Environment, Otherwise, Record};

use crate::{Inner, Seen};

/// What the shadow decides with. It ends when nobody has the shadow any more.
pub struct Worker {
    shadow: Weak<Inner>,
    waiting: Receiver<Seen>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

/// A low priority: a thread of the host gets nine times the time of this one. The lowest of all would let no decision end in time on a
/// machine that is busy.
#[cfg(target_os = "linux")]
const LOW: i32 = 10;

/// How often a decision is tried that did not end in time because the thread did not run.
const TRIES: usize = 3;

impl Worker {
    pub(crate) fn new(shadow: Weak<Inner>, waiting: Receiver<Seen>) -> Self {
        Self { shadow, waiting }
    }

    /// Decides until the shadow is gone, on this thread, which gives way to every other.
    pub fn run(self) {
        // On Linux a priority is a thread's. Elsewhere it would be that of the whole host.
        #[cfg(target_os = "linux")]
        if let Err(error) = rustix::process::setpriority_process(None, LOW) {
            tracing::warn!(%error, "the shadow decides with the priority of everything else");
        }
        engine::Engine::prepare_thread();
        while let Ok(seen) = self.waiting.recv() {
            self.decide(&seen);
        }
    }

    /// Decides what waits now, and returns.
    pub fn catch_up(&self) {
        while let Ok(seen) = self.waiting.try_recv() {
            self.decide(&seen);
        }
    }

    fn decide(&self, seen: &Seen) {
        let Some(shadow) = self.shadow.upgrade() else { return };
        // Nobody waits for the lock while a policy computes.
        let Some(environment) = shadow.running().as_ref().map(|running| Arc::clone(&running.environment)) else { return };
        let Seen { environment: then, record } = seen;
        let said = asked(record, then, &environment);
        let mut running = shadow.running();
        // What was stopped or started anew meanwhile has nothing to do with this answer.
        let Some(running) = running.as_mut().filter(|running| Arc::ptr_eq(&running.environment, &environment)) else { return };
        let result = note(&mut running.report, record, said);
        result.into_iter().for_each(count);
    }
}

/// Asks, and asks again when an answer did not come in time although the thread hardly ran: that is not the candidate's doing.
fn asked(record: &Record, then: &Environment, other: &Environment) -> Otherwise {
    for _ in 0..TRIES {
        let (began, ran) = (Instant::now(), processor_time());
        let said = record.otherwise(then, other);
        let stood = (processor_time().saturating_sub(ran)) * 2 < began.elapsed();
        let late = |failure: &DecideError| matches!(failure.fault(), Some(Fault::Timeout { .. }));
        match &said {
            Otherwise::Ruled { failures, .. } if stood && failures.iter().any(late) => {}
            _ => return said,
        }
    }
    Otherwise::NotComparable(BUSY.to_owned())
}

/// How long the thread has run.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Where nobody says it, a thread that was late is taken to have run.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static BEGAN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed()
}

/// Why a decision could not be compared that nobody could make.
const BUSY: &str = "this machine was too busy";

/// Notes an answer, and says what it is counted as.
fn note(report: &mut difference::Report, record: &Record, said: Otherwise) -> Option<&'static str> {
    let (decision, failures) = match said {
        Otherwise::NothingRuled => return None,
        Otherwise::NotComparable(why) => {
            report.not_compared(&why);
            return Some("not_comparable");
        }
        Otherwise::Ruled { decision, failures } => (decision, failures),
    };
    if failures.iter().any(|failure| matches!(failure, DecideError::Busy { .. })) {
        report.not_compared(BUSY);
        return Some("not_comparable");
    }
    let old = Answer::Decided(record.decision.clone());
    let again = Answer::Decided(decision);
    let Some(kind) = difference(&old, &again) else {
        // Also where both fail: the person is referred by either.
        report.same();
        return Some("same");
    };
    // A failure is told as one, and not as the referral that it leads to.
    let failed = failures.first().map(|failure| Answer::Failed(failure.kind().to_owned()));
    let (new, kind, result) = match failed.and_then(|failed| Some((difference(&old, &failed)?, failed))) {
        Some((kind, failed)) => (failed, kind, "failed"),
        None => (again, kind, "different"),
    };
    let regimes: Vec<&str> = record.regimes.iter().map(|regime| regime.id.as_str()).collect();
    let under = record.regimes.iter().map(|regime| Under { regime: regime.id.clone(), facts: regime.facts.clone() }).collect();
    report.differs(&regimes.join(" + "), kind, Witness { request: record.request.clone(), under, old, new });
    Some(result)
}

pub(crate) fn count(result: &'static str) {
    metrics::counter!("exeat_shadow_total", "result" => result).increment(1);
}
