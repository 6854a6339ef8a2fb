//! What other processes of this machine use, as Linux tells it in `/proc`.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Clock ticks in a second, as `/proc` counts processor time for programs on every architecture that exeat is built for.
const TICKS: u64 = 100;

/// What a process used while it was watched.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Use {
    /// Which.
    pub pid: u32,
    /// The most memory that was resident at any sample, in octets.
    pub resident_peak: u64,
    /// The most memory that was ever resident, since it was started (`VmHWM`), in octets.
    pub resident_high_water: u64,
    /// Processor time in the measured time, in seconds.
    pub processor_seconds: f64,
    /// The same as a share of one core: 1.0 is one core all the time.
    pub cores: f64,
    /// Whether it ended while it was watched; the figures are those of its last sample.
    pub ended: bool,
}

/// Watches a process.
#[derive(Clone, Debug)]
pub struct Watch {
    used: Use,
    at_begin: Duration,
    last: Duration,
}

impl Watch {
    /// Of the process with that number; `None` when there is none.
    #[must_use]
    pub fn new(pid: u32) -> Option<Self> {
        let at_begin = processor_time(pid)?;
        let mut watch = Self { used: Use { pid, ..Use::default() }, at_begin, last: at_begin };
        watch.sample(true);
        Some(watch)
    }

    /// Begins to count processor time.
    pub fn begin(&mut self) {
        self.at_begin = processor_time(self.used.pid).unwrap_or(self.last);
    }

    /// Looks at its memory and, where that still counts, its processor time.
    pub fn sample(&mut self, processor: bool) {
        match (processor_time(self.used.pid), resident(self.used.pid)) {
            (Some(time), Some((now, high_water))) => {
                if processor {
                    self.last = time;
                }
                self.used.resident_peak = self.used.resident_peak.max(now);
                self.used.resident_high_water = high_water;
            }
            _ => self.used.ended = true,
        }
    }

    /// What it used, `elapsed` after [`begin`](Self::begin).
    #[must_use]
    pub fn used(&self, elapsed: Duration) -> Use {
        let processor = self.last.saturating_sub(self.at_begin).as_secs_f64();
        let cores = if elapsed.is_zero() { 0.0 } else { processor / elapsed.as_secs_f64() };
        Use { processor_seconds: processor, cores, ..self.used.clone() }
    }
}

/// Processor time of a process and all its threads, in user and in system mode.
fn processor_time(pid: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // the name of the program stands in parentheses and can have anything in it
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(11).map(str::parse::<u64>);
    let ticks = fields.next()?.ok()? + fields.next()?.ok()?;
    Some(Duration::from_millis(ticks * (1000 / TICKS)))
}

/// Resident now and at most, in octets.
fn resident(pid: u32) -> Option<(u64, u64)> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':').split_ascii_whitespace().next()?.parse::<u64>().ok()
    };
    Some((field("VmRSS")? * 1024, field("VmHWM")? * 1024))
}
