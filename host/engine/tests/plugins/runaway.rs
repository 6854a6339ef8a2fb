//! Plugins that never come back, on several threads at once, while the good one goes on.

use std::{
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::{Duration, Instant},
};

use domain::Facts;
use engine::Fault;

use crate::given::{neighbour, policy, request};

#[test]
fn a_runaway_is_stopped_and_nobody_else_is() {
    let runaway = policy("loop-decide");
    let good = neighbour();
    let mut alone: Vec<Duration> = (0..20).map(|_| stopped_after(&runaway)).collect();
    alone.sort();
    println!("a runaway alone was stopped after {:?} (median), {:?} (worst)", alone[10], alone[19]);
    let (running, decided) = (AtomicBool::new(true), AtomicU32::new(0));
    let together = std::thread::scope(|scope| {
        let neighbours: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    while running.load(Ordering::Relaxed) {
                        good.decide(&request("medical"), &Facts::default()).unwrap();
                        decided.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let runaways: Vec<_> = (0..3).map(|_| scope.spawn(|| (0..5).map(|_| stopped_after(&runaway)).max())).collect();
        let worst = runaways.into_iter().filter_map(|thread| thread.join().unwrap()).max().unwrap();
        running.store(false, Ordering::Relaxed);
        neighbours.into_iter().for_each(|thread| thread.join().unwrap());
        worst
    });
    println!("three at once were stopped after {together:?} at the latest; neighbours decided {} times", decided.load(Ordering::Relaxed));
    // Five ticks, and how long the machine takes to give the thread a turn. Time limits count the time in which a thread runs, so
    // that a machine with other work takes longer; twenty times the limit is the end in any case.
    assert!(alone[0] < Duration::from_millis(10), "{alone:?}");
    assert!(together < Duration::from_millis(1000), "{together:?}");
    assert!(decided.load(Ordering::Relaxed) > 100);
}

fn stopped_after(runaway: &engine::Policy) -> Duration {
    let begun = Instant::now();
    let error = runaway.decide(&request("medical"), &Facts::default()).unwrap_err();
    assert!(matches!(error.fault(), Some(Fault::Timeout { limit }) if *limit == Duration::from_millis(5)), "{error}");
    begun.elapsed()
}
