//! Many applications: the same rules, with a few counters of each holder in place of a history. Nothing is allocated for a row.
//!
//! Of attributes only flags travel: one that is set never ends, and no number is known.

use std::collections::VecDeque;

use exeat_policy::{
    AttributeName, Date, Instant, Outcome, Param, ReasonCode, Request, Row, Rule, RuleOutcome, Source, Territory, Value, Verdict,
};

use crate::{
    compile::Standard,
    quota::{Period, Quota},
    rules::{Person, Record, Ruling},
    times::UNLIMITED,
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
    if let Some(permit) = granted {
        let purpose = row.purpose.index();
        for (counter, quota) in counters.iter_mut().zip(&standard.quotas) {
            if quota.counts(purpose) {
                counter.count(today, quota.most.taken(permit));
            }
        }
    }
    Verdict { outcome, granted, reason: first.0 }
}

/// How much was taken of one quota: permits, or milliseconds.
#[derive(Debug)]
enum Counter {
    /// Between the first and the last day of the calendar period in which the last was granted.
    Calendar { period: Period, first: Date, last: Date, taken: i64 },
    /// On each of the last days, oldest first.
    Rolling { length: i32, days: VecDeque<(Date, i64)> },
}

/// A period that holds no day.
const NEVER: (Date, Date) = (Date::from_days(i32::MAX), Date::from_days(i32::MIN));

impl Counter {
    fn new(quota: &Quota) -> Self {
        match quota.period {
            Period::Days(length) => Self::Rolling { length: i32::from(length), days: VecDeque::new() },
            period => Self::Calendar { period, first: NEVER.0, last: NEVER.1, taken: 0 },
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Calendar { first, last, .. } => (*first, *last) = NEVER,
            Self::Rolling { days, .. } => days.clear(),
        }
    }

    fn taken(&self, today: Date) -> i64 {
        match self {
            Self::Calendar { first, last, taken, .. } if *first <= today && today <= *last => *taken,
            Self::Calendar { .. } => 0,
            Self::Rolling { length, days } => days.iter().filter(|(day, _)| *day > today.plus(-*length)).map(|(_, taken)| taken).sum(),
        }
    }

    fn count(&mut self, today: Date, amount: i64) {
        match self {
            Self::Calendar { first, last, taken, .. } if *first <= today && today <= *last => *taken = taken.saturating_add(amount),
            Self::Calendar { period, first, last, taken } => {
                (*first, *last) = period.around(today);
                *taken = amount;
            }
            Self::Rolling { length, days } => {
                while days.front().is_some_and(|(day, _)| *day <= today.plus(-*length)) {
                    days.pop_front();
                }
                match days.back_mut() {
                    Some((day, taken)) if *day == today => *taken = taken.saturating_add(amount),
                    _ => days.push_back((today, amount)),
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
    fn lasts(&self, name: AttributeName, _: Instant) -> Option<Instant> {
        (self.row.flags & name.bit() != 0).then_some(UNLIMITED)
    }

    fn number(&self, _: AttributeName) -> Option<i64> {
        None
    }

    fn registered(&self) -> Option<Territory> {
        self.row.registered
    }

    fn taken(&self, quota: usize, _: Instant) -> i64 {
        self.counters.get(quota).map_or(0, |counter| counter.taken(self.today))
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
