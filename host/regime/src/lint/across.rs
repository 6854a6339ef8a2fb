//! Checks of all regime files together.

use std::collections::HashMap;

use domain::{RegimeId, TerritoryPath};

use super::{earlier, words::key};
use crate::{
    diagnostic::Diagnostic,
    document::{Document, pointer},
    file::Origin,
    regime::Regime,
    territories::TerritoryTree,
};

/// A regime with the file that it came from.
pub(crate) struct Read<'a> {
    pub(crate) document: &'a Document,
    pub(crate) origin: &'a Origin,
    pub(crate) regime: &'a Regime,
}

/// What is wrong between the files. `names` are those of all regime files, also of those of which nothing could be made.
pub(crate) fn across(read: &[Read<'_>], names: &[String], territories: &TerritoryTree) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut ids: HashMap<&RegimeId, &str> = HashMap::new();
    for (place, this) in read.iter().enumerate() {
        match ids.get(&this.regime.id) {
            Some(first) => {
                let message = format!("the regime `{}` comes twice, the first time in `{first}`", this.regime.id);
                found.push(this.document.problem("/regime", "regime::duplicate-regime", message));
            }
            None => {
                ids.insert(&this.regime.id, this.document.name());
                let before = read.iter().take(place).filter(|other| other.regime.id != this.regime.id);
                before.for_each(|other| clashes(other, this, territories, &mut found));
                earlier::check(this, read, names, territories, &mut found);
            }
        }
    }
    found
}

impl Read<'_> {
    /// Something that is wrong with a node of what was read.
    pub(super) fn problem(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        self.document.problem(&self.origin.of(pointer), code, message)
    }

    /// The first place that both regimes rule, if there is one.
    pub(super) fn shares<'t>(&self, other: &Read<'_>, territories: &'t TerritoryTree) -> Option<&'t TerritoryPath> {
        territories.paths().find(|path| self.regime.covers(path) && other.regime.covers(path))
    }
}

/// Two regimes that are used by the same number at the same time and place, with one code for two purposes.
fn clashes(first: &Read<'_>, second: &Read<'_>, territories: &TerritoryTree, found: &mut Vec<Diagnostic>) {
    let (Some(a), Some(b)) = (&first.regime.sms, &second.regime.sms) else { return };
    if a.number != b.number || !first.regime.in_force.overlaps(&second.regime.in_force) {
        return;
    }
    let Some(place) = first.shares(second, territories) else { return };
    let theirs: HashMap<String, String> = said(first.regime).into_iter().map(|(_, text, owner)| (key(&text), owner)).collect();
    for (pointer, text, owner) in said(second.regime) {
        let Some(other) = theirs.get(&key(&text)).filter(|other| **other != owner) else { continue };
        let message =
            format!("`{text}` is `{owner}` here and `{other}` in `{}`, in force at the same time in `{}`", first.regime.id, place.leaf());
        let clash = second.problem(&pointer, "regime::clashing-regimes", message);
        found.push(clash.help("a message to their common number must mean the same under both"));
    }
}

/// Every code and word, with its place and what it names.
fn said(regime: &Regime) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (id, purpose) in &regime.purposes {
        let at = pointer::join("/purposes", id.as_str());
        if let Some(sms) = &purpose.sms {
            all.push((format!("{at}/sms/code"), sms.code.clone(), id.to_string()));
            for (language, words) in &sms.words {
                all.extend(
                    words
                        .iter()
                        .enumerate()
                        .map(|(index, word)| (format!("{at}/sms/words/{language}/{index}"), word.clone(), id.to_string())),
                );
            }
        }
    }
    for (id, exemption) in &regime.exemptions {
        let at = pointer::join("/exemptions", id.as_str());
        for (language, words) in exemption.sms.iter().flat_map(|sms| &sms.words) {
            all.extend(
                words.iter().enumerate().map(|(index, word)| (format!("{at}/sms/words/{language}/{index}"), word.clone(), id.to_string())),
            );
        }
    }
    all
}
