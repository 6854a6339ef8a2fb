//! Instants, lengths of time, and spans. No calendar here.

use std::{
    fmt,
    ops::{Add, Sub},
    str::FromStr,
};

use crate::policy::PolicyError;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// In milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn milliseconds(self) -> i64 {
        self.0
    }

    /// The span from here until `end`.
    ///
    /// # Errors
    /// When it would be empty.
    pub fn until(self, end: Self) -> Result<Interval, PolicyError> {
        Interval::new(self, end).ok_or_else(|| PolicyError::Internal("an empty interval".to_owned()))
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.milliseconds()))
    }
}

impl Sub<Duration> for Instant {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(duration.milliseconds()))
    }
}

/// A length of time in seconds. Its text form has units, largest first: `3h`, `90min`, `1h30min`, `10d`; a day is 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration(u32);

const UNITS: [(&str, u32); 4] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];

impl Duration {
    /// From seconds.
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds)
    }

    /// In seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// In milliseconds.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        i64::from(self.0) * 1_000
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut left = self.0;
        for (unit, seconds) in UNITS {
            if left >= seconds {
                write!(f, "{}{unit}", left / seconds)?;
                left %= seconds;
            }
        }
        Ok(())
    }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` must be numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`");
        let mut rest = text;
        let mut seconds = 0u32;
        for (unit, worth) in UNITS {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let word = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
            let (found, after) = after.split_at(word);
            if number.is_empty() || found != unit {
                continue;
            }
            let number: u32 = number.parse().map_err(|_| wrong())?;
            seconds = number.checked_mul(worth).and_then(|s| seconds.checked_add(s)).ok_or_else(wrong)?;
            rest = after;
        }
        if rest.is_empty() && seconds > 0 { Ok(Self(seconds)) } else { Err(wrong()) }
    }
}

/// Half-open and never empty: the start belongs to it, the end does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Instant,
    end: Instant,
}

impl Interval {
    /// `None` when `end` is not after `start`.
    #[must_use]
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first instant that belongs to it.
    #[must_use]
    pub fn start(&self) -> Instant {
        self.start
    }

    /// The first instant that no longer belongs to it.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.end
    }

    /// Whether an instant belongs to it.
    #[must_use]
    pub fn contains(&self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_its_unit_is_refused() {
        for bad in ["", "3", "h", "3 h", "3H", "10 days", "10ms", "3m", "0h", "30min1h", "1h1h", "-1h", "99999999999h", "4294967295d"] {
            assert!(bad.parse::<Duration>().is_err(), "{bad}");
        }
    }

    #[test]
    fn units_mean_what_they_say() {
        for (text, seconds) in [("3h", 10_800), ("90min", 5_400), ("1h30min", 5_400), ("10d", 864_000), ("45s", 45)] {
            let duration = text.parse::<Duration>();
            assert_eq!(duration.as_ref().map(|d| d.seconds()), Ok(seconds), "{text}");
        }
        assert_eq!(Duration::from_seconds(5_400).to_string(), "1h30min");
    }

    #[test]
    fn an_interval_is_half_open_and_never_empty() {
        let at = Instant::from_milliseconds;
        assert!(Interval::new(at(5), at(5)).is_none());
        let span = Interval::new(at(5), at(7)).unwrap();
        assert_eq!([4, 5, 6, 7].map(|ms| span.contains(at(ms))), [false, true, true, false]);
    }
}
