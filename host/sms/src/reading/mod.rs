//! Tolerant reading: what a message means, or why it means nothing.
//!
//! A text becomes a line of letters and digits ([`symbols`]); every form of the regimes, in each way in which it can be written
//! ([`grammar`]), is laid over it; the cheapest cut wins ([`cheapest`]), and each liberty has its price ([`cost`]). What one
//! stretch can be is in [`field`]; it is asked once ([`asked`]), and words are found by their letters ([`lexicon`]). What fits no form is looked at again without the words that say nothing ([`views`]). Nothing is decided here and nothing is looked up: the same text reads the same always.

mod asked;
mod cheapest;
mod cost;
mod field;
mod grammar;
mod letters;
mod lexicon;
#[cfg(test)]
mod model;
mod openings;
mod phrases;
mod suggestion;
mod symbols;
#[cfg(test)]
mod tests;
mod views;
mod words;

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use domain::{IdentityNumber, Language, Plate, PurposeId, Secret};
use regime::{FieldKind, FormAction, Regime};

pub use grammar::{Grammar, HostWords, Said};
pub use phrases::SmallWords;
pub use suggestion::suggestion;

use crate::message::RejectionKind;
#[cfg(test)]
use cheapest::cheapest;
use cheapest::{Best, Step, Way, cheapest_within, steps};
use field::{Over, Value};
use grammar::{FormRules, Line};
use symbols::Symbols;
use views::Only;

/// No message is longer, in characters: ten segments of the widest encoding, and more than any form needs.
pub const LONGEST: usize = 1_600;

/// What a message means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// An application; for something exempt, too.
    Apply(Apply),
    /// A registration, perhaps with something left out.
    Register(Register),
    /// The same, in the place of one that is wrong.
    Correct(Register),
    /// One word.
    Said(Said),
}

/// An application as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apply {
    /// What for.
    pub purpose: PurposeId,
    /// Who, where the form asks for it.
    pub identity: Option<IdentityNumber>,
    /// The vehicle.
    pub plate: Option<Plate>,
}

/// A registration as it was read: what is absent is to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Which form.
    pub form: FormRef,
    /// The name, as it was written.
    pub name: Option<Secret>,
    /// Who.
    pub identity: Option<IdentityNumber>,
    /// The address, as it was written.
    pub address: Option<Secret>,
}

/// A form of a regime.
#[derive(Debug, Clone)]
pub struct FormRef {
    /// Whose.
    pub regime: Arc<Regime>,
    /// Its name.
    pub name: String,
}

impl PartialEq for FormRef {
    fn eq(&self, other: &Self) -> bool {
        self.regime.id == other.regime.id && self.name == other.name
    }
}

impl Eq for FormRef {}

/// Why a message means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejection {
    /// Nothing but separators.
    Empty,
    /// Longer than [`LONGEST`].
    TooLong,
    /// None of the forms.
    Unreadable,
    /// No purpose has this code or word.
    UnknownCode(Secret),
    /// No document has such a number.
    WrongIdentity {
        /// As it was written.
        given: Secret,
        /// What it would be if letters and digits that look alike were exchanged, where that is one number.
        suggestion: Option<IdentityNumber>,
    },
    /// Two readings cost the same and mean different things.
    Ambiguous,
    /// Something is not there.
    Missing(FieldKind),
    /// This can't be a plate.
    WrongPlate(Secret),
    /// Purposes that are not the same.
    TwoCodes(Secret, Secret),
    /// Numbers of documents that are not the same.
    TwoNumbers(Secret, Secret),
    /// Something more, which could mean anything.
    Surplus(Secret),
}

impl Rejection {
    /// Its name.
    #[must_use]
    pub fn kind(&self) -> RejectionKind {
        match self {
            Self::Empty => RejectionKind::Empty,
            Self::TooLong => RejectionKind::TooLong,
            Self::Unreadable => RejectionKind::Unreadable,
            Self::UnknownCode(_) => RejectionKind::UnknownCode,
            Self::WrongIdentity { .. } => RejectionKind::WrongIdentity,
            Self::Ambiguous => RejectionKind::Ambiguous,
            Self::Missing(_) => RejectionKind::Missing,
            Self::WrongPlate(_) => RejectionKind::WrongPlate,
            Self::TwoCodes(..) => RejectionKind::TwoCodes,
            Self::TwoNumbers(..) => RejectionKind::TwoNumbers,
            Self::Surplus(_) => RejectionKind::Surplus,
        }
    }
}

