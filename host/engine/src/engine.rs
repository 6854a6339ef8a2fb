//! The engine: two runtimes with the same limits, one made for setting plugins up and one made for deciding.

use std::sync::Arc;

use wasmtime::{
    Config, Enabled, InstanceAllocationStrategy, OptLevel, PoolingAllocationConfig,
    component::{Component, HasSelf, Linker},
};

use crate::{
    cache::Cache,
    contract::calendar,
    error::EngineError,
    gate::Gate,
    notes,
    options::EngineOptions,
    state::{MOST_TABLE_ELEMENTS, State},
    ticker::Ticker,
};

/// How much one slot of the pool holds. A plugin that needs more is refused when it is loaded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Core instances. A plugin in Rust has 3 (itself and two that tie it to the calendar), one in Python 38.
    pub(crate) instances: u32,
    /// Memories. Every toolchain of today makes one; the second is for an adapter that keeps its own.
    pub(crate) memories: u32,
    /// Tables: one of the program, one of each adapter.
    pub(crate) tables: u32,
    /// Entries of a table.
    pub(crate) table_elements: usize,
    /// Bytes of memory.
    pub(crate) memory: usize,
}

/// How much of a used memory stays with its slot, to be wiped in place rather than given back: what a decision touched is far
/// less than this, and wiping a few pages is cheaper than faulting them in again.
const KEEP_MEMORY: usize = 2 << 20;
/// The same of tables: 8 bytes an entry, some hundred entries in a plugin in Rust.
const KEEP_TABLES: usize = 64 << 10;

/// Runs plugins. One for the whole host; its thread ends with it.
#[derive(Debug)]
pub struct Engine {
    pub(crate) options: EngineOptions,
    pub(crate) size: Size,
    pub(crate) setup: Runtime,
    pub(crate) decisions: Runtime,
    pub(crate) gate: Arc<Gate>,
    slots: u32,
    cache: Option<Cache>,
    _ticker: Ticker,
}

/// A runtime, and what it links plugins with.
pub(crate) struct Runtime {
    pub(crate) engine: wasmtime::Engine,
    pub(crate) linker: Linker<State>,
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}

impl Runtime {
    fn new(engine: wasmtime::Engine) -> Result<Self, EngineError> {
        let mut linker = Linker::new(&engine);
        calendar::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)
            .and_then(|()| notes::add_to_linker(&mut linker))
            .map_err(|error| EngineError::Unavailable { why: format!("{error:#}") })?;
        Ok(Self { engine, linker })
    }
}

impl Engine {
    /// Builds the engine. Where the machine does not grant the address space of all slots, it takes half of them, and half
    /// again, and says so in the log; [`slots`](Self::slots) tells how many there are.
    ///
    /// # Errors
    /// When not even one slot fits, the processor is not supported, or the folder of the cache is not the host's own.
    pub fn new(options: EngineOptions) -> Result<Arc<Self>, EngineError> {
        let size = Size { instances: 48, memories: 2, tables: 8, table_elements: MOST_TABLE_ELEMENTS, memory: options.memory_limit };
        let cache = options.cache.as_deref().map(Cache::open).transpose()?;
        let unavailable = |error: wasmtime::Error| EngineError::Unavailable { why: format!("{error:#}") };
        let setup = wasmtime::Engine::new(&setup_config(&options)).map_err(unavailable)?;
        let mut slots = options.pool.max(1);
        let decisions = loop {
            match wasmtime::Engine::new(&decisions_config(&options, &size, slots)) {
                Ok(engine) => break engine,
                Err(error) if slots == 1 => return Err(unavailable(error)),
                Err(error) => {
                    tracing::warn!(
                        slots,
                        error = format!("{error:#}"),
                        "the machine does not grant the address space of the plugin pool, trying half"
                    );
                    slots /= 2;
                }
            }
        };
        wasmtime::Engine::tls_eager_initialize();
        let ticker = Ticker::start(vec![setup.clone(), decisions.clone()]).map_err(EngineError::Ticker)?;
        Ok(Arc::new(Self {
            gate: Gate::new(slots, options.wait),
            setup: Runtime::new(setup)?,
            decisions: Runtime::new(decisions)?,
            options,
            size,
            slots,
            cache,
            _ticker: ticker,
        }))
    }

    /// How many instances can live at once on this machine.
    #[must_use]
    pub fn slots(&self) -> u32 {
        self.slots
    }

    /// What a thread that will decide does first, such as in a runtime's `on_thread_start`: otherwise its first decision is slow.
    pub fn prepare_thread() {
        wasmtime::Engine::tls_eager_initialize();
    }

    /// Compiles a component, or takes it from the cache.
    pub(crate) fn compile(&self, runtime: &Runtime, wasm: &[u8]) -> wasmtime::Result<Component> {
        let compile = || Component::from_binary(&runtime.engine, wasm);
        match &self.cache {
            Some(cache) => cache.component(&runtime.engine, wasm, compile),
            None => compile(),
        }
    }
}

/// What both runtimes have in common: nothing that differs between machines, nothing that can block, and limits.
fn config(options: &EngineOptions) -> Config {
    let mut config = Config::new();
    config
        .epoch_interruption(true)
        .consume_fuel(options.fuel.is_some())
        // The same bits on every processor, for a replay years later.
        .cranelift_nan_canonicalization(true)
        .relaxed_simd_deterministic(true)
        // No plugin waits for another thread, and none needs the host's collector.
        .wasm_threads(false)
        .wasm_gc(false)
        // A frame is of use to the author alone, who has the toolchain's own debugger. Collecting it costs the host.
        .wasm_backtrace_max_frames(None)
        .generate_address_map(false);
    config
}

/// For `describe` and `configure`, which run once: code that is quick to compile rather than quick to run.
fn setup_config(options: &EngineOptions) -> Config {
    let mut config = config(options);
    config.cranelift_opt_level(OptLevel::None);
    config
}

/// For decisions.
fn decisions_config(options: &EngineOptions, size: &Size, slots: u32) -> Config {
    let mut pool = PoolingAllocationConfig::new();
    // Every slot can hold the largest plugin, so that whoever passed the gate finds room. What is reserved is address space, not
    // memory: 64 slots of two memories take half a terabyte of the 128 that a process has.
    pool.total_component_instances(slots)
        .total_core_instances(slots.saturating_mul(size.instances))
        .max_core_instances_per_component(size.instances)
        .total_memories(slots.saturating_mul(size.memories))
        .max_memories_per_component(size.memories)
        .max_memory_size(size.memory)
        .total_tables(slots.saturating_mul(size.tables))
        .max_tables_per_component(size.tables)
        .table_elements(size.table_elements)
        // Calls are synchronous: no stacks of their own. No plugin has a collector.
        .total_stacks(0)
        .total_gc_heaps(0)
        // A memory that is not in use keeps what it has touched, KEEP_MEMORY at most: 128 MiB in 64 slots, if every plugin touched it all.
        .max_unused_warm_slots(slots)
        .linear_memory_keep_resident(KEEP_MEMORY)
        .table_keep_resident(KEEP_TABLES)
        // Asks the kernel (Linux 6.7 and later) which pages were written, and wipes those alone.
        .pagemap_scan(Enabled::Auto);
    let mut config = config(options);
    config.cranelift_opt_level(OptLevel::Speed).allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    config
}
