//! A configured plugin, frozen: its memory after `configure` becomes a component of its own, and every decision starts from it.
//!
//! The plugin is prepared once, so that its memories and globals can be read from outside, then runs `configure` in the
//! prepared form, and what is read becomes the initial content of the original. A plugin that cannot be prepared, because it
//! changes its tables while it runs or instantiates a module twice, is configured anew for each decision instead: slower, and
//! the same answers.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use wasmtime::{
    Store,
    component::{Instance, Lift, WasmList},
};
use wasmtime_wizer::{ComponentInstanceState, Wizer};

use crate::state::{State, begin};

/// What reading one memory needs beyond the guest's limit: the accessor stores its own result in a page of its own.
const ACCESSOR_MEMORY: usize = 1 << 20;

/// The name under which the prepared form exports its insides. Of a plugin that exports it itself there is no prepared form.
const ACCESS: &str = "wasmtime:wizer/access";

/// The prepared form of a plugin, or why there is none.
pub(crate) fn prepare(wasm: &[u8]) -> Result<Vec<u8>, String> {
    guarded(|| wizer().instrument_component(wasm).map(|(_, prepared)| prepared).map_err(|error| format!("{error:#}")))
}

/// The plugin `wasm` with the content that `instance`, made from its prepared form, has now. The instance is used up.
pub(crate) fn take(wasm: &[u8], store: &mut Store<State>, instance: Instance, limit: Duration) -> Result<Vec<u8>, String> {
    store.data_mut().allow_memory(ACCESSOR_MEMORY);
    guarded(|| {
        let wizer = wizer();
        let (content, _) = wizer.instrument_component(wasm).map_err(|error| format!("{error:#}"))?;
        let mut access = Access { store, instance, limit, memories: HashMap::new(), failed: None };
        let taken = at_once(wizer.snapshot_component(&content, &mut access));
        match (access.failed, taken) {
            (Some(why), _) => Err(why),
            (None, Some(taken)) => taken.map_err(|error| format!("{error:#}")),
            (None, None) => Err("the snapshot did not come at once".into()),
        }
    })
}

fn wizer() -> Wizer {
    let mut wizer = Wizer::new();
    wizer.keep_init_func(true);
    wizer
}

/// The library asserts what it expects of a component. A plugin that it did not expect is a plugin without a snapshot, not the
/// end of the host.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("it has a form that cannot be frozen".into()))
}

/// Nothing in the future waits: its only outside is [`Access`], which answers at once.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Reads the insides of an instance. After a failure everything reads as nothing, and the snapshot is thrown away.
struct Access<'a> {
    store: &'a mut Store<State>,
    instance: Instance,
    limit: Duration,
    memories: HashMap<String, Vec<u8>>,
    failed: Option<String>,
}

impl Access<'_> {
    fn read<R: Lift + 'static>(&mut self, instance: &str, function: &str) -> Option<R> {
        let found = self
            .instance
            .get_export_index(&mut *self.store, None, instance)
            .and_then(|outer| self.instance.get_export_index(&mut *self.store, Some(&outer), function));
        let Some(index) = found else {
            self.failed.get_or_insert_with(|| format!("`{ACCESS}` lacks `{function}`"));
            return None;
        };
        begin(self.store, self.limit);
        let result =
            self.instance.get_typed_func::<(), (R,)>(&mut *self.store, index).and_then(|accessor| accessor.call(&mut *self.store, ()));
        match result {
            Ok((value,)) => Some(value),
            Err(error) => {
                self.failed.get_or_insert_with(|| format!("{error:#}"));
                None
            }
        }
    }
}

impl ComponentInstanceState for Access<'_> {
    async fn call_func_ret_list_u8(&mut self, instance: &str, function: &str, contents: impl FnOnce(&[u8]) + Send) {
        // Each memory is asked for twice, and reading it makes it longer.
        if !self.memories.contains_key(function) {
            let bytes = self.read::<WasmList<u8>>(instance, function).map(|list| list.as_le_slice(&*self.store).to_vec());
            self.memories.insert(function.into(), bytes.unwrap_or_default());
        }
        contents(self.memories.get(function).map_or(&[], Vec::as_slice));
    }

    async fn call_func_ret_s32(&mut self, instance: &str, function: &str) -> i32 {
        self.read(instance, function).unwrap_or_default()
    }

    async fn call_func_ret_s64(&mut self, instance: &str, function: &str) -> i64 {
        self.read(instance, function).unwrap_or_default()
    }

    async fn call_func_ret_f32(&mut self, instance: &str, function: &str) -> u32 {
        self.read::<f32>(instance, function).unwrap_or_default().to_bits()
    }

    async fn call_func_ret_f64(&mut self, instance: &str, function: &str) -> u64 {
        self.read::<f64>(instance, function).unwrap_or_default().to_bits()
    }
}