/// A rejected message, with what was understood of it, so that an example can be built that suits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Why.
    pub why: Rejection,
    /// The form that it came nearest to.
    pub form: Option<FormRef>,
    /// The purpose that was named.
    pub purpose: Option<PurposeId>,
    /// The number of a document that was given.
    pub identity: Option<IdentityNumber>,
    /// The plate that was given.
    pub plate: Option<Plate>,
}

/// A message as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it means, or why it means nothing.
    pub meaning: Result<Meaning, Rejected>,
    /// Whether no liberty was taken, or the message says by its first word what it is.
    pub clear: bool,
    /// What it says about its writer's language.
    pub evidence: Evidence,
}

/// What a message says about its writer's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// For each known word, the languages that have it.
    pub words: Vec<BTreeSet<Language>>,
    /// Letters that are not part of a code or a number.
    pub letters: String,
}

/// Reads a message.
#[must_use]
pub fn read(grammar: &Grammar, text: &str) -> Reading {
    let reading = read_line(grammar, text);
    words::read(grammar, text, &reading).unwrap_or(reading)
}

/// Reads a message as one of the lines of the grammar.
fn read_line(grammar: &Grammar, text: &str) -> Reading {
    if text.chars().nth(LONGEST).is_some() {
        let letters = letters_of(&Symbols::of(text.get(..text.len().min(LONGEST)).unwrap_or_default()));
        return rejected(Rejection::TooLong, None, None, Evidence { words: Vec::new(), letters });
    }
    let symbols = Symbols::of(text);
    if symbols.len() == 0 {
        if text.contains(['?', '？', '؟']) {
            return Reading { meaning: Ok(Meaning::Said(Said::Help)), clear: true, evidence: Evidence::default() };
        }
        return rejected(Rejection::Empty, None, None, Evidence::default());
    }
    if let Some(reading) = understood(grammar, &symbols, 0..grammar.strict) {
        return reading;
    }
    if let Some(language) = grammar.openings.within(text) {
        let evidence = Evidence { words: vec![BTreeSet::from([language])], letters: String::new() };
        return Reading { meaning: Ok(Meaning::Said(Said::Help)), clear: true, evidence };
    }
    if let Some(reading) = understood(grammar, &symbols, grammar.strict..grammar.lenient) {
        return reading;
    }
    let views = views::views(grammar, &symbols);
    for view in &views {
        let lines = [0..grammar.strict, grammar.strict..grammar.lenient];
        let found = lines.into_iter().find_map(|lines| understood(grammar, &view.symbols, lines));
        let registers = |found: &Reading| matches!(found.meaning, Ok(Meaning::Register(_)));
        let found = found.filter(|found| match view.only {
            Only::Anything => true,
            Only::Nameless => !registers(found),
            Only::Registration => registers(found),
        });
        if let Some(mut reading) = found {
            reading.evidence.words.extend(view.words.iter().cloned());
            return reading;
        }
    }
    let (seen, words) = match views.iter().rfind(|view| view.only == Only::Anything) {
        Some(view) => (&view.symbols, view.words.clone()),
        None => (&symbols, Vec::new()),
    };
    let mut reading = mistaken(grammar, seen);
    if let Some(surplus) = surplus(grammar, seen, &reading) {
        reading = surplus;
    }
    reading.evidence.words.extend(words);
    reading
}

