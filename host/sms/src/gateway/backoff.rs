//! When to try again.

use domain::Instant;
use jiff::SignedDuration;

/// How long to wait after each failure: longer each time, and never quite the same, so that what failed together does not
/// come back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// After the first failure.
    pub first: SignedDuration,
    /// Never longer than this.
    pub longest: SignedDuration,
    /// After so many attempts the message is given up.
    pub attempts: u32,
}

impl Default for Backoff {
    /// Two seconds, then twice as long each time up to ten minutes; 14 attempts are about an hour, and a permit of three hours
    /// that arrives later than that has lost its use.
    fn default() -> Self {
        Self { first: SignedDuration::from_secs(2), longest: SignedDuration::from_mins(10), attempts: 14 }
    }
}

impl Backoff {
    /// When attempt number `attempts`, the first being 1, is followed by another; `None` when it was the last. Between half of
    /// the full time and all of it, as `entropy` says.
    #[must_use]
    pub fn after(&self, attempts: u32, at: Instant, entropy: u64) -> Option<Instant> {
        if attempts >= self.attempts {
            return None;
        }
        let doubled = 1i32.checked_shl(attempts.saturating_sub(1)).filter(|factor| *factor > 0).unwrap_or(i32::MAX);
        let full = self.first.checked_mul(doubled).unwrap_or(self.longest).min(self.longest);
        let millis = i64::try_from(full.as_millis()).unwrap_or(i64::MAX).max(1);
        let half = millis / 2;
        let spread = i64::try_from(entropy % u64::try_from(millis - half + 1).unwrap_or(1)).unwrap_or(0);
        at.checked_add(SignedDuration::from_millis(half + spread)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    #[test]
    fn longer_each_time_and_never_beyond() {
        let backoff = Backoff { first: SignedDuration::from_secs(2), longest: SignedDuration::from_secs(60), attempts: 9 };
        for (attempt, most) in [(1, 2), (2, 4), (3, 8), (4, 16), (5, 32), (6, 60), (8, 60)] {
            for entropy in [0, 1, 999, 12_345, u64::MAX] {
                let wait = backoff.after(attempt, at(1_000), entropy).unwrap().duration_since(at(1_000));
                assert!(wait >= SignedDuration::from_secs(most) / 2 && wait <= SignedDuration::from_secs(most), "{attempt} {wait}");
            }
        }
        assert_ne!(backoff.after(5, at(0), 1), backoff.after(5, at(0), 5_000));
        assert_eq!((backoff.after(9, at(0), 0), backoff.after(10, at(0), 0)), (None, None));
        assert!(Backoff { attempts: u32::MAX, ..backoff }.after(70, at(0), 7).is_some());
    }
}
