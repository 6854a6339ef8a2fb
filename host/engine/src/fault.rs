//! What a plugin did wrong while it ran, and how it is told from what the runtime reports: by types alone, never by the text of a
//! message.

use std::time::Duration;

use wasmtime::{Error, Store, Trap};

use crate::{lie::Lie, state::State};

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

/// What ended a call.
pub(crate) fn of_call(error: &Error, store: &Store<State>) -> Fault {
    // What is neither ours nor a trap is the runtime reading the answer: the guest itself can end in no other way.
    known(error, store).unwrap_or_else(|| Fault::BadAnswer(Lie::Unreadable(format!("{error:#}"))))
}

/// What kept an instance from being made.
pub(crate) fn of_start(error: &Error, store: &Store<State>) -> Fault {
    known(error, store).unwrap_or_else(|| Fault::Unstartable(format!("{error:#}")))
}

fn known(error: &Error, store: &Store<State>) -> Option<Fault> {
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return Some(fault.clone());
    }
    let trap = *error.downcast_ref::<Trap>()?;
    Some(match trap {
        Trap::Interrupt | Trap::OutOfFuel => Fault::Timeout { limit: store.data().limit() },
        Trap::StackOverflow => Fault::StackOverflow,
        other => Fault::Trap(kind(other)),
    })
}

fn kind(trap: Trap) -> TrapKind {
    match trap {
        Trap::UnreachableCodeReached => TrapKind::Unreachable,
        Trap::MemoryOutOfBounds | Trap::HeapMisaligned => TrapKind::MemoryOutOfBounds,
        Trap::TableOutOfBounds => TrapKind::TableOutOfBounds,
        Trap::IndirectCallToNull | Trap::BadSignature => TrapKind::BadIndirectCall,
        Trap::IntegerOverflow | Trap::IntegerDivisionByZero | Trap::BadConversionToInteger => TrapKind::Arithmetic,
        Trap::CannotEnterComponent | Trap::CannotLeaveComponent | Trap::InvalidChar | Trap::StringOutOfBounds | Trap::ListOutOfBounds => {
            TrapKind::ComponentModel
        }
        other => TrapKind::Other(other as u8),
    }
}
