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
/// Of words of this length only two letters that were exchanged, one that was doubled, and an ending of one letter are forgiven.
const SHORT: usize = 4;
/// An ending may have so many letters.
const ENDING: usize = 2;

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
        self.letters.len() + ENDING
    }

    /// What it costs to read `from..to` as this word; `None` when it is another. `forgiving` is a place where little else can
    /// stand: short words are known there with a slip.
    pub(crate) fn cost(&self, symbols: &Symbols<'_>, from: usize, to: usize, forgiving: bool) -> Option<u32> {
        if symbols.walls_within(from, to) {
            return None;
        }
        let length = to.checked_sub(from)?;
        if length == self.letters.len() && symbols.iter(from, to).map(|symbol| symbol.word).eq(self.letters.iter().copied()) {
            let gaps = symbols.iter(from, to).map(|symbol| symbol.gap).zip(&self.gaps).skip(1);
            return Some(gaps.filter(|(typed, own)| typed != *own).map(|_| cost::GAP).sum());
        }
        let whole = symbols.is_gap(from) && (symbols.is_gap(to) || symbols.turns(to)) && symbols.gaps_within(from, to) == 0;
        if !whole || !self.can_slip() || length.abs_diff(self.letters.len()) > ENDING {
            return None;
        }
        let typed: String = symbols.iter(from, to).map(|symbol| symbol.word).collect();
        let slips = self.slips(&typed, length, forgiving)?;
        Some(u32::try_from(slips).unwrap_or(u32::MAX) * cost::SLIP)
    }

    /// Codes and phrases are written as they are, and so is what is shorter than any slip.
    fn can_slip(&self) -> bool {
        self.letters.len() >= SHORT && !self.letters.iter().any(|letter| letter.is_numeric()) && !self.gaps.iter().any(|gap| *gap)
    }

    /// How many slips make this word of what was typed; `None` when there would be too many.
    fn slips(&self, typed: &str, length: usize, forgiving: bool) -> Option<usize> {
        let short = self.letters.len() == SHORT;
        let ending = length.saturating_sub(self.letters.len());
        if typed.starts_with(&self.spelling) && ending <= if short { 1 } else { ENDING } {
            return Some(ending);
        }
        let distance = strsim::osa_distance(typed, &self.spelling);
        let most = FORGIVING.iter().find(|(length, _)| self.letters.len() >= *length).map_or(1, |(_, slips)| *slips);
        let near = distance <= most && (!short || forgiving || is_exchanged_or_doubled(typed, &self.spelling));
        near.then_some(distance)
    }
}

/// Whether what was typed has the letters of the word, two of them exchanged, or one of them twice.
fn is_exchanged_or_doubled(typed: &str, word: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let mut once: Vec<char> = typed.chars().collect();
    once.dedup();
    let mut own: Vec<char> = word.chars().collect();
    own.dedup();
    sorted(typed) == sorted(word) || (once == own && typed.chars().count() > word.chars().count())
}

/// Words and codes that can stand in one place.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon<T> {
    words: Vec<Word<T>>,
    longest: usize,
    forgiving: bool,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { words: Vec::new(), longest: 0, forgiving: false }
    }
}

impl<T: PartialEq> Lexicon<T> {
    /// Words of a place where little else can stand.
    pub(crate) fn forgiving() -> Self {
        Self { forgiving: true, ..Self::default() }
    }

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
            let Some(cost) = word.cost(symbols, from, to, self.forgiving) else { continue };
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
        Word::new(word, None, ()).and_then(|word| word.cost(&symbols, 0, symbols.len(), false))
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
            ("врач", "врачу", Some(cost::SLIP)),
            ("магазин", "магазина", Some(cost::SLIP)),
            ("mağaza", "mağazaya", Some(2 * cost::SLIP)),
            ("mağaza", "mağazadan", None),
            ("bank", "bnak", Some(cost::SLIP)),
            ("bank", "bannk", Some(cost::SLIP)),
            ("bank", "band", None),
            ("work", "word", None),
            ("суд", "суду", None),
            ("цель", "цкль", None),
        ];
        for (word, typed, cost) in cases {
            assert_eq!(cost_of(word, typed), cost, "{typed}");
        }
    }
}
