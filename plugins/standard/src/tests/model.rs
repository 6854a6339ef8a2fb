//! The rules of time against a slow and obvious model: everything is a multiple of a quarter of an hour, so walking through time by quarters of
//! an hour finds every edge exactly.

use exeat_policy::Facts;
use jiff::{civil, tz::TimeZone};
use proptest::prelude::*;

use super::{
    plan::{Across, Length, Most, Per, Plan, STEP, plan},
    *,
};

/// What the model says.
#[derive(Debug, PartialEq)]
enum Says {
    NotRequired,
    Granted(i64, i64),
    Refused(Vec<&'static str>),
}

struct Model<'a> {
    plan: &'a Plan,
    zone: TimeZone,
}

impl Model<'_> {
    fn local(&self, at: i64) -> civil::DateTime {
        self.zone.to_datetime(Timestamp::from_millisecond(at).unwrap())
    }

    fn in_window(&self, window: Option<(u16, u16)>, at: i64) -> bool {
        let local = self.local(at);
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        window.is_none_or(|(from, until)| if from < until { from <= minute && minute < until } else { minute >= from || minute < until })
    }

    fn on_day(&self, at: i64) -> bool {
        self.plan.days.is_none_or(|days| days & (1 << self.local(at).date().weekday().to_monday_zero_offset()) != 0)
    }

    fn ended(&self, at: i64) -> bool {
        self.plan.until().is_some_and(|until| at >= until)
    }

    fn over(&self, at: i64) -> bool {
        self.plan.valid_until().is_some_and(|until| at >= until)
    }

    fn long(&self) -> bool {
        match self.plan.length {
            Some(Length::Steps(steps)) => steps >= 96,
            Some(Length::Days(days)) => days > 1,
            None => self.plan.valid_until().is_some(),
        }
    }

    /// Whether a permit that started at `start` has lasted its length at `at`.
    fn lasted(&self, start: i64, at: i64) -> bool {
        self.over(at)
            || match self.plan.length {
                Some(Length::Steps(steps)) => at >= start + steps * STEP,
                Some(Length::Days(days)) => {
                    self.local(at).date() >= self.local(start).date().checked_add(jiff::Span::new().days(days)).unwrap()
                }
                None => false,
            }
    }

    /// Walks on from the start until something ends the permit.
    fn end(&self, start: i64) -> i64 {
        let over = |at: i64| {
            let windows = self.long() || (self.in_window(self.plan.curfew, at) && self.in_window(self.plan.hours, at));
            self.lasted(start, at) || !windows || !self.on_day(at) || self.ended(at)
        };
        (0..).map(|step| start + step * STEP).find(|at| over(*at)).unwrap()
    }

    fn together(&self, per: Per, day: civil::Date, granted: civil::Date) -> bool {
        match per {
            Per::Day => granted == day,
            Per::Week => {
                granted.iso_week_date().week() == day.iso_week_date().week() && granted.iso_week_date().year() == day.iso_week_date().year()
            }
            Per::Month => granted.month() == day.month() && granted.year() == day.year(),
            Per::Days(days) => (0..days).any(|back| day.checked_sub(jiff::Span::new().days(back)).unwrap() == granted),
        }
    }

    /// What every quota that concerns the purpose leaves: `None` when nothing, or how long a permit may be.
    fn left(&self, history: &[Past], purpose: usize, at: i64) -> Vec<(&'static str, Option<i64>)> {
        let counts = |across: Across, purpose: usize| across == Across::All || purpose > 0;
        let quotas = self.plan.quotas.iter().filter(|(_, _, across)| counts(*across, purpose));
        quotas
            .map(|(most, per, across)| {
                let today = self.local(at).date();
                let together =
                    history.iter().filter(|past| counts(*across, past.purpose) && self.together(*per, today, self.local(past.at).date()));
                match most {
                    Most::Times(times) => ("quota-spent", (together.count() < *times as usize).then_some(i64::MAX)),
                    Most::Total(total) => {
                        let walked: usize = together.map(|past| (past.at..past.at + past.lasted).step_by(STEP as usize).count()).sum();
                        let left = total - i64::try_from(walked).unwrap();
                        ("time-spent", (left > 0).then_some(left * STEP))
                    }
                }
            })
            .collect()
    }

    fn says(&self, history: &[Past], purpose: usize, at: i64, wanted: Option<i64>) -> Says {
        let earliest = at + self.plan.delay * STEP;
        let start = wanted.map_or(earliest, |wanted| wanted.max(earliest));
        if self.ended(start) {
            return Says::NotRequired;
        }
        let over = self.over(start);
        if (!self.long() || over) && !self.in_window(self.plan.curfew, start) {
            return Says::NotRequired;
        }
        if over {
            return Says::Refused(vec!["no-longer-granted"]);
        }
        let end = if self.on_day(start) || self.long() { self.long_end(start) } else { start };
        let ever = |test: &dyn Fn(i64) -> bool| (start..end).step_by(STEP as usize).any(test);
        if self.long() && !ever(&|at| self.in_window(self.plan.curfew, at)) {
            return Says::NotRequired;
        }
        let mut refused = Vec::new();
        if !self.on_day(start) {
            refused.push("wrong-day");
        }
        let both = |at: i64| self.in_window(self.plan.curfew, at) && self.in_window(self.plan.hours, at);
        if if self.long() { !ever(&both) } else { !self.in_window(self.plan.hours, start) } {
            refused.push("outside-hours");
        }
        let left = self.left(history, purpose, at);
        refused.extend(left.iter().filter(|(_, left)| left.is_none()).map(|(code, _)| *code));
        if !refused.is_empty() {
            return Says::Refused(refused);
        }
        let most = left.iter().filter_map(|(_, left)| *left).min().unwrap_or(i64::MAX);
        Says::Granted(start, self.end(start).min(start.saturating_add(most)))
    }

    /// As `end`, but the day of the start does not end it.
    fn long_end(&self, start: i64) -> i64 {
        if self.on_day(start) {
            return self.end(start);
        }
        let first = self.local(start).date();
        let over = |at: i64| self.lasted(start, at) || (self.local(at).date() != first && !self.on_day(at)) || self.ended(at);
        (0..).map(|step| start + step * STEP).find(|at| over(*at)).unwrap()
    }
}

