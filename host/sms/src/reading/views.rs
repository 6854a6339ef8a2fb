//! A message as a human reader looks at it: without greetings and the names of fields, with digits for their words, without
//! somebody's name, once where it was written twice.
//!
//! What is passed over leaves a wall: no number, no plate and no word is read across it.

use std::collections::BTreeSet;

use domain::Language;
use regime::FormAction;

use super::{
    grammar::{FormRules, Grammar},
    phrases::{Phrases, Role, Token, tokens},
    symbols::{Change, Symbols},
};

/// A message, looked at in one way.
pub(super) struct View<'t> {
    pub symbols: Symbols<'t>,
    /// The languages of the words that were passed over.
    pub words: Vec<BTreeSet<Language>>,
    /// What it may be read as.
    pub only: Only,
}

/// What a view may be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    /// Anything.
    Anything,
    /// Anything but a registration: a name was passed over.
    Nameless,
    /// A registration: words were passed over that are purposes elsewhere.
    Registration,
}

/// A name has so many words.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// After a word that announces it, one is enough.
const ANNOUNCED: usize = 3;

/// A phrase of the grammar has no more words, but for titles, which nobody types.
const PHRASE: usize = 4;
/// So many letters before digits can be the series of a number.
const SERIES: usize = 3;

/// The other ways to look at a message, the more literal ones first. Each differs from the one before.
pub(super) fn views<'t>(grammar: &Grammar, symbols: &Symbols<'t>) -> Vec<View<'t>> {
    let marked = marked(grammar, &grammar.phrases, symbols);
    let mut views = Vec::new();
    let words: Vec<BTreeSet<Language>> = marked.iter().filter(|m| m.passed).filter_map(|m| m.languages.clone()).collect();
    let plain = changes(&marked, false);
    let spoken = changes(&marked, true);
    let mut add = |changes: &[Change], only: Only| {
        let changed = symbols.changed(changes);
        let once = once(&changed).unwrap_or(changed);
        views.push(View { symbols: once, words: words.clone(), only });
    };
    if !plain.is_empty() || once(symbols).is_some() {
        add(&plain, Only::Anything);
    }
    if spoken != plain {
        add(&spoken, Only::Anything);
    }
    // Where a name or an address can be written, it is one.
    let asks = |rules: &FormRules| rules.form.does == FormAction::Apply && rules.form.fields.iter().any(|field| field.kind.is_free_text());
    let names = if grammar.forms.iter().any(asks) { Vec::new() } else { names(grammar, symbols, &marked) };
    if !names.is_empty() {
        let mut all: Vec<Change> = spoken.iter().copied().chain(names).collect();
        all.sort_by_key(|change| change.from);
        add(&all, Only::Nameless);
    }
    let labelled = changes(&self::marked(grammar, &grammar.labels, symbols), true);
    if labelled != spoken {
        add(&labelled, Only::Registration);
    }
    views
}

/// A message without the words that nobody knows; `None` where there are none. With it, the first and the last place of them.
pub(super) fn known_only<'t>(grammar: &Grammar, symbols: &Symbols<'t>) -> Option<(Symbols<'t>, (usize, usize))> {
    let tokens = tokens(symbols, 0, symbols.len());
    let unknown = |(place, token): (usize, &Token)| {
        let series = token.to - token.from <= SERIES && tokens.get(place + 1).is_some_and(|next| symbols.is_digit(next.from));
        let known = grammar.means_something(symbols, token.from, token.to) || grammar.phrases.knows(symbols, token.from, token.to);
        (is_word(symbols, token) && !token.touches && !series && !known).then(|| Change::pass(token.from, token.to))
    };
    let unknown: Vec<Change> = tokens.iter().enumerate().filter_map(unknown).collect();
    let place = (unknown.first()?.from, unknown.last()?.to);
    Some((symbols.changed(&unknown), place))
}

/// A token, what it is known as, and whether it is passed over.
struct Marked {
    token: Token,
    role: Option<Role>,
    languages: Option<BTreeSet<Language>>,
    passed: bool,
    /// A number goes on across it.
    soft: bool,
}

fn marked(grammar: &Grammar, phrases: &Phrases, symbols: &Symbols<'_>) -> Vec<Marked> {
    let all = tokens(symbols, 0, symbols.len());
    let mut marked: Vec<Marked> = Vec::with_capacity(all.len());
    let mut place = 0;
    while let Some(token) = all.get(place).copied() {
        let rest = all.get(place..).unwrap_or_default();
        // The little words of a phrase that means something belong to it.
        if let Some(whole) = meaningful(grammar, symbols, rest) {
            marked.extend(rest.iter().take(whole).map(|token| Marked {
                token: *token,
                role: None,
                languages: None,
                passed: false,
                soft: false,
            }));
            place += whole;
            continue;
        }
        let found = phrases.longest_at(symbols, rest);
        let count = found.as_ref().map_or(1, |(count, ..)| *count);
        let role = found.as_ref().map(|(_, role, _)| *role);
        let languages = found.map(|(.., languages)| languages.clone());
        let (last, next) = (rest.get(count - 1).copied().unwrap_or(token), rest.get(count));
        let token = Token { from: token.from, to: last.to, touches: last.touches };
        let passed = match role {
            Some(Role::Filler) => !could_be_a_letter(grammar, symbols, &token, next),
            // It says what comes next, so something must.
            Some(Role::Label | Role::Number | Role::Series | Role::Signature) => next.is_some(),
            Some(Role::Digit(_) | Role::Not) | None => false,
        };
        let soft = passed && role == Some(Role::Number) && within_a_number(symbols, &marked, &token);
        marked.push(Marked { token, role, languages, passed, soft });
        place += count;
    }
    marked
}

