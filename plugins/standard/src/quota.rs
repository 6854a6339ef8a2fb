//! Quotas: which days count together, and when there is room again.

use exeat_policy::Date;

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

/// At most `times` permits of the purposes marked in `counts`.
#[derive(Debug, Clone)]
pub(crate) struct Quota {
    pub times: u32,
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

    /// How many of the days, on which permits were granted, count together with `today`.
    pub fn used(&self, days: impl Iterator<Item = Date>, today: Date) -> u32 {
        let (first, last) = self.period.around(today);
        u32::try_from(days.filter(|day| first <= *day && *day <= last).count()).unwrap_or(u32::MAX)
    }

    /// The first day, from `today` on, on which there is room.
    pub fn room(&self, mut days: Vec<Date>, today: Date) -> Date {
        days.sort_unstable();
        let mut day = today;
        // INVARIANT: every turn moves `day` on, and beyond the last of `days` there is room.
        loop {
            let (first, last) = self.period.around(day);
            let within: Vec<Date> = days.iter().copied().filter(|granted| first <= *granted && *granted <= last).collect();
            let Some(surplus) = within.len().checked_sub(self.times as usize) else { return day };
            day = match self.period {
                Period::Day | Period::Week | Period::Month => last.plus(1),
                // Room comes when the newest of those that are too many has left the window.
                Period::Days(length) => within.get(surplus).map_or(last, |granted| *granted).plus(i32::from(length)),
            };
        }
    }
}
