//! The same question, the same answer.

use crate::{
    Used,
    sample::{self, Told},
};

use super::{answer, count};

const REPEATS: usize = 1_000;
const SAMPLES: usize = 200;
/// As many permits as a person can collect who goes out three times a day for a year.
const LONGEST_HISTORY: usize = 1_000;

/// One question a thousand times, and others twice: by the policy as it is, and by one that was configured anew.
pub(super) fn repeats(used: &Used) -> Result<u64, String> {
    let again = used.policy.plugin().configure(&used.configuration).map_err(|error| format!("configured anew it fails: {error}"))?;
    let samples = sample::samples(used, Told::Anything, SAMPLES);
    let mut compared = 0;
    for (place, sample) in samples.iter().enumerate() {
        let decide = |policy: &engine::Policy| answer(policy.decide(&sample.request, &sample.facts));
        let first = decide(&used.policy)?;
        for _ in 0..if place == 0 { REPEATS } else { 1 } {
            let second = decide(&used.policy)?;
            if second != first {
                return Err(format!("the same question at {} was answered `{first}`, then `{second}`", sample.request.at));
            }
            compared += 1;
        }
        let anew = decide(&again)?;
        if anew != first {
            return Err(format!("the question at {} is answered `{first}`, and `{anew}` when it is configured anew", sample.request.at));
        }
        compared += 1;
    }
    Ok(compared)
}

/// One instance answers all the questions, each as a fresh one does.
pub(super) fn forgets(used: &Used) -> Result<u64, String> {
    let mut session = used.policy.session().map_err(|error| error.to_string())?;
    let samples = sample::samples(used, Told::Anything, SAMPLES);
    for sample in &samples {
        let fresh = answer(used.policy.decide(&sample.request, &sample.facts))?;
        let after = answer(session.decide(&sample.request, &sample.facts))?;
        if after != fresh {
            return Err(format!("a fresh instance answers `{fresh}` at {}, one that decided before `{after}`", sample.request.at));
        }
    }
    Ok(count(samples.len()))
}

/// The largest question that a host asks.
pub(super) fn largest(used: &Used) -> Result<u64, String> {
    let Some(sample) = sample::largest(used, LONGEST_HISTORY) else { return Ok(0) };
    used.policy
        .decide(&sample.request, &sample.facts)
        .map_err(|error| format!("with {} past permits: {error}", sample.facts.history.len()))?;
    Ok(1)
}