/// How many of these tokens are a phrase of the grammar; `None` where they begin with none.
fn meaningful(grammar: &Grammar, symbols: &Symbols<'_>, tokens: &[Token]) -> Option<usize> {
    let from = tokens.first()?.from;
    let to = |count: usize| tokens.get(count - 1).map(|token| token.to);
    (2..=PHRASE.min(tokens.len())).rev().find(|count| to(*count).is_some_and(|to| grammar.means_something(symbols, from, to)))
}

/// A filler of one Latin letter, or of one that looks like a Latin one, could belong to a number, a plate or an initial, unless
/// a word follows.
fn could_be_a_letter(grammar: &Grammar, symbols: &Symbols<'_>, token: &Token, next: Option<&Token>) -> bool {
    let single = token.to - token.from == 1 && symbols.iter(token.from, token.to).all(|symbol| symbol.plain.is_ascii());
    let word = |next: &Token| is_word(symbols, next) && (next.to - next.from >= 3 || grammar.phrases.knows(symbols, next.from, next.to));
    single && !next.is_some_and(word)
}

/// Whether a word for "number" stands between the series and the digits of one: after a word for "series", or after letters.
fn within_a_number(symbols: &Symbols<'_>, before: &[Marked], token: &Token) -> bool {
    let part = before.last().filter(|part| part.role.is_none());
    let announced = before.len().checked_sub(2).and_then(|place| before.get(place)).is_some_and(|word| word.role == Some(Role::Series));
    let digit = symbols.iter(token.to, token.to + 1).all(|symbol| symbol.plain.is_ascii_digit());
    part.is_some_and(|part| digit && (announced || is_word(symbols, &part.token)))
}

fn is_word(symbols: &Symbols<'_>, token: &Token) -> bool {
    symbols.iter(token.from, token.to).all(|symbol| !symbol.plain.is_numeric())
}

/// What is passed over and, where `spoken`, the digits that stand for their words.
fn changes(marked: &[Marked], spoken: bool) -> Vec<Change> {
    let change = |(place, m): (usize, &Marked)| match m.role {
        _ if m.passed => Some(Change { soft: m.soft, ..Change::pass(m.token.from, m.token.to) }),
        Some(Role::Digit(digit)) if spoken && is_a_digit(marked, place) => Some(Change::digit(m.token.from, m.token.to, digit)),
        _ => None,
    };
    marked.iter().enumerate().filter_map(change).collect()
}

/// A word for a digit can be an article: "one permit, please". It is a digit unless a little word follows and nothing before it
/// says that it is one.
fn is_a_digit(marked: &[Marked], place: usize) -> bool {
    let role = |place: Option<usize>| place.and_then(|place| marked.get(place)).map(|m| m.role);
    let followed = role(Some(place + 1)) == Some(Some(Role::Filler));
    let announced = match role(place.checked_sub(1)) {
        Some(Some(Role::Label | Role::Number | Role::Series | Role::Digit(_))) => true,
        // A part of a number, or a keyword.
        Some(None) => true,
        _ => false,
    };
    !followed || announced
}

/// Somebody's name: several words that begin with a capital and mean nothing, or some after a word that announces a name.
fn names(grammar: &Grammar, symbols: &Symbols<'_>, marked: &[Marked]) -> Vec<Change> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < marked.len() {
        let rest = marked.get(place..).unwrap_or_default();
        let count = rest.iter().take_while(|m| m.role.is_none() && is_named(grammar, symbols, &m.token)).count();
        let announced = place.checked_sub(1).and_then(|before| marked.get(before)).is_some_and(|m| m.role == Some(Role::Signature));
        let whole = rest.iter().take(count).any(|m| m.token.to - m.token.from > 1);
        if whole && (NAME.contains(&count) || (announced && count <= ANNOUNCED)) {
            found.extend(rest.iter().take(count).map(|m| Change::pass(m.token.from, m.token.to)));
        }
        place += count.max(1);
    }
    found
}

/// A capital and small letters, or a capital alone; no word that means something.
fn is_named(grammar: &Grammar, symbols: &Symbols<'_>, token: &Token) -> bool {
    let mut letters = symbols.original(token.from, token.to).chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital
        && is_word(symbols, token)
        && !token.touches
        && letters.all(|c| !c.is_uppercase())
        && !grammar.means_something(symbols, token.from, token.to)
}

/// The message once, where it was written twice or more with a separator between.
fn once<'t>(symbols: &Symbols<'t>) -> Option<Symbols<'t>> {
    let length = symbols.len();
    let half = (2..=3).filter(|times| length.is_multiple_of(*times)).map(|times| length / times).filter(|part| *part > 1).find(|part| {
        // Digits alone could be one number in groups.
        let letters = symbols.iter(0, *part).any(|symbol| symbol.plain.is_alphabetic());
        let mut again = (*part..length).step_by(*part);
        let same = |from: usize| symbols.is_gap(from) && symbols.plain(from, from + part) == symbols.plain(0, *part);
        letters && again.all(same)
    })?;
    Some(symbols.first(half))
}