/// What some lines of the grammar make of a message; `None` when it fits none of them.
fn understood(grammar: &Grammar, symbols: &Symbols<'_>, lines: Range<usize>) -> Option<Reading> {
    let cheapest = all_cheapest(grammar, symbols, lines, Most::NoMistake);
    let mut ways =
        cheapest.iter().flat_map(|(line, best)| [Some(&best.way), best.other.as_ref()].into_iter().flatten().map(|way| (*line, way)));
    let (line, way) = ways.next()?;
    let evidence = evidence(way);
    if let Some(why) = two(way, symbols) {
        let mut reading = rejected(why, form_of(grammar, line), None, evidence);
        reading.keep(way);
        return Some(reading);
    }
    // Anything can be written in a free text: a thank-you, which is no address, and that it is not wanted.
    let free = |step: &&Step<'_>| matches!(step.value, Value::Name | Value::Address);
    let empty = |step: &Step<'_>| grammar.phrases.after_fillers(symbols, step.from, step.to) == step.to;
    if steps(way).into_iter().filter(free).any(empty) {
        return None;
    }
    if let Some(step) = steps(way).into_iter().filter(free).find(|step| negates(grammar, symbols, step)) {
        let why = Rejection::Surplus(Secret::new(symbols.shown(step.from, step.to)));
        return Some(rejected(why, form_of(grammar, line), purpose_of(way), evidence));
    }
    let found = meaning(grammar, line, way, symbols);
    if ways.any(|(line, way)| two(way, symbols).is_some() || !meaning(grammar, line, way, symbols).is_as(&found)) {
        return Some(rejected(Rejection::Ambiguous, form_of(grammar, line), purpose_of(way), evidence));
    }
    let keyword = steps(way).iter().any(|step| matches!(step.value, Value::Keyword(_)));
    let clear = keyword || cheapest.first().is_some_and(|(_, best)| best.cost == 0);
    Some(Reading { meaning: Ok(found), clear, evidence })
}

/// Whether a free text says that something is not so, or holds the last word of a message that gives up.
fn negates(grammar: &Grammar, symbols: &Symbols<'_>, step: &Step<'_>) -> bool {
    let last = (step.from..step.to).rev().find(|place| symbols.is_gap(*place)).unwrap_or(step.from);
    let gives_up = grammar
        .commands
        .find(symbols, last, step.to)
        .iter()
        .any(|(word, cost)| *cost == 0 && matches!(word.means, Said::Cancel | Said::Stop));
    gives_up || grammar.phrases.negates(symbols, step.from, step.to)
}

/// Two purposes, or two numbers, that are not the same.
fn two(way: &Way<'_>, symbols: &Symbols<'_>) -> Option<Rejection> {
    let mut purpose: Option<(&PurposeId, (usize, usize))> = None;
    let mut identity: Option<(&IdentityNumber, (usize, usize))> = None;
    for step in steps(way) {
        let shown = |(from, to): (usize, usize)| Secret::new(symbols.shown(from, to));
        match &step.value {
            Value::Purpose(word) => match purpose {
                Some((first, place)) if *first != word.means => {
                    return Some(Rejection::TwoCodes(shown(place), shown((step.from, step.to))));
                }
                _ => purpose = Some((&word.means, (step.from, step.to))),
            },
            Value::Identity(number) => match identity {
                Some((first, place)) if first != number => {
                    return Some(Rejection::TwoNumbers(shown(place), shown((step.from, step.to))));
                }
                _ => identity = Some((number, (step.from, step.to))),
            },
            _ => {}
        }
    }
    None
}

/// What a message would mean without the words that nobody knows. It is shown, never taken: one of them could be a "not".
fn surplus(grammar: &Grammar, symbols: &Symbols<'_>, mistaken: &Reading) -> Option<Reading> {
    let known = |why: &Rejection| !matches!(why, Rejection::Unreadable | Rejection::WrongPlate(_) | Rejection::UnknownCode(_));
    if mistaken.meaning.as_ref().is_err_and(|rejected| known(&rejected.why)) {
        return None;
    }
    let (left, (from, to)) = views::known_only(grammar, symbols)?;
    let lines = [0..grammar.strict, grammar.strict..grammar.lenient];
    let found = lines.into_iter().find_map(|lines| understood(grammar, &left, lines))?;
    let Ok(Meaning::Apply(Apply { purpose, identity, plate })) = found.meaning else { return None };
    let asks = |rules: &&FormRules| rules.form.does == FormAction::Apply && rules.regime.purposes.contains_key(&purpose);
    let rules = grammar.forms.iter().find(asks)?;
    // Whoever names a thing that is given elsewhere, and nobody, has not written this form.
    let names_nobody = rules.form.fields.iter().any(|field| field.kind == FieldKind::Identity && !field.optional) && identity.is_none();
    if names_nobody {
        return None;
    }
    let form = Some(FormRef { regime: Arc::clone(&rules.regime), name: rules.form.name.clone() });
    let mut evidence = found.evidence;
    evidence.letters.push_str(&letters_of(&Symbols::of(symbols.original(from, to))));
    let why = Rejection::Surplus(Secret::new(symbols.shown(from, to)));
    let rejected = Rejected { why, form, purpose: Some(purpose), identity, plate };
    Some(Reading { meaning: Err(rejected), clear: false, evidence })
}

