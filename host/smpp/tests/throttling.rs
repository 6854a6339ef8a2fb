//! The pace of segments, with time as an input.

use std::num::NonZeroU32;
use std::time::Duration;

use proptest::prelude::*;
use smpp::throttle::Throttle;

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// How many single segments go out before `until`, asked for as fast as they are let out.
fn sent(throttle: &mut Throttle, weights: &[u32], until: Duration) -> Vec<(Duration, u32)> {
    let (mut now, mut sent) = (Duration::ZERO, Vec::new());
    let weights = weights.iter().cycle();
    for weight in weights {
        while let Err(later) = throttle.take(*weight, now) {
            assert!(later > now);
            now = later;
        }
        if now >= until {
            break;
        }
        sent.push((now, *weight));
    }
    sent
}

#[test]
fn no_more_than_so_many_segments_go_out_in_a_second() {
    for (rate, weights, least, most) in [
        (1, &[1][..], 10, 10),
        (10, &[1], 100, 101),
        (100, &[1], 1000, 1010),
        (1000, &[1], 10_000, 10_101),
        // segments are counted, not messages
        (10, &[3], 100, 103),
        (10, &[1, 4, 2], 100, 104),
    ] {
        let mut throttle = Throttle::new(NonZeroU32::new(rate));
        let total = sent(&mut throttle, weights, ms(10_000)).iter().map(|(_, weight)| weight).sum::<u32>();
        assert!((least..=most).contains(&total), "{rate} {weights:?}: {total}");
    }
}

#[test]
fn nothing_is_saved_up_while_nobody_sends() {
    let mut throttle = Throttle::new(NonZeroU32::new(100));
    let late = ms(3_600_000);
    let at_once = (0..1000).take_while(|_| throttle.take(1, late).is_ok()).count();
    assert_eq!(at_once, 10);
}

#[test]
fn a_pause_holds_everything_and_is_never_made_shorter() {
    for rate in [None, NonZeroU32::new(100)] {
        let mut throttle = Throttle::new(rate);
        throttle.pause(ms(5000));
        throttle.pause(ms(100));
        assert_eq!(throttle.take(1, ms(4999)), Err(ms(5000)));
        assert_eq!(throttle.take(1, ms(5000)), Ok(()));
    }
}

#[test]
fn without_a_rate_nothing_waits() {
    let mut throttle = Throttle::new(None);
    assert!((0..10_000).all(|_| throttle.take(255, Duration::ZERO).is_ok()));
}

proptest! {
    #[test]
    fn who_asks_again_when_told_to_is_let_through(rate in 1_u32..5000, asked in prop::collection::vec((1_u32..20, 0_u64..500), 1..50)) {
        let mut throttle = Throttle::new(NonZeroU32::new(rate));
        let mut now = Duration::ZERO;
        for (weight, wait) in asked {
            now += ms(wait);
            if let Err(later) = throttle.take(weight, now) {
                prop_assert!(later > now);
                now = later;
                prop_assert_eq!(throttle.take(weight, now), Ok(()));
            }
        }
    }
}
