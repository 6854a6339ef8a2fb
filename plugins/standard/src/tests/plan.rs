//! Rules of time at random, as settings.

use std::fmt::Write;

use exeat_policy::DailyWindow;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

pub const STEP: i64 = 15 * 60_000;
const DAY: i64 = 86_400_000;

/// Rules of time, in steps of a quarter of an hour.
#[derive(Debug, Clone)]
pub struct Plan {
    zone: usize,
    pub curfew: Option<(u16, u16)>,
    pub hours: Option<(u16, u16)>,
    pub days: Option<u8>,
    pub length: Option<Length>,
    valid_until: Option<i64>,
    pub delay: i64,
    pub quotas: Vec<(Most, Per, Across)>,
    until: Option<i64>,
}

/// So many permits, or so many steps of time.
#[derive(Debug, Clone, Copy)]
pub enum Most {
    Times(u32),
    Total(i64),
}

#[derive(Debug, Clone, Copy)]
pub enum Length {
    Steps(i64),
    Days(i8),
}

#[derive(Debug, Clone, Copy)]
pub enum Per {
    Day,
    Week,
    Month,
    Days(i32),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Across {
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
    let most = prop_oneof![2 => (1u32..4).prop_map(Most::Times), 1 => (1i64..60).prop_map(Most::Total)];
    let across = prop_oneof![Just(Across::All), Just(Across::ShopAndMove)];
    (
        0..ZONES.len(),
        prop::option::weighted(0.4, quarters()),
        prop::option::weighted(0.5, quarters()),
        prop::option::weighted(0.3, 1u8..127),
        (prop::option::weighted(0.8, length), prop::option::weighted(0.3, -5 * 96i64..10 * 96)),
        prop_oneof![3 => Just(0i64), 1 => 1i64..12],
        prop::collection::vec((most, per, across), 0..3),
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

    /// Whether what is left of a bank of hours decides where a permit ends: no critical points are known then.
    pub fn counts_time(&self) -> bool {
        self.quotas.iter().any(|(most, _, _)| matches!(most, Most::Total(_)))
    }

    pub fn until(&self) -> Option<i64> {
        self.until.map(|steps| self.now() + steps * STEP)
    }

    /// The first instant with the same local time: that is all that settings can say.
    pub fn valid_until(&self) -> Option<i64> {
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
            .map(|(most, per, across)| {
                let most = match most {
                    Most::Times(times) => format!(r#""times": {times}"#),
                    Most::Total(steps) => format!(r#""total": "{}min""#, steps * 15),
                };
                let per = match per {
                    Per::Day => "day".to_owned(),
                    Per::Week => "week".to_owned(),
                    Per::Month => "month".to_owned(),
                    Per::Days(days) => format!("{days}d"),
                };
                let across = if *across == Across::All { r#""all""# } else { r#"["shop", "move"]"# };
                format!(r#"{{ {most}, "per": "{per}", "across": {across} }}"#)
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
