//! The rules of time against a slow and obvious model: everything is a multiple of a quarter of an hour, so walking through time by quarters of
//! an hour finds every edge exactly.

use std::fmt::Write;

use exeat_policy::{DailyWindow, Facts};
use jiff::{civil, tz::TimeZone};
use proptest::prelude::*;

use super::*;

const STEP: i64 = 15 * 60_000;
const DAY: i64 = 86_400_000;

/// Rules of time, in steps of a quarter of an hour.
#[derive(Debug, Clone)]
pub struct Plan {
    zone: usize,
    curfew: Option<(u16, u16)>,
    hours: Option<(u16, u16)>,
    days: Option<u8>,
    length: Option<Length>,
    valid_until: Option<i64>,
    delay: i64,
    quotas: Vec<(u32, Per, Across)>,
    until: Option<i64>,
}

#[derive(Debug, Clone, Copy)]
enum Length {
    Steps(i64),
    Days(i8),
}

#[derive(Debug, Clone, Copy)]
enum Per {
    Day,
    Week,
    Month,
    Days(i32),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Across {
    All,
    ShopAndMove,
}

/// Zones whose clocks change within the four weeks around the bench's `now`, and one whose clock does not.
const ZONES: [(&str, &str); 5] = [
    ("Europe/Athens", "2020-10-25T12:00"),
    ("Europe/Athens", "2020-03-29T12:00"),
    ("America/Asuncion", "2020-10-04T12:00"),
    ("Australia/Lord_Howe", "2020-04-05T12:00"),
    ("Asia/Baku", "2020-12-31T12:00"),
];

fn zone(index: usize) -> (TimeZone, i64) {
    let (name, now) = ZONES[index];
    let zone = TimeZone::get(name).unwrap();
    let now = instant(&zone, now).milliseconds();
    (zone, now)
}

fn quarters() -> impl Strategy<Value = (u16, u16)> {
    (0u16..96, 0u16..96).prop_filter("a window", |(a, b)| a != b).prop_map(|(a, b)| (a * 15, b * 15))
}

pub fn plan() -> impl Strategy<Value = Plan> {
    let length = prop_oneof![
        3 => (1i64..40).prop_map(Length::Steps),
        1 => (96i64..300).prop_map(Length::Steps),
        1 => Just(Length::Days(1)),
        1 => (2i8..5).prop_map(Length::Days),
    ];
    let per = prop_oneof![Just(Per::Day), Just(Per::Week), Just(Per::Month), (1i32..6).prop_map(Per::Days)];
    let across = prop_oneof![Just(Across::All), Just(Across::ShopAndMove)];
    (
        0..ZONES.len(),
        prop::option::weighted(0.4, quarters()),
        prop::option::weighted(0.5, quarters()),
        prop::option::weighted(0.3, 1u8..127),
        (prop::option::weighted(0.8, length), prop::option::weighted(0.3, -5 * 96i64..10 * 96)),
        prop_oneof![3 => Just(0i64), 1 => 1i64..12],
        prop::collection::vec((1u32..4, per, across), 0..3),
        prop::option::weighted(0.3, 0i64..30 * 96),
    )
        .prop_map(|(zone, curfew, hours, days, (length, valid_until), delay, quotas, until)| Plan {
            zone,
            curfew,
            hours,
            days,
            length,
            valid_until,
            delay,
            quotas,
            until,
        })
}

impl Plan {
    pub fn now(&self) -> i64 {
        zone(self.zone).1
    }

    fn until(&self) -> Option<i64> {
        self.until.map(|steps| self.now() + steps * STEP)
    }

    /// The first instant with the same local time: that is all that settings can say.
    fn valid_until(&self) -> Option<i64> {
        let (zone, now) = zone(self.zone);
        let local = zone.to_datetime(Timestamp::from_millisecond(now + self.valid_until? * STEP).unwrap());
        Some(zone.to_ambiguous_timestamp(local).earlier().unwrap().as_millisecond())
    }

