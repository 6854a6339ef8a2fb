//! Half-open intervals of instants.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::{Invalid, What};

/// `[start, end)`: the start belongs to it, the end does not. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Ends {
    start: Timestamp,
    end: Timestamp,
}

impl TryFrom<Ends> for Interval {
    type Error = Invalid;

    fn try_from(ends: Ends) -> Result<Self, Invalid> {
        Self::new(ends.start, ends.end)
    }
}

impl From<Interval> for Ends {
    fn from(interval: Interval) -> Self {
        Self { start: interval.start, end: interval.end }
    }
}

impl Interval {
    /// # Errors
    /// When `end` is not after `start`: an empty interval permits nothing and is always a mistake.
    pub fn new(start: Timestamp, end: Timestamp) -> Result<Self, Invalid> {
        if start < end {
            return Ok(Self { start, end });
        }
        Err(Invalid::new(What::Interval, format!("it ends at {end}, not after its start at {start}")))
    }

    /// The first instant that belongs to it.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// The first instant that no longer belongs to it.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        self.end
    }

    /// How long it lasts.
    #[must_use]
    pub fn length(&self) -> SignedDuration {
        self.end.duration_since(self.start)
    }

    /// Whether `at` belongs to it.
    #[must_use]
    pub fn contains(&self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether some instant belongs to both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What belongs to both, if anything does.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    #[test]
    fn an_empty_interval_is_refused() {
        assert!(Interval::new(at(5), at(5)).is_err());
        assert!(Interval::new(at(6), at(5)).is_err());
    }

    proptest! {
        #[test]
        fn intersection_holds_exactly_what_both_hold(a in 0..20i64, b in 0..20i64, c in 0..20i64, d in 0..20i64) {
            if let (Ok(x), Ok(y)) = (Interval::new(at(a), at(b)), Interval::new(at(c), at(d))) {
                let both = x.intersect(&y);
                prop_assert_eq!(both.is_some(), x.overlaps(&y));
                for second in 0..20 {
                    let inside = both.is_some_and(|i| i.contains(at(second)));
                    prop_assert_eq!(inside, x.contains(at(second)) && y.contains(at(second)));
                }
            }
        }
    }
}
