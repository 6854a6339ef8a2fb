//! What can be asked, and the form of what is told.

use std::time::Duration;

use bench::sms::{Options, OptionsError, Pattern, Report, Slip};

use crate::esme::{answer, options, pattern, run};

#[test]
fn options_that_make_no_run_are_refused_with_a_reason() {
    let cases = [
        (Options { rate: 0.0, ..options() }, "`rate` is 0; it must be over 0 and at most 1000000"),
        (Options { rate: f64::NAN, ..options() }, "`rate` is NaN; it must be over 0 and at most 1000000"),
        (Options { malformed: 25.0, ..options() }, "`malformed` is 25; it must be between 0 and 1"),
        (Options { window: 0, ..options() }, "`window` is 0; it must be between 1 and 1000000"),
        (Options { binds: 0, ..options() }, "`binds` is 0; it must be 1 or more"),
        (Options { duration: Duration::ZERO, ..options() }, "`duration` is 0; it must be longer than nothing"),
        (Options { purposes: Vec::new(), ..options() }, "`purposes` is empty"),
        (Options { malformed: 0.1, slips: Vec::new(), ..options() }, "`slips` is empty"),
        (
            Options { identity: pattern("AZE##"), ..options() },
            "`AZE##` has numbers for 100 people, and there are 302: give it more `#`, or give fewer `persons`",
        ),
        (
            Options { telephone: pattern("+994#######"), ..options() },
            "`+994#######` is no pattern of telephone numbers: give digits and then `#`, 15 in all at most",
        ),
    ];
    for (options, said) in cases {
        assert_eq!(options.check().map_err(|error: OptionsError| error.to_string()), Err(said.to_owned()));
    }
    let fewer = Options { identity: pattern("AZE##"), persons: Some(100), ..options() };
    assert_eq!(fewer.check(), Ok(()));
}

#[test]
fn patterns_and_slips_are_read_and_written() {
    for text in ["AZE#######", "#", "a#b"] {
        assert_eq!(pattern(text).to_string(), text);
    }
    for text in ["AZE", "", "#a#", "#############"] {
        assert!(text.parse::<Pattern>().is_err(), "{text}");
    }
    for slip in Slip::ALL {
        assert_eq!(slip.name().parse::<Slip>(), Ok(slip));
        assert_eq!(slip.name().replace('_', "-").parse::<Slip>(), Ok(slip));
    }
    assert!("typo".parse::<Slip>().is_err_and(|error| error.to_string().contains("look_alikes")));
}

#[tokio::test(start_paused = true)]
async fn the_report_keeps_its_names() {
    let report = run(&options(), answer).await;
    let json = serde_json::to_value(&report).unwrap();
    for pointer in [
        "/asked/rate",
        "/messages/due",
        "/messages/sent",
        "/messages/acknowledged",
        "/messages/refused",
        "/messages/replied",
        "/messages/unanswered",
        "/messages/never_sent",
        "/messages/malformed",
        "/messages/tried_again",
        "/messages/redelivered",
        "/messages/errors",
        "/measured/seconds",
        "/measured/due_per_second",
        "/measured/acknowledged_per_second",
        "/measured/replied_per_second",
        "/measured/segments_per_second",
        "/latency/replied/p50_ms",
        "/latency/replied/p90_ms",
        "/latency/replied/p99_ms",
        "/latency/replied/p999_ms",
        "/latency/replied/max_ms",
        "/latency/replied/steps/0/up_to_ms",
        "/latency/acknowledged/p99_ms",
        "/latency/in_host/p99_ms",
        "/replies/segments",
        "/replies/throttled",
        "/replies/unasked",
        "/replies/duplicates",
        "/receipts/asked",
        "/receipts/sent",
        "/receipts/acknowledged",
        "/pushed_back/window",
        "/pushed_back/unbound",
        "/pushed_back/persons",
        "/pushed_back/waited/p99_ms",
        "/links/bound",
        "/generator/resident_peak",
        "/generator/cores",
        "/over_time/0/replied",
    ] {
        assert!(json.pointer(pointer).is_some(), "{pointer}");
    }
    assert!(json.pointer("/asked/password").is_none());
    assert_eq!(serde_json::from_value::<Report>(json).unwrap(), report);
}

#[tokio::test(start_paused = true)]
async fn people_read_a_table_and_two_pictures() {
    let text = run(&options(), answer).await.to_string();
    for line in
        ["messages     200 due, 200 sent, 200 acknowledged, 200 replied", "per second   50.0 due", "due to reply, up to", "over time"]
    {
        assert!(text.contains(line), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_process_is_watched() {
    let own = std::process::id();
    let report = run(&Options { pids: vec![own], ..options() }, answer).await;
    let used = report.processes.first().unwrap();
    assert!(
        used.pid == own && used.resident_peak > 1024 * 1024 && used.resident_high_water >= used.resident_peak && !used.ended,
        "{used:?}"
    );
}
