//! What is known of a message until it is closed, and of people after it.

use smpp::long::Part;

use super::measure::Micros;

/// A message that is not closed: not acknowledged yet, or not replied to.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) message: u64,
    pub(super) due: Micros,
    pub(super) sent: Micros,
    pub(super) times: u32,
    pub(super) acknowledged: bool,
    pub(super) replied: bool,
    pub(super) parts: Option<Parts>,
}

/// Parts of a long reply that have come.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) reference: u16,
    pub(super) total: u8,
    pub(super) left: u16,
    seen: [u64; 4],
}

impl Parts {
    pub(super) fn new(part: Part) -> Self {
        Self { reference: part.reference, total: part.total, left: u16::from(part.total), seen: [0; 4] }
    }

    /// Notes a part; `false` when it was there.
    pub(super) fn note(&mut self, part: Part) -> bool {
        let bit = 1_u64 << (part.number % 64);
        let Some(word) = self.seen.get_mut(usize::from(part.number / 64)).filter(|word| **word & bit == 0) else { return false };
        *word |= bit;
        self.left = self.left.saturating_sub(1);
        true
    }
}

/// People, a bit for each, counted from the first one of a run.
#[derive(Debug)]
pub(super) struct People {
    first: u32,
    bits: Vec<u64>,
}

impl People {
    pub(super) fn from(first: u32) -> Self {
        Self { first, bits: Vec::new() }
    }

    pub(super) fn has(&self, person: u32) -> bool {
        let (word, bit) = self.place(person);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(super) fn insert(&mut self, person: u32) {
        let (word, bit) = self.place(person);
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    fn place(&self, person: u32) -> (usize, u64) {
        let number = person.saturating_sub(self.first);
        (usize::try_from(number / 64).unwrap_or(usize::MAX - 1), 1 << (number % 64))
    }
}
