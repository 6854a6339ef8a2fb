//! What can be written to a number: the forms of its regimes and the host's own words, made ready to be read.

use std::{collections::BTreeMap, sync::Arc};

use domain::{Language, PermitCode, PurposeId};
use permits::Letters;
use regime::{FieldKind, Form, FormAction, Regime, Titles};

use super::{
    cost,
    lexicon::Lexicon,
    openings::Openings,
    phrases::{Phrases, SmallWords},
    symbols::Symbols,
};

/// A message that is one word: what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// How one applies.
    Help,
    /// To give up the dialog, or to give a permit back.
    Cancel,
    /// To give back the permit of this code; of none, when what follows the word is no code.
    CancelWhich(Option<PermitCode>),
    /// To give up the dialog, or to be sent nothing but answers.
    Stop,
    /// What permits there are.
    Status,
    /// To put a registration right.
    Correct,
    /// To be answered in these letters.
    Write(Letters),
    /// To be answered in this language from now on.
    Speak(Language),
    /// Something that no form is needed for: it is exempt, or given elsewhere.
    About(PurposeId),
}

/// The host's own words, by language, as the catalogues give them.
#[derive(Debug, Clone, Default)]
pub struct HostWords {
    /// Words that ask for help.
    pub help: BTreeMap<Language, Vec<String>>,
    /// Words that give up a dialog or give a permit back.
    pub cancel: BTreeMap<Language, Vec<String>>,
    /// Words that give up a dialog or ask for silence.
    pub stop: BTreeMap<Language, Vec<String>>,
    /// Words that ask what permits there are.
    pub status: BTreeMap<Language, Vec<String>>,
    /// Words that put a registration right.
    pub correct: BTreeMap<Language, Vec<String>>,
    /// Words that ask for Latin letters.
    pub latin: BTreeMap<Language, Vec<String>>,
    /// Words that ask for the language's own letters.
    pub native: BTreeMap<Language, Vec<String>>,
    /// What the language itself is called.
    pub names: BTreeMap<Language, Vec<String>>,
    /// Words that say nothing of what is asked.
    pub small: BTreeMap<Language, SmallWords>,
    /// What the replies of the host say around what is filled in, each in its parts.
    pub openings: BTreeMap<Language, Vec<Vec<String>>>,
}

/// Everything that can be written to a number.
#[derive(Debug)]
pub struct Grammar {
    pub(super) commands: Lexicon<Said>,
    pub(super) forms: Vec<FormRules>,
    pub(super) lines: Vec<Line>,
    /// So many of the lines are without a mistake.
    pub(super) strict: usize,
    /// Up to here they are without one that matters.
    pub(super) lenient: usize,
    pub(super) phrases: Phrases,
    /// As before, with the words of purposes among them: in a registration they name its fields.
    pub(super) labels: Phrases,
    pub(super) openings: Openings,
    languages: Vec<Language>,
}

/// One form, with what can stand in its fields.
#[derive(Debug)]
pub(super) struct FormRules {
    pub regime: Arc<Regime>,
    pub form: Form,
    pub keywords: Lexicon<()>,
    pub purposes: Lexicon<PurposeId>,
    /// The separator of the form where it is more than space.
    pub mark: Option<char>,
}

/// A place in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A message that is one word.
    Command,
    /// The word that a form begins with.
    Keyword,
    /// A field of a form.
    Field(FieldKind),
    /// A purpose, named in words and not by its code.
    InWords,
    /// What is left at the end; only where something is wrong anyway.
    Surplus,
}

/// One way to write a form: which fields, in which order. Nothing in it is optional.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Which form; none for a message that is one word.
    pub form: Option<usize>,
    pub items: Vec<Item>,
    /// What this way costs in itself.
    pub base: u32,
    /// Whether two fields may touch.
    pub joins: bool,
}

impl Grammar {
    /// The grammar of the regimes that listen at one number.
    #[must_use]
    pub fn new(regimes: &[Arc<Regime>], words: &HostWords) -> Self {
        let mut grammar = Self {
            commands: Lexicon::default(),
            forms: Vec::new(),
            lines: Vec::new(),
            strict: 0,
            lenient: 0,
            phrases: Phrases::default(),
            labels: Phrases::default(),
            openings: Openings::new(&words.openings),
            languages: Vec::new(),
        };
        for sms in regimes.iter().filter_map(|regime| regime.sms.as_ref()) {
            let new: Vec<Language> = sms.languages.iter().filter(|language| !grammar.languages.contains(language)).copied().collect();
            grammar.languages.extend(new);
        }
        grammar.add_commands(regimes, words);
        for regime in regimes {
            for form in regime.sms.iter().flat_map(|sms| sms.forms.values()) {
                grammar.add_form(regime, form);
            }
        }
        grammar.lines.push(Line { form: None, items: vec![Item::Command], base: 0, joins: true });
        grammar.strict = grammar.lines.len();
        for (index, rules) in grammar.forms.iter().enumerate() {
            grammar.lines.extend(lenient_lines(index, rules));
        }
        grammar.lenient = grammar.lines.len();
        grammar.phrases = Phrases::new(&words.small, |symbols, from, to| grammar.means_something(symbols, from, to));
        if grammar.forms.iter().any(|rules| rules.form.does == FormAction::Register) {
            grammar.labels = Phrases::new(&words.small, |symbols, from, to| grammar.begins(symbols, from, to));
        }
        for (index, rules) in grammar.forms.iter().enumerate() {
            grammar.lines.extend(mistaken_lines(index, rules));
        }
        grammar
    }

