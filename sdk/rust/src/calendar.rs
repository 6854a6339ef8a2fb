//! Local civil time, from the host's time-zone data.
//!
//! The changes of the zone around the regime are asked for once, while the policy is configured, and kept: a decision then makes no
//! call to the host. Only an instant outside of that range is asked for anew.

use std::{rc::Rc, str::FromStr};

use crate::{civil::Date, time::Instant, window::DailyWindow};

/// From `at` on, local time is UTC plus `offset` seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The first instant of it.
    pub at: Instant,
    /// Seconds that local time is ahead of UTC.
    pub offset: i32,
}

/// The local time at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    /// The local day.
    pub date: Date,
    /// Milliseconds since local 00:00, as the clock shows it.
    pub millisecond: u32,
}

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

impl Local {
    /// The minute of the local day, 0 to 1439.
    #[must_use]
    pub fn minute(&self) -> u16 {
        u16::try_from(self.millisecond / 60_000).unwrap_or(0)
    }

    fn of(milliseconds: i64) -> Self {
        let date = Date::from_days(i32::try_from(milliseconds.div_euclid(DAY)).unwrap_or(i32::MAX));
        Self { date, millisecond: u32::try_from(milliseconds.rem_euclid(DAY)).unwrap_or(0) }
    }
}

impl FromStr for Local {
    type Err = String;

    /// Reads a date and a time of the clock to the minute, such as `2020-05-01T00:00`.
    fn from_str(text: &str) -> Result<Self, String> {
        let number = |part: &str, digits: usize| {
            let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| fits)
        };
        let parts = || {
            let (date, clock) = text.split_once('T')?;
            let mut date = date.splitn(3, '-');
            let (year, month, day) = (number(date.next()?, 4)?, number(date.next()?, 2)?, number(date.next()?, 2)?);
            let (hour, minute) = clock.split_once(':')?;
            Some(((year, month, day), (number(hour, 2)?, number(minute, 2)?)))
        };
        let ((year, month, day), (hour, minute)) = parts().ok_or_else(|| format!("`{text}` must look like `2020-05-01T00:00`"))?;
        let known = |(year, month, day): (u32, u32, u32)| {
            let (year, month, day) = (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let date = Date::new(year, month, day);
            (date.year_month_day() == (year, month, day)).then_some(date)
        };
        let date = known((year, month, day)).ok_or_else(|| format!("`{text}`: there is no such date"))?;
        if hour > 23 || minute > 59 {
            return Err(format!("`{text}`: a day goes from 00:00 to 23:59"));
        }
        Ok(Self { date, millisecond: (hour * 60 + minute) * 60_000 })
    }
}

/// A stretch of time in which the offset does not change.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: i64,
    end: i64,
    offset: i64,
}

/// The regime's time zone. A clone shares the table.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Ascending, never empty; each lasts until the next begins, the last until `end`.
    pieces: Rc<[Piece]>,
}

impl Calendar {
    /// A calendar that knows the zone from `start` to `end`: the first transition is the one in force at `start`.
    #[must_use]
    pub fn new(start: Instant, end: Instant, transitions: &[Transition]) -> Self {
        let mut pieces: Vec<Piece> = Vec::with_capacity(transitions.len().max(1));
        for transition in transitions {
            let at = transition.at.milliseconds().max(start.milliseconds());
            if let Some(last) = pieces.last_mut() {
                last.end = at;
            }
            pieces.push(Piece { start: at, end: end.milliseconds(), offset: i64::from(transition.offset) * 1_000 });
        }
        match pieces.first_mut() {
            Some(first) => first.start = start.milliseconds(),
            None => pieces.push(Piece { start: start.milliseconds(), end: end.milliseconds(), offset: 0 }),
        }
        Self { pieces: pieces.into() }
    }

    /// A zone that has always been `offset` seconds ahead of UTC.
    #[must_use]
    pub fn fixed(offset: i32) -> Self {
        let at = Instant::from_milliseconds(i64::MIN / 4);
        Self::new(at, Instant::from_milliseconds(i64::MAX / 4), &[Transition { at, offset }])
    }

