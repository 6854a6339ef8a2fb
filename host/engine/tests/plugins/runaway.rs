//! Plugins that never come back, on several threads at once, while the good one goes on.

use std::{
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::{Duration, Instant},
};

use domain::Facts;
use engine::Fault;

use crate::given::{neighbour, policy, request};

/// How long it took on the wall, and how long the thread ran meanwhile.
#[derive(Debug, Clone, Copy)]
struct Stopped {
    wall: Duration,
    ran: Duration,
}

#[test]
fn a_runaway_is_stopped_and_nobody_else_is() {
    let runaway = policy("loop-decide");
    let good = neighbour();
    let alone: Vec<Stopped> = (0..20).map(|_| stopped(&runaway)).collect();
    println!("a runaway alone was stopped after {}", told(&alone));
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
        let runaways: Vec<_> = (0..3).map(|_| scope.spawn(|| (0..7).map(|_| stopped(&runaway)).collect::<Vec<_>>())).collect();
        let stopped: Vec<Stopped> = runaways.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        running.store(false, Ordering::Relaxed);
        neighbours.into_iter().for_each(|thread| thread.join().unwrap());
        stopped
    });
    println!("three at once were stopped after {}; neighbours decided {} times", told(&together), decided.load(Ordering::Relaxed));
    // What a runaway takes from the host is the time in which its thread runs, and that is what its limit counts. On the wall it
    // can take longer where the machine has other work, twenty times the limit and a turn on the processor at most.
    for stopped in [alone, together] {
        assert!(sorted(&stopped, |stopped| stopped.ran)[stopped.len() / 2] < Duration::from_millis(10), "{stopped:?}");
        assert!(stopped.iter().all(|stopped| stopped.wall < Duration::from_secs(2)), "{stopped:?}");
    }
    assert!(decided.load(Ordering::Relaxed) > 20);
}

fn stopped(runaway: &engine::Policy) -> Stopped {
    let (begun, ran) = (Instant::now(), ran());
    let error = runaway.decide(&request("medical"), &Facts::default()).unwrap_err();
    let stopped = Stopped { wall: begun.elapsed(), ran: self::ran() - ran };
    assert!(matches!(error.fault(), Some(Fault::Timeout { limit }) if *limit == Duration::from_millis(5)), "{error}");
    stopped
}

fn told(all: &[Stopped]) -> String {
    let (wall, ran) = (sorted(all, |stopped| stopped.wall), sorted(all, |stopped| stopped.ran));
    let middle = all.len() / 2;
    format!(
        "{:?} (best {:?}, worst {:?}), having run for {:?} (worst {:?})",
        wall[middle],
        wall[0],
        wall[all.len() - 1],
        ran[middle],
        ran[all.len() - 1]
    )
}

fn sorted(all: &[Stopped], by: fn(&Stopped) -> Duration) -> Vec<Duration> {
    let mut all: Vec<Duration> = all.iter().map(by).collect();
    all.sort();
    all
}

/// How long this thread has run.
#[cfg(unix)]
fn ran() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

/// Elsewhere nobody asks; the wall is asserted all the same.
#[cfg(not(unix))]
fn ran() -> Duration {
    Duration::ZERO
}
