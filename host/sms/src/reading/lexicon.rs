//! Words and codes, and how far what somebody typed is from one.

use std::{cmp::Ordering, collections::BTreeSet};

use domain::Language;

use super::{
    cost,
    letters::LetterSet,
    symbols::{Symbol, Symbols},
};

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
    set: LetterSet,
    /// Codes and phrases are written as they are, and so is what is shorter than any slip.
    can_slip: bool,
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
        let gaps: Vec<bool> = symbols.iter(0, symbols.len()).enumerate().map(|(i, symbol)| i > 0 && symbol.gap).collect();
        let can_slip = letters.len() >= SHORT && !letters.iter().any(|letter| letter.is_numeric()) && !gaps.contains(&true);
        let set = letters.iter().copied().collect();
        let languages = language.into_iter().collect();
        Some(Self { means, languages, spelling: letters.iter().collect(), letters, gaps, set, can_slip })
    }

    /// How many letters of a text it can take.
    fn longest(&self) -> usize {
        self.letters.len() + ENDING
    }

    /// What it costs that the separators of these symbols, which have the letters of this word, are not those of the word.
    fn gaps(&self, typed: &[Symbol]) -> u32 {
        let gaps = typed.iter().zip(&self.gaps).skip(1);
        gaps.filter(|(typed, own)| typed.gap != **own).map(|_| cost::GAP).sum()
    }

    /// How many slips make this word of what was typed; `None` when there would be too many. `forgiving` is a place where little
    /// else can stand: short words are known there with a slip.
    fn slips(&self, typed: &Typed, forgiving: bool) -> Option<usize> {
        let short = self.letters.len() == SHORT;
        let most = FORGIVING.iter().find(|(length, _)| self.letters.len() >= *length).map_or(1, |(_, slips)| *slips);
        // Each slip brings in one letter at most, and takes one away.
        if self.set.without(typed.set) > most || typed.set.without(self.set) > most.max(ENDING) {
            return None;
        }
        let ending = typed.length.saturating_sub(self.letters.len());
        if typed.spelling.starts_with(&self.spelling) && ending <= if short { 1 } else { ENDING } {
            return Some(ending);
        }
        if typed.length.abs_diff(self.letters.len()) > most {
            return None;
        }
        let distance = strsim::osa_distance(&typed.spelling, &self.spelling);
        let near = distance <= most && (!short || forgiving || is_exchanged_or_doubled(&typed.spelling, &self.spelling));
        near.then_some(distance)
    }
}

/// A whole word that was typed.
struct Typed {
    spelling: String,
    length: usize,
    set: LetterSet,
}

impl Typed {
    fn of(symbols: &[Symbol]) -> Self {
        let letters = symbols.iter().map(|symbol| symbol.word);
        Self { spelling: letters.clone().collect(), length: symbols.len(), set: letters.collect() }
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
    /// Which words have so many letters.
    lengths: Vec<OfOneLength>,
    longest: usize,
    forgiving: bool,
}

/// The words of one length, by their numbers.
#[derive(Debug, Clone, Default)]
struct OfOneLength {
    /// In the order of their letters, then of their numbers.
    all: Vec<usize>,
    /// Those that are known with a slip.
    can_slip: Vec<usize>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { words: Vec::new(), lengths: Vec::new(), longest: 0, forgiving: false }
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
        let (number, length) = (self.words.len(), word.letters.len());
        if self.lengths.len() <= length {
            self.lengths.resize_with(length + 1, OfOneLength::default);
        }
        if let Some(same) = self.lengths.get_mut(length) {
            let before = |other: &usize| self.words.get(*other).is_some_and(|other| other.letters <= word.letters);
            same.all.insert(same.all.partition_point(before), number);
            if word.can_slip {
                same.can_slip.push(number);
            }
        }
        self.words.push(word);
    }

    /// Every word that `from..to` can be read as, with what each costs: the cheapest only, several when they cost the same, in
    /// the order in which they were added.
    pub(crate) fn find<'l>(&'l self, symbols: &Symbols<'_>, from: usize, to: usize) -> Vec<(&'l Word<T>, u32)> {
        if to <= from || to - from > self.longest || symbols.walls_within(from, to) {
            return Vec::new();
        }
        let typed = symbols.slice(from, to);
        let mut found: Vec<(usize, &Word<T>, u32)> = self.written(typed).collect();
        // A slip costs more than nearly every word that is written as it should be.
        let whole = || symbols.is_gap(from) && (symbols.is_gap(to) || symbols.turns(to)) && symbols.gaps_within(from, to) == 0;
        if found.iter().all(|(.., cost)| *cost >= cost::SLIP) && whole() {
            self.slipped(typed, &mut found);
        }
        let Some(least) = found.iter().map(|(.., cost)| *cost).min() else { return Vec::new() };
        found.retain(|(.., cost)| *cost == least);
        found.sort_unstable_by_key(|(number, ..)| *number);
        found.into_iter().map(|(_, word, cost)| (word, cost)).collect()
    }

    /// The words with these letters.
    fn written<'l>(&'l self, typed: &[Symbol]) -> impl Iterator<Item = (usize, &'l Word<T>, u32)> {
        let same = self.lengths.get(typed.len()).map_or(&[][..], |same| &same.all);
        let order = |number: &usize| {
            self.words.get(*number).map_or(Ordering::Greater, |word| word.letters.iter().cmp(typed.iter().map(|symbol| &symbol.word)))
        };
        let first = same.partition_point(|number| order(number) == Ordering::Less);
        let same = same.iter().skip(first).take_while(move |number| order(number) == Ordering::Equal);
        same.filter_map(|number| self.words.get(*number).map(|word| (*number, word, word.gaps(typed))))
    }

    /// The words that these letters are with a slip.
    fn slipped<'l>(&'l self, symbols: &[Symbol], found: &mut Vec<(usize, &'l Word<T>, u32)>) {
        let near = self.lengths.iter().take(symbols.len() + ENDING + 1).skip(symbols.len().saturating_sub(ENDING));
        let mut near = near.flat_map(|length| &length.can_slip).filter_map(|number| Some((*number, self.words.get(*number)?))).peekable();
        if near.peek().is_none() {
            return;
        }
        let typed = Typed::of(symbols);
        for (number, word) in near {
            if let Some(slips) = word.slips(&typed, self.forgiving) {
                found.push((number, word, u32::try_from(slips).unwrap_or(u32::MAX).saturating_mul(cost::SLIP)));
            }
        }
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
        let (symbols, mut lexicon) = (Symbols::of(typed), Lexicon::default());
        lexicon.add(word, None, ());
        lexicon.find(&symbols, 0, symbols.len()).first().map(|(_, cost)| *cost)
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
