//! How long to wait before the next attempt. Pure: chance is an input.

use std::time::Duration;

/// Before attempt `failures` + 1: `first`, then twice as long each time up to `longest`, less up to half of it by `chance` (0 to 1), so that
/// links that were lost together do not come back together.
#[must_use]
pub(super) fn delay(failures: u32, first: Duration, longest: Duration, chance: f64) -> Duration {
    let whole = first.saturating_mul(2_u32.saturating_pow(failures)).min(longest);
    whole.mul_f64(1.0 - chance.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_waits_twice_as_long_up_to_the_longest_and_chance_shortens_it_by_half_at_most() {
        let (first, longest) = (Duration::from_secs(10), Duration::from_secs(300));
        for (failures, chance, seconds) in [
            (0, 0.0, 10.0),
            (0, 1.0, 5.0),
            (1, 0.0, 20.0),
            (2, 0.5, 30.0),
            (4, 0.0, 160.0),
            (5, 0.0, 300.0),
            (5, 1.0, 150.0),
            (u32::MAX, 0.0, 300.0),
            (0, f64::INFINITY, 5.0),
        ] {
            assert_eq!(delay(failures, first, longest, chance), Duration::from_secs_f64(seconds), "{failures} {chance}");
        }
    }
}
