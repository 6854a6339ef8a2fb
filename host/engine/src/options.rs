//! What an engine is built with, and why each number is what it is.

use std::{path::PathBuf, time::Duration};

/// How an [`Engine`](crate::Engine) is built. The defaults suit one host that decides for a country.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// Where compiled plugins are kept between starts; nowhere when absent, and then every start compiles. The folder is made
    /// if it is missing. It must be one that nobody but the host can write: what lies in it is run.
    pub cache: Option<PathBuf>,
    /// How many instances may live at once: decisions under way and open sessions. More wait. A decision takes some twenty
    /// microseconds of one core, so that more slots than threads that decide are never used. 64 is more than any runtime's
    /// cores and few enough that their address space is granted everywhere.
    pub pool: u32,
    /// How much memory one instance may use, in bytes. A plugin in Rust uses one or two MiB, one in JavaScript about 15, one in
    /// Python about 40: 64 MiB holds all three.
    pub memory_limit: usize,
    /// How long one decision may compute, rounded up to milliseconds. Five are two hundred times what a decision in Rust takes.
    /// Time in which the thread did not run is not counted, but see [`STALLED`](Self::STALLED).
    pub deadline: Duration,
    /// How long `describe` and `configure` may compute. An interpreter in the guest that reads a long table of settings takes
    /// tens of milliseconds; two seconds never stop an honest one, and a regime that loads slower than that is broken.
    pub setup_deadline: Duration,
    /// How long a decision waits for a free slot. At 50,000 decisions a second a second of waiting means that nothing moves.
    pub wait: Duration,
    /// How many instructions one call may execute, where the same answer at the same instruction counts on every machine:
    /// conformance tests and replays. It makes code about a tenth slower, so a host that serves leaves it out and relies on
    /// time.
    pub fuel: Option<u64>,
}

impl EngineOptions {
    /// A call that does not get the processor is stopped all the same when this many times its deadline have passed.
    pub const STALLED: u32 = 20;
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self {
            cache: None,
            pool: 64,
            memory_limit: 64 << 20,
            deadline: Duration::from_millis(5),
            setup_deadline: Duration::from_secs(2),
            wait: Duration::from_secs(1),
            fuel: None,
        }
    }
}
