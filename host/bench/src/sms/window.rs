//! What a bind has been sent and not answered yet.

use std::collections::VecDeque;

use smpp::link::Sequence;

/// Something that is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// The open message of a person.
    Message(u32),
    /// A receipt.
    Receipt(Receipt),
}

/// A receipt for a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Receipt {
    pub(super) id: u64,
    pub(super) telephone: u64,
    pub(super) times: u32,
}

/// Work by its sequence number, in the order in which it was sent.
#[derive(Debug, Default)]
pub(super) struct Window {
    sequence: Sequence,
    first: u32,
    pending: VecDeque<Option<Work>>,
    outstanding: usize,
}

impl Window {
    /// How much is not answered.
    pub(super) fn outstanding(&self) -> usize {
        self.outstanding
    }

    /// Takes it in and gives its sequence number.
    pub(super) fn push(&mut self, work: Work) -> u32 {
        let number = self.sequence.take();
        if self.pending.is_empty() {
            self.first = number;
        }
        self.pending.push_back(Some(work));
        self.outstanding += 1;
        number
    }

    /// What was sent by that number; nothing when it was answered before or never sent.
    pub(super) fn take(&mut self, number: u32) -> Option<Work> {
        let offset = number.checked_sub(self.first).or_else(|| (number.checked_add(Sequence::LAST)?).checked_sub(self.first))?;
        let work = self.pending.get_mut(usize::try_from(offset).ok()?)?.take()?;
        self.outstanding -= 1;
        while self.pending.front().is_some_and(Option::is_none) {
            self.pending.pop_front();
            self.first = if self.first >= Sequence::LAST { 1 } else { self.first + 1 };
        }
        Some(work)
    }

    /// All that is not answered, in the order in which it was sent.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Work> + '_ {
        self.outstanding = 0;
        self.pending.drain(..).flatten()
    }
}