    /// The local day and time at an instant.
    #[must_use]
    pub fn local(&self, at: Instant) -> Local {
        Local::of(at.milliseconds() + self.piece(at.milliseconds()).offset)
    }

    /// The local day at an instant.
    #[must_use]
    pub fn date(&self, at: Instant) -> Date {
        self.local(at).date
    }

    /// The first instant of a local day; where the day has no 00:00, the first instant after the gap.
    #[must_use]
    pub fn start_of(&self, date: Date) -> Instant {
        self.first_at(Local { date, millisecond: 0 })
    }

    /// The first instant at which the clock stands at a local time; where it is left out, the first instant after the gap.
    #[must_use]
    pub fn first_at(&self, local: Local) -> Instant {
        let local = i64::from(local.date.days()) * DAY + i64::from(local.millisecond);
        // No zone is further from UTC than a day, so the search may begin two days before.
        let from = Instant::from_milliseconds(local - 2 * DAY);
        self.first_within(from, local, local + 2 * DAY).unwrap_or(Instant::from_milliseconds(local))
    }

    /// The first instant not before `from` whose local time on `date` lies within the minutes `[start, end)` of that day. `None` when the
    /// day has no such instant any more, or never had.
    #[must_use]
    pub fn first_in_day(&self, from: Instant, date: Date, (start, end): (u16, u16)) -> Option<Instant> {
        let day = i64::from(date.days()) * DAY;
        self.first_within(from, day + i64::from(start) * MINUTE, day + i64::from(end) * MINUTE)
    }

    /// The first instant not before `from` at which the clock stands in a daily window.
    #[must_use]
    pub fn first_in(&self, from: Instant, window: &DailyWindow) -> Instant {
        let local = self.local(from);
        if window.contains(local.minute()) {
            return from;
        }
        // While the zone does not change the clock simply goes on until the window opens.
        let wait = (i64::from(window.from_minute()) * MINUTE - i64::from(local.millisecond)).rem_euclid(DAY);
        let opens = from.milliseconds() + wait;
        if opens < self.piece(from.milliseconds()).end {
            return Instant::from_milliseconds(opens);
        }
        let days = (0..4).flat_map(|day| window.parts().map(|part| (local.date.plus(day), part)));
        days.filter_map(|(date, part)| self.first_in_day(from, date, part)).min().unwrap_or(Instant::from_milliseconds(opens))
    }

    /// The changes of the zone between two instants, as far as they are known.
    pub fn changes(&self, start: Instant, end: Instant) -> impl Iterator<Item = Instant> + '_ {
        self.pieces.iter().skip(1).map(|piece| Instant::from_milliseconds(piece.start)).filter(move |at| start <= *at && *at < end)
    }

    /// The first instant not before `from` whose local time lies within `[start, end)`, all in milliseconds.
    fn first_within(&self, from: Instant, start: i64, end: i64) -> Option<Instant> {
        let mut at = from.milliseconds();
        // INVARIANT: each turn moves `at` to the end of a piece, and only pieces up to two days after `end` are visited.
        while at < end + 2 * DAY {
            let piece = self.piece(at);
            let found = at.max(start - piece.offset);
            if found < piece.end && found + piece.offset < end {
                return Some(Instant::from_milliseconds(found));
            }
            if piece.end <= at {
                return None;
            }
            at = piece.end;
        }
        None
    }

    fn piece(&self, at: i64) -> Piece {
        let after = match &*self.pieces {
            [only] if only.start <= at && at < only.end => return *only,
            pieces => pieces.partition_point(|piece| piece.start <= at),
        };
        match after.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) if at < piece.end => *piece,
            _ => self.beyond(at),
        }
    }

    /// Outside of what is known: one day's worth of the zone, asked for now.
    #[cold]
    fn beyond(&self, at: i64) -> Piece {
        let (start, end) = match self.pieces.first() {
            Some(first) if at < first.start => (at, first.start.min(at.saturating_add(DAY))),
            _ => (at, at.saturating_add(DAY)),
        };
        let fresh = transitions(Instant::from_milliseconds(start), Instant::from_milliseconds(end));
        let asked = match fresh.as_deref() {
            Some(all) => all.get(..2).unwrap_or(all),
            None => &[],
        };
        match asked {
            [only] => Piece { start, end, offset: i64::from(only.offset) * 1_000 },
            [first, second, ..] => Piece { start, end: second.at.milliseconds(), offset: i64::from(first.offset) * 1_000 },
            [] => self.nearest(at, start, end),
        }
    }

    /// Without a host, as in tests, the nearest known offset goes on.
    fn nearest(&self, at: i64, start: i64, end: i64) -> Piece {
        let known = self.pieces.first().filter(|first| at < first.start).or(self.pieces.last());
        Piece { start, end, offset: known.map_or(0, |piece| piece.offset) }
    }
}

