//! When messages are due.

use std::time::Duration;

use bench::sms::arrivals::{Arrivals, Shape, Spacing};

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn a_shape_keeps_the_rate_on_average() {
    for shape in [Shape::Flat, Shape::NationalDay] {
        let pieces = shape.pieces();
        let mean = pieces.iter().sum::<f64>() / pieces.len() as f64;
        assert!((mean - 1.0).abs() < 1e-9, "{shape:?} {mean}");
        let even = Arrivals::new(100.0, Duration::ZERO, HOUR, shape, Spacing::Even, 1).count();
        assert_eq!(even, 360_000, "{shape:?}");
        // five standard deviations
        let poisson = Arrivals::new(100.0, Duration::ZERO, HOUR, shape, Spacing::Poisson, 1).count();
        assert!(poisson.abs_diff(360_000) < 3000, "{shape:?} {poisson}");
    }
}

#[test]
fn they_are_in_order_and_the_same_for_the_same_seed() {
    for (shape, spacing) in [(Shape::Flat, Spacing::Even), (Shape::NationalDay, Spacing::Poisson)] {
        let of = |seed| Arrivals::new(200.0, Duration::from_secs(3), Duration::from_secs(60), shape, spacing, seed).collect::<Vec<_>>();
        let moments = of(1);
        assert!(moments.is_sorted() && moments.last().is_some_and(|last| *last < Duration::from_secs(63)));
        assert_eq!(moments, of(1));
        assert_eq!(moments == of(2), spacing == Spacing::Even);
        let warm_up = moments.iter().filter(|due| **due < Duration::from_secs(3)).count();
        assert!(warm_up.abs_diff(600) < 125, "{warm_up}");
    }
}

#[test]
fn a_day_has_a_quiet_night_and_two_peaks() {
    let day = Duration::from_secs(24);
    let due = Arrivals::new(10_000.0, Duration::ZERO, day, Shape::NationalDay, Spacing::Even, 1).collect::<Vec<_>>();
    let hours = (0..24).map(|hour| due.iter().filter(|due| due.as_secs() == hour).count()).collect::<Vec<_>>();
    let [night, morning, noon, evening] = [2, 9, 13, 18].map(|hour| hours[hour]);
    assert!(night * 20 < noon && noon < morning && noon < evening, "{hours:?}");
    assert!((19_000..22_000).contains(&morning), "{morning}");
}

#[test]
fn chance_is_spaced_as_chance_is() {
    let due = Arrivals::new(1000.0, Duration::ZERO, Duration::from_secs(100), Shape::Flat, Spacing::Poisson, 3).collect::<Vec<_>>();
    let gaps = due.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect::<Vec<_>>();
    let longer = |than: f64| gaps.iter().filter(|gap| **gap > than).count() as f64 / gaps.len() as f64;
    for multiple in [0.5, 1.0, 2.0] {
        assert!((longer(multiple / 1000.0) - (-multiple).exp()).abs() < 0.01, "{multiple}");
    }
}
