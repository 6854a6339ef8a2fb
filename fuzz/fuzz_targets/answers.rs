//! Random answers of a guest; see `exeat_fuzz::answers`.
#![no_main]

use std::sync::OnceLock;

use exeat_fuzz::answers::Answers;
use libfuzzer_sys::fuzz_target;

static ANSWERS: OnceLock<Answers> = OnceLock::new();

fuzz_target!(
    init: {
        // The engine lets a library panic and goes on; only a panic that comes out of it ends the run.
        let _ = std::panic::take_hook();
        exeat_fuzz::write_seeds("answers", exeat_fuzz::answers::seeds());
        ANSWERS.get_or_init(Answers::new);
    },
    |input: &[u8]| {
        ANSWERS.get_or_init(Answers::new).run(input);
    }
);
