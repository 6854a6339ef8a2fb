//! What can go wrong with a plugin, as types. Every message names the plugin and the cause; none of them is for citizens.
//!
//! What may not live here: a guess from the text of somebody else's message. What a plugin did is told by typed values alone.

use std::time::Duration;

use domain::{Instant, Outcome, PolicyName, RegimeId};

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
    /// An export of the contract is missing or has another type.
    #[error("it does not fit the world `exeat:policy/policy@1.0.0`: {0}")]
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
    /// The calendar is imported with another type.
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

/// How a plugin that ran failed to come to a proper end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// It was stopped because it ran too long.
    #[error("it ran longer than {limit:?} and was stopped")]
    Timeout {
        /// How long it was allowed to run.
        limit: Duration,
    },
    /// It asked for more memory than it may have.
    #[error("it wanted more memory than {limit} bytes")]
    OutOfMemory {
        /// How much it may have.
        limit: usize,
    },
    /// Its calls went deeper than the stack.
    #[error("its calls went deeper than the stack")]
    StackOverflow,
    /// It trapped.
    #[error("it trapped: {0}")]
    Trap(TrapKind),
    /// It asked the calendar for something that no calendar has.
    #[error("it asked the calendar for {0}")]
    Calendar(CalendarMisuse),
    /// It answered that it cannot decide.
    #[error("it {0}")]
    PolicyReturned(PolicyError),
    /// Its answer breaks the contract.
    #[error("its answer breaks the contract: {0}")]
    BadAnswer(Lie),
    /// The session ended with an earlier fault.
    #[error("its session ended with an earlier fault")]
    SessionEnded,
    /// An instance could not be made, for a reason that is not one of the above.
    #[error("it could not be started: {0}")]
    Unstartable(String),
}

impl Fault {
    /// A short stable name for metrics and records.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Timeout { .. } => "timeout",
            Self::OutOfMemory { .. } => "out-of-memory",
            Self::StackOverflow => "stack-overflow",
            Self::Trap(_) => "trap",
            Self::Calendar(_) => "calendar",
            Self::PolicyReturned(_) => "policy-error",
            Self::BadAnswer(_) => "bad-answer",
            Self::SessionEnded => "session-ended",
            Self::Unstartable(_) => "unstartable",
        }
    }
}

/// What a plugin returned instead of a decision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// It does not understand the request or the facts.
    #[error("does not understand what it was asked: {0}")]
    BadInput(String),
    /// Anything else.
    #[error("gave up: {0}")]
    Internal(String),
}

/// The traps of WebAssembly that a policy can run into, but for those that have a fault of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrapKind {
    /// An `unreachable` instruction: what a panic in the guest ends with.
    #[error("unreachable code (a panic of the guest ends like this)")]
    Unreachable,
    /// A read or write outside the memory.
    #[error("memory access out of bounds")]
    MemoryOutOfBounds,
    /// A table access outside the table.
    #[error("table access out of bounds")]
    TableOutOfBounds,
    /// A call through an empty or mistyped table entry.
    #[error("call through a wrong function pointer")]
    BadIndirectCall,
    /// An integer division by zero, an overflow, or a float that is no integer.
    #[error("impossible arithmetic")]
    Arithmetic,
    /// The guest broke a rule of the component model.
    #[error("a rule of the component model was broken")]
    ComponentModel,
    /// Any other.
    #[error("trap {0}")]
    Other(u8),
}

/// What no calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarMisuse {
    /// An instant before the year -9999 or after 9999.
    #[error("an instant outside the years -9999 to 9999, {0} ms")]
    OutsideTime(i64),
    /// Too many changes of the offset at once.
    #[error("more than {most} changes of the offset at once")]
    TooManyTransitions {
        /// How many it gives.
        most: usize,
    },
}

/// How an answer breaks the contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Lie {
    /// A grant that does not say when it is good.
    #[error("it grants without a validity")]
    GrantWithoutValidity,
    /// A validity without a grant.
    #[error("it gives a validity with the outcome `{0}`")]
    ValidityWithoutGrant(Outcome),
    /// An interval that holds no instant.
    #[error("the interval of its {what} is empty: from {start} until {end}")]
    EmptyInterval {
        /// Whose interval.
        what: &'static str,
        /// Its start.
        start: Instant,
        /// Its end.
        end: Instant,
    },
    /// A daily window that holds no minute, every minute, or one outside the day.
    #[error("minutes {from} to {until} are not a daily window")]
    BadWindow {
        /// Its first minute.
        from: u16,
        /// The first minute after it.
        until: u16,
    },
    /// An outcome other than a grant, and no reason for it.
    #[error("it gives no reason for the outcome `{0}`")]
    NoReason(Outcome),
    /// A place that its table does not have.
    #[error("it names {what} {symbol}, and there are {size}")]
    UnknownSymbol {
        /// Of which table.
        what: &'static str,
        /// The place.
        symbol: u32,
        /// How many the table has.
        size: usize,
    },
    /// More of something than allowed.
    #[error("it gives {count} {what}, and {most} are allowed")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many it gives.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// A text that is longer than allowed.
    #[error("a text of its {what} has {bytes} bytes, and {most} are allowed")]
    TooLong {
        /// Whose text.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The longest allowed.
        most: usize,
    },
    /// A value that its type does not allow.
    #[error("{what}: {why}")]
    BadValue {
        /// Which value.
        what: &'static str,
        /// Why not.
        why: String,
    },
    /// The same name or place twice, where it can be there once.
    #[error("it names the {what} `{name}` twice")]
    Twice {
        /// Of what kind.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A batch whose answer has another number of rows.
    #[error("it answers {answered} rows of {asked}")]
    RowsMissing {
        /// How many rows it was asked.
        asked: usize,
        /// How many it answered.
        answered: usize,
    },
    /// The answer cannot be read at all: broken text, a pointer outside the memory, or more data than any honest answer has.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}
