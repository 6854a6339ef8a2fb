//! Random modules that export what the contract asks for, as components.

use std::sync::OnceLock;

use arbitrary::Unstructured;
use wasm_smith::{Config, Module};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};

use crate::build;

/// What a module has to export, and with which types, to become a component of the contract.
const SHAPE: &str = r#"(module
    (memory (export "memory") 1)
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
    (func (export "describe") (result i32) unreachable)
    (func (export "configure") (param i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i64) (result i32) unreachable)
    (func (export "decide") (param i64 i32 i32 i32 i32 i32 i64 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) unreachable)
    (func (export "decide-batch") (param i32 i32) (result i32) unreachable)
    (func (export "critical-points") (result i32) unreachable))"#;

/// What the module of [`SHAPE`] may import.
const IMPORTS: &str = r#"(module
    (import "exeat:policy/calendar@1.1.0" "offset-at" (func (param i64) (result i32)))
    (import "exeat:policy/calendar@1.1.0" "transitions" (func (param i64 i64 i32)))
    (import "exeat:policy/diagnostics@1.1.0" "note" (func (param i32 i32))))"#;

/// What is the same for every module: its shape, what it may import, and the section that says which world it is of.
struct Given {
    shape: Vec<u8>,
    imports: Vec<u8>,
    world: Vec<u8>,
}

/// A component whose functions do something at random. `None` when the numbers do not suffice for one.
pub fn component(numbers: &[u8]) -> Option<Vec<u8>> {
    static GIVEN: OnceLock<Given> = OnceLock::new();
    let given = GIVEN.get_or_init(|| {
        let mut world = b"\0asm\x01\0\0\0".to_vec();
        let (resolve, policy) = build::world("1.1.0");
        embed_component_metadata(&mut world, &resolve, policy, StringEncoding::UTF8).expect("a world");
        let parsed = |text| wat::parse_str(text).expect("a module");
        Given { shape: parsed(SHAPE), imports: parsed(IMPORTS), world: world.split_off(8) }
    });
    let config = Config {
        exports: Some(given.shape.clone()),
        available_imports: Some(given.imports.clone()),
        max_memory32_bytes: 4 << 20,
        max_table_elements: 1 << 17,
        max_tables: 4,
        threads_enabled: false,
        memory64_enabled: false,
        ..Config::default()
    };
    let module = Module::new(config, &mut Unstructured::new(numbers)).ok()?.to_bytes();
    let encoder = ComponentEncoder::default().module(&[module.as_slice(), &given.world].concat());
    encoder.and_then(|mut encoder| encoder.encode()).ok()
}
