//! When a permit may start, and when it ends.

use exeat_policy::{Calendar, DailyWindow, Date, Duration, Instant, Weekday};

/// A permit of at least this length carries its daily window; a shorter one ends with it.
const LONG: Duration = Duration::from_seconds(86_400);

/// How long a permit lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// So long.
    For(Duration),
    /// Until the end of so many local days, of which that of the start is the first.
    Days(u16),
}

impl Length {
    /// When a permit that starts at `start` has lasted so long.
    fn end(self, start: Instant, calendar: &Calendar) -> Instant {
        match self {
            Self::For(duration) => start + duration,
            Self::Days(days) => calendar.start_of(calendar.date(start).plus(i32::from(days))),
        }
    }

    /// Whether it reaches beyond the day of the start whenever that is.
    fn long(self) -> bool {
        match self {
            Self::For(duration) => duration >= LONG,
            Self::Days(days) => days > 1,
        }
    }
}

/// The rules of time of one purpose.
#[derive(Debug, Clone)]
pub(crate) struct Times {
    pub length: Option<Length>,
    /// After this instant no permit is good, and none is given.
    pub valid_until: Option<Instant>,
    pub delay: Duration,
    pub curfew: Option<DailyWindow>,
    pub hours: Option<DailyWindow>,
    /// Bit `i` is weekday `i`; all when there is no such rule.
    pub days: u8,
    /// For a long permit, what of each day it is good for.
    pub daily: Option<DailyWindow>,
    /// The minutes of a day at which a permit may start, ascending.
    pub starts: Vec<(u16, u16)>,
    /// The regime's own end; the end of time when there is none.
    pub until: Instant,
}

/// The end of what never ends.
pub(crate) const UNLIMITED: Instant = Instant::from_milliseconds(i64::MAX);

/// Every day of the week.
pub(crate) const ALL_DAYS: u8 = 0b111_1111;

/// When a permit ends, and which rules cut it short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub at: Instant,
    pub by_curfew: bool,
    pub by_hours: bool,
    pub by_days: bool,
    pub by_date: bool,
    pub by_regime: bool,
}

impl Times {
    /// Whether permits reach beyond the day of their start, so that they carry their daily window.
    pub fn long(&self) -> bool {
        long(self.length, self.valid_until)
    }

    /// How far a permit's end lies from its start when nothing cuts it; nothing when it ends at a fixed instant.
    pub fn lasts(&self) -> Duration {
        match self.length {
            Some(Length::For(duration)) => duration,
            Some(Length::Days(_)) | None => Duration::default(),
        }
    }

    /// Whether permits are no longer given that would start at `start`.
    pub fn over(&self, start: Instant) -> bool {
        self.valid_until.is_some_and(|until| until <= start)
    }

    /// What stands for "never again": the regime's end; without one, the end of all permits.
    pub fn never(&self) -> Instant {
        match self.valid_until {
            Some(until) if self.until == UNLIMITED => until,
            _ => self.until,
        }
    }

    /// Whether the weekday of a date is allowed.
    pub fn allows(&self, date: Date) -> bool {
        self.allows_weekday(date.weekday())
    }

    pub fn allows_weekday(&self, weekday: Weekday) -> bool {
        self.days & (1 << weekday.index()) != 0
    }

    /// When a permit that starts at `start` ends.
    pub fn end(&self, start: Instant, calendar: &Calendar) -> End {
        let at = self.length.map_or(UNLIMITED, |length| length.end(start, calendar));
        let mut end = End { at, by_curfew: false, by_hours: false, by_days: false, by_date: false, by_regime: false };
        if !self.long() {
            let leaves = |window: DailyWindow| calendar.first_in(start, &window.complement());
            end.by_curfew = self.curfew.is_some_and(|window| shorten(&mut end.at, leaves(window)));
            end.by_hours = self.hours.is_some_and(|window| shorten(&mut end.at, leaves(window)));
        }
        end.by_date = self.valid_until.is_some_and(|until| shorten(&mut end.at, until));
        end.by_regime = shorten(&mut end.at, self.until);
        if self.days != ALL_DAYS {
            let mut date = calendar.date(start).plus(1);
            // Within a week comes a day that is not allowed.
            while calendar.start_of(date) < end.at {
                if !self.allows(date) {
                    end.by_days = shorten(&mut end.at, calendar.start_of(date));
                }
                date = date.plus(1);
            }
        }
        end
    }

    /// Whether a permit that starts at `start` has any moment at which it is good, as far as a daily window is concerned.
    pub fn usable(&self, window: Option<DailyWindow>, start: Instant, end: Instant, calendar: &Calendar) -> bool {
        window.is_none_or(|window| calendar.first_in(start, &window) < end)
    }

    /// The first instant, not before `from`, at which a permit may start. `None` when there is none within a year or so: two rules leave
    /// no time between them.
    pub fn first_start(&self, from: Instant, calendar: &Calendar) -> Option<Instant> {
        let today = calendar.date(from);
        (0..400).map(|days| today.plus(days)).filter(|date| self.allows(*date)).find_map(|date| {
            let mut starts = self.starts.iter().filter_map(|part| calendar.first_in_day(from, date, *part));
            starts.find(|start| !self.long() || self.usable(self.daily, *start, self.end(*start, calendar).at, calendar))
        })
    }
}

/// Whether permits of this length, and until this date, reach beyond the day of their start. Until a date alone, they do.
pub(crate) fn long(length: Option<Length>, valid_until: Option<Instant>) -> bool {
    length.map_or(valid_until.is_some(), Length::long)
}

/// Moves an end to an earlier one, and says whether it did.
pub(crate) fn shorten(end: &mut Instant, candidate: Instant) -> bool {
    let shorter = candidate < *end;
    *end = candidate.min(*end);
    shorter
}