/// The cheapest ways of some lines, each with the number of its line: those that cost the least, and `most` at the most, in the
/// order of the grammar.
fn all_cheapest<'g>(grammar: &'g Grammar, symbols: &Symbols<'_>, range: Range<usize>, most: Most) -> Vec<(usize, Best<'g>)> {
    let mut lines: Vec<(usize, &Line)> = grammar.lines.iter().enumerate().take(range.end).skip(range.start).collect();
    // The cheap ones first: beside what they find, nothing dearer need be looked at.
    lines.sort_by_key(|(_, line)| line.base);
    let (mut most, mistakes) = match most {
        Most::NoMistake => (u32::MAX, false),
        Most::OneMistake => (2 * cost::MISTAKE - 1, true),
    };
    let mut found: Vec<(usize, Best<'g>)> = Vec::new();
    for (index, line) in lines {
        let rules = line.form.and_then(|form| grammar.forms.get(form));
        let Some(best) = cheapest_within(&Over { grammar, line, rules, symbols, mistakes }, most) else { continue };
        if best.cost < most {
            found.clear();
            most = best.cost;
        }
        found.push((index, best));
    }
    found.sort_by_key(|(index, _)| *index);
    found
}

/// How much a reading may cost.
#[derive(Debug, Clone, Copy)]
enum Most {
    /// Any liberty, but nothing is wrong.
    NoMistake,
    /// As before, and one thing is wrong.
    OneMistake,
}

/// What a message that fits no form comes nearest to.
fn mistaken(grammar: &Grammar, symbols: &Symbols<'_>) -> Reading {
    let nearest = all_cheapest(grammar, symbols, grammar.lenient..grammar.lines.len(), Most::OneMistake);
    let unreadable = || rejected(Rejection::Unreadable, None, None, Evidence { words: Vec::new(), letters: letters_of(symbols) });
    let Some((line, best)) = nearest.first() else { return unreadable() };
    if cost::mistakes(best.cost) != 1 {
        return unreadable();
    }
    let form = form_of(grammar, *line);
    let mut evidence = evidence(&best.way);
    let mut why = Rejection::Unreadable;
    for step in steps(&best.way) {
        let given = || Secret::new(symbols.shown(step.from, step.to));
        match step.value {
            Value::Missing(kind) => why = Rejection::Missing(kind),
            Value::Wrong(FieldKind::Identity) => {
                let suggestion = form.as_ref().and_then(|form| suggestion(&form.regime, &symbols.plain(step.from, step.to)));
                why = Rejection::WrongIdentity { given: given(), suggestion };
            }
            Value::Wrong(FieldKind::Plate) => why = Rejection::WrongPlate(given()),
            Value::Wrong(_) => {
                why = Rejection::UnknownCode(given());
                evidence.letters.push_str(&letters_of(&Symbols::of(symbols.original(step.from, step.to))));
            }
            Value::Surplus => evidence.letters.push_str(&letters_of(&Symbols::of(symbols.original(step.from, step.to)))),
            _ => {}
        }
    }
    let mut reading = rejected(why, form, purpose_of(&best.way), evidence);
    reading.keep(&best.way);
    reading
}

fn rejected(why: Rejection, form: Option<FormRef>, purpose: Option<PurposeId>, evidence: Evidence) -> Reading {
    Reading { meaning: Err(Rejected { why, form, purpose, identity: None, plate: None }), clear: false, evidence }
}

impl Reading {
    /// Keeps the number and the plate of a rejected message, where there is one and no more.
    fn keep(&mut self, way: &Way<'_>) {
        let Err(rejected) = &mut self.meaning else { return };
        if matches!(rejected.why, Rejection::TwoNumbers(..)) {
            return;
        }
        for step in steps(way) {
            match &step.value {
                Value::Identity(number) => rejected.identity = Some(number.clone()),
                Value::Plate(plate) => rejected.plate = Some(plate.clone()),
                _ => {}
            }
        }
    }
}

fn meaning(grammar: &Grammar, line: usize, way: &Way<'_>, symbols: &Symbols<'_>) -> Meaning {
    let (mut purpose, mut identity, mut plate, mut name, mut address, mut said) = (None, None, None, None, None, None);
    for step in steps(way) {
        let text = || Some(Secret::new(symbols.original(step.from, step.to)));
        match &step.value {
            Value::Command(word) => said = Some(word.means.clone()),
            Value::Purpose(word) => purpose = Some(word.means.clone()),
            Value::Identity(number) => identity = Some(number.clone()),
            Value::Plate(read) => plate = Some(read.clone()),
            Value::Name => name = text(),
            Value::Address => address = text(),
            Value::Keyword(_) | Value::NoKeyword | Value::Missing(_) | Value::Wrong(_) | Value::Surplus => {}
        }
    }
    let registers = |form: &FormRef| {
        form.regime.sms.as_ref().and_then(|sms| sms.forms.get(&form.name)).is_some_and(|form| form.does == FormAction::Register)
    };
    match (said, purpose, form_of(grammar, line).filter(registers)) {
        (Some(Said::About(purpose)), ..) | (None, Some(purpose), None) => Meaning::Apply(Apply { purpose, identity, plate }),
        (Some(said), ..) => Meaning::Said(said),
        (None, _, Some(form)) => Meaning::Register(Register { form, name, identity, address }),
        // A form without a purpose asks for nothing; the checks of regimes don't let one through.
        (None, None, None) => Meaning::Said(Said::Help),
    }
}

impl Meaning {
    /// Whether both mean the same. Where a free text ends is nothing that an entitlement hangs on.
    fn is_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Register(a), Self::Register(b)) => {
                a.identity == b.identity && a.name.is_some() == b.name.is_some() && a.address.is_some() == b.address.is_some()
            }
            (a, b) => a == b,
        }
    }
}

