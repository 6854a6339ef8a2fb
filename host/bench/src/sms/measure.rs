//! What is counted while a run goes on.

use std::ops::Range;
use std::time::Duration;

use hdrhistogram::{CreationError, Histogram};

use super::report::{Latencies, Measured, Messages, PushedBack, Quantiles, Receipts, Replies, Slice, ms};

/// Microseconds since the run began.
pub(super) type Micros = u64;

pub(super) fn micros(duration: Duration) -> Micros {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// The longest time that a histogram tells, an hour; what is longer counts as that.
const LONGEST: Micros = 3_600_000_000;

#[derive(Debug)]
pub(super) struct Measure {
    pub(super) messages: Messages,
    pub(super) replies: Replies,
    pub(super) receipts: Receipts,
    pub(super) pushed_back: PushedBack,
    replied: Histogram<u64>,
    acknowledged: Histogram<u64>,
    in_host: Histogram<u64>,
    waited: Histogram<u64>,
    from: Micros,
    until: Micros,
    /// Of the measured time: due, acknowledged, replied, segments.
    within: [u64; 4],
    slice: Micros,
    slices: Vec<Slice>,
}

impl Measure {
    pub(super) fn new(warm_up: Duration, duration: Duration) -> Result<Self, CreationError> {
        let histogram = || Histogram::new_with_max(LONGEST, 3);
        let (from, until) = (micros(warm_up), micros(warm_up.saturating_add(duration)));
        Ok(Self {
            messages: Messages::default(),
            replies: Replies::default(),
            receipts: Receipts::default(),
            pushed_back: PushedBack::default(),
            replied: histogram()?,
            acknowledged: histogram()?,
            in_host: histogram()?,
            waited: histogram()?,
            from,
            until,
            within: [0; 4],
            // a second, unless that would be very few or very many
            slice: (until / 60).clamp(100_000, 1_000_000),
            slices: Vec::new(),
        })
    }

    /// The measured time ends now, if it has not ended.
    pub(super) fn stop(&mut self, now: Micros) {
        self.until = self.until.min(now.max(self.from));
    }

    /// The measured time.
    pub(super) fn time(&self) -> Range<Micros> {
        self.from..self.until
    }

    fn in_time(&self, at: Micros) -> u64 {
        u64::from((self.from..self.until).contains(&at))
    }

    fn slice(&mut self, at: Micros) -> Option<&mut Slice> {
        let index = usize::try_from(at / self.slice).ok()?;
        let seconds = self.slice as f64 / 1e6;
        while self.slices.len() <= index {
            self.slices.push(Slice { at: self.slices.len() as f64 * seconds, seconds, ..Slice::default() });
        }
        self.slices.get_mut(index)
    }

    pub(super) fn due(&mut self, at: Micros) {
        let [due, ..] = self.within;
        self.within[0] = due + self.in_time(at);
        self.messages.due += 1;
        if let Some(slice) = self.slice(at) {
            slice.due += 1;
        }
    }

    pub(super) fn waited(&mut self, due: Micros, now: Micros) {
        self.waited.saturating_record(now.saturating_sub(due));
    }

    pub(super) fn acknowledged(&mut self, due: Micros, now: Micros) {
        self.messages.acknowledged += 1;
        self.within[1] += self.in_time(now);
        if self.in_time(due) == 1 {
            self.acknowledged.saturating_record(now.saturating_sub(due));
        }
        if let Some(slice) = self.slice(now) {
            slice.acknowledged += 1;
        }
    }

    pub(super) fn replied(&mut self, due: Micros, sent: Micros, now: Micros) {
        let latency = now.saturating_sub(due);
        self.messages.replied += 1;
        self.within[2] += self.in_time(now);
        if self.in_time(due) == 1 {
            self.replied.saturating_record(latency);
            self.in_host.saturating_record(now.saturating_sub(sent));
        }
        if let Some(slice) = self.slice(now) {
            slice.replied += 1;
            slice.slowest_ms = slice.slowest_ms.max(ms(latency));
        }
    }

    /// A message that has no reply at the end has waited so long at least.
    pub(super) fn unanswered(&mut self, due: Micros, now: Micros) {
        if self.in_time(due) == 1 {
            self.replied.saturating_record(now.saturating_sub(due));
        }
    }

    pub(super) fn segment(&mut self, now: Micros) {
        self.replies.segments += 1;
        self.within[3] += self.in_time(now);
    }

    /// In milliseconds, so far.
    pub(super) fn p99(&self) -> f64 {
        ms(self.replied.value_at_quantile(0.99))
    }

    pub(super) fn latency(&self) -> Latencies {
        let [replied, acknowledged, in_host] = [&self.replied, &self.acknowledged, &self.in_host].map(Quantiles::of);
        Latencies { replied, acknowledged, in_host }
    }

    pub(super) fn pushed_back(&self) -> PushedBack {
        PushedBack { waited: Quantiles::of(&self.waited), ..self.pushed_back.clone() }
    }

    pub(super) fn measured(&self) -> Measured {
        let seconds = self.until.saturating_sub(self.from) as f64 / 1e6;
        let each = |count| if seconds > 0.0 { count as f64 / seconds } else { 0.0 };
        let [due, acknowledged, replied, segments] = self.within.map(each);
        Measured {
            seconds,
            due_per_second: due,
            acknowledged_per_second: acknowledged,
            replied_per_second: replied,
            segments_per_second: segments,
        }
    }

    pub(super) fn over_time(&self) -> Vec<Slice> {
        self.slices.clone()
    }
}
