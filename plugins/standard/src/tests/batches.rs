//! A batch says of every row what a decision would say, and the classes between critical points hold.

use exeat_policy::{Batch, Input, Row, Verdict};
use proptest::prelude::*;

use super::{plan::plan, *};

const MINUTE: i64 = 60_000;

/// Rows of several holders, each in order of time, some minutes or days apart.
fn rows(bench: &Bench, now: i64, given: &[(u32, i64, usize, usize, usize, u32)]) -> Vec<Row> {
    let place = |index: usize| bench.setup.territories().get(index).copied();
    let mut at = now;
    let mut holder = 0;
    let row = |(new, later, purpose, territory, registered, flags): &(u32, i64, usize, usize, usize, u32)| {
        if *new == 0 {
            holder += 1;
            at = now;
        }
        at += later * MINUTE;
        Row {
            holder,
            at: Instant::from_milliseconds(at),
            purpose: bench.setup.purposes()[*purpose],
            territory: place(*territory),
            registered: place(*registered),
            flags: *flags,
            channel: if *flags > 2 { Channel::Desk } else { Channel::Sms },
            vehicle: false,
        }
    };
    given.iter().map(row).collect()
}

fn given() -> impl Strategy<Value = Vec<(u32, i64, usize, usize, usize, u32)>> {
    let later = prop_oneof![Just(0i64), 0i64..300, 0i64..3 * 1440];
    prop::collection::vec((0u32..8, later, 0usize..3, 0usize..5, 0usize..5, 0u32..4), 1..60)
}

/// Rules that look at flags and at both places in other ways.
const LIMITS: &str = r#"{ "measure": "stay_home",
    "rules": { "valid_days": 1, "quota": [{ "total": "30h", "per": "2d" }] },
    "purposes": { "shop": { "within_level": 1, "radius": "1km" }, "move": { "valid_with": "worker", "within_level": 2, "territory": ["AZ-LA"] } } }"#;

const PLACES: &str = r#"{ "measure": "stay_home",
    "rules": { "valid_for": "2h", "requires": { "registration": true }, "blocked_by": ["infected"], "quota": [{ "times": 5, "per": "2d" }] },
    "purposes": { "shop": { "territory": ["AZ-LA"], "decided_by": "desk" }, "move": { "requires": { "attributes": ["worker"], "in_registered_territory": true } } } }"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn rules_of_time_in_a_batch(plan in plan(), given in given()) {
        let Some(bench) = plan.bench() else { return Ok(()) };
        let rows = rows(&bench, plan.now(), &given);
        let attributes = bench.setup.attributes();
        let batch = Batch::new(&rows, &attributes);
        prop_assert_eq!(bench.policy.decide_batch(&batch), batch.decide_each(&bench.policy));
    }

    #[test]
    fn places_and_flags_in_a_batch(given in given(), limits in prop::bool::ANY) {
        let bench = baku(if limits { LIMITS } else { PLACES });
        let rows = rows(&bench, bench.at("2020-12-30T12:00").milliseconds(), &given);
        let attributes = bench.setup.attributes();
        let batch = Batch::new(&rows, &attributes);
        prop_assert_eq!(bench.policy.decide_batch(&batch), batch.decide_each(&bench.policy));
    }

    /// Where no dimension has a cut between two instants, outcome and reason are the same and the start has moved with the instant.
    #[test]
    fn between_critical_points_nothing_changes(plan in plan(), quarter in -4 * 96i64..4 * 96, purpose in 0usize..3) {
        let Some(bench) = plan.bench() else { return Ok(()) };
        if plan.counts_time() {
            return Ok(());
        }
        let at = |minute: i64| Instant::from_milliseconds(plan.now() + minute * MINUTE);
        // Every edge of these plans lies on a quarter of an hour.
        let (before, after) = (at(quarter * 15 - 1), at(quarter * 15));
        if crosses(&bench, before, after) {
            return Ok(());
        }
        let verdict = |at| one(&bench, at, purpose);
        let (before, after) = (verdict(before), verdict(after));
        prop_assert_eq!((before.outcome, before.reason), (after.outcome, after.reason));
        if let (Some(one), Some(other)) = (before.granted, after.granted) {
            prop_assert_eq!(other.start().milliseconds() - one.start().milliseconds(), MINUTE);
            prop_assert!([0, MINUTE].contains(&(other.end().milliseconds() - one.end().milliseconds())));
        }
    }
}

