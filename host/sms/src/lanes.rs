//! Messages that wait to be answered, in lanes: those of one telephone in one lane, in the order in which they came.
//!
//! While one batch of a lane is answered the next one gathers, so that a batch is as large as there is need for. A lane is bounded.

use std::{
    collections::VecDeque,
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, PoisonError},
};

use domain::PhoneNumber;

/// The most that are answered at once: larger transactions cost each message the same and make all of them wait for the last.
const AT_ONCE: usize = 256;
/// The most that wait in a lane. Whoever brings more is told so; it is some seconds' worth.
const WAITING: usize = 4096;

/// Lanes of something that waits.
pub(crate) struct Lanes<T> {
    lanes: Vec<Arc<Lane<T>>>,
    hasher: RandomState,
}

struct Lane<T> {
    waiting: Mutex<Waiting<T>>,
}

struct Waiting<T> {
    queue: VecDeque<T>,
    /// Whether somebody takes from the queue until it is empty.
    busy: bool,
}

impl<T: Send + 'static> Lanes<T> {
    /// So many lanes; at least one.
    pub(crate) fn new(lanes: usize) -> Self {
        let lane = || Arc::new(Lane { waiting: Mutex::new(Waiting { queue: VecDeque::new(), busy: false }) });
        Self { lanes: std::iter::repeat_with(lane).take(lanes.max(1)).collect(), hasher: RandomState::new() }
    }

    /// Puts something into the lane of a telephone, and has it worked off with what else waits there. Gives it back when the lane is full.
    pub(crate) fn put<W, F>(&self, phone: &PhoneNumber, item: T, work: W) -> Result<(), T>
    where
        W: Fn(Vec<T>) -> F + Send + 'static,
        F: Future<Output = ()> + Send,
    {
        let place = self.hasher.hash_one(phone.as_str()) % self.lanes.len() as u64;
        let Some(lane) = usize::try_from(place).ok().and_then(|place| self.lanes.get(place)) else { return Err(item) };
        let idle = {
            let mut waiting = lane.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.queue.len() >= WAITING {
                return Err(item);
            }
            waiting.queue.push_back(item);
            !std::mem::replace(&mut waiting.busy, true)
        };
        if idle {
            let lane = Arc::clone(lane);
            // Away from whoever brought it: one who goes away takes nothing from the others.
            tokio::spawn(async move {
                let idle = Idle(&lane);
                while let Some(batch) = idle.next() {
                    work(batch).await;
                }
            });
        }
        Ok(())
    }
}

/// Lets the lane be taken up again, however the work ends.
struct Idle<'l, T>(&'l Lane<T>);

impl<T> Idle<'_, T> {
    fn next(&self) -> Option<Vec<T>> {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let many = waiting.queue.len().min(AT_ONCE);
        waiting.busy = many > 0;
        (many > 0).then(|| waiting.queue.drain(..many).collect())
    }
}

impl<T> Drop for Idle<'_, T> {
    fn drop(&mut self) {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner).busy = false;
    }
}
