//! What helps those who write policy plugins, and those who must decide whether to trust one.
//!
//! [`inspect`](mod@inspect) says what a plugin is, [`conform`](mod@conform) whether it keeps the contract in every regime that uses it,
//! [`bench`](mod@bench) how long its decisions take, and [`diff`](mod@diff) what another version of it decides otherwise. Each returns
//! a report that is data and can be printed for a reader. [`project`] is the folder in which one is written: made from a template, and
//! built by the tools of its language.
//!
//! What may not live here: a rule of any country, and anything that a running host needs.

pub mod bench;
pub mod conform;
pub mod diff;
pub mod inspect;
pub mod project;
mod sample;

use domain::Configuration;
use engine::{DecideError, Fault, Policy};

/// A policy as some regime uses it, and what it was configured with.
#[derive(Debug, Clone)]
pub struct Used {
    /// The policy, configured.
    pub policy: Policy,
    /// What it was configured with.
    pub configuration: Configuration,
}

/// Whether an error is the plugin's own word, that it does not understand what it is told, and no fault.
fn is_answer(error: &DecideError) -> bool {
    matches!(error.fault(), Some(Fault::PolicyReturned(_)))
}
