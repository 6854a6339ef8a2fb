//! Answers as they lie in the memory of a guest: good ones, from which the fuzzer starts. `tests/hostile/puppet.wat` says what the
//! first words mean; the rest is the canonical form of the contract's types.

/// Where an image begins to be something else than the first words.
const DECISION: usize = 64;

/// Memory that is written at places.
struct Memory(Vec<u8>);

impl Memory {
    fn put(&mut self, place: usize, bytes: &[u8]) -> &mut Self {
        let end = place + bytes.len();
        if self.0.len() < end {
            self.0.resize(end, 0);
        }
        self.0[place..end].copy_from_slice(bytes);
        self
    }

    fn words(&mut self, place: usize, words: &[u32]) -> &mut Self {
        for (n, word) in words.iter().enumerate() {
            self.put(place + 4 * n, &word.to_le_bytes());
        }
        self
    }

    fn long(&mut self, place: usize, long: i64) -> &mut Self {
        self.put(place, &long.to_le_bytes())
    }
}

/// A grant, verdicts for two rows, critical points and tables, each as the contract wants it.
fn good() -> Memory {
    let mut memory = Memory(Vec::new());
    memory.words(0, &[DECISION as u32, 320, 440, 512, 65_536, 0]).long(24, 1_608_000_000_000).long(32, 1_640_000_000_000).words(40, &[900]);
    // A decision: granted from 1 s until 2 s, at night; one reason, one step.
    memory.put(72, &[1]).put(80, &[1]).long(88, 1_000).long(96, 2_000).put(104, &[1, 0, 0x64, 0x05, 0x2c, 0x01]);
    memory.words(112, &[160, 1, 256, 1]);
    memory.words(160, &[0, 192, 1, 1, 0]);
    memory.words(192, &[0]).put(200, &[7]).words(208, &[240, 5]).put(240, b"hello");
    memory.words(256, &[0]).put(260, &[3]).words(264, &[1, 0]);
    // Verdicts: granted, refused.
    memory.words(320, &[336, 2]);
    memory.put(336, &[1]).long(344, 1_000).long(352, 2_000).words(360, &[u32::MAX]);
    memory.put(368, &[3]).long(376, 0).long(384, 0).words(392, &[0]);
    // Critical points along the purposes.
    memory.put(440, &[1]).words(444, &[456, 1]).put(456, &[3]).words(460, &[472, 2]).long(472, 0).long(480, 1);
    // Tables: a rule, a reason, a parameter; a history of a day, the registration, an attribute.
    memory.put(512, &[0]).words(516, &[560, 1, 568, 1, 576, 1]).put(540, &[1]).words(544, &[86_400, 1, 584, 1]);
    memory.words(560, &[600, 6, 608, 6, 616, 5, 624, 6]);
    memory.put(600, b"always").put(608, b"closed").put(616, b"count").put(624, b"worker");
    memory
}

/// Images to start from.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![good().0];
    let mut seed = |change: &dyn Fn(&mut Memory)| {
        let mut memory = good();
        change(&mut memory);
        seeds.push(memory.0);
    };
    // A refusal with each kind of parameter.
    for kind in 0..8 {
        seed(&|memory| {
            memory.put(72, &[3]).put(80, &[0]).put(200, &[kind]).words(208, &[1, 0]);
        });
    }
    seed(&|memory| {
        memory.put(200, &[4]).long(208, 1_000).long(216, 2_000);
    });
    // It gives up, for either reason.
    for kind in 0..2 {
        seed(&|memory| {
            memory.put(64, &[1]).put(72, &[kind]).words(76, &[240, 5]);
        });
    }
    // Many of everything; a trace as long as the memory.
    seed(&|memory| {
        memory.words(116, &[64]).words(160, &[0, 192, 1, 0, 0].repeat(64));
    });
    seed(&|memory| {
        memory.words(120, &[4096, 257]);
    });
    // Problems with the settings.
    seed(&|memory| {
        memory.put(512, &[1]).words(516, &[700, 1]).words(700, &[240, 5, 240, 5]);
    });
    // What it does beside.
    for does in [1, 2, 4, 8, 16, 32, 64] {
        seed(&|memory| {
            memory.words(20, &[does]).put(44, &[3]).words(48, &[240, 5]);
        });
    }
    seeds
}

/// As a text that the guest turns into its memory.
pub fn letters(bytes: &[u8]) -> String {
    let letter = |nibble: u8| char::from(b'a' + nibble);
    bytes.iter().flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}
