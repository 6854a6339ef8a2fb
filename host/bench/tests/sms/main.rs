//! The load, through its public door, against small ESMEs.

mod arrivals;
mod asked;
mod counting;
mod esme;
mod latency;
mod links;
mod texts;