    /// The languages of the replies, the first regime's own first.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// Whether a stretch is a word or a code of the grammar, perhaps misspelt.
    pub(super) fn means_something(&self, symbols: &Symbols<'_>, from: usize, to: usize) -> bool {
        let of_forms =
            |rules: &FormRules| !rules.keywords.find(symbols, from, to).is_empty() || !rules.purposes.find(symbols, from, to).is_empty();
        !self.commands.find(symbols, from, to).is_empty() || self.forms.iter().any(of_forms)
    }

    /// Whether a stretch is a word that a form begins with, perhaps misspelt.
    fn begins(&self, symbols: &Symbols<'_>, from: usize, to: usize) -> bool {
        self.forms.iter().any(|rules| !rules.keywords.find(symbols, from, to).is_empty())
    }

    fn add_commands(&mut self, regimes: &[Arc<Regime>], words: &HostWords) {
        let mut add = |by_language: &BTreeMap<Language, Vec<String>>, means: &dyn Fn(Language) -> Said| {
            for (language, words) in by_language {
                words.iter().for_each(|word| self.commands.add(word, Some(*language), means(*language)));
            }
        };
        add(&words.help, &|_| Said::Help);
        add(&words.cancel, &|_| Said::Cancel);
        add(&words.stop, &|_| Said::Stop);
        add(&words.status, &|_| Said::Status);
        add(&words.correct, &|_| Said::Correct);
        add(&words.latin, &|_| Said::Write(Letters::Latin));
        add(&words.native, &|_| Said::Write(Letters::Native));
        for (language, names) in &words.names {
            names.iter().for_each(|name| self.commands.add(name, None, Said::Speak(*language)));
        }
        for language in &self.languages {
            self.commands.add(language.as_str(), None, Said::Speak(*language));
        }
        for regime in regimes {
            let exempt =
                regime.exemptions.values().map(|exemption| (&exemption.id, &exemption.title, exemption.sms.as_ref().map(|sms| &sms.words)));
            let elsewhere = regime.purposes.values().filter(|purpose| purpose.sms.is_none());
            let elsewhere = elsewhere.map(|purpose| (&purpose.id, &purpose.title, purpose.desk.as_ref().map(|desk| &desk.words)));
            for (id, title, words) in exempt.chain(elsewhere) {
                for (language, word) in words_and_title(title, words) {
                    self.commands.add(word, Some(language), Said::About(id.clone()));
                }
            }
        }
    }

    fn add_form(&mut self, regime: &Arc<Regime>, form: &Form) {
        let mut keywords = Lexicon::forgiving();
        for (language, words) in &form.words {
            words.iter().for_each(|word| keywords.add(word, Some(*language), ()));
        }
        let mark = form.separator.chars().find(|c| !c.is_whitespace());
        let rules = FormRules { regime: Arc::clone(regime), form: form.clone(), keywords, purposes: purposes_of(regime), mark };
        let index = self.forms.len();
        self.lines.extend(match form.does {
            FormAction::Apply => application_lines(index, &rules),
            FormAction::Register => registration_lines(index, &rules),
        });
        self.forms.push(rules);
    }
}

impl FormRules {
    fn keyword(&self) -> Option<Item> {
        (!self.keywords.is_empty()).then_some(Item::Keyword)
    }

    fn line(&self, form: usize, fields: &[FieldKind], base: u32, joins: bool) -> Line {
        let items = self.keyword().into_iter().chain(fields.iter().copied().map(Item::Field)).collect();
        Line { form: Some(form), items, base, joins }
    }
}

