//! What the fuzz targets try for hours (`fuzz/`), for a moment and from fixed seeds; and every input that they ever found something with.

use std::{collections::BTreeMap, fs};

use crate::{
    answers::{self, Answers},
    build,
    components::{self, Components},
};

/// Numbers that stand at an edge of something: of a byte, of a word, of the puppet's memory.
const EDGES: [u32; 10] = [0, 1, 2, 0x7f, 0xff, 0xffff, 0x1_fff8, 0x7fff_ffff, 0x8000_0000, u32::MAX];

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    /// A seed with one to four of its bytes or words changed.
    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(4) {
            let place = self.below(input.len());
            if self.below(2) == 0 {
                input[place] = u8::try_from(self.below(256)).unwrap();
            } else {
                let edge = EDGES[self.below(EDGES.len())].to_le_bytes();
                input.iter_mut().skip(place & !3 | 1).zip(edge).for_each(|(byte, new)| *byte = new);
            }
        }
        input
    }
}

/// Runs seeds, what was found earlier, and `many` changed seeds. Says how often each end came.
fn ends(target: &str, many: usize, seeds: &[Vec<u8>], run: impl Fn(&[u8]) -> &'static str) -> BTreeMap<&'static str, usize> {
    let found = fs::read_dir(build::root().join("fuzz/regressions").join(target)).into_iter().flatten();
    let found = found.map(|file| fs::read(file.unwrap().path()).unwrap());
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let changed = std::iter::repeat_with(|| chance.changed(seeds)).take(many);
    let mut ends = BTreeMap::new();
    for input in seeds.iter().cloned().chain(found).chain(changed) {
        *ends.entry(run(&input)).or_default() += 1;
    }
    ends
}

#[test]
fn random_answers_end_in_a_checked_answer_or_in_a_typed_error() {
    let answers = Answers::new();
    let ends = ends("answers", 800, &answers::seeds(), |input| answers.run(input));
    for end in ["decided", "answered", "bad-answer", "policy-error", "trap", "calendar", "session-ended"] {
        assert!(ends.contains_key(end), "no input ended as `{end}`: {ends:?}");
    }
}

#[test]
fn random_answers_while_it_is_set_up_end_in_a_policy_or_in_a_typed_error() {
    let answers = Answers::new();
    let ends = ends("setup", 60, &answers::setup_seeds(), |input| answers.set_up(input));
    for end in ["configured", "not configured", "described", "not described"] {
        assert!(ends.contains_key(end), "no input ended as `{end}`: {ends:?}");
    }
}

#[test]
fn random_components_end_in_a_checked_answer_or_in_a_typed_error() {
    // Random modules need a library that only the fuzzer has.
    let components = Components::new(|_| None);
    let ends = ends("components", 150, &components::seeds(), |input| components.run(input));
    for end in ["not loaded", "not configured", "decided", "trap"] {
        assert!(ends.contains_key(end), "no input ended as `{end}`: {ends:?}");
    }
}
