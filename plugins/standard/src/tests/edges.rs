//! The edges of the calendar: midnight, changes of the clock, weeks, months, leap days, rolling days.

use super::*;

fn quota(zone: &str, times: u32, per: &str) -> Bench {
    let settings =
        format!(r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h", "quota": [{{ "times": {times}, "per": "{per}" }}] }} }}"#);
    configure(zone, "2020-01-01T00:00", None, &settings).unwrap()
}

#[test]
fn when_a_quota_has_room_again() {
    for (zone, times, per, granted, at, again) in [
        // A day of 23 hours: the clock goes from 03:00 to 04:00.
        ("Europe/Athens", 1, "day", vec!["2020-03-29T00:00"], "2020-03-29T23:59", "2020-03-30T00:00"),
        // A day of 25 hours: 03:30 comes twice.
        ("Europe/Athens", 1, "day", vec!["2020-10-25T00:30:00Z"], "2020-10-25T01:30:00Z", "2020-10-26T00:00"),
        // Midnight itself is left out: the day begins at 01:00.
        ("America/Asuncion", 1, "day", vec!["2020-10-03T10:00"], "2020-10-03T12:00", "2020-10-04T01:00"),
        // The week begins on Monday.
        ("Asia/Baku", 1, "week", vec!["2020-12-14T00:00"], "2020-12-20T23:59", "2020-12-21T00:00"),
        ("Asia/Baku", 2, "week", vec!["2020-12-14T00:00", "2020-12-20T00:00"], "2020-12-20T00:01", "2020-12-21T00:00"),
        // Months are as long as they are.
        ("Asia/Baku", 1, "month", vec!["2020-01-31T23:59"], "2020-01-31T23:59", "2020-02-01T00:00"),
        ("Asia/Baku", 1, "month", vec!["2020-02-01T00:00"], "2020-02-29T12:00", "2020-03-01T00:00"),
        ("Asia/Baku", 1, "month", vec!["2020-12-01T00:00"], "2020-12-31T23:59", "2021-01-01T00:00"),
        // Three days are today and the two before.
        ("Asia/Baku", 1, "3d", vec!["2020-12-15T23:59"], "2020-12-17T23:59", "2020-12-18T00:00"),
        ("Asia/Baku", 2, "3d", vec!["2020-12-15T10:00", "2020-12-16T10:00"], "2020-12-16T12:00", "2020-12-18T00:00"),
        ("Asia/Baku", 2, "3d", vec!["2020-12-14T10:00", "2020-12-15T10:00", "2020-12-16T10:00"], "2020-12-16T12:00", "2020-12-18T00:00"),
        ("Europe/Athens", 1, "3d", vec!["2020-03-27T10:00"], "2020-03-29T12:00", "2020-03-30T00:00"),
    ] {
        let bench = quota(zone, times, per);
        let granted: Vec<(&str, &str)> = granted.into_iter().map(|at| ("shop", at)).collect();
        let answer = bench.after(&granted, "shop", at);
        assert!(
            answer.starts_with("refused | quota-spent") && answer.ends_with(&format!(" again={again}")),
            "{zone} {times} per {per} at {at}: {answer}"
        );
        let then = bench.answer(&bench.request("shop", again), &bench.history(&granted));
        assert!(then.starts_with("granted"), "{zone} {times} per {per} at {again}: {then}");
    }
}

#[test]
fn an_earlier_period_does_not_count() {
    for (per, granted, at) in [
        ("day", "2020-12-14T23:59:59.999", "2020-12-15T00:00"),
        ("week", "2020-12-20T23:59", "2020-12-21T00:00"),
        ("month", "2020-11-30T23:59", "2020-12-01T00:00"),
        ("3d", "2020-12-12T23:59", "2020-12-15T00:00"),
    ] {
        let answer = quota("Asia/Baku", 1, per).after(&[("shop", granted)], "shop", at);
        assert!(answer.starts_with("granted"), "{per}: {answer}");
    }
}

#[test]
fn hours_follow_the_clock_through_its_changes() {
    let bench = athens(r#"{ "measure": "stay_home", "rules": { "valid_for": "6h", "hours": "02:00-05:00" } }"#);
    for (at, answer) in [
        // One hour of the night is left out, the window is two hours long.
        ("2020-03-29T02:00", "granted | 2020-03-29T02:00 to 2020-03-29T05:00"),
        ("2020-03-28T23:00:00Z", "refused | outside-hours from=02:00 until=05:00 next=2020-03-29T02:00"),
        // One hour comes twice, the window is four hours long and the second hour belongs to it.
        ("2020-10-24T23:00:00Z", "granted | 2020-10-25T02:00 to 2020-10-25T05:00"),
        ("2020-10-25T01:30:00Z", "granted | 2020-10-25T03:30 to 2020-10-25T05:00"),
    ] {
        assert_eq!(bench.ask("shop", at), answer, "{at}");
    }
    let gap = athens(r#"{ "measure": "stay_home", "rules": { "valid_for": "6h", "hours": "03:00-03:30" } }"#);
    assert_eq!(
        gap.ask("shop", "2020-03-29T02:30"),
        "refused | outside-hours from=03:00 until=03:30 next=2020-03-30T03:00",
        "the whole window is left out"
    );
    let twice = athens(r#"{ "measure": "stay_home", "rules": { "valid_for": "6h", "hours": "01:00-03:30" } }"#);
    assert_eq!(twice.ask("shop", "2020-10-25T00:10:00Z"), "granted | 2020-10-25T03:10 to 2020-10-25T03:30");
    assert_eq!(
        twice.ask("shop", "2020-10-25T00:40:00Z"),
        "refused | outside-hours from=01:00 until=03:30 next=2020-10-25T03:00",
        "it opens once more"
    );
}

#[test]
fn three_hours_are_three_hours_on_every_day() {
    let bench = athens(r#"{ "measure": "stay_home", "rules": { "valid_for": "3h" } }"#);
    assert_eq!(bench.ask("shop", "2020-03-29T01:00"), "granted | 2020-03-29T01:00 to 2020-03-29T05:00");
    assert_eq!(bench.ask("shop", "2020-10-25T01:00"), "granted | 2020-10-25T01:00 to 2020-10-25T03:00");
}

#[test]
fn a_leap_day_is_a_day() {
    let bench = quota("Asia/Baku", 1, "2d");
    assert!(bench.after(&[("shop", "2020-02-28T10:00")], "shop", "2020-02-29T10:00").ends_with("again=2020-03-01T00:00"));
}