    pub fn settings(&self) -> String {
        let window = |(from, until): (u16, u16)| DailyWindow::from_minutes(from, until).unwrap();
        let measure = self.curfew.map_or(r#""stay_home""#.to_owned(), |curfew| format!(r#"{{ "curfew": "{}" }}"#, window(curfew)));
        let mut rules = format!(r#""start_delay": "{}min""#, self.delay * 15);
        if self.delay == 0 {
            rules = r#""blocked_by": ["infected"]"#.to_owned();
        }
        if let Some(hours) = self.hours {
            write!(rules, r#", "hours": "{}""#, window(hours)).unwrap();
        }
        if let Some(days) = self.days {
            let names: Vec<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter()
                .enumerate()
                .filter(|(i, _)| days & (1 << i) != 0)
                .map(|(_, d)| format!("\"{d}\""))
                .collect();
            write!(rules, r#", "days": [{}]"#, names.join(", ")).unwrap();
        }
        match self.length {
            Some(Length::Steps(steps)) => write!(rules, r#", "valid_for": "{}min""#, steps * 15).unwrap(),
            Some(Length::Days(days)) => write!(rules, r#", "valid_days": {days}"#).unwrap(),
            None => {}
        }
        if let Some(until) = self.valid_until() {
            let (zone, _) = zone(self.zone);
            let local = zone.to_datetime(Timestamp::from_millisecond(until).unwrap());
            write!(rules, r#", "valid_until": "{}""#, local.strftime("%Y-%m-%dT%H:%M")).unwrap();
        }
        let quotas: Vec<String> = self
            .quotas
            .iter()
            .map(|(times, per, across)| {
                let per = match per {
                    Per::Day => "day".to_owned(),
                    Per::Week => "week".to_owned(),
                    Per::Month => "month".to_owned(),
                    Per::Days(days) => format!("{days}d"),
                };
                let across = if *across == Across::All { r#""all""# } else { r#"["shop", "move"]"# };
                format!(r#"{{ "times": {times}, "per": "{per}", "across": {across} }}"#)
            })
            .collect();
        if !quotas.is_empty() {
            write!(rules, r#", "quota": [{}]"#, quotas.join(", ")).unwrap();
        }
        format!(r#"{{ "measure": {measure}, "rules": {{ {rules} }} }}"#)
    }

    /// `None` when the policy says that these rules leave nothing.
    pub fn bench(&self) -> Option<Bench> {
        thread_local! {
            static KNOWN: Vec<(TimeZone, exeat_policy::Calendar)> = (0..ZONES.len()).map(|index| {
                let (zone, now) = zone(index);
                let now = Instant::from_milliseconds(now);
                let calendar = calendar(&zone, now, now);
                (zone, calendar)
            }).collect();
        }
        let (zone, calendar) = KNOWN.with(|known| known[self.zone].clone());
        let settings = self.settings();
        let regime = testing::Regime {
            settings: &settings,
            purposes: &PURPOSES,
            territories: &TERRITORIES,
            sources: &[],
            in_force_from: Instant::from_milliseconds(self.now() - 200 * DAY),
            in_force_until: self.until().map(Instant::from_milliseconds),
            calendar,
        };
        let mut setup = regime.setup().unwrap();
        let policy = Standard::configure(&mut setup).ok()?;
        Some(Bench { zone, setup, policy })
    }
}

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
            None => self.plan.valid_until.is_some(),
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

    fn spent(&self, history: &[(usize, i64)], purpose: usize, at: i64) -> usize {
        let counts = |across: Across, purpose: usize| across == Across::All || purpose > 0;
        let quotas = self.plan.quotas.iter().filter(|(_, _, across)| counts(*across, purpose));
        quotas
            .filter(|(times, per, across)| {
                let used = history.iter().filter(|(past, granted)| {
                    counts(*across, *past) && self.together(*per, self.local(at).date(), self.local(*granted).date())
                });
                used.count() >= *times as usize
            })
            .count()
    }

    fn says(&self, history: &[(usize, i64)], purpose: usize, at: i64, wanted: Option<i64>) -> Says {
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
        refused.extend(std::iter::repeat_n("quota-spent", self.spent(history, purpose, at)));
        if refused.is_empty() { Says::Granted(start, self.end(start)) } else { Says::Refused(refused) }
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

fn facts(bench: &Bench, history: &[(usize, i64)]) -> Facts {
    let past = history.iter().map(|(purpose, at)| {
        let granted_at = Instant::from_milliseconds(*at);
        let validity = Interval::new(granted_at, Instant::from_milliseconds(at + 1)).unwrap();
        PastPermit { purpose: bench.setup.purposes()[*purpose], granted_at, validity, revoked: false }
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
fn history() -> impl Strategy<Value = Vec<(usize, i64)>> {
    prop::collection::vec((0usize..3, 0i64..6 * 96), 0..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn agrees_with_the_model(plan in plan(), past in history(), purpose in 0usize..3, shift in -3 * 96i64..3 * 96, wanted in prop::option::weighted(0.3, -20i64..300)) {
        let Some(bench) = plan.bench() else { return Ok(()) };
        let model = Model { plan: &plan, zone: bench.zone.clone() };
        let at = plan.now() + shift * STEP;
        let wanted = wanted.map(|steps| at + steps * STEP);
        let mut past: Vec<(usize, i64)> = past.into_iter().map(|(purpose, back)| (purpose, at - back * STEP)).collect();
        past.sort_by_key(|(_, at)| *at);
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
