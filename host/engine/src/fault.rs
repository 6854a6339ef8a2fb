//! From what the runtime reports to the fault that it is. By types alone, never by the text of a message.

use wasmtime::{Error, Store, Trap};

use crate::{
    error::{Fault, Lie, TrapKind},
    state::State,
};

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
