//! A limit on how often one peer may ask: a token bucket for each.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use domain::Instant;

/// How many peers are remembered. Above it the buckets that have filled up again are forgotten first; 32,768 entries of 40
/// bytes stay below two megabytes.
const REMEMBERED: usize = 32_768;

/// Token buckets: each peer may ask `burst` times at once, and then once in every `interval`. Cheap to clone; clones share
/// their buckets. Time is an input; when it goes back, a bucket waits from there.
#[derive(Debug)]
pub struct Limiter<P> {
    burst: u32,
    interval_ms: i64,
    buckets: Arc<Mutex<HashMap<P, Bucket>>>,
}

impl<P> Clone for Limiter<P> {
    fn clone(&self) -> Self {
        Self { burst: self.burst, interval_ms: self.interval_ms, buckets: Arc::clone(&self.buckets) }
    }
}

/// What is left, in milliseconds of `interval`, so that no fraction is lost.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    saved_ms: i64,
    at_ms: i64,
}

impl<P: Eq + Hash> Limiter<P> {
    /// `burst` asks at once, then `per_minute` in a minute. Both are at least one.
    #[must_use]
    pub fn new(burst: u32, per_minute: u32) -> Self {
        Self { burst: burst.max(1), interval_ms: 60_000 / i64::from(per_minute.clamp(1, 60_000)), buckets: Arc::default() }
    }

    /// Takes one from the peer's bucket.
    ///
    /// # Errors
    /// When it is empty: the number of seconds, at least one, after which it is worth asking again.
    pub fn take(&self, peer: P, at: Instant) -> Result<(), u64> {
        let now = at.as_millisecond();
        let full = i64::from(self.burst) * self.interval_ms;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&peer) {
            buckets.retain(|_, bucket| bucket.saved_ms.saturating_add(now - bucket.at_ms) < full);
            if buckets.len() >= REMEMBERED {
                // So many peers at once are one attacker; forgetting them all is fairer than refusing everybody.
                buckets.clear();
            }
        }
        let bucket = buckets.entry(peer).or_insert(Bucket { saved_ms: full, at_ms: now });
        bucket.saved_ms = bucket.saved_ms.saturating_add((now - bucket.at_ms).max(0)).min(full);
        bucket.at_ms = now;
        if bucket.saved_ms >= self.interval_ms {
            bucket.saved_ms -= self.interval_ms;
            return Ok(());
        }
        let missing = self.interval_ms - bucket.saved_ms;
        Err(u64::try_from(missing).unwrap_or(1).div_ceil(1000).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(second: i64) -> Instant {
        Instant::from_second(second).unwrap_or_default()
    }

    #[test]
    fn a_burst_and_then_one_in_each_interval() {
        let limiter = Limiter::new(3, 30);
        let took: Vec<bool> = [0, 0, 0, 0, 1, 2, 2, 4].map(|at| limiter.take("a", second(at)).is_ok()).into();
        assert_eq!(took, [true, true, true, false, false, true, false, true]);
        assert_eq!(limiter.take("a", second(4)), Err(2), "two seconds to the next");
        assert!(limiter.take("b", second(4)).is_ok(), "another peer has its own bucket");
    }

    #[test]
    fn a_full_bucket_holds_no_more_than_the_burst() {
        let limiter = Limiter::new(2, 60);
        let took: Vec<bool> = [0, 1_000_000, 1_000_000, 1_000_000].map(|at| limiter.take((), second(at)).is_ok()).into();
        assert_eq!(took, [true, true, true, false]);
    }

    #[test]
    fn time_that_goes_back_neither_fills_nor_locks() {
        let limiter = Limiter::new(1, 60);
        assert!(limiter.take((), second(1_000)).is_ok());
        assert_eq!(limiter.take((), second(0)), Err(1));
        assert!(limiter.take((), second(1)).is_ok());
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = Limiter::new(1, 1);
        for peer in 0..=REMEMBERED {
            assert!(limiter.take(peer, second(0)).is_ok());
        }
        let remembered = limiter.buckets.lock().map(|b| b.len()).unwrap_or_default();
        assert!(remembered <= REMEMBERED, "{remembered}");
    }
}
