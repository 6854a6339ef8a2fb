//! Daily windows of local time.

use std::{fmt, str::FromStr};

const DAY: u16 = 24 * 60;

/// A window of local time that returns every day, to the minute, half-open; it crosses midnight when `until` is not after
/// `from`: `21:00-06:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DailyWindow {
    from: u16,
    until: u16,
}

impl DailyWindow {
    /// From minute `from` of the local day until minute `until`. `None` when one lies outside the day, or when it would hold
    /// all of the day or nothing.
    #[must_use]
    pub fn from_minutes(from: u16, until: u16) -> Option<Self> {
        let fits = from < DAY && until <= DAY && from != until % DAY;
        fits.then_some(Self { from, until: until % DAY })
    }

    /// The first minute of the local day that belongs to it.
    #[must_use]
    pub const fn from_minute(&self) -> u16 {
        self.from
    }

    /// The first minute of the local day that no longer belongs to it; 0 is midnight.
    #[must_use]
    pub const fn until_minute(&self) -> u16 {
        self.until
    }

    /// Whether a minute of the local day belongs to it.
    #[must_use]
    pub const fn contains(&self, minute: u16) -> bool {
        if self.from < self.until { self.from <= minute && minute < self.until } else { minute >= self.from || minute < self.until }
    }

    /// What it leaves out.
    #[must_use]
    pub const fn complement(&self) -> Self {
        Self { from: self.until, until: self.from }
    }

    /// Its parts within one local day, as minutes, ascending; the second is empty where there is only one.
    #[must_use]
    pub const fn parts(&self) -> [(u16, u16); 2] {
        match (self.from, self.until) {
            (from, 0) => [(from, DAY), (DAY, DAY)],
            (from, until) if from < until => [(from, until), (DAY, DAY)],
            (from, until) => [(0, until), (from, DAY)],
        }
    }

    /// The window that holds exactly what both hold. `None` when they share nothing, or what they share is two windows.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let mut shared: Vec<(u16, u16)> = Vec::new();
        for (a, b) in self.parts() {
            for (c, d) in other.parts() {
                let (from, until) = (a.max(c), b.min(d));
                if from < until {
                    shared.push((from, until));
                }
            }
        }
        shared.sort_unstable();
        match shared.as_slice() {
            [(from, until)] => Self::from_minutes(*from, *until),
            [(0, until), (from, DAY)] => Self::from_minutes(*from, *until),
            _ => None,
        }
    }
}

/// A minute of the local day as `07:00`.
pub(crate) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl DailyWindow {
    /// Its two ends as `07:00` and `22:00`; midnight at the end is `24:00`.
    #[must_use]
    pub fn ends(&self) -> (String, String) {
        (clock(self.from), clock(if self.until == 0 { DAY } else { self.until }))
    }
}

impl fmt::Display for DailyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = self.ends();
        write!(f, "{from}-{until}")
    }
}

impl FromStr for DailyWindow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let minutes = |part: &str| {
            let (hour, minute) = part.split_once(':')?;
            if hour.len() != 2 || minute.len() != 2 {
                return None;
            }
            let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
            (minute < 60).then_some(hour * 60 + minute)
        };
        let (from, until) = text
            .split_once('-')
            .and_then(|(from, until)| Some((minutes(from)?, minutes(until)?)))
            .ok_or_else(|| format!("`{text}` must look like `21:00-06:00`"))?;
        if from >= DAY || until > DAY {
            return Err(format!("`{text}`: a day goes from 00:00 to 24:00"));
        }
        Self::from_minutes(from, until).ok_or_else(|| format!("`{text}` must leave out some part of the day and hold another"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_window_may_cross_midnight() {
        let curfew: DailyWindow = "21:00-06:00".parse().unwrap();
        for (minute, inside) in [(21 * 60, true), (23 * 60 + 59, true), (0, true), (359, true), (360, false), (1259, false)] {
            assert_eq!(curfew.contains(minute), inside, "{minute}");
        }
        assert_eq!(curfew.to_string(), "21:00-06:00");
        assert_eq!("18:00-24:00".parse::<DailyWindow>(), "18:00-00:00".parse());
        assert_eq!("18:00-00:00".parse::<DailyWindow>().unwrap().to_string(), "18:00-24:00");
    }

    #[test]
    fn wrong_windows_are_refused() {
        for bad in ["", "21:00", "21-06", "25:00-06:00", "21:00-21:00", "00:00-24:00", "00:00-00:00", "9:00-10:00", "21:60-22:00"] {
            assert!(bad.parse::<DailyWindow>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn sets_of_minutes(a in 0..DAY, b in 0..=DAY, c in 0..DAY, d in 0..=DAY, minute in 0..DAY) {
            let (Some(x), Some(y)) = (DailyWindow::from_minutes(a, b), DailyWindow::from_minutes(c, d)) else { return Ok(()) };
            prop_assert_eq!(x.complement().contains(minute), !x.contains(minute));
            prop_assert_eq!(x.parts().iter().any(|(from, until)| (*from..*until).contains(&minute)), x.contains(minute));
            if let Some(both) = x.intersect(&y) {
                prop_assert_eq!(both.contains(minute), x.contains(minute) && y.contains(minute));
            }
        }
    }
}
