//! Many applications: the same rules, with a few counters of each holder in place of a history. Nothing is allocated for a row.

use std::collections::VecDeque;

use exeat_policy::{
    AttributeName, Date, Instant, Outcome, Param, ReasonCode, Request, Row, Rule, RuleOutcome, Source, Territory, Value, Verdict,
};

use crate::{
    compile::Standard,
    quota::{Period, Quota},
    rules::{Person, Record, Ruling},
};

/// Answers the rows in order.
pub(crate) fn decide(standard: &Standard, rows: &[Row]) -> Vec<Verdict> {
    let mut counters: Vec<Counter> = standard.quotas.iter().map(Counter::new).collect();
    let mut holder = None;
    let mut verdicts = Vec::with_capacity(rows.len());
    for row in rows {
        if holder != Some(row.holder) {
            holder = Some(row.holder);
            counters.iter_mut().for_each(Counter::clear);
        }
        verdicts.push(answer(standard, row, &mut counters));
    }
    verdicts
}

fn answer(standard: &Standard, row: &Row, counters: &mut [Counter]) -> Verdict {
    let request =
        Request { at: row.at, purpose: row.purpose, channel: row.channel, territory: row.territory, start: None, vehicle: row.vehicle };
    let today = standard.calendar.date(row.at);
    let mut first = First(None);
    let ruling = standard.rule(&request, &Counted { row, counters, today }, &mut first);
    let (outcome, granted) = match ruling {
        Some(Ruling::Granted(validity)) => (Outcome::Granted, Some(validity.interval)),
        Some(Ruling::NotRequired) => (Outcome::NotRequired, None),
        Some(Ruling::Refused) => (Outcome::Refused, None),
        Some(Ruling::Referred) | None => (Outcome::Referred, None),
    };
    if granted.is_some() {
        let purpose = row.purpose.index();
        for (counter, quota) in counters.iter_mut().zip(&standard.quotas) {
            if quota.counts(purpose) {
                counter.count(today);
            }
        }
    }
    Verdict { outcome, granted, reason: first.0 }
}

/// How many permits count against one quota.
#[derive(Debug)]
enum Counter {
    /// Between the first and the last day of the calendar period in which the last was granted.
    Calendar { period: Period, first: Date, last: Date, count: u32 },
    /// On each of the last days, oldest first.
    Rolling { length: i32, days: VecDeque<(Date, u32)> },
}

/// A period that holds no day.
const NEVER: (Date, Date) = (Date::from_days(i32::MAX), Date::from_days(i32::MIN));

impl Counter {
    fn new(quota: &Quota) -> Self {
        match quota.period {
            Period::Days(length) => Self::Rolling { length: i32::from(length), days: VecDeque::new() },
            period => Self::Calendar { period, first: NEVER.0, last: NEVER.1, count: 0 },
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Calendar { first, last, .. } => (*first, *last) = NEVER,
            Self::Rolling { days, .. } => days.clear(),
        }
    }

    fn used(&self, today: Date) -> u32 {
        match self {
            Self::Calendar { first, last, count, .. } if *first <= today && today <= *last => *count,
            Self::Calendar { .. } => 0,
            Self::Rolling { length, days } => days.iter().filter(|(day, _)| *day > today.plus(-*length)).map(|(_, count)| count).sum(),
        }
    }

    fn count(&mut self, today: Date) {
        match self {
            Self::Calendar { first, last, count, .. } if *first <= today && today <= *last => *count += 1,
            Self::Calendar { period, first, last, count } => {
                (*first, *last) = period.around(today);
                *count = 1;
            }
            Self::Rolling { length, days } => {
                while days.front().is_some_and(|(day, _)| *day <= today.plus(-*length)) {
                    days.pop_front();
                }
                match days.back_mut() {
                    Some((day, count)) if *day == today => *count += 1,
                    _ => days.push_back((today, 1)),
                }
            }
        }
    }
}

struct Counted<'a> {
    row: &'a Row,
    counters: &'a [Counter],
    today: Date,
}

impl Person for Counted<'_> {
    fn holds(&self, name: AttributeName, _: Instant) -> bool {
        self.row.flags & name.bit() != 0
    }

    fn registered(&self) -> Option<Territory> {
        self.row.registered
    }

    fn used(&self, quota: usize, _: Instant) -> u32 {
        self.counters.get(quota).map_or(0, |counter| counter.used(self.today))
    }

    fn room(&self, _: usize, at: Instant) -> Instant {
        at
    }
}

/// The first reason is all that a verdict carries.
struct First(Option<ReasonCode>);

impl Record for First {
    fn step(&mut self, _: Rule, _: RuleOutcome, _: Option<Source>) {}

    fn reason(&mut self, code: ReasonCode, _: Option<Source>, _: impl FnOnce() -> Vec<(Param, Value)>) {
        self.0.get_or_insert(code);
    }
}