/// What the host knows of the zone between two instants. `None` where there is no host.
#[cfg(target_arch = "wasm32")]
pub(crate) fn transitions(start: Instant, end: Instant) -> Option<Vec<Transition>> {
    let asked = crate::bindings::exeat::policy::calendar::transitions(start.milliseconds(), end.milliseconds());
    Some(asked.into_iter().map(|t| Transition { at: Instant::from_milliseconds(t.at), offset: t.offset }).collect())
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn transitions(_: Instant, _: Instant) -> Option<Vec<Transition>> {
    None
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil, tz::TimeZone};
    use proptest::prelude::*;

    use super::*;
    use crate::testing;

    const FROM: i64 = 1_577_836_800_000; // 2020-01-01
    const YEAR: i64 = 366 * DAY;

    fn zones() -> Vec<(TimeZone, Calendar)> {
        ["Europe/Athens", "Asia/Baku", "America/Asuncion", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana"]
            .iter()
            .map(|name| {
                let zone = TimeZone::get(name).unwrap();
                let known = testing::calendar(Instant::from_milliseconds(FROM), Instant::from_milliseconds(FROM + YEAR), |at| {
                    zone.to_offset(Timestamp::from_millisecond(at.milliseconds()).unwrap()).seconds()
                });
                (zone, known)
            })
            .collect()
    }

    proptest! {
        #[test]
        fn agrees_with_a_time_library(milliseconds in FROM + 3 * DAY..FROM + YEAR - 3 * DAY) {
            let at = Instant::from_milliseconds(milliseconds);
            for (zone, calendar) in zones() {
                let theirs = zone.to_datetime(Timestamp::from_millisecond(milliseconds).unwrap());
                let ours = calendar.local(at);
                let (year, month, day) = ours.date.year_month_day();
                prop_assert_eq!(civil::date(year as i16, month as i8, day as i8), theirs.date());
                prop_assert_eq!(i32::from(ours.minute()), i32::from(theirs.hour()) * 60 + i32::from(theirs.minute()));
                let start = theirs.date().to_zoned(zone.clone()).unwrap().start_of_day().unwrap();
                prop_assert_eq!(calendar.start_of(ours.date).milliseconds(), start.timestamp().as_millisecond());
            }
        }

        #[test]
        fn the_first_instant_within_is_the_first(minutes in 0..YEAR / MINUTE - 6 * 1440, from in 0u16..1440, length in 1u16..600) {
            let at = FROM + 3 * DAY + minutes * MINUTE;
            let until = (from + length).min(1440);
            for (_, calendar) in zones() {
                let date = calendar.date(Instant::from_milliseconds(at));
                let slow = (0..1600).map(|m| Instant::from_milliseconds(at + m * MINUTE)).find(|t| {
                    let local = calendar.local(*t);
                    local.date == date && (from..until).contains(&local.minute())
                });
                prop_assert_eq!(calendar.first_in_day(Instant::from_milliseconds(at), date, (from, until)), slow);
            }
        }
    }

    proptest! {
        #[test]
        fn the_first_instant_in_a_window_is_the_first(minutes in 0..YEAR / MINUTE - 6 * 1440, from in 0u16..1440, until in 0u16..1440) {
            let Some(window) = DailyWindow::from_minutes(from, until) else { return Ok(()) };
            for (_, calendar) in zones() {
                // Half of the cases lie around a change of the zone.
                let change = calendar.changes(Instant::from_milliseconds(FROM + 3 * DAY), Instant::from_milliseconds(FROM + YEAR - 6 * DAY)).next();
                let near = change.filter(|_| minutes % 2 == 0).map(|at| at.milliseconds() - (minutes % 2880) * MINUTE);
                let at = near.unwrap_or(FROM + 3 * DAY + minutes * MINUTE);
                let slow = (0..5000).map(|m| Instant::from_milliseconds(at + m * MINUTE)).find(|t| window.contains(calendar.local(*t).minute()));
                prop_assert_eq!(Some(calendar.first_in(Instant::from_milliseconds(at), &window)), slow);
            }
        }
    }

    #[test]
    fn a_local_time_is_read_and_found() {
        let read = |text: &str| text.parse::<Local>();
        for bad in ["", "2020-05-01", "2020-5-01T00:00", "2020-05-01 00:00", "2020-05-01T0:00", "2020-05-01T00:00:00", "01-05-2020T00:00"] {
            assert!(read(bad).unwrap_err().contains("must look like `2020-05-01T00:00`"), "{bad}");
        }
        for none in ["2020-02-30T00:00", "2021-02-29T00:00", "2020-13-01T00:00", "2020-00-01T00:00", "2020-01-00T00:00"] {
            assert!(read(none).unwrap_err().contains("no such date"), "{none}");
        }
        assert!(read("2020-05-01T24:00").is_err() && read("2020-05-01T00:60").is_err());
        let athens = zones().remove(0).1;
        for (text, instant) in [
            ("2020-05-01T00:00", "2020-04-30T21:00:00Z"),
            // The clock goes from 03:00 to 04:00.
            ("2020-03-29T03:30", "2020-03-29T01:00:00Z"),
            // 03:30 comes twice.
            ("2020-10-25T03:30", "2020-10-25T00:30:00Z"),
        ] {
            let instant = instant.parse::<Timestamp>().unwrap().as_millisecond();
            assert_eq!(athens.first_at(read(text).unwrap()).milliseconds(), instant, "{text}");
        }
    }

    #[test]
    fn a_change_of_the_zone_is_seen() {
        let athens = zones().remove(0).1;
        let spring = Instant::from_milliseconds(1_585_443_600_000); // 2020-03-29T01:00:00Z, 03:00 becomes 04:00
        assert_eq!(athens.local(spring).minute(), 4 * 60);
        assert_eq!(athens.local(Instant::from_milliseconds(spring.milliseconds() - 1)).minute(), 2 * 60 + 59);
        assert_eq!(athens.changes(spring, Instant::from_milliseconds(FROM + YEAR)).count(), 2);
    }

    #[test]
    fn outside_of_what_is_known_the_nearest_goes_on() {
        let known = Calendar::new(
            Instant::from_milliseconds(0),
            Instant::from_milliseconds(DAY),
            &[Transition { at: Instant::from_milliseconds(-5), offset: 3_600 }],
        );
        assert_eq!(known.local(Instant::from_milliseconds(3 * DAY)), Local { date: Date::from_days(3), millisecond: 3_600_000 });
        assert_eq!(known.start_of(Date::from_days(5)).milliseconds(), 5 * DAY - 3_600_000);
        assert_eq!(
            Calendar::new(Instant::from_milliseconds(0), Instant::from_milliseconds(1), &[])
                .local(Instant::from_milliseconds(0))
                .millisecond,
            0
        );
    }
}
