//! Banks of hours against a slow and obvious model: to the second, summing permit by permit, and walking on until there is room.

use exeat_policy::Facts;
use jiff::{Span, civil::Date, tz::TimeZone};
use proptest::prelude::*;

use super::*;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 1_440 * MINUTE;

#[derive(Debug, Clone, Copy)]
enum Per {
    Day,
    Week,
    Month,
    Days(i32),
}

/// A bank for one or for two purposes.
#[derive(Debug, Clone, Copy)]
struct Bank {
    minutes: i64,
    per: Per,
    with_move: bool,
}

impl Bank {
    fn settings(&self) -> String {
        let per = match self.per {
            Per::Day => "day".to_owned(),
            Per::Week => "week".to_owned(),
            Per::Month => "month".to_owned(),
            Per::Days(days) => format!("{days}d"),
        };
        let across = if self.with_move { r#", "across": ["move"]"# } else { "" };
        format!(r#"{{ "total": "{}min", "per": "{per}"{across} }}"#, self.minutes)
    }

    fn together(&self, one: Date, other: Date) -> bool {
        match self.per {
            Per::Day => one == other,
            Per::Week => {
                one.iso_week_date().year() == other.iso_week_date().year() && one.iso_week_date().week() == other.iso_week_date().week()
            }
            Per::Month => one.first_of_month() == other.first_of_month(),
            Per::Days(days) => (0..days).any(|back| other.checked_sub(Span::new().days(back)).unwrap() == one),
        }
    }
}

#[derive(Debug)]
struct Past {
    moved: bool,
    at: i64,
    seconds: i64,
    revoked: bool,
}

/// How many milliseconds are left of a bank.
fn left(bank: &Bank, zone: &TimeZone, history: &[Past], at: i64) -> i64 {
    let date = |at: i64| zone.to_datetime(Timestamp::from_millisecond(at).unwrap()).date();
    let mut left = bank.minutes * 60;
    for past in history {
        if !past.revoked && (bank.with_move || !past.moved) && bank.together(date(past.at), date(at)) {
            left -= past.seconds;
        }
    }
    left * SECOND
}

const ZONES: [(&str, &str); 3] =
    [("Europe/Athens", "2020-10-25T12:00"), ("Europe/Athens", "2020-03-29T12:00"), ("America/Asuncion", "2020-10-04T12:00")];

fn bank() -> impl Strategy<Value = Bank> {
    let per = prop_oneof![Just(Per::Day), Just(Per::Week), Just(Per::Month), (1i32..6).prop_map(Per::Days)];
    (1i64..600, per, prop::bool::ANY).prop_map(|(minutes, per, with_move)| Bank { minutes, per, with_move })
}

fn history() -> impl Strategy<Value = Vec<(bool, i64, i64, bool)>> {
    prop::collection::vec((prop::bool::ANY, 0i64..8 * 1_440, 1i64..4 * 3_600, prop::bool::weighted(0.2)), 0..8)
}

fn configured(zone: &str, now: &str, banks: &[Bank]) -> Bench {
    let quota: Vec<String> = banks.iter().map(Bank::settings).collect();
    let settings = format!(
        r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "3h" }}, "purposes": {{ "shop": {{ "quota": [{}] }} }} }}"#,
        quota.join(", ")
    );
    configure(zone, now, None, &settings).unwrap()
}

fn facts(bench: &Bench, history: &[Past]) -> Facts {
    let past = history.iter().map(|past| {
        let granted_at = Instant::from_milliseconds(past.at);
        let validity = Interval::new(granted_at, Instant::from_milliseconds(past.at + past.seconds * SECOND)).unwrap();
        let purpose = bench.setup.purpose(if past.moved { "move" } else { "shop" }).unwrap();
        PastPermit { purpose, granted_at, validity, revoked: past.revoked }
    });
    Facts { history: past.collect(), ..Facts::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_bank_is_what_the_permits_leave(zone in 0..ZONES.len(), banks in prop::collection::vec(bank(), 1..3), past in history(), later in 0i64..2 * 1_440) {
        let (name, now) = ZONES[zone];
        let bench = configured(name, "2020-01-01T00:00", &banks);
        let at = bench.at(now).milliseconds() + later * MINUTE;
        let mut past: Vec<Past> = past.into_iter().map(|(moved, back, seconds, revoked)| Past { moved, at: at - back * MINUTE, seconds, revoked }).collect();
        past.sort_by_key(|past| past.at);
        let facts = facts(&bench, &past);
        let ask = |at: i64| bench.decide(&Request { at: Instant::from_milliseconds(at), ..bench.request("shop", now) }, &facts);
        let least = |at: i64| banks.iter().map(|bank| left(bank, &bench.zone, &past, at)).min().unwrap();
        let decision = ask(at);
        if least(at) >= MINUTE {
            let end = Instant::from_milliseconds(at + least(at).min(180 * MINUTE));
            prop_assert_eq!(decision.validity().map(|validity| validity.interval), Interval::new(Instant::from_milliseconds(at), end));
            let limited = banks.iter().any(|bank| left(bank, &bench.zone, &past, at) < 180 * MINUTE);
            prop_assert_eq!(decision.trace().iter().any(|step| step.outcome == exeat_policy::RuleOutcome::Limited), limited);
        } else {
            prop_assert_eq!(decision.outcome(), Outcome::Refused);
            let spent = banks.iter().filter(|bank| left(bank, &bench.zone, &past, at) < MINUTE).count();
            prop_assert_eq!(decision.reasons().len(), spent);
            let slow = (1..45 * 96).map(|quarter| at - at.rem_euclid(15 * MINUTE) + quarter * 15 * MINUTE).find(|at| least(*at) >= MINUTE).unwrap();
            for reason in decision.reasons() {
                prop_assert_eq!(reason.code.name(), "time-spent");
                let again = reason.params.iter().find(|(param, _)| param.name() == "again").map(|(_, value)| value.clone());
                prop_assert_eq!(again, Some(Value::Instant(Instant::from_milliseconds(slow))));
            }
        }
    }

    /// However a person asks, what is granted in a period never exceeds the bank.
    #[test]
    fn a_bank_is_never_overdrawn(zone in 0..ZONES.len(), bank in bank(), asked in prop::collection::vec((prop::bool::ANY, 0i64..900), 1..40)) {
        let (name, now) = ZONES[zone];
        let bench = configured(name, "2020-01-01T00:00", &[bank]);
        let mut at = bench.at(now).milliseconds() - 3 * DAY;
        let mut past: Vec<Past> = Vec::new();
        for (moved, later) in asked {
            at += later * MINUTE;
            let request = Request { at: Instant::from_milliseconds(at), ..bench.request(if moved { "move" } else { "shop" }, now) };
            let granted = bench.decide(&request, &facts(&bench, &past)).validity().map(|validity| validity.interval);
            let Some(granted) = granted.filter(|_| !moved || !bank.with_move) else { continue };
            past.push(Past { moved, at, seconds: (granted.end().milliseconds() - at) / SECOND, revoked: false });
            prop_assert!(moved || left(&bank, &bench.zone, &past, at) >= 0);
        }
    }
}
