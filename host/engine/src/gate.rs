//! The gate before the pool: whoever wants an instance waits here for a slot, so that the pool itself is never exhausted.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

/// Counts free slots.
#[derive(Debug)]
pub(crate) struct Gate {
    free: Mutex<u32>,
    freed: Condvar,
    patience: Duration,
}

/// One slot, given back when dropped.
#[derive(Debug)]
pub(crate) struct Slot(Arc<Gate>);

impl Gate {
    pub(crate) fn new(slots: u32, patience: Duration) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(slots), freed: Condvar::new(), patience })
    }

    /// A slot, as soon as one is free; `None` when none was for as long as the host is willing to wait.
    pub(crate) fn enter(self: &Arc<Self>) -> Option<Slot> {
        // INVARIANT: nothing panics while the lock is held, so that a poisoned count is still right.
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut free, waited) =
            self.freed.wait_timeout_while(free, self.patience, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && *free == 0 {
            return None;
        }
        *free -= 1;
        Some(Slot(Arc::clone(self)))
    }

    /// How long somebody waits at most.
    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    #[cfg(test)]
    pub(crate) fn free(&self) -> u32 {
        *self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_counted_and_given_back() {
        let gate = Gate::new(2, Duration::ZERO);
        let (first, second) = (gate.enter(), gate.enter());
        assert!(first.is_some() && second.is_some());
        assert!(gate.enter().is_none());
        drop(first);
        assert!(gate.enter().is_some());
        drop(second);
        assert_eq!(gate.free(), 2);
    }

    #[test]
    fn who_waits_gets_the_slot_that_is_given_back() {
        let gate = Gate::new(1, Duration::from_secs(60));
        let slot = gate.enter();
        let waiting = std::thread::spawn({
            let gate = Arc::clone(&gate);
            move || gate.enter().is_some()
        });
        drop(slot);
        assert!(waiting.join().unwrap());
    }
}
