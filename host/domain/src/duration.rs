//! Lengths of time with their units.

use std::{fmt, str::FromStr};

use jiff::SignedDuration;

use crate::error::{Invalid, What, text_form};

/// A positive length of time, written with its units: `3h`, `90min`, `1h30min`, `10d`. A day is 24 hours; a rule that means
/// calendar days says so itself. Whole minutes, because no law of the field is finer, or whole seconds (`45s`) for time-outs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    seconds: u32,
}

const UNITS: [(&str, u32); 4] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];

impl Duration {
    /// One hour.
    pub const HOUR: Self = Self { seconds: 3_600 };

    /// # Errors
    /// When it is nothing, or longer than ten years.
    pub fn from_seconds(seconds: u32) -> Result<Self, Invalid> {
        match seconds {
            0 => Err(Invalid::new(What::Duration, "it must be longer than nothing")),
            1..=315_576_000 => Ok(Self { seconds }),
            _ => Err(Invalid::new(What::Duration, "it is longer than ten years")),
        }
    }

    /// In seconds.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.seconds
    }
}

impl From<Duration> for SignedDuration {
    fn from(duration: Duration) -> Self {
        Self::from_secs(i64::from(duration.seconds))
    }
}

impl From<Duration> for std::time::Duration {
    fn from(duration: Duration) -> Self {
        Self::from_secs(u64::from(duration.seconds))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.seconds;
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
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = || {
            Invalid::new(
                What::Duration,
                format!("`{text}` must be numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`, `45s`"),
            )
        };
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
        if rest.is_empty() && !text.is_empty() { Self::from_seconds(seconds) } else { Err(wrong()) }
    }
}

text_form!(
    Duration,
    "^([0-9]+d)?([0-9]+h)?([0-9]+min)?([0-9]+s)?$",
    "a length of time with units, such as `3h`, `90min`, `1h30min` or `10d`"
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            assert_eq!(text.parse::<Duration>().map(|d| d.seconds()), Ok(seconds), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_and_back(seconds in 1u32..315_576_000) {
            let duration = Duration::from_seconds(seconds);
            prop_assert_eq!(duration.clone().and_then(|d| d.to_string().parse::<Duration>()), duration);
        }
    }
}