fn one(bench: &Bench, at: Instant, purpose: usize) -> Verdict {
    let purpose = bench.setup.purposes()[purpose];
    let row = Row { holder: 1, at, purpose, territory: None, registered: None, flags: 0, channel: Channel::Sms, vehicle: false };
    bench.policy.decide_batch(&Batch::new(&[row], &[]))[0]
}

/// Whether a new class begins after `before`, up to `after`, along any input that time moves.
fn crosses(bench: &Bench, before: Instant, after: Instant) -> bool {
    let local = |at| bench.policy.calendar.local(at);
    bench.policy.critical_points().unwrap().iter().any(|dimension| {
        let of = |at: Instant| match dimension.input {
            Input::Instant => at.milliseconds(),
            Input::MinuteOfDay => i64::from(local(at).minute()),
            Input::DayOfWeek => i64::from(local(at).date.weekday().index()),
            _ => 0,
        };
        let class = |at: Instant| dimension.cuts.partition_point(|cut| *cut <= of(at));
        class(before) != class(after)
    })
}

#[test]
fn critical_points_are_where_rules_look() {
    let bench = baku(PLACES);
    let of = |input: Input| {
        bench.policy.critical_points().unwrap().into_iter().find(|dimension| dimension.input == input).map(|dimension| dimension.cuts)
    };
    assert_eq!(of(Input::Purpose), Some(vec![0, 1, 2]));
    assert_eq!(of(Input::Used), Some(vec![0, 5]));
    assert_eq!(of(Input::Flags), Some(vec![0, 1, 2, 3]));
    assert_eq!(of(Input::Territory), Some(vec![]), "the registered place is compared with it");
    assert_eq!((of(Input::MinuteOfDay), of(Input::DayOfWeek)), (None, None), "no rule looks at them");
    let (from, until) = (bench.at("2020-12-14T00:00").milliseconds(), bench.at("2021-01-18T00:00").milliseconds());
    assert_eq!(of(Input::Instant), Some(vec![from, until - 120 * MINUTE, until]));
    let allowed =
        baku(r#"{ "measure": "stay_home", "rules": { "valid_for": "2h", "territory": ["AZ-BA", "AZ-LA"], "hours": "07:00-22:00" } }"#);
    let of = |input: Input| {
        allowed.policy.critical_points().unwrap().into_iter().find(|dimension| dimension.input == input).map(|dimension| dimension.cuts)
    };
    assert_eq!(of(Input::Territory), Some(vec![0, 1, i64::from(u32::MAX)]));
    let dated = baku(r#"{ "measure": "stay_home", "rules": { "valid_for": "2h", "valid_until": "2020-12-20T12:00" } }"#);
    let instants = dated.policy.critical_points().unwrap().into_iter().find(|dimension| dimension.input == Input::Instant);
    let last = dated.at("2020-12-20T12:00").milliseconds();
    assert_eq!(instants.map(|dimension| dimension.cuts), Some(vec![from, last - 120 * MINUTE, last, until - 120 * MINUTE, until]));
    let limits = baku(LIMITS);
    let looked = |input: Input| {
        limits.policy.critical_points().unwrap().into_iter().find(|dimension| dimension.input == input).map(|dimension| dimension.cuts)
    };
    assert_eq!(looked(Input::Territory), Some(vec![0, 1, 2, 3, i64::from(u32::MAX)]), "other units");
    assert_eq!(looked(Input::Registered), looked(Input::Territory));
    assert_eq!(looked(Input::Flags), Some(vec![0, 1, 2, 3]), "the flag that a permit ends with");
    for unknown in [Input::Instant, Input::MinuteOfDay, Input::Used] {
        assert_eq!(looked(unknown), Some(vec![]), "what is left of a bank is not listed");
    }
    assert_eq!(of(Input::Registered), of(Input::Territory));
    assert_eq!(of(Input::MinuteOfDay), Some(vec![0, 5 * 60, 7 * 60, 20 * 60, 22 * 60]));
    let weekly = baku(
        r#"{ "measure": "stay_home", "rules": { "valid_for": "2h", "start_delay": "30min", "hours": "07:00-22:00", "quota": [{ "times": 1, "per": "week" }] } }"#,
    );
    let of = |input: Input| {
        weekly.policy.critical_points().unwrap().into_iter().find(|dimension| dimension.input == input).map(|dimension| dimension.cuts)
    };
    assert_eq!(of(Input::DayOfWeek), Some((0..7).collect()));
    let moved_by_the_delay = [0, 4 * 60 + 30, 6 * 60 + 30, 7 * 60, 19 * 60 + 30, 21 * 60 + 30, 22 * 60];
    assert_eq!(of(Input::MinuteOfDay), Some(moved_by_the_delay.to_vec()));
}
