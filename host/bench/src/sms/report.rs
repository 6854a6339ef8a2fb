//! What came of a run, as data with stable names. Times are in milliseconds unless a name says otherwise.

use std::collections::BTreeMap;

use hdrhistogram::Histogram;
use serde::{Deserialize, Serialize};

use crate::processes::Use;

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What was asked ([`Options`](super::Options)).
    pub asked: serde_json::Value,
    /// Messages of the whole run, warm-up included.
    pub messages: Messages,
    /// What happened in each second of the measured time, on average.
    pub measured: Measured,
    /// Of messages that were due in the measured time.
    pub latency: Latencies,
    /// What the ESME submitted.
    pub replies: Replies,
    /// Receipts.
    pub receipts: Receipts,
    /// What could not go out when it was due.
    pub pushed_back: PushedBack,
    /// Binds.
    pub links: Links,
    /// What the watched processes used.
    pub processes: Vec<Use>,
    /// What this program itself used.
    pub generator: Use,
    /// What happened when, from the beginning of the warm-up to the end.
    pub over_time: Vec<Slice>,
}

/// Messages of citizens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messages {
    /// That were due.
    pub due: u64,
    /// That were sent at least once.
    pub sent: u64,
    /// That the ESME took: `deliver_sm_resp` with `ESME_ROK`.
    pub acknowledged: u64,
    /// That it refused for good.
    pub refused: u64,
    /// Whose whole reply came.
    pub replied: u64,
    /// That were sent and neither refused nor replied to when the run ended.
    pub unanswered: u64,
    /// That were never sent, because there was no room until the end.
    pub never_sent: u64,
    /// Of those sent, what people mistype.
    pub malformed: u64,
    /// Deliveries that were repeated after a temporary error.
    pub tried_again: u64,
    /// Deliveries that were repeated because the link ended before the answer.
    pub redelivered: u64,
    /// Answers other than `ESME_ROK`, by status.
    pub errors: BTreeMap<String, u64>,
}

/// The measured time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// How long it was.
    pub seconds: f64,
    /// Messages due.
    pub due_per_second: f64,
    /// Messages acknowledged.
    pub acknowledged_per_second: f64,
    /// Replies that were whole.
    pub replied_per_second: f64,
    /// Segments taken.
    pub segments_per_second: f64,
}

/// Latencies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Latencies {
    /// From when the message was due to the last segment of its reply. A message without a reply counts with the time that it has waited.
    pub replied: Quantiles,
    /// From when the message was due to its `deliver_sm_resp`.
    pub acknowledged: Quantiles,
    /// From when the message was last sent to the last segment of its reply: without what waited on this side.
    pub in_host: Quantiles,
}

/// How often a time was how long.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantiles {
    /// How many there were.
    pub count: u64,
    /// The mean.
    pub mean_ms: f64,
    /// Half were not longer.
    pub p50_ms: f64,
    /// Nine of ten.
    pub p90_ms: f64,
    /// 99 of 100.
    pub p99_ms: f64,
    /// 999 of 1,000.
    pub p999_ms: f64,
    /// The longest.
    pub max_ms: f64,
    /// All of it: how many were longer than the limit before and not than this one.
    pub steps: Vec<Step>,
}

/// Times up to a limit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The limit.
    pub up_to_ms: f64,
    /// How many.
    pub count: u64,
}

impl Quantiles {
    /// Of a histogram in microseconds.
    pub(super) fn of(histogram: &Histogram<u64>) -> Self {
        let at = |quantile| ms(histogram.value_at_quantile(quantile));
        let limits = [1, 2, 5].into_iter();
        let limits = (2..8).flat_map(|exponent| limits.clone().map(move |step| step * 10_u64.pow(exponent)));
        let mut before = 0;
        let mut steps = Vec::new();
        for limit in limits.filter(|_| !histogram.is_empty()) {
            let count = histogram.count_between(before, limit);
            if count > 0 || !steps.is_empty() {
                steps.push(Step { up_to_ms: ms(limit), count });
            }
            before = limit + 1;
        }
        while steps.last().is_some_and(|step| step.count == 0) {
            steps.pop();
        }
        Self {
            count: histogram.len(),
            mean_ms: histogram.mean() / 1000.0,
            p50_ms: at(0.5),
            p90_ms: at(0.9),
            p99_ms: at(0.99),
            p999_ms: at(0.999),
            max_ms: ms(histogram.max()),
            steps,
        }
    }
}

pub(super) fn ms(micros: u64) -> f64 {
    micros as f64 / 1000.0
}

/// What the ESME submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replies {
    /// `submit_sm` that were taken.
    pub segments: u64,
    /// That were answered by `ESME_RTHROTTLED`.
    pub throttled: u64,
    /// To telephones that had asked nothing.
    pub unasked: u64,
    /// To telephones whose message had been replied to, or a part that had come before.
    pub duplicates: u64,
}

/// Receipts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    /// That were asked for.
    pub asked: u64,
    /// That were sent, repetitions included.
    pub sent: u64,
    /// That were acknowledged.
    pub acknowledged: u64,
    /// That were refused for good.
    pub refused: u64,
}

/// What could not go out when it was due.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PushedBack {
    /// Because all windows were full.
    pub window: u64,
    /// Because nobody was bound who receives.
    pub unbound: u64,
    /// Because everybody who could write had a message open.
    pub persons: u64,
    /// How long those waited that were sent in the end.
    pub waited: Quantiles,
}

/// Binds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// That were accepted.
    pub bound: u64,
    /// That were refused.
    pub refused: u64,
    /// That ended before the run did.
    pub ended: u64,
}

/// A short while of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// When it begins, in seconds.
    pub at: f64,
    /// How long it is, in seconds.
    pub seconds: f64,
    /// Messages due.
    pub due: u64,
    /// Messages acknowledged.
    pub acknowledged: u64,
    /// Replies that were whole.
    pub replied: u64,
    /// The longest time from due to reply among them.
    pub slowest_ms: f64,
}
