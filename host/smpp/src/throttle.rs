//! How fast segments go out, and when not at all. Pure: time is an input, as a length since whatever moment its user counts from.

use std::num::NonZeroU32;
use std::time::Duration;

/// A token bucket in segments per second.
#[derive(Clone, Debug)]
pub struct Throttle {
    /// Between two segments at the configured pace; nothing when there is none.
    interval: Duration,
    /// How far ahead of the pace one may be: a tenth of a second, so that no second carries much more than its share.
    ahead: Duration,
    /// When the last segment has used up its time.
    used: Duration,
    /// Before this nothing goes out.
    paused: Duration,
}

impl Throttle {
    /// At most so many segments in a second, or as many as there are.
    #[must_use]
    pub fn new(per_second: Option<NonZeroU32>) -> Self {
        let interval = per_second.map_or(Duration::ZERO, |rate| Duration::from_secs(1) / rate.get());
        let ahead = Duration::from_millis(100).saturating_sub(interval);
        Self { interval, ahead, used: Duration::ZERO, paused: Duration::ZERO }
    }

    /// Takes the room of `segments` at the moment `now`. More than there ever is at once is taken when the bucket is full, and paid back before the next.
    ///
    /// # Errors
    /// The moment at which to ask again; nothing was taken.
    pub fn take(&mut self, segments: u32, now: Duration) -> Result<(), Duration> {
        let earliest = self.used.saturating_sub(self.ahead).max(self.paused);
        if now < earliest {
            return Err(earliest);
        }
        self.used = self.used.max(now).saturating_add(self.interval.saturating_mul(segments));
        Ok(())
    }

    /// Lets nothing out before `until`. A pause is never made shorter.
    pub fn pause(&mut self, until: Duration) {
        self.paused = self.paused.max(until);
    }
}
