//! A message as a line of letters and digits, each with the place in the original that it came from.
//!
//! Everything else is a separator: spaces, dots, commas, dashes, slashes, `#`, `*`, quotes, brackets, new lines, one or many.
//! Marks that are drawn upon a letter and characters that are not drawn at all are passed over.

use std::sync::OnceLock;

use domain::glyphs;

use super::asked::Asked;

/// One letter or digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// As identity numbers and plates compare it.
    pub plain: char,
    /// As words compare it.
    pub word: char,
    /// Whether a separator stands before it.
    pub gap: bool,
    /// Whether words that were passed over stand before it, which nothing is read across.
    pub wall: bool,
    start: usize,
    end: usize,
}

/// Stands where a letter folds to more letters than it has in its plain form: nothing compares equal to it.
const NOTHING: char = '\0';

/// A stretch that is passed over, or stands for a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    pub from: usize,
    pub to: usize,
    pub digit: Option<char>,
    /// A number goes on across it.
    pub soft: bool,
}

impl Change {
    /// Passes it over.
    pub(crate) fn pass(from: usize, to: usize) -> Self {
        Self { from, to, digit: None, soft: false }
    }

    /// Reads it as a digit.
    pub(crate) fn digit(from: usize, to: usize, digit: char) -> Self {
        Self { digit: Some(digit), ..Self::pass(from, to) }
    }
}

/// The letters and digits of a text.
#[derive(Debug, Clone)]
pub(crate) struct Symbols<'t> {
    text: &'t str,
    all: Vec<Symbol>,
    /// How many separators stand before the symbols up to and with each.
    gaps: Vec<u32>,
    /// Where walls are.
    walls: Vec<usize>,
    /// What was found out about stretches of it.
    pub asked: Asked,
}

