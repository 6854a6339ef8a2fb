//! Limits of place and of attributes against slow and obvious models.

use exeat_policy::{Facts, Territory};
use proptest::prelude::*;

use super::*;

const CODES: [&str; 12] =
    ["AZ", "AZ-BA", "AZ-LA", "AZ-GA", "AZ-BA.a", "AZ-BA.b", "AZ-LA.a", "AZ-LA.b", "AZ-BA.a.a", "AZ-BA.a.b", "AZ-LA.a.a", "AZ-LA.b.a"];

/// A tree below a trunk: what the jurisdiction itself is a part of.
fn tree(trunk: usize, parents: &[usize]) -> Vec<(&'static str, Option<u32>)> {
    const TRUNK: [&str; 2] = ["EU", "EU-X"];
    let above = TRUNK.iter().take(trunk).enumerate().map(|(place, code)| (*code, place.checked_sub(1)));
    let own = (CODES[0], trunk.checked_sub(1));
    // Two children at least, so that it is known which node is the jurisdiction's own.
    let two = [CODES[1], CODES[2]].map(|code| (code, Some(trunk)));
    let more = CODES[3..].iter().zip(parents).enumerate().map(|(place, (code, parent))| (*code, Some(trunk + parent % (place + 3))));
    let all = above.chain([own]).chain(two).chain(more);
    all.map(|(code, parent)| (code, parent.map(|parent| u32::try_from(parent).unwrap()))).collect()
}

/// Walks up from a place until the jurisdiction, and takes the one that stands so many steps below it.
fn unit(place: Option<Territory>, level: usize) -> Option<Territory> {
    let mut path = vec![place?];
    while path.last()?.name() != CODES[0] {
        let next = path.last()?.parent()?;
        path.push(next);
    }
    path.reverse();
    path.get(level).copied()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn units_are_found_by_walking_up(trunk in 0usize..3, parents in prop::collection::vec(0usize..64, 0..9), level in 1usize..5, here in 0usize..16, home in 0usize..16) {
        let territories = tree(trunk, &parents);
        let settings = format!(r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h", "within_level": {level} }} }}"#);
        let regime = testing::Regime { settings: &settings, purposes: &PURPOSES, territories: &territories, ..testing::Regime::default() };
        let mut setup = regime.setup().unwrap();
        let all = setup.territories().to_vec();
        let Ok(policy) = Standard::configure(&mut setup) else {
            prop_assert!(all.iter().all(|place| unit(Some(*place), level).is_none()));
            return Ok(());
        };
        let (here, home) = (all.get(here).copied(), all.get(home).copied());
        let since = Instant::from_milliseconds(0);
        let facts = Facts { registration: home.map(|territory| Registration { territory, since }), ..Facts::default() };
        let request = Request { at: since, purpose: setup.purposes()[0], channel: Channel::Sms, territory: here, start: None, vehicle: false };
        let decision = policy.decide(&request, &facts).unwrap();
        match (unit(here, level), unit(home, level)) {
            (Some(here), Some(home)) if here != home => {
                prop_assert_eq!(decision.outcome(), Outcome::Refused);
                let [reason] = decision.reasons() else { panic!("{decision:?}") };
                prop_assert_eq!(reason.code.name(), "other-unit");
                prop_assert_eq!(&reason.params[0].1, &Value::Territory(home));
            }
            _ => prop_assert_eq!(decision.outcome(), Outcome::Granted),
        }
    }

    #[test]
    fn a_radius_is_a_comparison(metres in 1u32..3_000, in_kilometres in prop::bool::ANY, distance in prop::option::weighted(0.9, -10i64..4_000_000)) {
        let (radius, metres) = if in_kilometres { (format!("{}km", metres / 3 + 1), i64::from(metres / 3 + 1) * 1_000) } else { (format!("{metres}m"), i64::from(metres)) };
        let Ok(bench) = configure("Asia/Baku", "2020-12-14T00:00", None, &format!(r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h", "radius": "{radius}" }} }}"#)) else {
            prop_assert!(metres > 1_000_000);
            return Ok(());
        };
        let facts = distance.map(|distance| bench.with_attribute("distance_from_stay", distance)).unwrap_or_default();
        let answer = bench.answer(&bench.request("shop", "2020-12-15T10:00"), &facts);
        match distance {
            Some(distance) if distance > metres => prop_assert_eq!(answer, format!("refused | too-far radius={metres} distance={distance}")),
            _ => prop_assert!(answer.starts_with("granted"), "{}", answer),
        }
    }

    /// Walks through the minutes from the start until the permit is over or the attribute no longer holds.
    #[test]
    fn a_permit_lasts_while_its_attribute_does(
        hours in 1i64..100,
        window in prop::option::of((0u16..1_440, 0u16..1_440)),
        value in 0usize..4,
        (from, until) in (-2_000i64..500, -500i64..5_000),
        late in prop::option::weighted(0.3, 0i64..1_000),
    ) {
        let window = window.and_then(|(from, until)| exeat_policy::DailyWindow::from_minutes(from, until)).filter(|_| hours >= 24);
        let window_settings = window.map(|window| format!(r#", "hours": "{window}""#)).unwrap_or_default();
        let bench = baku(&format!(r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "{hours}h", "valid_with": "employed"{window_settings} }} }}"#));
        let request = bench.request("shop", "2020-12-15T10:00");
        let at = request.at.milliseconds();
        let minute = |minute: i64| Instant::from_milliseconds(at + minute * 60_000);
        let value: Option<Value> = match value {
            0 => Some((until % 2 == 0).into()),
            1 => Some(minute(until).into()),
            2 => Interval::new(minute(from), minute(until)).map(Value::Interval),
            _ => None,
        };
        let holds = |t: i64| match &value {
            Some(Value::Flag(flag)) => *flag,
            Some(Value::Instant(end)) => minute(t) < *end,
            Some(Value::Interval(interval)) => interval.contains(minute(t)),
            _ => false,
        };
        let start = late.unwrap_or(0);
        let request = Request { start: late.map(minute), ..request };
        let facts = value.clone().map(|value| bench.with_attribute("employed", value)).unwrap_or_default();
        let decision = bench.decide(&request, &facts);
        let lasts: Vec<i64> = (start..start + hours * 60).take_while(|t| holds(*t)).collect();
        let good = |t: &i64| window.is_none_or(|window| window.contains(bench.setup.calendar().local(minute(*t)).minute()));
        if holds(0) && lasts.iter().any(good) {
            let interval = Interval::new(minute(start), minute(lasts.last().unwrap() + 1));
            prop_assert_eq!(decision.validity().map(|validity| validity.interval), interval);
        } else {
            prop_assert_eq!(decision.outcome(), Outcome::Refused);
            prop_assert!(decision.reasons().iter().all(|reason| reason.code.name() == "attribute-missing"), "{:?}", decision);
        }
    }
}
