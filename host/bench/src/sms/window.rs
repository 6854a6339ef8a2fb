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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_any_order_also_where_numbers_begin_again() {
        let mut window = Window { sequence: Sequence::from(Sequence::LAST - 1), ..Window::default() };
        let numbers = [1, 2, 3, 4].map(|person| window.push(Work::Message(person)));
        assert_eq!(numbers, [Sequence::LAST - 1, Sequence::LAST, 1, 2]);
        for (number, work) in [(1, Some(3)), (1, None), (7, None), (Sequence::LAST - 1, Some(1)), (2, Some(4))] {
            assert_eq!(window.take(number), work.map(Work::Message), "{number}");
        }
        assert_eq!((window.outstanding(), window.push(Work::Message(5))), (1, 3));
        assert_eq!(window.drain().collect::<Vec<_>>(), [Work::Message(2), Work::Message(5)]);
        assert_eq!((window.outstanding(), window.push(Work::Message(6)), window.take(4)), (0, 4, Some(Work::Message(6))));
    }
}
