//! Words and codes, and how far what somebody typed is from one.

use std::collections::BTreeSet;

use domain::Language;

use super::{cost, symbols::Symbols};

/// A word or a code that means something.
#[derive(Debug, Clone)]
pub(crate) struct Word<T> {
    /// What it means.
    pub means: T,
    /// The languages that have it; none for a code.
    pub languages: BTreeSet<Language>,
    letters: Vec<char>,
    /// Whether a space stands before each letter.
    gaps: Vec<bool>,
    spelling: String,
}

/// From this length on, one slip of the finger is forgiven; from the second, two. Shorter words are too near each other.
const FORGIVING: [(usize, usize); 2] = [(9, 2), (5, 1)];

impl<T> Word<T> {
    fn new(text: &str, language: Option<Language>, means: T) -> Option<Self> {
        let symbols = Symbols::of(text);
        let letters: Vec<char> = symbols.iter(0, symbols.len()).map(|symbol| symbol.word).collect();
        if letters.is_empty() {
            return None;
        }
        let gaps = symbols.iter(0, symbols.len()).enumerate().map(|(i, symbol)| i > 0 && symbol.gap).collect();
        Some(Self { means, languages: language.into_iter().collect(), spelling: letters.iter().collect(), letters, gaps })
    }

    /// How many letters of a text it can take.
    fn longest(&self) -> usize {
        self.letters.len() + self.slips()
    }

    /// What it costs to read `from..to` as this word; `None` when it is another.
    pub(crate) fn cost(&self, symbols: &Symbols<'_>, from: usize, to: usize) -> Option<u32> {
        let length = to.checked_sub(from)?;
        if length == self.letters.len() && symbols.iter(from, to).map(|symbol| symbol.word).eq(self.letters.iter().copied()) {
            let gaps = symbols.iter(from, to).map(|symbol| symbol.gap).zip(&self.gaps).skip(1);
            return Some(gaps.filter(|(typed, own)| typed != *own).map(|_| cost::GAP).sum());
        }
        let slips = self.slips();
        let whole = symbols.is_gap(from) && (symbols.is_gap(to) || symbols.turns(to)) && symbols.gaps_within(from, to) == 0;
        if slips == 0 || !whole || length.abs_diff(self.letters.len()) > slips {
            return None;
        }
        let typed: String = symbols.iter(from, to).map(|symbol| symbol.word).collect();
        let distance = strsim::osa_distance(&typed, &self.spelling);
        (distance <= slips).then(|| u32::try_from(distance).unwrap_or(u32::MAX) * cost::SLIP)
    }

    fn slips(&self) -> usize {
        if self.letters.iter().any(|letter| letter.is_numeric()) || self.gaps.iter().any(|gap| *gap) {
            return 0;
        }
        FORGIVING.iter().find(|(length, _)| self.letters.len() >= *length).map_or(0, |(_, slips)| *slips)
    }
}

/// Words and codes that can stand in one place.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon<T> {
    words: Vec<Word<T>>,
    longest: usize,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { words: Vec::new(), longest: 0 }
    }
}

impl<T: PartialEq> Lexicon<T> {
    /// Adds a word; one that is there already with the same meaning gains the language.
    pub(crate) fn add(&mut self, text: &str, language: Option<Language>, means: T) {
        let Some(word) = Word::new(text, language, means) else { return };
        if let Some(there) = self.words.iter_mut().find(|other| other.letters == word.letters && other.means == word.means) {
            there.languages.extend(word.languages);
            return;
        }
        self.longest = self.longest.max(word.longest());
        self.words.push(word);
    }

    /// Every word that `from..to` can be read as, with what each costs: the cheapest only, several when they cost the same.
    pub(crate) fn find<'l>(&'l self, symbols: &Symbols<'_>, from: usize, to: usize) -> Vec<(&'l Word<T>, u32)> {
        let mut found: Vec<(&Word<T>, u32)> = Vec::new();
        for word in &self.words {
            let Some(cost) = word.cost(symbols, from, to) else { continue };
            match found.first() {
                Some((_, best)) if *best < cost => {}
                Some((_, best)) if *best == cost => found.push((word, cost)),
                _ => found = vec![(word, cost)],
            }
        }
        found
    }

    /// The longest stretch of letters that any word can take.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost_of(word: &str, typed: &str) -> Option<u32> {
        let symbols = Symbols::of(typed);
        Word::new(word, None, ()).and_then(|word| word.cost(&symbols, 0, symbols.len()))
    }

    #[test]
    fn words_are_known_in_any_case_and_with_look_alikes() {
        for (word, typed) in [("цель", "ЦЕЛЬ"), ("цель", "Цeль"), ("kömək", "KÖMƏK"), ("kömək", "komek"), ("iş", "İŞ"), ("2", "２")]
        {
            assert_eq!(cost_of(word, typed), Some(0), "{typed}");
        }
    }

    #[test]
    fn slips_and_spaces_cost() {
        let cases = [
            ("регистрация", "регестрация", Some(cost::SLIP)),
            ("регистрация", "ригестрация", Some(2 * cost::SLIP)),
            ("регистрация", "ригистрасыя", None),
            ("школа", "школу", Some(cost::SLIP)),
            ("дача", "дочь", None),
            ("kömək", "kö mək", Some(cost::GAP)),
            ("в суд", "в суд", Some(0)),
            ("в суд", "всуд", Some(cost::GAP)),
            ("12345", "12346", None),
        ];
        for (word, typed, cost) in cases {
            assert_eq!(cost_of(word, typed), cost, "{typed}");
        }
    }
}