impl<'t> Symbols<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut all: Vec<Symbol> = Vec::with_capacity(text.len());
        let mut gaps = Vec::with_capacity(text.len());
        let (mut gap, mut count) = (false, 0);
        for (start, c) in text.char_indices() {
            if is_passed_over(c) {
                continue;
            }
            if !c.is_alphanumeric() {
                gap = true;
                continue;
            }
            let end = start + c.len_utf8();
            let mut push = |plain, word| {
                count += u32::from(gap);
                all.push(Symbol { plain, word, gap, wall: false, start, end });
                gaps.push(count);
                gap = false;
            };
            match common(c) {
                Some((plain, word)) => push(plain, word),
                None => {
                    let (plain, word) = (glyphs::compact(c.encode_utf8(&mut [0; 4])), regime::fold(c.encode_utf8(&mut [0; 4])));
                    let (mut plain, mut word) = (plain.chars(), word.chars().filter(|c| c.is_alphanumeric()));
                    loop {
                        match (plain.next(), word.next()) {
                            (None, None) => break,
                            (plain, word) => push(plain.unwrap_or(NOTHING), word.unwrap_or(NOTHING)),
                        }
                    }
                }
            }
        }
        Self { text, all, gaps, walls: Vec::new(), asked: Asked::default() }
    }

    /// The same text with these changes, which come in the order of their places and don't overlap.
    pub(crate) fn changed(&self, changes: &[Change]) -> Self {
        let mut all = Vec::with_capacity(self.all.len());
        let (mut changes, mut place) = (changes.iter().peekable(), 0);
        let (mut gap, mut wall) = (false, false);
        while let Some(symbol) = self.all.get(place) {
            let change = changes.next_if(|change| change.from == place && change.to > place);
            let last = change.and_then(|change| self.all.get(change.to - 1));
            match (change, last) {
                (Some(change), Some(last)) => {
                    place = change.to;
                    if let Some(digit) = change.digit {
                        all.push(Symbol { plain: digit, word: digit, gap: gap || symbol.gap, wall, end: last.end, ..*symbol });
                        (gap, wall) = (true, false);
                    } else {
                        gap = true;
                        wall |= !change.soft;
                    }
                }
                _ => {
                    all.push(Symbol { gap: gap || symbol.gap, wall: wall || symbol.wall, ..*symbol });
                    (gap, wall) = (false, false);
                    place += 1;
                }
            }
        }
        Self::again(self.text, all)
    }

    /// The first symbols only.
    pub(crate) fn first(&self, count: usize) -> Self {
        Self::again(self.text, self.all.iter().take(count).copied().collect())
    }

    fn again(text: &'t str, all: Vec<Symbol>) -> Self {
        let mut count = 0;
        let gaps = all.iter().map(|symbol| {
            count += u32::from(symbol.gap);
            count
        });
        let walls = all.iter().enumerate().skip(1).filter(|(_, symbol)| symbol.wall).map(|(place, _)| place).collect();
        Self { text, gaps: gaps.collect(), walls, all, asked: Asked::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn iter(&self, from: usize, to: usize) -> impl Iterator<Item = &Symbol> {
        self.slice(from, to).iter()
    }

    /// The symbols `from..to`; none where there are not so many.
    pub(crate) fn slice(&self, from: usize, to: usize) -> &[Symbol] {
        self.all.get(from..to).unwrap_or_default()
    }

    /// Whether something ends or begins at `place`: a separator stands there, or an end of the text.
    pub(crate) fn is_gap(&self, place: usize) -> bool {
        place == 0 || self.all.get(place).is_none_or(|symbol| symbol.gap)
    }

    /// Whether nothing may be read across `place`: words that were passed over stand there.
    pub(crate) fn is_wall(&self, place: usize) -> bool {
        self.walls.binary_search(&place).is_ok()
    }

    /// Whether there is a wall between the symbols of `from..to`.
    pub(crate) fn walls_within(&self, from: usize, to: usize) -> bool {
        !self.walls.is_empty() && self.walls.iter().any(|wall| from < *wall && *wall < to)
    }

    /// Whether a digit stands at `place`.
    pub(crate) fn is_digit(&self, place: usize) -> bool {
        self.all.get(place).is_some_and(|symbol| symbol.plain.is_ascii_digit())
    }

    /// Whether letters turn into digits, or digits into letters, at `place`.
    pub(crate) fn turns(&self, place: usize) -> bool {
        let digit = |at: usize| self.all.get(at).map(|symbol| symbol.plain.is_ascii_digit());
        place > 0 && digit(place - 1) != digit(place)
    }

    /// How many separators stand between the symbols of `from..to`.
    pub(crate) fn gaps_within(&self, from: usize, to: usize) -> u32 {
        let upto = |place: usize| self.gaps.get(place).copied().unwrap_or_default();
        if to <= from + 1 { 0 } else { upto(to - 1) - upto(from) }
    }

    /// What stands between the symbol before `place` and the one at it, as it was written.
    pub(crate) fn separator(&self, place: usize) -> &'t str {
        let from = place.checked_sub(1).and_then(|before| self.all.get(before)).map_or(0, |symbol| symbol.end);
        let to = self.all.get(place).map_or(self.text.len(), |symbol| symbol.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// `from..to` as it was written, without what stands before and after.
    pub(crate) fn original(&self, from: usize, to: usize) -> &'t str {
        let start = self.all.get(from).map(|symbol| symbol.start);
        let end = to.checked_sub(1).and_then(|last| self.all.get(last)).map(|symbol| symbol.end);
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// `from..to` as it was written, to be shown to the one who wrote it: not longer than a number or a word can be, whatever
    /// stands between its letters.
    pub(crate) fn shown(&self, from: usize, to: usize) -> String {
        let (mut shown, mut end) = (String::new(), 0);
        for (place, symbol) in self.all.iter().enumerate().take(to).skip(from) {
            if place > from && symbol.gap {
                shown.extend(self.separator(place).chars().find(|c| !is_passed_over(*c)).map(|c| if c.is_control() { ' ' } else { c }));
            }
            // A letter that folds to two stands there once.
            if symbol.end > end {
                shown.push_str(self.text.get(symbol.start..symbol.end).unwrap_or_default());
                end = symbol.end;
            }
        }
        shown.chars().take(SHOWN).collect()
    }

    /// `from..to` in capitals and digits, without separators.
    pub(crate) fn plain(&self, from: usize, to: usize) -> String {
        self.iter(from, to).map(|symbol| symbol.plain).collect()
    }
}

/// Of what was written, so much is shown.
const SHOWN: usize = 40;

/// Characters that change how a neighbour is drawn, or nothing at all: joiners, direction marks, soft hyphens, accents that
/// stand alone.
fn is_passed_over(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Both forms of a letter or digit of the Latin, Greek and Cyrillic alphabets that has one of each, without asking for each anew.
fn common(c: char) -> Option<(char, char)> {
    static TABLE: OnceLock<Vec<Option<(char, char)>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let forms = |c: char| {
            let (plain, word) = (glyphs::compact(c.encode_utf8(&mut [0; 4])), regime::fold(c.encode_utf8(&mut [0; 4])));
            let (mut plain, mut word) = (plain.chars(), word.chars().filter(|c| c.is_alphanumeric()));
            match (plain.next(), plain.next(), word.next(), word.next()) {
                (Some(plain), None, Some(word), None) => Some((plain, word)),
                _ => None,
            }
        };
        (0..COMMON).map(|code| char::from_u32(code).and_then(forms)).collect()
    });
    usize::try_from(u32::from(c)).ok().and_then(|code| table.get(code)).copied().flatten()
}

/// The first character after Cyrillic.
const COMMON: u32 = 0x530;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_collapse_and_the_original_stays() {
        let text = " \u{feff}«2»,.\u{a0}aze\u{200b} - 12\u{303}3 ";
        let symbols = Symbols::of(text);
        assert_eq!(symbols.plain(0, symbols.len()), "2AZE123");
        let gaps: Vec<bool> = symbols.iter(0, 7).map(|symbol| symbol.gap).collect();
        assert_eq!(gaps, [true, true, false, false, true, false, false]);
        assert_eq!((symbols.gaps_within(0, 7), symbols.gaps_within(1, 4), symbols.gaps_within(1, 5)), (2, 0, 1));
        assert_eq!(symbols.original(1, 7), "aze\u{200b} - 12\u{303}3");
        assert_eq!((symbols.separator(1), symbols.separator(7)), ("»,.\u{a0}", " "));
        assert!(symbols.is_gap(4) && symbols.is_gap(7) && !symbols.is_gap(3) && symbols.turns(4) && !symbols.turns(3));
    }

    #[test]
    fn what_is_shown_is_short_whatever_stands_between() {
        let text = format!("aze{}123\n4\u{200b}5 {}", ".".repeat(1_000), "x".repeat(50));
        let symbols = Symbols::of(&text);
        assert_eq!(symbols.shown(0, 8), "aze.123 45");
        assert_eq!(symbols.shown(0, symbols.len()).chars().count(), SHOWN);
        assert_eq!(Symbols::of("ß1").shown(0, 3), "ß1");
    }

    #[test]
    fn digits_and_look_alikes_of_other_scripts() {
        for text in ["２ ＡＺЕ", "٢ аzе", "۲ AZE"] {
            let symbols = Symbols::of(text);
            assert_eq!(symbols.plain(0, symbols.len()), "2AZE", "{text}");
        }
    }
}
