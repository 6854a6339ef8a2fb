//! How long a policy's decisions take on this machine.

use std::{
    fmt,
    time::{Duration, Instant},
};

use domain::Decision;
use engine::{ConfigureError, DecideError};
use serde::Serialize;

use crate::{
    Used,
    sample::{self, Told},
};

/// How many decisions are measured.
const DECISIONS: usize = 2_000;

/// What the decisions of one policy in one regime cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The regime.
    pub regime: String,
    /// Whether decisions start from frozen memory; otherwise each one configures the plugin first.
    pub frozen: bool,
    /// Configuring it once, from the settings to something that decides, in microseconds.
    pub configure_us: f64,
    /// A decision in an instance of its own, as citizens' are made, in microseconds.
    pub isolated: Spread,
    /// The same where nothing was frozen and each decision configures the plugin first: what the snapshot saves, in microseconds.
    pub unfrozen: Spread,
    /// A decision in an instance that is used again, as research makes them, in microseconds.
    pub reused: Spread,
    /// The memory of an instance after its first decision, in KiB.
    pub memory_kib: usize,
    /// The memory of the instance that was used again, after all of them, in KiB.
    pub memory_reused_kib: usize,
}

/// How many of them are decided without a snapshot, which is slow.
const UNFROZEN: usize = 100;

/// Half of what was measured is at most `p50`, and all but a hundredth at most `p99`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// The median.
    pub p50: f64,
    /// The 99th percentile.
    pub p99: f64,
}

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BenchError {
    /// The policy did not decide.
    #[error(transparent)]
    Decide(#[from] DecideError),
    /// The policy could not be configured again.
    #[error(transparent)]
    Configure(#[from] ConfigureError),
    /// A regime without purposes asks for nothing.
    #[error("`{0}` has no purpose to apply for")]
    NoPurpose(String),
}

/// Measures a policy. The same applications are decided isolated and reused.
///
/// # Errors
/// When it fails on one of them, or its regime has no purpose.
pub fn bench(used: &Used) -> Result<Figures, BenchError> {
    let regime = used.configuration.regime.to_string();
    let samples = sample::samples(used, Told::Anything, DECISIONS);
    if samples.is_empty() {
        return Err(BenchError::NoPurpose(regime));
    }
    let started = Instant::now();
    used.policy.plugin().configure(&used.configuration)?;
    let configure_us = microseconds(started.elapsed());

    let mut isolated = Vec::with_capacity(samples.len());
    for sample in &samples {
        let started = Instant::now();
        answered(used.policy.decide(&sample.request, &sample.facts))?;
        isolated.push(started.elapsed());
    }
    let each_time = used.policy.plugin().configure_each_time(&used.configuration)?;
    let mut unfrozen = Vec::with_capacity(UNFROZEN);
    for sample in samples.iter().take(UNFROZEN) {
        let started = Instant::now();
        answered(each_time.decide(&sample.request, &sample.facts))?;
        unfrozen.push(started.elapsed());
    }
    let mut session = used.policy.session()?;
    let mut reused = Vec::with_capacity(samples.len());
    let mut memory_kib = None;
    for sample in &samples {
        let started = Instant::now();
        answered(session.decide(&sample.request, &sample.facts))?;
        reused.push(started.elapsed());
        memory_kib.get_or_insert(session.memory() >> 10);
    }
    Ok(Figures {
        regime,
        frozen: used.policy.is_frozen(),
        configure_us,
        isolated: spread(isolated),
        unfrozen: spread(unfrozen),
        reused: spread(reused),
        memory_kib: memory_kib.unwrap_or_default(),
        memory_reused_kib: session.memory() >> 10,
    })
}

/// That it says that it does not understand a fact is an answer, and takes its time.
fn answered(decided: Result<Decision, DecideError>) -> Result<(), DecideError> {
    match decided.map_err(|error| (crate::is_answer(&error), error)) {
        Ok(_) | Err((true, _)) => Ok(()),
        Err((false, error)) => Err(error),
    }
}

fn spread(mut took: Vec<Duration>) -> Spread {
    took.sort_unstable();
    let at = |hundredth: usize| took.get((took.len() * hundredth / 100).min(took.len().saturating_sub(1))).copied().unwrap_or_default();
    Spread { p50: microseconds(at(50)), p99: microseconds(at(99)) }
}

fn microseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { regime, frozen, configure_us, isolated, unfrozen, reused, memory_kib, memory_reused_kib } = self;
        writeln!(f, "{regime}")?;
        writeln!(
            f,
            "  configured  {:>9.1} ms, {}",
            configure_us / 1e3,
            if *frozen { "then frozen" } else { "and again for each decision" }
        )?;
        writeln!(f, "  isolated    {:>9.1} µs median, {:.1} µs p99", isolated.p50, isolated.p99)?;
        if *frozen {
            let worth = unfrozen.p50 / isolated.p50;
            writeln!(
                f,
                "  unfrozen    {:>9.1} µs median, {:.1} µs p99: the snapshot is worth {worth:.0} times",
                unfrozen.p50, unfrozen.p99
            )?;
        }
        writeln!(f, "  reused      {:>9.1} µs median, {:.1} µs p99", reused.p50, reused.p99)?;
        write!(f, "  memory      {memory_kib:>7} KiB after one decision, {memory_reused_kib} KiB after {DECISIONS} in one instance")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_of_what_was_measured() {
        let took = (1..=200).map(Duration::from_micros).collect();
        assert_eq!(spread(took), Spread { p50: 101.0, p99: 199.0 });
        assert_eq!(spread(Vec::new()), Spread { p50: 0.0, p99: 0.0 });
    }
}
