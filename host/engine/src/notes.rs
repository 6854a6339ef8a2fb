//! What an author wants to see while writing a policy. A note reaches whoever asked for it, and nobody else: it may say something about
//! a person, so that no host logs, counts or stores it.
//!
//! What may not live here: anything that a plugin could notice. It gets no answer, and never fails for its text.

use wasmtime::{
    StoreContextMut,
    component::{Linker, WasmStr},
};

use crate::{
    answer::shortened,
    contract::{DIAGNOSTICS, NOTE},
    state::State,
};

/// The most notes of one call that are kept.
const MOST_NOTES: usize = 64;

/// Lets plugins call `note`. The runtime checks that the text lies in the guest's memory and is no longer than any answer may be; it is
/// read only where somebody looks.
pub(crate) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.instance(DIAGNOSTICS)?.func_wrap(NOTE, |mut store: StoreContextMut<'_, State>, (text,): (WasmStr,)| {
        if store.data().wants_notes(MOST_NOTES) {
            let note = match text.to_str(&store) {
                Ok(text) => shortened(text.into_owned()),
                Err(_) => NO_TEXT.to_owned(),
            };
            store.data_mut().keep_note(note);
        }
        Ok(())
    })
}

/// What stands for a note whose bytes are no text.
const NO_TEXT: &str = "\u{fffd}";
