//! Each rule by itself, as the README states it.

use exeat_policy::{Channel, Facts, Interval, Value};

use super::*;

const DAILY: &str = r#"{ "measure": "stay_home", "purposes": { "shop": { "valid_for": "3h", "quota": [{ "times": 1, "per": "day" }] }, "medical": { "valid_for": "3h" }, "move": { "valid_for": "3h" } } }"#;

/// The same rules for every purpose.
fn stay_home(rules: &str) -> Bench {
    baku(&format!(r#"{{ "measure": "stay_home", "rules": {{ {rules} }} }}"#))
}

fn curfew(rules: &str) -> Bench {
    baku(&format!(r#"{{ "measure": {{ "curfew": "21:00-06:00" }}, "rules": {{ {rules} }} }}"#))
}

#[test]
fn three_hours_once_a_day() {
    let bench = baku(DAILY);
    assert_eq!(bench.ask("shop", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-15T13:00");
    let once = [("shop", "2020-12-15T10:00")];
    let spent = "refused | quota-spent times=1 per=day of=purpose again=2020-12-16T00:00";
    assert_eq!(bench.after(&once, "shop", "2020-12-15T10:00"), spent, "even at the very same moment");
    assert_eq!(bench.after(&once, "shop", "2020-12-15T23:59:59.999"), spent);
    assert_eq!(bench.after(&once, "shop", "2020-12-16T00:00"), "granted | 2020-12-16T00:00 to 2020-12-16T03:00");
    assert_eq!(bench.after(&once, "medical", "2020-12-15T11:00"), "granted | 2020-12-15T11:00 to 2020-12-15T14:00");
}

#[test]
fn a_revoked_permit_does_not_count() {
    let bench = baku(DAILY);
    let mut facts = bench.history(&[("shop", "2020-12-15T10:00")]);
    facts.history[0].revoked = true;
    assert_eq!(bench.answer(&bench.request("shop", "2020-12-15T12:00"), &facts), "granted | 2020-12-15T12:00 to 2020-12-15T15:00");
}

#[test]
fn a_quota_counts_its_purpose_a_group_or_all() {
    let all = stay_home(r#""valid_for": "1h", "quota": [{ "times": 2, "per": "day" }]"#);
    let twice = [("shop", "2020-12-15T08:00"), ("medical", "2020-12-15T09:00")];
    assert_eq!(all.after(&twice, "move", "2020-12-15T10:00"), "refused | quota-spent times=2 per=day of=all again=2020-12-16T00:00");
    assert_eq!(all.after(&twice[..1], "move", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-15T11:00");
    let group = stay_home(r#""valid_for": "1h", "quota": [{ "times": 1, "per": "day", "across": ["shop", "move"] }]"#);
    assert_eq!(group.after(&twice, "move", "2020-12-15T10:00"), "refused | quota-spent times=1 per=day of=group again=2020-12-16T00:00");
    assert_eq!(
        group.after(&twice, "medical", "2020-12-15T10:00"),
        "granted | 2020-12-15T10:00 to 2020-12-15T11:00",
        "it does not concern the others"
    );
    let own = |across: &str| {
        baku(&format!(
            r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h" }}, "purposes": {{ "shop": {{ "quota": [{{ "times": 1, "per": "day", "across": {across} }}] }} }} }}"#
        ))
    };
    let moved = [("move", "2020-12-15T08:00")];
    assert_eq!(
        own(r#"["move"]"#).after(&moved, "shop", "2020-12-15T10:00"),
        "refused | quota-spent times=1 per=day of=group again=2020-12-16T00:00"
    );
    assert_eq!(
        own(r#""all""#).after(&moved, "shop", "2020-12-15T10:00"),
        "refused | quota-spent times=1 per=day of=all again=2020-12-16T00:00"
    );
    assert_eq!(own(r#"["move"]"#).after(&moved, "move", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-15T11:00");
}

#[test]
fn the_purposes_own_value_replaces_the_regimes_and_lists_add_up() {
    let bench = baku(
        r#"{ "measure": "stay_home", "rules": { "valid_for": "1h", "hours": "08:00-20:00", "blocked_by": ["infected"], "quota": [{ "times": 3, "per": "day" }] },
             "purposes": { "shop": { "valid_for": "2h", "hours": "10:00-12:00", "blocked_by": ["quarantined"], "quota": [{ "times": 1, "per": "day" }] } } }"#,
    );
    assert_eq!(bench.ask("medical", "2020-12-15T09:00"), "granted | 2020-12-15T09:00 to 2020-12-15T10:00");
    assert_eq!(bench.ask("shop", "2020-12-15T09:00"), "refused | outside-hours from=10:00 until=12:00 next=2020-12-15T10:00");
    let request = bench.request("shop", "2020-12-15T11:00");
    for flag in ["infected", "quarantined"] {
        assert_eq!(bench.answer(&request, &bench.with_attribute(flag, true)), format!("refused | blocked flag={flag}"));
    }
    assert_eq!(bench.trace(&request, &Facts::default()), "blocked_by:passed hours:limited quota:passed quota:passed valid_for:passed");
}

#[test]
fn a_permit_ends_with_the_hours() {
    let bench = stay_home(r#""valid_for": "3h", "hours": "07:00-22:00""#);
    for (at, answer) in [
        ("2020-12-15T06:59:59", "refused | outside-hours from=07:00 until=22:00 next=2020-12-15T07:00"),
        ("2020-12-15T07:00", "granted | 2020-12-15T07:00 to 2020-12-15T10:00"),
        ("2020-12-15T19:00", "granted | 2020-12-15T19:00 to 2020-12-15T22:00"),
        ("2020-12-15T21:59", "granted | 2020-12-15T21:59 to 2020-12-15T22:00"),
        ("2020-12-15T22:00", "refused | outside-hours from=07:00 until=22:00 next=2020-12-16T07:00"),
    ] {
        assert_eq!(bench.ask("shop", at), answer, "{at}");
    }
}

#[test]
fn a_permit_ends_with_its_days() {
    // 2020-12-18 was a Friday.
    let bench = stay_home(r#""valid_for": "3h", "days": ["mon", "fri"]"#);
    assert_eq!(bench.ask("shop", "2020-12-18T22:30"), "granted | 2020-12-18T22:30 to 2020-12-19T00:00");
    assert_eq!(bench.ask("shop", "2020-12-19T00:00"), "refused | wrong-day next=2020-12-21T00:00");
    let long = stay_home(r#""valid_for": "5d", "days": ["fri", "sat"]"#);
    assert_eq!(long.ask("shop", "2020-12-18T10:00"), "granted | 2020-12-18T10:00 to 2020-12-20T00:00");
}

#[test]
fn a_long_permit_carries_its_hours() {
    let bench = stay_home(r#""valid_for": "10d", "hours": "07:00-22:00""#);
    assert_eq!(bench.ask("shop", "2020-12-15T23:00"), "granted | 2020-12-15T23:00 to 2020-12-25T23:00 daily 07:00-22:00");
    let day = stay_home(r#""valid_for": "24h", "hours": "07:00-22:00""#);
    assert_eq!(day.ask("shop", "2020-12-15T23:00"), "granted | 2020-12-15T23:00 to 2020-12-16T23:00 daily 07:00-22:00", "a day is long");
    let night = stay_home(r#""valid_for": "2d", "hours": "08:00-09:00", "days": ["fri"]"#);
    assert_eq!(
        night.ask("shop", "2020-12-18T10:00"),
        "refused | outside-hours from=08:00 until=09:00 next=2020-12-25T00:00",
        "nothing of Friday is left"
    );
}

#[test]
fn a_start_is_delayed_and_can_be_asked_for() {
    let bench = stay_home(r#""valid_for": "1h", "start_delay": "15min", "hours": "07:00-22:00""#);
    assert_eq!(bench.ask("shop", "2020-12-15T10:00"), "granted | 2020-12-15T10:15 to 2020-12-15T11:15");
    assert_eq!(bench.ask("shop", "2020-12-15T06:45"), "granted | 2020-12-15T07:00 to 2020-12-15T08:00");
    assert_eq!(bench.ask("shop", "2020-12-15T06:44"), "refused | outside-hours from=07:00 until=22:00 next=2020-12-15T06:45");
    let wanting = |start: &str| exeat_policy::Request { start: Some(bench.at(start)), ..bench.request("shop", "2020-12-15T10:00") };
    let answer = |start: &str| bench.answer(&wanting(start), &Facts::default());
    assert_eq!(answer("2020-12-15T18:00"), "granted | 2020-12-15T18:00 to 2020-12-15T19:00");
    assert_eq!(answer("2020-12-15T09:00"), "granted | 2020-12-15T10:15 to 2020-12-15T11:15", "never in the past");
    assert_eq!(answer("2020-12-15T23:00"), "refused | outside-hours from=07:00 until=22:00 next=2020-12-16T06:45");
    assert_eq!(bench.trace(&wanting("2020-12-15T18:00"), &Facts::default()), "hours:passed start_delay:limited valid_for:passed");
}

#[test]
fn outside_the_curfew_nothing_is_needed() {
    let bench = curfew("");
    for (at, answer) in [
        ("2020-12-15T20:59:59", "not_required | no-curfew-now from=2020-12-15T21:00"),
        ("2020-12-15T21:00", "granted | 2020-12-15T21:00 to 2020-12-16T06:00"),
        ("2020-12-16T05:59", "granted | 2020-12-16T05:59 to 2020-12-16T06:00"),
        ("2020-12-16T06:00", "not_required | no-curfew-now from=2020-12-16T21:00"),
    ] {
        assert_eq!(bench.ask("shop", at), answer, "{at}");
    }
    assert_eq!(bench.ask("shop", "2021-01-17T23:00"), "granted | 2021-01-17T23:00 to 2021-01-18T00:00", "the regime ends first");
}

#[test]
fn a_curfew_permit_is_short_or_carries_the_curfew() {
    let short = curfew(r#""valid_for": "3h", "hours": "05:00-23:00""#);
    assert_eq!(short.ask("shop", "2020-12-15T22:00"), "granted | 2020-12-15T22:00 to 2020-12-15T23:00");
    assert_eq!(short.ask("shop", "2020-12-15T23:30"), "refused | outside-hours from=05:00 until=23:00 next=2020-12-16T05:00");
    assert_eq!(short.ask("shop", "2020-12-16T05:00"), "granted | 2020-12-16T05:00 to 2020-12-16T06:00");
    let long = curfew(r#""valid_for": "10d", "hours": "20:00-23:00""#);
    assert_eq!(long.ask("shop", "2020-12-15T12:00"), "granted | 2020-12-15T12:00 to 2020-12-25T12:00 daily 21:00-23:00");
    let last = curfew(r#""valid_for": "10d""#);
    assert_eq!(last.ask("shop", "2021-01-17T23:59"), "granted | 2021-01-17T23:59 to 2021-01-18T00:00 daily 21:00-06:00");
    assert_eq!(
        last.trace(&last.request("shop", "2021-01-17T23:59"), &Facts::default()),
        "measure:passed valid_for:passed in_force:limited"
    );
}

#[test]
fn the_regime_ends_every_permit() {
    let bench = baku(DAILY);
    assert_eq!(bench.ask("medical", "2021-01-17T23:00"), "granted | 2021-01-17T23:00 to 2021-01-18T00:00");
    assert_eq!(bench.ask("medical", "2021-01-18T00:00"), "not_required | regime-ends until=2021-01-18T00:00");
    let spent = bench.after(&[("shop", "2021-01-17T10:00")], "shop", "2021-01-17T12:00");
    assert_eq!(spent, "refused | quota-spent times=1 per=day of=purpose again=2021-01-18T00:00");
    let early = exeat_policy::Request { start: Some(bench.at("2021-01-19T10:00")), ..bench.request("medical", "2021-01-17T12:00") };
    assert_eq!(bench.answer(&early, &Facts::default()), "not_required | regime-ends until=2021-01-18T00:00");
    assert_eq!(bench.ask("medical", "2020-12-13T20:00"), "granted | 2020-12-14T00:00 to 2020-12-14T03:00", "and begins none before it");
}

#[test]
fn places() {
    let bench = stay_home(r#""valid_for": "1h", "territory": ["AZ-LA"]"#);
    let from = |code: Option<&str>| exeat_policy::Request {
        territory: code.and_then(|code| bench.setup.territory(code)),
        ..bench.request("shop", "2020-12-15T10:00")
    };
    let granted = "granted | 2020-12-15T10:00 to 2020-12-15T11:00";
    for (place, registered, answer) in [
        (Some("AZ-LA"), None, granted),
        (Some("AZ-LA.village"), None, granted),
        (Some("AZ-BA"), Some("AZ-LA"), "refused | wrong-territory territory=AZ-BA"),
        (Some("AZ"), None, "refused | wrong-territory territory=AZ"),
        (None, Some("AZ-LA.village"), granted),
        (None, Some("AZ-BA"), "refused | wrong-territory territory=AZ-BA"),
        (None, None, "refused | place-unknown"),
    ] {
        let facts = registered.map(|code| bench.registered_in(code)).unwrap_or_default();
        assert_eq!(bench.answer(&from(place), &facts), answer, "{place:?} {registered:?}");
    }
}

#[test]
fn what_is_required() {
    let bench = stay_home(
        r#""valid_for": "1h", "requires": { "registration": true, "in_registered_territory": true, "attributes": ["essential_worker"] }"#,
    );
    let mut request = bench.request("shop", "2020-12-15T10:00");
    assert_eq!(bench.answer(&request, &Facts::default()), "refused | not-registered | attribute-missing attribute=essential_worker");
    let mut facts = Facts { registration: bench.registered_in("AZ-LA").registration, ..bench.with_attribute("essential_worker", true) };
    let granted = "granted | 2020-12-15T10:00 to 2020-12-15T11:00";
    assert_eq!(bench.answer(&request, &facts), granted, "as long as it is not known where the person is");
    request.territory = bench.setup.territory("AZ-LA.village");
    assert_eq!(bench.answer(&request, &facts), granted);
    request.territory = bench.setup.territory("AZ-BA");
    assert_eq!(bench.answer(&request, &facts), "refused | not-where-registered territory=AZ-LA");
    facts.attributes[0].value = false.into();
    assert_eq!(
        bench.answer(&request, &facts),
        "refused | not-where-registered territory=AZ-LA | attribute-missing attribute=essential_worker"
    );
    assert_eq!(bench.trace(&request, &facts), "requires:failed");
}

#[test]
fn an_attribute_holds_while_its_value_says() {
    let bench = stay_home(r#""valid_for": "1h", "blocked_by": ["quarantined"]"#);
    let request = bench.request("shop", "2020-12-15T10:00");
    let blocked = |value: Value| bench.answer(&request, &bench.with_attribute("quarantined", value)).starts_with("refused | blocked");
    let hours = |from: &str, until: &str| Value::Interval(Interval::new(bench.at(from), bench.at(until)).unwrap());
    assert!(blocked(true.into()) && !blocked(false.into()));
    assert!(blocked(bench.at("2020-12-15T10:01").into()) && !blocked(bench.at("2020-12-15T10:00").into()));
    assert!(blocked(hours("2020-12-15T10:00", "2020-12-15T11:00")) && !blocked(hours("2020-12-15T09:00", "2020-12-15T10:00")));
    assert!(blocked("strict".into()) && blocked(0i64.into()));
}

#[test]
fn who_decides() {
    let bench = baku(
        r#"{ "measure": "stay_home", "purposes": { "shop": { "valid_for": "4h", "decided_by": "desk" }, "move": { "decided_by": "human", "quota": [{ "times": 1, "per": "month" }] }, "medical": { "valid_for": "1h" } } }"#,
    );
    let through = |purpose, channel| exeat_policy::Request { channel, ..bench.request(purpose, "2020-12-15T10:00") };
    let none = Facts::default();
    assert_eq!(bench.answer(&through("shop", Channel::Sms), &none), "referred | human-decides");
    assert_eq!(bench.answer(&through("shop", Channel::Desk), &none), "granted | 2020-12-15T10:00 to 2020-12-15T14:00");
    assert_eq!(bench.answer(&through("move", Channel::Desk), &none), "referred | human-decides");
    assert_eq!(bench.trace(&through("move", Channel::Desk), &none), "quota:passed decided_by:referred");
    let spent = bench.after(&[("move", "2020-12-15T08:00")], "move", "2020-12-15T10:00");
    assert_eq!(spent, "refused | quota-spent times=1 per=month of=purpose again=2021-01-01T00:00", "refused is stronger");
}

#[test]
fn everything_in_the_way_is_said_at_once_and_cited() {
    let bench = stay_home(
        r#""valid_for": "1h", "blocked_by": ["infected"], "requires": { "registration": true }, "territory": ["AZ-BA"], "days": ["mon"], "hours": "10:00-12:00", "quota": [{ "times": 1, "per": "3d" }]"#,
    );
    let facts = Facts { history: bench.history(&[("shop", "2020-12-20T09:00")]).history, ..bench.with_attribute("infected", true) };
    let request = bench.request("shop", "2020-12-20T09:00");
    assert_eq!(
        bench.answer(&request, &facts),
        "refused | blocked flag=infected | not-registered | place-unknown | wrong-day next=2020-12-28T10:00 | outside-hours from=10:00 until=12:00 \
         next=2020-12-28T10:00 | quota-spent times=1 per=days days=3 of=all again=2020-12-28T10:00"
    );
    let decision = bench.decide(&request, &facts);
    let order = bench.setup.source("order");
    assert!(decision.reasons().iter().all(|reason| reason.cite == order) && decision.trace().iter().all(|step| step.cite == order));
    assert_eq!(bench.trace(&request, &facts), "blocked_by:failed requires:failed territory:failed days:failed hours:failed quota:failed");
}

#[test]
fn two_permits_may_overlap() {
    let bench = baku(DAILY);
    assert_eq!(
        bench.after(&[("medical", "2020-12-15T10:00")], "medical", "2020-12-15T11:00"),
        "granted | 2020-12-15T11:00 to 2020-12-15T14:00"
    );
}

#[test]
fn a_permit_for_the_day() {
    let bench = stay_home(r#""valid_days": 1"#);
    assert_eq!(bench.ask("shop", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-16T00:00");
    assert_eq!(bench.ask("shop", "2020-12-15T23:50"), "granted | 2020-12-15T23:50 to 2020-12-16T00:00");
    assert_eq!(bench.trace(&bench.request("shop", "2020-12-15T10:00"), &Facts::default()), "valid_days:passed");
    let hours = stay_home(r#""valid_days": 1, "hours": "07:00-22:00""#);
    assert_eq!(hours.ask("shop", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-15T22:00");
    assert_eq!(hours.ask("shop", "2020-12-15T23:00"), "refused | outside-hours from=07:00 until=22:00 next=2020-12-16T07:00");
    let long = stay_home(r#""valid_days": 3, "hours": "07:00-22:00""#);
    assert_eq!(long.ask("shop", "2020-12-15T23:00"), "granted | 2020-12-15T23:00 to 2020-12-18T00:00 daily 07:00-22:00");
    let night = curfew(r#""valid_days": 1"#);
    assert_eq!(night.ask("shop", "2020-12-15T22:00"), "granted | 2020-12-15T22:00 to 2020-12-16T00:00");
    let mixed = baku(r#"{ "measure": "stay_home", "rules": { "valid_for": "3h" }, "purposes": { "shop": { "valid_days": 1 } } }"#);
    assert_eq!(mixed.ask("shop", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-16T00:00");
    assert_eq!(mixed.ask("medical", "2020-12-15T10:00"), "granted | 2020-12-15T10:00 to 2020-12-15T13:00");
}

#[test]
fn a_day_is_as_long_as_the_clock_makes_it() {
    let bench = athens(r#"{ "measure": "stay_home", "rules": { "valid_days": 2 } }"#);
    for (at, hours) in [("2020-03-28T00:00", 47), ("2020-10-25T00:00", 49), ("2020-06-01T00:00", 48)] {
        let decision = bench.decide(&bench.request("shop", at), &Facts::default());
        let interval = decision.validity().unwrap().interval;
        assert_eq!(interval.end().milliseconds() - interval.start().milliseconds(), hours * 3_600_000, "{at}");
    }
}

#[test]
fn until_a_date() {
    let bench = stay_home(r#""valid_for": "3h", "valid_until": "2020-12-20T12:00", "quota": [{ "times": 1, "per": "day" }]"#);
    assert_eq!(bench.ask("shop", "2020-12-20T08:00"), "granted | 2020-12-20T08:00 to 2020-12-20T11:00");
    assert_eq!(bench.ask("shop", "2020-12-20T10:00"), "granted | 2020-12-20T10:00 to 2020-12-20T12:00");
    let request = bench.request("shop", "2020-12-20T10:00");
    assert_eq!(bench.trace(&request, &Facts::default()), "valid_until:limited quota:passed valid_for:passed");
    assert_eq!(bench.ask("shop", "2020-12-20T12:00"), "refused | no-longer-granted until=2020-12-20T12:00");
    let once = [("shop", "2020-12-20T08:00")];
    assert_eq!(
        bench.after(&once, "shop", "2020-12-20T11:00"),
        "refused | quota-spent times=1 per=day of=all again=2021-01-18T00:00",
        "there is no other day"
    );
    assert_eq!(bench.after(&once, "shop", "2020-12-20T12:00"), "refused | no-longer-granted until=2020-12-20T12:00");
    let alone = stay_home(r#""valid_until": "2020-12-20T12:00", "hours": "07:00-22:00""#);
    assert_eq!(alone.ask("shop", "2020-12-15T23:00"), "granted | 2020-12-15T23:00 to 2020-12-20T12:00 daily 07:00-22:00");
    assert_eq!(alone.trace(&alone.request("shop", "2020-12-15T23:00"), &Facts::default()), "valid_until:limited hours:passed");
    let night = curfew(r#""valid_until": "2020-12-20T12:00""#);
    assert_eq!(night.ask("shop", "2020-12-15T23:00"), "granted | 2020-12-15T23:00 to 2020-12-20T12:00 daily 21:00-06:00");
    assert_eq!(night.ask("shop", "2020-12-20T13:00"), "not_required | no-curfew-now from=2020-12-20T21:00");
    assert_eq!(night.ask("shop", "2020-12-20T22:00"), "refused | no-longer-granted until=2020-12-20T12:00");
    let open = configure(
        "Asia/Baku",
        "2020-12-14T00:00",
        None,
        r#"{ "measure": "stay_home", "rules": { "valid_for": "1h", "valid_until": "2020-12-20T12:00", "quota": [{ "times": 1, "per": "day" }] } }"#,
    );
    let spent = open.unwrap().after(&once, "shop", "2020-12-20T11:00");
    assert_eq!(spent, "refused | quota-spent times=1 per=day of=all again=2020-12-20T12:00", "the regime has no end that is known");
}

#[test]
fn a_permit_ends_with_its_attribute() {
    let bench = stay_home(r#""valid_for": "3d", "hours": "07:00-22:00", "valid_with": "employed""#);
    let request = bench.request("shop", "2020-12-15T10:00");
    let with = |value: Value| bench.answer(&request, &bench.with_attribute("employed", value));
    let whole = "granted | 2020-12-15T10:00 to 2020-12-18T10:00 daily 07:00-22:00";
    let missing = "refused | attribute-missing attribute=employed";
    let hours = |from: &str, until: &str| Value::Interval(Interval::new(bench.at(from), bench.at(until)).unwrap());
    assert_eq!(bench.answer(&request, &Facts::default()), missing);
    assert_eq!(with(false.into()), missing);
    assert_eq!(with(true.into()), whole);
    assert_eq!(with("cleaner".into()), whole);
    assert_eq!(with(bench.at("2020-12-18T10:00").into()), whole);
    assert_eq!(with(bench.at("2020-12-17T00:00").into()), "granted | 2020-12-15T10:00 to 2020-12-17T00:00 daily 07:00-22:00");
    assert_eq!(with(bench.at("2020-12-15T10:00").into()), missing);
    assert_eq!(with(hours("2020-12-01T00:00", "2020-12-16T08:00")), "granted | 2020-12-15T10:00 to 2020-12-16T08:00 daily 07:00-22:00");
    assert_eq!(with(hours("2020-12-15T11:00", "2020-12-16T08:00")), missing, "not yet");
    let step = |value: Value| bench.trace(&request, &bench.with_attribute("employed", value));
    assert_eq!(step(true.into()), "valid_with:passed hours:passed valid_for:passed");
    assert_eq!(step(bench.at("2020-12-17T00:00").into()), "valid_with:limited hours:passed valid_for:passed");
    assert_eq!(step(false.into()), "valid_with:failed hours:passed");
    let late = exeat_policy::Request { start: Some(bench.at("2020-12-17T23:00")), ..request };
    let late = |until: &str| bench.answer(&late, &bench.with_attribute("employed", bench.at(until)));
    assert_eq!(late("2020-12-17T20:00"), missing, "it ends before the start");
    assert_eq!(late("2020-12-18T06:00"), missing, "it ends before the hours begin");
    assert_eq!(late("2020-12-18T08:00"), "granted | 2020-12-17T23:00 to 2020-12-18T08:00 daily 07:00-22:00");
}

#[test]
fn a_self_declaration_is_granted_within_limits_of_time_and_place() {
    let bench = stay_home(r#""valid_for": "1h", "decided_by": "holder", "radius": "1km", "hours": "07:00-22:00""#);
    let request = bench.request("shop", "2020-12-15T10:00");
    assert_eq!(bench.answer(&request, &Facts::default()), "granted | 2020-12-15T10:00 to 2020-12-15T11:00");
    assert_eq!(bench.trace(&request, &Facts::default()), "radius:passed hours:passed decided_by:passed valid_for:passed");
    assert_eq!(bench.ask("shop", "2020-12-15T23:00"), "refused | outside-hours from=07:00 until=22:00 next=2020-12-16T07:00");
    assert_eq!(
        bench.answer(&request, &bench.with_attribute("distance_from_stay", 1_001i64)),
        "refused | too-far radius=1000 distance=1001"
    );
}

#[test]
fn how_far() {
    let bench = stay_home(r#""valid_for": "1h", "radius": "800m""#);
    let request = bench.request("shop", "2020-12-15T10:00");
    let granted = "granted | 2020-12-15T10:00 to 2020-12-15T11:00";
    for (value, answer) in [
        (Value::from(800i64), granted),
        (Value::from(801i64), "refused | too-far radius=800 distance=801"),
        (Value::from(0i64), granted),
        (Value::from("far"), granted),
        (Value::from(true), granted),
    ] {
        assert_eq!(bench.answer(&request, &bench.with_attribute("distance_from_stay", value.clone())), answer, "{value:?}");
    }
    assert_eq!(bench.answer(&request, &Facts::default()), granted, "it is not known");
}

#[test]
fn within_the_unit_of_the_registered_place() {
    let bench = stay_home(r#""valid_for": "1h", "within_level": 1"#);
    let granted = "granted | 2020-12-15T10:00 to 2020-12-15T11:00";
    for (place, registered, answer) in [
        (Some("AZ-LA"), Some("AZ-LA.village"), granted),
        (Some("AZ-LA.village"), Some("AZ-LA"), granted),
        (Some("AZ-BA"), Some("AZ-LA.village"), "refused | other-unit territory=AZ-LA"),
        (Some("AZ-LA.village"), Some("AZ-BA"), "refused | other-unit territory=AZ-BA"),
        (Some("AZ"), Some("AZ-BA"), granted),
        (Some("AZ-BA"), Some("AZ"), granted),
        (None, Some("AZ-BA"), granted),
        (Some("AZ-BA"), None, granted),
    ] {
        let facts = registered.map(|code| bench.registered_in(code)).unwrap_or_default();
        let request = exeat_policy::Request {
            territory: place.map(|code| bench.setup.territory(code).unwrap()),
            ..bench.request("shop", "2020-12-15T10:00")
        };
        assert_eq!(bench.answer(&request, &facts), answer, "{place:?} {registered:?}");
    }
    assert!(bench.setup.registration());
}

#[test]
fn a_bank_of_hours() {
    let bench = stay_home(r#""valid_for": "3h", "quota": [{ "total": "4h", "per": "day" }]"#);
    let after = |lengths: &[(&str, &str)], at: &str| bench.answer(&bench.request("shop", at), &bench.permits(lengths));
    let morning = ("2020-12-15T08:00", "2020-12-15T10:30");
    assert_eq!(after(&[], "2020-12-15T11:00"), "granted | 2020-12-15T11:00 to 2020-12-15T14:00");
    assert_eq!(after(&[morning], "2020-12-15T11:00"), "granted | 2020-12-15T11:00 to 2020-12-15T12:30");
    let spent = "refused | time-spent total=4h per=day of=all again=2020-12-16T00:00";
    assert_eq!(
        after(&[morning, ("2020-12-15T11:00", "2020-12-15T12:29")], "2020-12-15T13:00"),
        "granted | 2020-12-15T13:00 to 2020-12-15T13:01"
    );
    assert_eq!(after(&[morning, ("2020-12-15T11:00", "2020-12-15T12:29:00.001")], "2020-12-15T13:00"), spent, "less than a minute is left");
    assert_eq!(after(&[morning, ("2020-12-15T11:00", "2020-12-15T14:00")], "2020-12-15T15:00"), spent);
    assert_eq!(
        after(&[("2020-12-15T23:00", "2020-12-16T02:00")], "2020-12-16T00:30"),
        "granted | 2020-12-16T00:30 to 2020-12-16T03:30",
        "it counts where it was granted"
    );
    let trace = |lengths: &[(&str, &str)]| bench.trace(&bench.request("shop", "2020-12-15T11:00"), &bench.permits(lengths));
    assert_eq!(trace(&[]), "quota:passed valid_for:passed");
    assert_eq!(trace(&[morning]), "quota:limited valid_for:passed");
    let mut revoked = bench.permits(&[morning]);
    revoked.history[0].revoked = true;
    assert_eq!(bench.answer(&bench.request("shop", "2020-12-15T11:00"), &revoked), "granted | 2020-12-15T11:00 to 2020-12-15T14:00");
    let both = stay_home(r#""valid_for": "3h", "quota": [{ "total": "5h", "per": "2d" }, { "times": 1, "per": "day" }]"#);
    let facts = both.permits(&[("2020-12-14T08:00", "2020-12-14T11:00"), ("2020-12-15T08:00", "2020-12-15T10:00")]);
    assert_eq!(
        both.answer(&both.request("shop", "2020-12-15T11:00"), &facts),
        "refused | time-spent total=5h per=days days=2 of=all again=2020-12-16T00:00 | quota-spent times=1 per=day of=all again=2020-12-16T00:00"
    );
}
