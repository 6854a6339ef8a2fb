//! A word of the host with something after it: which permit is given back, what a registration should have said.

use domain::{Language, PermitCode};
use regime::FormAction;
use std::collections::BTreeSet;

use super::{
    Evidence, Meaning, Reading,
    grammar::{Grammar, Said},
    read_line,
    symbols::Symbols,
};

/// What is not longer can be meant for a code, with a letter too many.
const CODE: usize = 9;

/// A word of the host at one end of a message.
struct Affixed {
    means: Said,
    languages: BTreeSet<Language>,
    /// What is left, by the places of its symbols.
    rest: (usize, usize),
}

/// The message as a word of the host with something after it; `None` when it is none, or `line` has read it better already.
pub(super) fn read(grammar: &Grammar, text: &str, line: &Reading) -> Option<Reading> {
    if text.chars().nth(super::LONGEST).is_some() || (line.meaning.is_ok() && line.clear) {
        return None;
    }
    let symbols = Symbols::of(text);
    let affixed = first(grammar, &symbols).or_else(|| last(grammar, &symbols))?;
    let (from, to) = affixed.rest;
    let evidence = Evidence { words: vec![affixed.languages.clone()], letters: String::new() };
    match affixed.means {
        Said::Cancel => {
            let code = symbols.plain(from, to).parse::<PermitCode>().ok();
            // What is no code may be something else altogether: a message that can be read, or one about another matter.
            let meant = line.meaning.is_err() && to - from <= CODE;
            (code.is_some() || meant).then(|| Reading {
                meaning: Ok(Meaning::Said(Said::CancelWhich(code))),
                clear: code.is_some(),
                evidence,
            })
        }
        Said::Correct => {
            let Meaning::Register(register) = registration(grammar, symbols.original(from, to))? else { return None };
            Some(Reading { meaning: Ok(Meaning::Correct(register)), clear: true, evidence })
        }
        _ => None,
    }
}

/// The longest word that the message begins with.
fn first(grammar: &Grammar, symbols: &Symbols<'_>) -> Option<Affixed> {
    let ends = (1..symbols.len().min(grammar.commands.longest() + 1)).rev().filter(|end| symbols.is_gap(*end));
    ends.into_iter().find_map(|end| word(grammar, symbols, 0, end, (end, symbols.len())))
}

/// The longest word that it ends with.
fn last(grammar: &Grammar, symbols: &Symbols<'_>) -> Option<Affixed> {
    let starts = (1..symbols.len()).filter(|start| symbols.is_gap(*start));
    starts.into_iter().find_map(|start| word(grammar, symbols, start, symbols.len(), (0, start)))
}

fn word(grammar: &Grammar, symbols: &Symbols<'_>, from: usize, to: usize, rest: (usize, usize)) -> Option<Affixed> {
    let found = grammar.commands.find(symbols, from, to);
    let [(word, _)] = found.as_slice() else { return None };
    matches!(word.means, Said::Cancel | Said::Correct).then(|| Affixed {
        means: word.means.clone(),
        languages: word.languages.clone(),
        rest,
    })
}

/// What is left of a correction, read as a registration.
fn registration(grammar: &Grammar, rest: &str) -> Option<Meaning> {
    let forms = grammar.forms.iter().filter(|rules| rules.form.does == FormAction::Register);
    forms.into_iter().find_map(|rules| {
        let word = rules.form.words.values().flatten().next().map_or("", String::as_str);
        let reading = read_line(grammar, &format!("{word}{}{rest}", rules.form.separator));
        reading.meaning.ok().filter(|meaning| matches!(meaning, Meaning::Register(_)))
    })
}
