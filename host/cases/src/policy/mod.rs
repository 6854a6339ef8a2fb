//! Cases of a plugin: what its author expects of it, without a regime, a store or a message.
//!
//! What lives here: the form of `cases.yaml` in a plugin's folder, asking the plugin itself, and the difference. What may not live
//! here: how a plugin is built, and what the host would make of an answer.

pub mod file;
mod load;
mod run;

pub use load::{LoadedPolicy, policy_schema};
