//! Plugins to decisions: the only crate that names wasmtime.
//!
//! A plugin is bytes that nobody trusts. [`Engine::load`] turns them into a [`Plugin`] if they fit the contract
//! (`sdk/wit`), [`Plugin::configure`] into a [`Policy`] for one regime, and [`Policy::decide`] asks it in a fresh
//! instance whose memory, time and answer are bounded. Whatever it does ends in a typed error that names it, and its neighbours
//! go on.
//!
//! What lives here: loading, configuring, freezing, deciding, and the checks of every answer. What may not: a rule of any
//! country, storage, async, or a decision that the host makes itself.

mod answer;
mod batch;
mod cache;
mod contract;
mod dimension;
mod engine;
mod error;
mod fault;
mod gate;
mod library;
mod lie;
mod notes;
mod options;
mod plugin;
mod policy;
mod question;
mod session;
mod signature;
mod snapshot;
mod state;
mod symbols;
mod ticker;
mod world;

pub use batch::{BatchRow, BatchVerdict};
pub use contract::{CONTRACT, CONTRACTS};
pub use dimension::{Dimension, Input};
pub use engine::Engine;
pub use error::{ConfigureError, DecideError, EngineError, LoadCause, LoadError, Problem, WorldMismatch};
pub use fault::{CalendarMisuse, Fault, PolicyError, TrapKind};
pub use library::{Library, signature_of, signer_of};
pub use lie::Lie;
pub use options::EngineOptions;
pub use plugin::{Description, Plugin};
pub use policy::Policy;
pub use session::Session;
pub use signature::{Signature, SignatureError, SignerKey, new_key};
pub use symbols::Symbols;
