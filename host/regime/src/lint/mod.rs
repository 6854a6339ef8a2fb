//! What a schema cannot say: every check of one regime file, all at once, each with the place and a stable code.
//!
//! A check never stops at the first mistake and never stops another check. What is missing is skipped by the checks that
//! need it, and said once, by the one that it belongs to.

mod across;
mod earlier;
mod facts;
mod forms;
mod identity;
mod length;
mod messages;
mod policies;
mod provisions;
mod purposes;
mod safeguards;
mod samples;
mod territory;
mod time;
mod words;

use domain::Jurisdiction;

pub(crate) use across::{Read, across};
pub(crate) use length::SEGMENTS;
pub(crate) use policies::settings;
pub(crate) use samples::{Around, Samples};
pub(crate) use territory::by_name;

use crate::{
    catalogue::Catalogues,
    diagnostic::{Diagnostic, Spot},
    document::{Document, Mismatch, nearest, pointer},
    file::{Origin, RegimeFile},
    policies::Policies,
    regime::Regime,
    territories::TerritoryTree,
};

/// A regime file and what it is checked against.
pub(crate) struct Lint<'a> {
    pub(crate) document: &'a Document,
    pub(crate) origin: &'a Origin,
    /// Where the file differs from its schema; said elsewhere.
    pub(crate) mismatches: &'a [Mismatch],
    pub(crate) file: &'a RegimeFile,
    /// The jurisdiction in whose folder the file lies.
    pub(crate) jurisdiction: &'a Jurisdiction,
    /// The name of the file without `.yaml`.
    pub(crate) stem: &'a str,
    /// What could be made of the file, if anything could.
    pub(crate) draft: Option<&'a Regime>,
    pub(crate) territories: &'a TerritoryTree,
    pub(crate) catalogues: &'a Catalogues,
    pub(crate) policies: &'a dyn Policies,
}

/// Everything that is wrong with a regime file taken alone.
pub(crate) fn alone(lint: &Lint<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    name(lint, &mut found);
    time::check(lint, &mut found);
    territory::check(lint, &mut found);
    purposes::check(lint, &mut found);
    provisions::check(lint, &mut found);
    safeguards::check(lint, &mut found);
    identity::check(lint, &mut found);
    words::check(lint, &mut found);
    forms::check(lint, &mut found);
    let asked = policies::check(lint, &mut found);
    facts::check(lint, asked.attributes.as_deref(), &mut found);
    messages::check(lint, &asked.reasons, &mut found);
    length::check(lint, &asked.reasons, &mut found);
    found
}

/// A regime is called as its folder and its file are, so that one is found by the other.
fn name(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let expected = name_of(lint.jurisdiction, lint.stem);
    if let Some(id) = lint.file.regime.as_ref().filter(|id| id.as_str() != expected) {
        found.push(
            lint.problem("/regime", "regime::wrong-name", format!("`{id}` stands in the file of `{expected}`")).help("call both alike"),
        );
    }
    if let Some(own) = lint.file.jurisdiction.as_ref().filter(|own| *own != lint.jurisdiction) {
        let message = format!("`{own}` stands in the folder of `{}`", lint.jurisdiction);
        found.push(lint.problem("/jurisdiction", "regime::wrong-jurisdiction", message));
    }
}

/// What a regime must be called, by where its file lies.
pub(crate) fn name_of(jurisdiction: &Jurisdiction, stem: &str) -> String {
    format!("{}/{stem}", jurisdiction.to_string().to_lowercase())
}

impl Lint<'_> {
    /// What the words of its messages are taken from.
    fn around(&self) -> Around<'_> {
        Around { file: self.file, jurisdiction: self.jurisdiction, territories: self.territories, catalogues: self.catalogues }
    }

    /// Something that is wrong with a node of what was read.
    fn problem(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        self.document.problem(&self.origin.of(pointer), code, message)
    }

    /// Something that is wrong with the key of a node of what was read.
    fn problem_at_key(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        self.document.problem_at_key(&self.origin.of(pointer), code, message)
    }

    /// What to point at when speaking of a node of what was read.
    fn spot(&self, pointer: &str) -> Spot {
        self.document.spot(&self.origin.of(pointer))
    }

    /// Whether a node is there and whole, so that what it lacks can be complained of.
    fn is_whole(&self, pointer: &str) -> bool {
        self.document.has(&self.origin.of(pointer)) && !self.mismatches.iter().any(|mismatch| below(&mismatch.pointer, pointer))
    }
}

/// Whether the first pointer is the second or leads below it.
fn below(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// With the name that was probably meant.
pub(crate) fn meaning(diagnostic: Diagnostic, name: &str, names: &[&str]) -> Diagnostic {
    match nearest(name, names) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None if !names.is_empty() && names.len() <= 12 => diagnostic.help(format!("known: {}", crate::document::one_of(names, "and"))),
        None => diagnostic,
    }
}

/// The pointer to an entry of a map of the file.
fn entry(map: &str, key: &str) -> String {
    pointer::join(map, key)
}
