//! Random components: bytes that are none, real ones with some of their bytes changed, and random modules that export what the
//! contract asks for. Each is loaded, configured and asked, as a host does with a plugin that somebody put into its folder.

use std::{sync::Arc, time::Duration};

use arbitrary::Unstructured;
use domain::Channel;
use engine::{BatchRow, Engine, EngineOptions};
use wasm_smith::{Config, Module};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};

use crate::{build, checks, given};

/// The components of `tests/hostile` whose bytes are changed: one that keeps the contract, and some that break it in their own way.
const CHANGED: [&str; 8] =
    ["good", "puppet", "remembers", "unfreezable", "calendar-all-transitions", "memory-decide", "empty-table", "points-hide"];

/// What a module has to export, and with which types, to become a component of the contract.
const SHAPE: &str = r#"(module
    (memory (export "memory") 1)
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
    (func (export "describe") (result i32) unreachable)
    (func (export "configure") (param i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i64) (result i32) unreachable)
    (func (export "decide") (param i64 i32 i32 i32 i32 i32 i64 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) unreachable)
    (func (export "decide-batch") (param i32 i32) (result i32) unreachable)
    (func (export "critical-points") (result i32) unreachable))"#;

/// The module of [`SHAPE`] may import the calendar.
const CALENDAR: &str = r#"(module
    (import "exeat:policy/calendar@1.0.0" "offset-at" (func (param i64) (result i32)))
    (import "exeat:policy/calendar@1.0.0" "transitions" (func (param i64 i64 i32))))"#;

/// What the inputs are tried on.
pub struct Components {
    engine: Arc<Engine>,
    changed: Vec<Vec<u8>>,
    shape: Vec<u8>,
    calendar: Vec<u8>,
    /// The section that says which world a module is of.
    world: Vec<u8>,
}

/// Inputs to start from: the components of `tests/hostile` as they are, some changed ones, some modules.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = build::names().iter().map(|name| [vec![0], build::component(name)].concat()).collect();
    for which in 0..CHANGED.len() {
        let which = u8::try_from(which).unwrap_or_default();
        seeds.push(vec![1, which]);
        seeds.push(vec![1, which, 0, 0x20, 0x04, 3, 1, 2, 3]);
    }
    seeds.push([vec![2], (0..=255).collect()].concat());
    seeds.push([vec![2], (0..=255).rev().collect()].concat());
    seeds
}

impl Components {
    /// An engine without a cache, with tight limits.
    pub fn new() -> Self {
        let options = EngineOptions {
            pool: 2,
            memory_limit: 4 << 20,
            deadline: Duration::from_millis(2),
            setup_deadline: Duration::from_millis(20),
            ..EngineOptions::default()
        };
        let mut world = b"\0asm\x01\0\0\0".to_vec();
        let (resolve, policy) = build::world();
        embed_component_metadata(&mut world, &resolve, policy, StringEncoding::UTF8).expect("a world");
        Self {
            engine: Engine::new(options).expect("an engine"),
            changed: CHANGED.iter().map(|name| build::component(name)).collect(),
            shape: wat::parse_str(SHAPE).expect("a module"),
            calendar: wat::parse_str(CALENDAR).expect("a module"),
            world: world.split_off(8),
        }
    }

    /// Tries one input, and says how it ended.
    pub fn run(&self, input: &[u8]) -> &'static str {
        let Some((&mode, rest)) = input.split_first() else { return "nothing" };
        let component = match mode % 3 {
            0 => Some(rest.to_vec()),
            1 => self.changed(rest),
            _ => self.smith(rest),
        };
        component.map_or("no component", |component| self.attempt(&component))
    }

    /// A real component, and changes of it: what is done, where, with how many bytes, and the bytes.
    fn changed(&self, input: &[u8]) -> Option<Vec<u8>> {
        let (&which, mut changes) = input.split_first()?;
        let mut component = self.changed[usize::from(which) % self.changed.len()].clone();
        while let [what, low, high, count, rest @ ..] = changes {
            let (from, rest) = rest.split_at(rest.len().min(usize::from(*count)));
            changes = rest;
            let place = usize::from(u16::from_le_bytes([*low, *high])) % (component.len() + 1);
            let end = (place + usize::from(*count)).min(component.len());
            match what % 8 {
                0..5 => component.iter_mut().skip(place).zip(from).for_each(|(byte, new)| *byte = *new),
                5 => drop(component.splice(place..place, from.iter().copied())),
                6 => drop(component.drain(place..end)),
                _ => {
                    let twice = component[place..end].to_vec();
                    component.splice(place..place, twice);
                }
            }
        }
        Some(component)
    }

    /// A random module that exports what the contract asks for, as a component.
    fn smith(&self, input: &[u8]) -> Option<Vec<u8>> {
        let config = Config {
            exports: Some(self.shape.clone()),
            available_imports: Some(self.calendar.clone()),
            max_memory32_bytes: 4 << 20,
            max_table_elements: 1 << 17,
            max_tables: 4,
            threads_enabled: false,
            memory64_enabled: false,
            ..Config::default()
        };
        let module = Module::new(config, &mut Unstructured::new(input)).ok()?.to_bytes();
        let encoder = ComponentEncoder::default().module(&[module.as_slice(), &self.world].concat());
        encoder.and_then(|mut encoder| encoder.encode()).ok()
    }

    fn attempt(&self, component: &[u8]) -> &'static str {
        let plugin = match self.engine.load_as("tried", component) {
            Ok(plugin) => plugin,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                return "not loaded";
            }
        };
        let given = given::configuration();
        let policy = match plugin.configure(&given) {
            Ok(policy) => policy,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                return "not configured";
            }
        };
        checks::policy(&policy);
        // Its tables may say that it asks for nothing, and its history may be none: the question is the same.
        let ended = match policy.decide(&given::request("medical"), &given::history(2)) {
            Ok(decision) => {
                checks::decision(&policy, &given, &decision);
                "decided"
            }
            Err(error) => checks::failure(&error),
        };
        let row = |holder| BatchRow { holder, at: 0, purpose: 1, territory: Some(0), registered: None, flags: 1, channel: Channel::Sms, vehicle: true };
        if let Ok(mut session) = policy.session()
            && let Ok(verdicts) = session.decide_batch(&[row(1), row(2)])
        {
            checks::verdicts(&policy, 2, &verdicts);
        }
        ended
    }
}

impl Default for Components {
    fn default() -> Self {
        Self::new()
    }
}
