//! When a permit may start, and when it ends.

use exeat_policy::{Calendar, DailyWindow, Date, Duration, Instant, Weekday};

/// A permit of at least this length carries its daily window; a shorter one ends with it.
pub(crate) const LONG: Duration = Duration::from_seconds(86_400);

/// The rules of time of one purpose.
#[derive(Debug, Clone)]
pub(crate) struct Times {
    pub valid_for: Option<Duration>,
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

/// Every day of the week.
pub(crate) const ALL_DAYS: u8 = 0b111_1111;

/// When a permit ends, and which rules cut it short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub at: Instant,
    pub by_curfew: bool,
    pub by_hours: bool,
    pub by_days: bool,
    pub by_regime: bool,
}

impl Times {
    /// Whether permits last for a day or longer.
    pub fn long(&self) -> bool {
        self.valid_for.is_some_and(|valid_for| valid_for >= LONG)
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
        let unlimited = Instant::from_milliseconds(i64::MAX);
        let at = self.valid_for.map_or(unlimited, |valid_for| start + valid_for);
        let mut end = End { at, by_curfew: false, by_hours: false, by_days: false, by_regime: false };
        if !self.long() {
            let leaves = |window: DailyWindow| calendar.first_in(start, &window.complement());
            end.by_curfew = self.curfew.is_some_and(|window| shorten(&mut end.at, leaves(window)));
            end.by_hours = self.hours.is_some_and(|window| shorten(&mut end.at, leaves(window)));
        }
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

fn shorten(end: &mut Instant, candidate: Instant) -> bool {
    let shorter = candidate < *end;
    *end = candidate.min(*end);
    shorter
}