/// A permit that was granted before, and how long it lasted.
#[derive(Debug)]
struct Past {
    purpose: usize,
    at: i64,
    lasted: i64,
}

fn facts(bench: &Bench, history: &[Past]) -> Facts {
    let past = history.iter().map(|past| {
        let granted_at = Instant::from_milliseconds(past.at);
        let validity = Interval::new(granted_at, Instant::from_milliseconds(past.at + past.lasted)).unwrap();
        PastPermit { purpose: bench.setup.purposes()[past.purpose], granted_at, validity, revoked: false }
    });
    Facts { history: past.collect(), ..Facts::default() }
}

fn request(bench: &Bench, purpose: usize, at: i64, start: Option<i64>) -> Request {
    let (at, start) = (Instant::from_milliseconds(at), start.map(Instant::from_milliseconds));
    Request { at, purpose: bench.setup.purposes()[purpose], channel: Channel::Sms, territory: None, start, vehicle: false }
}

fn said(decision: &Decision) -> Says {
    match decision.outcome() {
        Outcome::NotRequired => Says::NotRequired,
        Outcome::Granted => {
            let interval = decision.validity().unwrap().interval;
            Says::Granted(interval.start().milliseconds(), interval.end().milliseconds())
        }
        _ => Says::Refused(decision.reasons().iter().map(|reason| reason.code.name()).collect()),
    }
}

/// Where a refusal says when it is possible.
fn again(decision: &Decision) -> Vec<i64> {
    let params = decision.reasons().iter().flat_map(|reason| &reason.params);
    params
        .filter(|(param, _)| matches!(param.name(), "again" | "next"))
        .map(|(_, value)| match value {
            Value::Instant(at) => at.milliseconds(),
            other => panic!("{other:?}"),
        })
        .collect()
}

/// Past permits of the last days, newest last.
fn history() -> impl Strategy<Value = Vec<(usize, i64, i64)>> {
    prop::collection::vec((0usize..3, 0i64..6 * 96, 1i64..20), 0..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn agrees_with_the_model(plan in plan(), past in history(), purpose in 0usize..3, shift in -3 * 96i64..3 * 96, wanted in prop::option::weighted(0.3, -20i64..300)) {
        let Some(bench) = plan.bench() else { return Ok(()) };
        let model = Model { plan: &plan, zone: bench.zone.clone() };
        let at = plan.now() + shift * STEP;
        let wanted = wanted.map(|steps| at + steps * STEP);
        let past = past.into_iter().map(|(purpose, back, steps)| Past { purpose, at: at - back * STEP, lasted: steps * STEP });
        let mut past: Vec<Past> = past.collect();
        past.sort_by_key(|past| past.at);
        let facts = facts(&bench, &past);
        let decision = bench.decide(&request(&bench, purpose, at, wanted), &facts);
        prop_assert_eq!(said(&decision), model.says(&past, purpose, at, wanted));
        if let Some(validity) = decision.validity() {
            let (start, end) = (validity.interval.start().milliseconds(), validity.interval.end().milliseconds());
            for t in (start..end).step_by(STEP as usize) {
                let good = validity.daily.is_none_or(|daily| daily.contains(bench.setup.calendar().local(Instant::from_milliseconds(t)).minute()));
                prop_assert_eq!(good, model.in_window(plan.curfew, t) && model.in_window(plan.hours, t));
            }
        }
        let again = again(&decision);
        if let Some(first) = again.first() {
            prop_assert!(again.iter().all(|other| other == first), "one answer, not {again:?}");
            let granted = |t: &i64| matches!(said(&bench.decide(&request(&bench, purpose, *t, wanted), &facts)), Says::Granted(..));
            let until = plan.until().or(plan.valid_until()).unwrap_or(i64::MAX);
            // Five weeks and a few days hold the end of every period, and of every period and day that does not fit.
            let slow = (1..60 * 96).map(|step| at + step * STEP).take_while(|t| *t < until).find(granted);
            prop_assert_eq!(*first, slow.unwrap_or(until));
        }
    }
}
