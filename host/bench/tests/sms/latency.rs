//! From when latencies count.

use std::time::Duration;

use bench::sms::Options;
use smpp::pdu::{Command, Status};

use crate::esme::{Act, acknowledge, answer, is_receipt, options, run};

/// How many took longer than so many milliseconds, to the nearest limit above.
fn longer(times: &bench::sms::Quantiles, than: f64) -> u64 {
    times.steps.iter().filter(|step| step.up_to_ms > than).map(|step| step.count).sum()
}

#[tokio::test(start_paused = true)]
async fn a_stall_shows_in_all_that_was_due_in_it() {
    // 2 s without reading, in the middle of 4: half of all messages, and half of those waited for more than a second
    for window in [10, 1000] {
        let options = Options { window, receipts: false, ..options() };
        let mut seen = 0;
        let report = run(&options, move |pdu, sequence| {
            let mut acts = answer(pdu, sequence);
            if let Command::DeliverSm(_) = &pdu.command {
                seen += 1;
                if seen == 50 {
                    acts.insert(0, Act::Stall(Duration::from_secs(2)));
                }
            }
            acts
        })
        .await;
        let replied = &report.latency.replied;
        assert_eq!((report.messages.replied, replied.count), (200, 200));
        assert!((1950.0..2050.0).contains(&replied.max_ms), "{replied:?}");
        assert!(longer(replied, 1000.0).abs_diff(50) <= 2, "{replied:?}");
        assert!(replied.p50_ms < 50.0 && report.latency.acknowledged.p99_ms > 1900.0, "{report:?}");
        // with a small window the most of them waited here, and the ESME had but few
        let (held, in_host) = if window == 10 { (91, 5) } else { (0, 50) };
        assert!(report.pushed_back.window.abs_diff(held) <= 2, "{:?}", report.pushed_back);
        assert!(longer(&report.latency.in_host, 1000.0).abs_diff(in_host) <= 7, "{:?}", report.latency.in_host);
        assert_eq!(report.pushed_back.waited.count, report.pushed_back.window);
    }
}

#[tokio::test(start_paused = true)]
async fn the_warm_up_is_counted_and_not_timed() {
    let options = Options { warm_up: Duration::from_secs(2), ..options() };
    let mut seen = 0;
    let report = run(&options, move |pdu, sequence| {
        seen += 1;
        let mut acts = answer(pdu, sequence);
        if seen == 10 {
            acts.insert(0, Act::Stall(Duration::from_millis(900)));
        }
        acts
    })
    .await;
    assert_eq!((report.messages.replied, report.latency.replied.count), (300, 200));
    assert!(report.latency.replied.max_ms < 50.0, "{:?}", report.latency.replied);
    assert_eq!((report.measured.seconds, report.measured.due_per_second, report.measured.replied_per_second), (4.0, 50.0, 50.0));
}

#[tokio::test(start_paused = true)]
async fn a_message_without_a_reply_counts_with_the_time_it_has_waited() {
    let mut seen = 0;
    let report = run(&options(), move |pdu, sequence| {
        let Command::DeliverSm(message) = &pdu.command else { return Vec::new() };
        seen += u32::from(!is_receipt(message));
        if seen % 20 == 0 { vec![acknowledge(pdu, Status::OK)] } else { answer(pdu, sequence) }
    })
    .await;
    assert_eq!((report.messages.acknowledged, report.messages.replied, report.messages.unanswered), (200, 190, 10));
    assert_eq!((report.latency.replied.count, longer(&report.latency.replied, 15_000.0)), (200, 10));
    assert_eq!(report.latency.acknowledged.count, 200);
}

#[tokio::test(start_paused = true)]
async fn what_there_was_no_room_for_is_told() {
    // nothing is ever acknowledged
    let options = Options { window: 20, drain: Duration::from_secs(1), ..options() };
    let report = run(&options, |_, _| Vec::new()).await;
    let messages = &report.messages;
    assert_eq!((messages.due, messages.sent, messages.unanswered, messages.never_sent), (200, 20, 20, 180));
    assert_eq!((report.pushed_back.window, report.latency.replied.count), (180, 200));
}
