//! Words that say nothing of what is asked: greetings, thanks, names of fields, digits in words. All of them are the catalogues'.
//!
//! Only what is known is ever passed over. A word that nobody listed could be a "not".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::Language;

use super::symbols::Symbols;

/// What a known word is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A greeting, a thank-you, a little word of a sentence.
    Filler,
    /// It says what comes next.
    Label,
    /// It says that the series of a number comes next.
    Series,
    /// It says that the digits of a number come next.
    Number,
    /// It says that a name comes next.
    Signature,
    /// A digit.
    Digit(char),
    /// It says that something is not so. Never passed over.
    Not,
}

/// The lists of one language, as its catalogue gives them.
#[derive(Debug, Clone, Default)]
pub struct SmallWords {
    /// Greetings, thanks, little words.
    pub fillers: Vec<String>,
    /// Names of fields, before what they name.
    pub labels: Vec<String>,
    /// Words before the series of a number.
    pub series: Vec<String>,
    /// Words before the digits of a number.
    pub numbers: Vec<String>,
    /// Words before a name.
    pub signatures: Vec<String>,
    /// The ten digits in words, from zero; several words of one between slashes.
    pub digits: Vec<String>,
    /// Words for "not".
    pub nots: Vec<String>,
}

/// Known words, as messages are compared.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    known: HashMap<String, (Role, BTreeSet<Language>)>,
    /// How many words the longest has.
    longest: usize,
}

/// A stretch of a message between two separators; letters that touch digits stand alone, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub from: usize,
    pub to: usize,
    /// Digits follow without a separator.
    pub touches: bool,
}

