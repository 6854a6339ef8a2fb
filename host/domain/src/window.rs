//! Daily windows of local time, and the validity of a permit.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    error::{Invalid, What, text_form},
    interval::Interval,
};

/// A window of local time that returns every day, half-open, and may cross midnight: `21:00-06:00`. To the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DailyWindow {
    from: u16,
    until: u16,
}

const DAY: u16 = 24 * 60;

impl DailyWindow {
    /// From minute `from` of the local day until minute `until`, which is the next day's when it is not later.
    ///
    /// # Errors
    /// When a minute lies outside the day, or both are the same.
    pub fn from_minutes(from: u16, until: u16) -> Result<Self, Invalid> {
        if from >= DAY || until > DAY {
            return Err(Invalid::new(What::DailyWindow, "a day goes from 00:00 to 24:00"));
        }
        if from == until || (from == 0 && until == DAY) {
            return Err(Invalid::new(What::DailyWindow, "it must leave out some part of the day and hold another"));
        }
        Ok(Self { from, until: until % DAY })
    }

    /// The first minute of the local day that belongs to it.
    #[must_use]
    pub fn from_minute(&self) -> u16 {
        self.from
    }

    /// The first minute of the local day that no longer belongs to it.
    #[must_use]
    pub fn until_minute(&self) -> u16 {
        self.until
    }

    /// Whether it goes on after midnight.
    #[must_use]
    pub fn crosses_midnight(&self) -> bool {
        self.until <= self.from && self.until != 0
    }

    /// Whether a local time of day belongs to it.
    #[must_use]
    pub fn contains(&self, time: Time) -> bool {
        let minute = u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
        if self.from < self.until { (self.from..self.until).contains(&minute) } else { minute >= self.from || minute < self.until }
    }
}

impl fmt::Display for DailyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from, self.until);
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

impl FromStr for DailyWindow {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let minutes = |part: &str| {
            let (hour, minute) = part.trim().split_once(':')?;
            if hour.len() != 2 || minute.len() != 2 {
                return None;
            }
            let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
            (minute < 60).then_some(hour * 60 + minute)
        };
        text.split_once('-')
            .and_then(|(from, until)| Some((minutes(from)?, minutes(until)?)))
            .ok_or_else(|| Invalid::new(What::DailyWindow, format!("`{text}` must look like `21:00-06:00`")))
            .and_then(|(from, until)| Self::from_minutes(from, until))
    }
}

text_form!(
    DailyWindow,
    "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    "a daily window of local time, such as `21:00-06:00`"
);

/// When a permit is good: an interval, optionally only within a daily window of local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validity {
    /// The whole span.
    pub interval: Interval,
    /// The part of each local day that counts; all of it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily: Option<DailyWindow>,
}

impl Validity {
    /// Whether it is good at `at`, where the local day is `zone`'s.
    #[must_use]
    pub fn contains(&self, at: Timestamp, zone: &TimeZone) -> bool {
        self.interval.contains(at) && self.daily.is_none_or(|daily| daily.contains(zone.to_datetime(at).time()))
    }

    /// What both allow. Two different daily windows keep the narrower where one holds the other; otherwise nothing is
    /// granted, since one window cannot say both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let interval = self.interval.intersect(&other.interval)?;
        let daily = match (self.daily, other.daily) {
            (None, daily) | (daily, None) => daily,
            (Some(a), Some(b)) => Some(a.intersect(&b)?),
        };
        Some(Self { interval, daily })
    }
}

impl DailyWindow {
    /// The window that holds exactly what both hold, where one window can say it.
    fn intersect(&self, other: &Self) -> Option<Self> {
        let spans = |w: &Self| if w.from < w.until { vec![(w.from, w.until)] } else { vec![(0, w.until), (w.from, DAY)] };
        let mut parts: Vec<(u16, u16)> = Vec::new();
        for (a, b) in spans(self) {
            for (c, d) in spans(other) {
                let (from, until) = (a.max(c), b.min(d));
                if from < until {
                    parts.push((from, until));
                }
            }
        }
        parts.sort_unstable();
        match parts.as_slice() {
            [(from, until)] => Self::from_minutes(*from, *until).ok(),
            [(0, until), (from, DAY)] => Self::from_minutes(*from, *until).ok(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn window(text: &str) -> DailyWindow {
        text.parse().unwrap_or(DailyWindow { from: 0, until: 1 })
    }

    fn time(minute: u16) -> Time {
        Time::new((minute / 60) as i8, (minute % 60) as i8, 0, 0).unwrap_or_default()
    }

    #[test]
    fn a_curfew_crosses_midnight() {
        let curfew = window("21:00-06:00");
        assert!(curfew.crosses_midnight());
        for (minute, inside) in [(21 * 60, true), (23 * 60 + 59, true), (0, true), (359, true), (360, false), (1259, false)] {
            assert_eq!(curfew.contains(time(minute)), inside, "{minute}");
        }
        assert_eq!(curfew.to_string(), "21:00-06:00");
    }

    #[test]
    fn a_window_until_midnight_is_written_both_ways() {
        assert_eq!(window("18:00-24:00"), window("18:00-00:00"));
        assert!(!window("18:00-24:00").crosses_midnight());
    }

    #[test]
    fn wrong_windows_are_refused() {
        for bad in ["", "21:00", "21-06", "25:00-06:00", "21:00-21:00", "00:00-24:00", "9:00-10:00", "21:60-22:00"] {
            assert!(bad.parse::<DailyWindow>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn intersection_never_widens(a in 0..DAY, b in 0..DAY, c in 0..DAY, d in 0..DAY, minute in 0..DAY) {
            if let (Ok(x), Ok(y)) = (DailyWindow::from_minutes(a, b), DailyWindow::from_minutes(c, d)) {
                prop_assert_eq!(x.intersect(&y), y.intersect(&x));
                if let Some(both) = x.intersect(&y) {
                    prop_assert_eq!(both.contains(time(minute)), x.contains(time(minute)) && y.contains(time(minute)));
                }
            }
        }
    }
}
