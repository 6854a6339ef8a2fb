//! Finding the names of territories in a text.

use std::collections::HashMap;

use super::Node;
use crate::fold::fold;

/// Every name, folded, by its first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(HashMap<String, Vec<(Vec<String>, usize)>>);

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) node: usize,
    /// The word that it begins with.
    pub(super) at: usize,
    /// How many words it has.
    pub(super) words: usize,
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Names {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut names: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (place, node) in nodes.iter().enumerate() {
            // A centre has no name of its own.
            if node.parent.and_then(|parent| nodes.get(parent)).is_some_and(|parent| parent.code.centre() == node.code) {
                continue;
            }
            for name in node.names.iter().map(|(_, name)| name).chain(node.aka.iter().map(String::as_str)) {
                let name = words(name);
                if let Some(first) = name.first() {
                    names.entry(first.clone()).or_default().push((name, place));
                }
            }
        }
        Self(names)
    }

    /// The names that stand in a text, without those that are only a part of a longer one.
    pub(super) fn find(&self, text: &str, wanted: impl Fn(usize) -> bool) -> Vec<Found> {
        let text = words(text);
        let mut found: Vec<Found> = Vec::new();
        for (at, word) in text.iter().enumerate() {
            for (name, node) in self.0.get(word).into_iter().flatten() {
                if text.get(at..at + name.len()) == Some(name) && wanted(*node) {
                    found.push(Found { node: *node, at, words: name.len() });
                }
            }
        }
        let inside = |a: &Found, b: &Found| b.at <= a.at && a.at + a.words <= b.at + b.words && a.words < b.words;
        found.iter().filter(|a| !found.iter().any(|b| inside(a, b))).copied().collect()
    }
}
