//! Quotas: which days count together, how much of a quota is left, and when there is room again.

use exeat_policy::{Date, Duration, Interval};

/// What "per" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// A local calendar day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// So many local calendar days, the last of them today.
    Days(u16),
}

impl Period {
    /// The first and the last day that count together with `today`.
    pub fn around(self, today: Date) -> (Date, Date) {
        match self {
            Self::Day => (today, today),
            Self::Week => (today.week_start(), today.week_start().plus(6)),
            Self::Month => (today.month_start(), today.next_month().plus(-1)),
            Self::Days(days) => (today.plus(1 - i32::from(days)), today),
        }
    }

    /// The most days that it holds.
    pub fn longest(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Days(days) => u32::from(days),
        }
    }

    /// Its name as a parameter of a reason.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Days(_) => "days",
        }
    }
}

/// Which purposes are counted, as a parameter of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Purpose,
    Group,
    All,
}

impl Counted {
    pub fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Group => "group",
            Self::All => "all",
        }
    }
}

/// How much is allowed in a period. What is counted is an amount: of permits, or of milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Most {
    /// So many permits.
    Times(u32),
    /// Permits of so long together.
    Total(Duration),
}

/// A permit shorter than this is not worth giving.
const MINUTE: i64 = 60_000;

impl Most {
    /// All of it.
    fn limit(self) -> i64 {
        match self {
            Self::Times(times) => times.into(),
            Self::Total(total) => total.milliseconds(),
        }
    }

    /// The least that a permit takes.
    fn least(self) -> i64 {
        match self {
            Self::Times(_) => 1,
            Self::Total(_) => MINUTE,
        }
    }

    /// What a permit takes.
    pub fn taken(self, permit: Interval) -> i64 {
        match self {
            Self::Times(_) => 1,
            Self::Total(_) => permit.end().milliseconds().saturating_sub(permit.start().milliseconds()),
        }
    }

    /// What is left when so much was taken; `None` when that is too little for a permit.
    pub fn left(self, taken: i64) -> Option<i64> {
        Some(self.limit().saturating_sub(taken)).filter(|left| *left >= self.least())
    }
}

/// At most so much for the purposes marked in `counts`.
#[derive(Debug, Clone)]
pub(crate) struct Quota {
    pub most: Most,
    pub period: Period,
    pub counted: Counted,
    /// By the index of a purpose.
    pub counts: Vec<bool>,
}

impl Quota {
    /// Whether a permit of the purpose with this index counts.
    pub fn counts(&self, purpose: usize) -> bool {
        self.counts.get(purpose).copied().unwrap_or_default()
    }

    /// Whether it counts time and not permits.
    pub fn is_of_time(&self) -> bool {
        matches!(self.most, Most::Total(_))
    }

    /// How much was taken in the period of `today`, given what was taken on which day.
    pub fn taken(&self, takings: impl Iterator<Item = (Date, i64)>, today: Date) -> i64 {
        let (first, last) = self.period.around(today);
        takings.filter(|(day, _)| first <= *day && *day <= last).fold(0, |sum, (_, amount)| sum.saturating_add(amount))
    }

    /// The first day, from `today` on, on which there is room.
    pub fn room(&self, mut takings: Vec<(Date, i64)>, today: Date) -> Date {
        takings.sort_unstable();
        let mut day = today;
        // INVARIANT: every turn moves `day` on, and beyond the last of `takings` there is room.
        loop {
            let mut taken = self.taken(takings.iter().copied(), day);
            if self.most.left(taken).is_some() {
                return day;
            }
            let (first, last) = self.period.around(day);
            day = match self.period {
                Period::Day | Period::Week | Period::Month => last.plus(1),
                // Room comes when the oldest, as far as they are too much, have left the window.
                Period::Days(length) => {
                    let within = takings.iter().filter(|(granted, _)| first <= *granted && *granted <= last);
                    let leaves = within.into_iter().find(|(_, amount)| {
                        taken = taken.saturating_sub(*amount);
                        self.most.left(taken).is_some()
                    });
                    leaves.map_or(last, |(granted, _)| *granted).plus(i32::from(length))
                }
            };
        }
    }
}