/// Codes, words and titles of purposes and exemptions: whoever asks in a form for what is exempt or given elsewhere is told so.
fn purposes_of(regime: &Regime) -> Lexicon<PurposeId> {
    let mut purposes = Lexicon::default();
    for purpose in regime.purposes.values() {
        if let Some(sms) = &purpose.sms {
            purposes.add(&sms.code, None, purpose.id.clone());
        }
        let of_sms = purpose.sms.as_ref().map(|sms| &sms.words);
        let of_desk = purpose.desk.as_ref().map(|desk| &desk.words);
        for (language, word) in words_and_title(&purpose.title, of_sms.or(of_desk)) {
            purposes.add(word, Some(language), purpose.id.clone());
        }
    }
    for exemption in regime.exemptions.values() {
        for (language, word) in words_and_title(&exemption.title, exemption.sms.as_ref().map(|sms| &sms.words)) {
            purposes.add(word, Some(language), exemption.id.clone());
        }
    }
    purposes
}

fn words_and_title<'r>(title: &'r Titles, words: Option<&'r BTreeMap<Language, Vec<String>>>) -> impl Iterator<Item = (Language, &'r str)> {
    let words = words.into_iter().flatten().flat_map(|(language, words)| words.iter().map(|word| (*language, word.as_str())));
    words.chain(title.iter())
}

/// The fields with and without each optional one, in the order of the form and, at a price, in any other.
fn application_lines(form: usize, rules: &FormRules) -> Vec<Line> {
    let fields = &rules.form.fields;
    let optional: Vec<FieldKind> = fields.iter().filter(|field| field.optional).map(|field| field.kind).collect();
    let free = fields.iter().any(|field| field.kind.is_free_text());
    let mut lines = Vec::new();
    for left_out in subsets(&optional) {
        let present: Vec<FieldKind> = fields.iter().map(|field| field.kind).filter(|kind| !left_out.contains(kind)).collect();
        lines.push(rules.line(form, &present, 0, true));
        if !free && present.len() <= MOST_EXCHANGED {
            // Without its separators, a message in another order would say too many things.
            lines.extend(
                orders(&present).into_iter().filter(|order| *order != present).map(|order| rules.line(form, &order, cost::ORDER, false)),
            );
        }
    }
    lines
}

/// What is read where the strict lines fail: a purpose or a number that is named twice (the same, or it is an ambiguity), the word
/// of the form after the purpose, twice, or left out where the purpose is named in words.
fn lenient_lines(form: usize, rules: &FormRules) -> Vec<Line> {
    let fields = &rules.form.fields;
    if rules.form.does == FormAction::Register {
        return registrations_of_two(form, rules);
    }
    if let Some(place) = fields.iter().position(|field| field.kind == FieldKind::Purpose)
        && fields.iter().any(|field| field.kind.is_free_text())
    {
        // A free text would take in anything else.
        let items = rules.keyword().into_iter().chain(fields.iter().map(|field| Item::Field(field.kind)));
        let mut items: Vec<Item> = items.collect();
        items.insert(place + usize::from(rules.keyword().is_some()), Item::Field(FieldKind::Purpose));
        return vec![Line { form: Some(form), items, base: cost::AGAIN, joins: false }];
    }
    let optional: Vec<FieldKind> = fields.iter().filter(|field| field.optional).map(|field| field.kind).collect();
    let mut lines = Vec::new();
    let line = |items: Vec<Item>| Line { form: Some(form), items, base: cost::AGAIN, joins: false };
    for left_out in subsets(&optional) {
        let present: Vec<Item> = fields.iter().map(|field| field.kind).filter(|kind| !left_out.contains(kind)).map(Item::Field).collect();
        let mut bodies = vec![present.clone()];
        for again in [FieldKind::Purpose, FieldKind::Identity].map(Item::Field) {
            let Some(first) = present.iter().position(|item| *item == again) else { continue };
            bodies.extend((first + 1..=present.len()).map(|place| {
                let mut body = present.clone();
                body.insert(place, again);
                body
            }));
        }
        let both = [FieldKind::Purpose, FieldKind::Identity].map(Item::Field);
        if present.starts_with(&both) {
            bodies.push(both.iter().chain(&present).copied().collect());
        }
        let Some(keyword) = rules.keyword() else {
            lines.extend(bodies.into_iter().skip(1).map(line));
            continue;
        };
        let before = |words: usize, body: &[Item]| vec![keyword; words].into_iter().chain(body.iter().copied()).collect::<Vec<Item>>();
        for body in &bodies {
            lines.push(line(before(1, body)));
            lines.push(line(before(2, body)));
        }
        lines.push(line(present.iter().copied().chain([keyword]).collect()));
        lines.push(line(before(1, &present).into_iter().chain(before(1, &present)).collect()));
        let in_words = present.iter().map(|item| if *item == Item::Field(FieldKind::Purpose) { Item::InWords } else { *item });
        let in_words: Vec<Item> = in_words.collect();
        lines.push(line(in_words.iter().copied().chain(before(1, &present)).collect()));
        if let Some((Item::InWords, rest)) = in_words.split_first() {
            lines.push(line([Item::InWords, keyword].into_iter().chain(rest.iter().copied()).collect()));
        }
        lines.push(line(in_words));
    }
    lines
}

