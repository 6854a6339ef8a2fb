//! The highest rate that an ESME keeps up with.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::options::Options;
use super::run::{BenchError, Progress, Smsc};

/// How to look for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// How long each try is, after its warm-up.
    pub step: Duration,
    /// The longest p99 from due to reply at which a rate counts as sustained.
    pub limit: Duration,
    /// How near the answer has to be, as a share of it.
    pub within: f64,
}

/// One try.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Try {
    /// Messages a second that were due.
    pub rate: f64,
    /// Messages a second that were replied to.
    pub replied_per_second: f64,
    /// From due to reply.
    pub p99_ms: f64,
    /// Whether p99 kept below the limit and all were answered.
    pub sustained: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The highest rate that was sustained, in messages a second; 0 when none was.
    pub rate: f64,
    /// All tries in their order.
    pub tries: Vec<Try>,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rate > 0.0 {
            writeln!(f, "{:.0} messages/s are sustained", self.rate)?;
        } else {
            writeln!(f, "no rate was sustained")?;
        }
        for Try { rate, replied_per_second, p99_ms, sustained } in &self.tries {
            let said = if *sustained { "sustained" } else { "not sustained" };
            writeln!(f, "{rate:>9.0}/s due, {replied_per_second:>9.0}/s replied, p99 {p99_ms:>8.1} ms, {said}")?;
        }
        Ok(())
    }
}

/// Doubles the rate from that of `options` while it is sustained, then halves the distance. Each try is by other people.
///
/// # Errors
/// As [`Smsc::run`].
pub async fn find_max(options: &Options, search: Search, progress: Progress) -> Result<Found, BenchError> {
    options.check()?;
    let smsc = Smsc::new(options);
    let listener = smsc.listen(&options.listen).await?;
    let found = smsc.find_max(options, search, progress).await;
    drop(listener);
    smsc.close_links();
    found
}

impl Smsc {
    /// The same over links that are there.
    ///
    /// # Errors
    /// As [`Smsc::run`].
    pub async fn find_max(&self, options: &Options, search: Search, progress: Progress) -> Result<Found, BenchError> {
        let mut step = Options { duration: search.step, ..options.clone() };
        let mut found = Found::default();
        let mut too_fast: Option<f64> = None;
        loop {
            let tried = self.attempt(&step, search, progress).await?;
            found.tries.push(tried);
            if tried.sustained {
                found.rate = found.rate.max(tried.rate);
            } else {
                too_fast = Some(too_fast.map_or(tried.rate, |before| before.min(tried.rate)));
            }
            step.first_person = self.fresh_person();
            step.rate = match too_fast {
                None => tried.rate * 2.0,
                Some(high) => (found.rate + high) / 2.0,
            };
            let near = too_fast.is_some_and(|high| high - found.rate <= search.within.max(0.001) * high);
            if near || step.rate < 1.0 || step.check().is_err() {
                return Ok(found);
            }
        }
    }

    async fn attempt(&self, step: &Options, search: Search, progress: Progress) -> Result<Try, BenchError> {
        let report = self.run(step, progress).await?;
        let p99_ms = report.latency.replied.p99_ms;
        let messages = &report.messages;
        let all = messages.unanswered == 0 && messages.never_sent == 0 && messages.refused == 0;
        let sustained = all && p99_ms <= search.limit.as_secs_f64() * 1000.0;
        Ok(Try { rate: step.rate, replied_per_second: report.measured.replied_per_second, p99_ms, sustained })
    }
}