impl Phrases {
    /// The words of these languages, but for those in which something stands that means something, by places from and to.
    pub(super) fn new(words: &BTreeMap<Language, SmallWords>, means_something: impl Fn(&Symbols<'_>, usize, usize) -> bool) -> Self {
        let mut phrases = Self::default();
        for (language, words) in words {
            let lists = [
                (Role::Not, &words.nots),
                (Role::Signature, &words.signatures),
                (Role::Series, &words.series),
                (Role::Number, &words.numbers),
                (Role::Label, &words.labels),
                (Role::Filler, &words.fillers),
            ];
            for (role, list) in lists {
                list.iter().for_each(|text| phrases.add(text, *language, role, &means_something));
            }
            for (digit, words) in ('0'..='9').zip(&words.digits) {
                words.split('/').for_each(|text| phrases.add(text, *language, Role::Digit(digit), &means_something));
            }
        }
        phrases
    }

    fn add(&mut self, text: &str, language: Language, role: Role, means_something: &impl Fn(&Symbols<'_>, usize, usize) -> bool) {
        let symbols = Symbols::of(text);
        let tokens = tokens(&symbols, 0, symbols.len());
        let taken = |token: &Token| means_something(&symbols, token.from, token.to);
        if tokens.is_empty() || means_something(&symbols, 0, symbols.len()) || tokens.iter().any(taken) {
            return;
        }
        self.longest = self.longest.max(tokens.len());
        // A word with two roles keeps the first; languages add up.
        self.known.entry(spelling(&symbols, &tokens).0).or_insert((role, BTreeSet::new())).1.insert(language);
    }

    /// The longest known phrase that begins with the first of these tokens: how many it takes, its role, its languages.
    pub(super) fn longest_at(&self, symbols: &Symbols<'_>, tokens: &[Token]) -> Option<(usize, Role, &BTreeSet<Language>)> {
        let tokens = tokens.get(..self.longest.min(tokens.len())).unwrap_or(tokens);
        let (spelling, ends) = spelling(symbols, tokens);
        ends.iter().enumerate().rev().find_map(|(last, end)| {
            let count = last + 1;
            let taken = tokens.get(..count)?;
            // What touches digits is a label at most: `code2`, never `hi2`.
            let touches = taken.iter().take(count - 1).any(|token| token.touches);
            let last = taken.last()?;
            let (role, languages) = self.known.get(spelling.get(..*end)?)?;
            let fits = !touches && (!last.touches || matches!(role, Role::Label | Role::Number | Role::Series));
            fits.then_some((count, *role, languages))
        })
    }

    /// Whether a word of `from..to` says that something is not so.
    pub(super) fn negates(&self, symbols: &Symbols<'_>, from: usize, to: usize) -> bool {
        let words = tokens(symbols, from, to);
        (0..words.len()).any(|place| {
            let found = self.longest_at(symbols, words.get(place..).unwrap_or_default());
            found.is_some_and(|(_, role, _)| role == Role::Not)
        })
    }

    /// Where the little words end that `from..to` begins with; at `to` when there is nothing else.
    pub(super) fn after_fillers(&self, symbols: &Symbols<'_>, from: usize, to: usize) -> usize {
        let words = tokens(symbols, from, to);
        let mut place = 0;
        while let Some((count, Role::Filler, _)) = self.longest_at(symbols, words.get(place..).unwrap_or_default()) {
            place += count;
        }
        words.get(place).map_or(to, |token| token.from)
    }

    /// Whether a stretch is a known word, and one that can be passed over somewhere.
    pub(super) fn knows(&self, symbols: &Symbols<'_>, from: usize, to: usize) -> bool {
        let found = self.known.get(&spelling(symbols, &[Token { from, to, touches: false }]).0);
        found.is_some_and(|(role, _)| *role != Role::Not)
    }
}

/// The words of `from..end`.
pub(super) fn tokens(symbols: &Symbols<'_>, from: usize, end: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut from = from;
    for to in from + 1..=end {
        let letter = symbols.iter(to - 1, to).all(|symbol| symbol.plain.is_alphabetic());
        if symbols.is_gap(to) || to == end {
            tokens.push(Token { from, to, touches: false });
            from = to;
        } else if letter && symbols.turns(to) && symbols.iter(from, to).all(|symbol| symbol.plain.is_alphabetic()) {
            tokens.push(Token { from, to, touches: true });
            from = to;
        }
    }
    tokens
}

/// What some tokens look like with a space between, and where each ends.
fn spelling(symbols: &Symbols<'_>, tokens: &[Token]) -> (String, Vec<usize>) {
    let (mut spelling, mut ends) = (String::new(), Vec::with_capacity(tokens.len()));
    for token in tokens {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        spelling.extend(symbols.iter(token.from, token.to).map(|symbol| symbol.word));
        ends.push(spelling.len());
    }
    (spelling, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        let list = |text: &str| text.split(',').map(|word| word.trim().to_owned()).collect();
        let words = SmallWords {
            fillers: list("thank you, thank, a, the"),
            labels: list("code, i/d"),
            digits: list("zero/nil, one, two"),
            ..SmallWords::default()
        };
        Phrases::new(&BTreeMap::from([("en".parse().unwrap(), words)]), |symbols, from, to| symbols.plain(from, to) == "THE")
    }

    fn found(text: &str) -> Option<(usize, Role)> {
        let symbols = Symbols::of(text);
        phrases().longest_at(&symbols, &tokens(&symbols, 0, symbols.len())).map(|(count, role, _)| (count, role))
    }

    #[test]
    fn the_longest_phrase_is_found() {
        assert_eq!(found("Thank  you!"), Some((2, Role::Filler)));
        assert_eq!(found("thank him"), Some((1, Role::Filler)));
        assert_eq!(found("I/D 5"), Some((2, Role::Label)));
        assert_eq!(found("NIL"), Some((1, Role::Digit('0'))));
        assert_eq!(found("unknown"), None);
        // It is a word that means something elsewhere.
        assert_eq!(found("the"), None);
    }

    #[test]
    fn only_a_label_touches_digits() {
        assert_eq!(found("code2"), Some((1, Role::Label)));
        assert_eq!(found("two2"), None);
        assert_eq!(found("2code"), None);
    }
}
