//! Random components; see `exeat_fuzz::components`.
#![no_main]

use std::sync::OnceLock;

use exeat_fuzz::{components::Components, smith};
use libfuzzer_sys::fuzz_target;

static COMPONENTS: OnceLock<Components> = OnceLock::new();

fuzz_target!(
    init: {
        // The engine lets a library panic and goes on; only a panic that comes out of it ends the run.
        let _ = std::panic::take_hook();
        exeat_fuzz::write_seeds("components", exeat_fuzz::components::seeds());
        COMPONENTS.get_or_init(|| Components::new(smith::component));
    },
    |input: &[u8]| {
        COMPONENTS.get_or_init(|| Components::new(smith::component)).run(input);
    }
);
