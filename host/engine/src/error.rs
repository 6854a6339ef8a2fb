//! What can go wrong with a plugin, as types. Every message names the plugin and the cause; none of them is for citizens.
//!
//! What may not live here: a guess from the text of somebody else's message. What a plugin did is told by typed values alone.

use std::time::Duration;

use domain::{PolicyName, RegimeId};

use crate::{
    contract::{CONTRACT, CONTRACTS},
    fault::Fault,
    signature::SignatureError,
};

/// The engine could not be built on this machine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// There is no room for even one slot, or the processor is not supported.
    #[error("no WASM engine on this machine, even with one slot: {why}")]
    Unavailable {
        /// What the runtime said.
        why: String,
    },
    /// The folder of compiled plugins cannot be used.
    #[error("the folder `{folder}` cannot hold compiled plugins: {why}")]
    Cache {
        /// The folder as it was given.
        folder: String,
        /// What is wrong with it.
        why: String,
    },
    /// The thread that measures time could not be started.
    #[error("the thread that measures time could not be started: {0}")]
    Ticker(std::io::Error),
}

/// A plugin could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("plugin `{plugin}` cannot be loaded: {cause}")]
pub struct LoadError {
    plugin: String,
    cause: LoadCause,
}

impl LoadError {
    pub(crate) fn new(plugin: impl Into<String>, cause: LoadCause) -> Self {
        Self { plugin: plugin.into(), cause }
    }

    /// What the plugin was called: its file, or the beginning of its digest.
    #[must_use]
    pub fn plugin(&self) -> &str {
        &self.plugin
    }

    /// What is wrong with it.
    #[must_use]
    pub fn cause(&self) -> &LoadCause {
        &self.cause
    }
}

/// Why a plugin cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadCause {
    /// The bytes are not a valid component.
    #[error("it is not a valid WASM component: {0}")]
    BadComponent(String),
    /// It wants something from the host that the contract does not have.
    #[error("it imports `{0}`, which no policy may use")]
    UndeclaredImport(String),
    /// It was built for a version of the contract that this host does not run.
    #[error("it is built for contract {asked} and this host runs contract {}: {advice}", CONTRACTS.join(" and "))]
    OtherContract {
        /// The version that it was built for.
        asked: String,
        /// The newest version that this host runs.
        known: &'static str,
        /// What can be done.
        advice: &'static str,
    },
    /// An export of the contract is missing or has another type.
    #[error("it does not fit the world `exeat:policy/policy@{CONTRACT}`: {0}")]
    WrongWorld(WorldMismatch),
    /// It needs more instances, memories or tables than one slot of the pool has.
    #[error("it needs {needs} {what}, and {most} are allowed")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How much it needs.
        needs: u64,
        /// How much there is.
        most: u64,
    },
    /// The schema of its settings is not a JSON Schema.
    #[error("the schema of its settings is not a JSON Schema: {0}")]
    BadSchema(String),
    /// What it says of itself is malformed.
    #[error("what it says of itself is malformed: {0}")]
    BadDescription(String),
    /// It failed while it said what it is.
    #[error("it failed while it described itself: {0}")]
    Fault(Fault),
    /// Two plugins of one library have the same name.
    #[error("`{other}` is named `{name}` too")]
    NameTaken {
        /// The name.
        name: PolicyName,
        /// The file of the other.
        other: String,
    },
    /// The signature beside it does not vouch for it.
    #[error("its signature is worth nothing: {0}")]
    Signature(#[from] SignatureError),
    /// The file could not be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// How a component differs from the world of the contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorldMismatch {
    /// A function is not exported.
    #[error("it does not export `{0}`")]
    MissingExport(&'static str),
    /// A function is exported with another type.
    #[error("its export `{name}` has another type: {why}")]
    MistypedExport {
        /// The function.
        name: &'static str,
        /// The difference.
        why: String,
    },
    /// Something of the contract is imported with another type.
    #[error("its imports have other types: {0}")]
    MistypedImport(String),
}

/// Something wrong with the settings of a regime, as the plugin found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON Pointer into the settings.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
}

/// A plugin could not be configured for a regime.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigureError {
    /// The settings are wrong.
    #[error("the settings are wrong in {} places, first `{}`: {}", .0.len(), .0.first().map_or("", |p| &p.pointer), .0.first().map_or("", |p| &p.message))]
    Problems(Vec<Problem>),
    /// The plugin failed.
    #[error("policy `{plugin}` cannot be configured for `{regime}`: {fault}")]
    Fault {
        /// The plugin.
        plugin: PolicyName,
        /// The regime.
        regime: RegimeId,
        /// What happened.
        fault: Fault,
    },
    /// What it left in memory does not fit a slot of the pool, or cannot be compiled.
    #[error("policy `{plugin}` as configured for `{regime}` cannot be run: {why}")]
    Unusable {
        /// The plugin.
        plugin: PolicyName,
        /// The regime.
        regime: RegimeId,
        /// What the runtime said.
        why: String,
    },
}

/// A policy did not decide. The person is referred to a human.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecideError {
    /// The request or the facts name something that the regime does not have.
    #[error("policy `{plugin}` for `{regime}` was asked about the {what} `{name}`, which the regime does not have")]
    Unknown {
        /// The plugin.
        plugin: PolicyName,
        /// The regime.
        regime: RegimeId,
        /// `purpose` or `territory`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// Every slot was taken for longer than the host is willing to wait.
    #[error("policy `{plugin}` for `{regime}` had to wait longer than {waited:?} for a free slot")]
    Busy {
        /// The plugin.
        plugin: PolicyName,
        /// The regime.
        regime: RegimeId,
        /// How long it waited.
        waited: Duration,
    },
    /// A batch has more rows than one call takes.
    #[error("a batch of {count} rows is too long, {most} are allowed")]
    TooManyRows {
        /// How many it has.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// The plugin failed.
    #[error("policy `{plugin}` for `{regime}` failed: {fault}")]
    Fault {
        /// The plugin.
        plugin: PolicyName,
        /// The regime.
        regime: RegimeId,
        /// What happened.
        fault: Fault,
    },
}

impl DecideError {
    /// A short stable name for metrics and records.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown-name",
            Self::Busy { .. } => "busy",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::Fault { fault, .. } => fault.kind(),
        }
    }

    /// What the plugin did wrong, if it is the plugin's doing.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault { fault, .. } => Some(fault),
            Self::Unknown { .. } | Self::Busy { .. } | Self::TooManyRows { .. } => None,
        }
    }
}
