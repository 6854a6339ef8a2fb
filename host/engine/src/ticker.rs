//! The thread that measures time for the plugins: it moves the epoch of the engines on, every millisecond, whether anything
//! runs or not.
//!
//! A ticker that sleeps while nothing needs it misses the plugin that starts next; a thousand wake-ups a second cost less than
//! a thousandth of one core.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// How long one tick is. Deadlines are counted in these.
pub(crate) const TICK: Duration = Duration::from_millis(1);

/// A sleep that comes back late is made up for by this many ticks at most: a machine that was suspended for a minute must not
/// wake to sixty thousand ticks, which would stop every plugin in the middle of its first instruction.
const MOST_AT_ONCE: u32 = 2;

/// Ends the thread when dropped.
#[derive(Debug)]
pub(crate) struct Ticker {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    pub(crate) fn start(engines: Vec<wasmtime::Engine>) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("plugin-time".into()).spawn(move || {
            let mut due = Instant::now();
            while !stopped.load(Ordering::Relaxed) {
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                let now = Instant::now();
                for _ in 0..MOST_AT_ONCE {
                    if due > now {
                        break;
                    }
                    due += TICK;
                    engines.iter().for_each(wasmtime::Engine::increment_epoch);
                }
                due = due.max(now);
            }
        })?;
        Ok(Self { stop, thread: Some(thread) })
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It sleeps for one tick at most and cannot panic.
            let _ = thread.join();
        }
    }
}

/// How many ticks a deadline has; at least one.
pub(crate) fn ticks(limit: Duration) -> u64 {
    u64::try_from(limit.as_nanos().div_ceil(TICK.as_nanos())).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_rounded_up_to_ticks() {
        for (micros, expected) in [(0, 1), (1, 1), (1_000, 1), (1_001, 2), (5_000, 5)] {
            assert_eq!(ticks(Duration::from_micros(micros)), expected, "{micros}");
        }
    }
    #[test]
    fn the_thread_ends_with_its_owner() {
        let ticker = Ticker::start(vec![wasmtime::Engine::default()]).unwrap();
        let stop = Arc::clone(&ticker.stop);
        assert_eq!(Arc::strong_count(&stop), 3);
        drop(ticker);
        assert_eq!(Arc::strong_count(&stop), 1);
    }
}
