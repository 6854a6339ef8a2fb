//! The load, through its public door, against small ESMEs.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod arrivals;
mod asked;
mod counting;
mod esme;
mod latency;
mod links;
mod texts;