/// A registration with two numbers, to be asked whose it is.
fn registrations_of_two(form: usize, rules: &FormRules) -> Vec<Line> {
    let Some(keyword) = rules.keyword() else { return Vec::new() };
    let fields: Vec<Item> = rules.form.fields.iter().map(|field| Item::Field(field.kind)).collect();
    let number = Item::Field(FieldKind::Identity);
    let Some(place) = fields.iter().position(|field| *field == number) else { return Vec::new() };
    let (before, after) = fields.split_at(place + 1);
    let bodies = [
        vec![number, number],
        before.iter().copied().chain([number]).collect(),
        before.iter().chain([&number]).chain(after).copied().collect(),
    ];
    let line =
        |body: Vec<Item>| Line { form: Some(form), items: [keyword].into_iter().chain(body).collect(), base: cost::AGAIN, joins: false };
    bodies.into_iter().map(line).collect()
}

/// More fields than this are read in the order of the form only.
const MOST_EXCHANGED: usize = 3;

/// What is left out will be asked for: all from some field on, or the name.
fn registration_lines(form: usize, rules: &FormRules) -> Vec<Line> {
    let fields: Vec<FieldKind> = rules.form.fields.iter().map(|field| field.kind).collect();
    let price = |left_out: usize| (0..left_out).map(|n| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(cost::LEFT_OUT)).sum::<u32>();
    let mut lines = Vec::new();
    for count in 0..=fields.len() {
        let present = fields.get(..count).unwrap_or_default();
        // A form without a word to begin with would take in every message if all of it could be left out.
        if !present.is_empty() || rules.keyword().is_some() {
            lines.push(rules.line(form, present, price(fields.len() - count), true));
        }
        if let [FieldKind::Name, rest @ ..] = present
            && !rest.is_empty()
        {
            lines.push(rules.line(form, rest, price(fields.len() - count) + price(fields.len()), true));
        }
    }
    lines
}

/// How a form is read when something in it is wrong: with and without its optional fields, and with something left over.
fn mistaken_lines(form: usize, rules: &FormRules) -> Vec<Line> {
    let all: Vec<FieldKind> = rules.form.fields.iter().map(|field| field.kind).collect();
    let required: Vec<FieldKind> = rules.form.fields.iter().filter(|field| !field.optional).map(|field| field.kind).collect();
    let mut kinds = vec![all];
    if kinds.first() != Some(&required) {
        kinds.push(required);
    }
    // Of a registration anything can be left out, but not a number that is wrong.
    if rules.form.does == FormAction::Register && kinds.iter().flatten().any(|kind| *kind == FieldKind::Identity) {
        let upto = |kinds: &Vec<FieldKind>| kinds.iter().take_while(|kind| **kind != FieldKind::Identity).copied().collect::<Vec<_>>();
        let before = kinds.first().map(upto).unwrap_or_default();
        kinds.push(before.into_iter().chain([FieldKind::Identity]).collect());
        kinds.push(vec![FieldKind::Identity]);
    }
    let mut lines = Vec::new();
    // In another order: what was written first need not be what is wrong.
    if rules.form.does == FormAction::Apply && !rules.form.fields.iter().any(|field| field.kind.is_free_text()) {
        for fields in kinds.iter().filter(|fields| fields.len() <= MOST_EXCHANGED) {
            let others = orders(fields).into_iter().filter(|order| order != fields);
            lines.extend(others.map(|order| rules.line(form, &order, cost::ORDER, false)));
        }
    }
    for fields in kinds {
        let plain = rules.line(form, &fields, 0, true);
        let mut surplus = plain.clone();
        surplus.items.push(Item::Surplus);
        lines.extend([plain, surplus]);
    }
    lines
}

fn subsets<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    all.iter().fold(vec![Vec::new()], |sets, one| {
        let with = sets.iter().map(|set| set.iter().cloned().chain([one.clone()]).collect());
        sets.iter().cloned().chain(with.collect::<Vec<_>>()).collect()
    })
}

fn orders<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    if all.is_empty() {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (index, first) in all.iter().enumerate() {
        let rest: Vec<T> = all.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, one)| one.clone()).collect();
        found.extend(orders(&rest).into_iter().map(|order| [first.clone()].into_iter().chain(order).collect::<Vec<T>>()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subset_and_every_order_once() {
        assert_eq!(subsets(&[1, 2]), [vec![], vec![1], vec![2], vec![1, 2]]);
        assert_eq!(orders(&[1, 2, 3]).len(), 6);
        assert!(orders(&[1, 2]).contains(&vec![2, 1]));
    }
}