fn form_of(grammar: &Grammar, line: usize) -> Option<FormRef> {
    let rules = grammar.forms.get(grammar.lines.get(line)?.form?)?;
    Some(FormRef { regime: Arc::clone(&rules.regime), name: rules.form.name.clone() })
}

fn purpose_of(way: &Way<'_>) -> Option<PurposeId> {
    steps(way).into_iter().find_map(|step| if let Value::Purpose(word) = &step.value { Some(word.means.clone()) } else { None })
}

fn evidence(way: &Way<'_>) -> Evidence {
    let words = steps(way).into_iter().filter_map(|step| match &step.value {
        Value::Command(word) => Some(word.languages.clone()),
        Value::Keyword(word) => Some(word.languages.clone()),
        Value::Purpose(word) => Some(word.languages.clone()),
        _ => None,
    });
    Evidence { words: words.filter(|languages| !languages.is_empty()).collect(), letters: String::new() }
}

/// The letters of everything that holds no digit.
fn letters_of(symbols: &Symbols<'_>) -> String {
    let mut letters = String::new();
    let mut from = 0;
    for to in 1..=symbols.len() {
        if symbols.is_gap(to) {
            if symbols.iter(from, to).all(|symbol| !symbol.plain.is_numeric()) {
                letters.push_str(symbols.original(from, to));
            }
            from = to;
        }
    }
    letters
}

/// The number of a document, where somebody was asked for nothing else.
pub(crate) fn read_identity(regime: &Regime, text: &str) -> Result<IdentityNumber, Rejection> {
    let symbols = Symbols::of(text);
    field::identity_of(regime, &symbols).ok_or_else(|| Rejection::WrongIdentity {
        given: Secret::new(symbols.shown(0, symbols.len())),
        suggestion: suggestion(regime, &symbols.plain(0, symbols.len())),
    })
}
