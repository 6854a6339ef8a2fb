//! Which letters a text has, in one number: what has others can't be the same, and needs no closer look.

/// The letters of a text. Several letters share a place, so that two texts may differ in more than their sets do, never in less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LetterSet(u64);

impl LetterSet {
    /// How many letters it has at least that the other has not.
    pub(super) fn without(self, other: Self) -> usize {
        usize::try_from((self.0 & !other.0).count_ones()).unwrap_or_default()
    }
}

impl FromIterator<char> for LetterSet {
    fn from_iter<I: IntoIterator<Item = char>>(letters: I) -> Self {
        Self(letters.into_iter().fold(0, |set, letter| set | 1 << (u32::from(letter) % u64::BITS)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_text_has_and_the_other_has_not() {
        let set = |text: &str| text.chars().collect::<LetterSet>();
        assert_eq!((set("BANK").without(set("BAND")), set("BANK").without(set("KNABE")), set("").without(set("A"))), (1, 0, 0));
    }
}
