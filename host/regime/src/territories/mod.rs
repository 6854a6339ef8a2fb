//! The administrative trees: which territories there are, what lies within what, and what people call them.

mod build;
mod point;
mod search;

use std::collections::HashMap;

use domain::{Language, Territory, TerritoryPath};

pub(crate) use build::Builder;
pub use point::Point;

use crate::text::Titles;

/// One territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its code.
    pub code: Territory,
    /// What it is called. A centre is called what the node around it is called.
    pub names: Titles,
    /// Other names under which people know it, in any language.
    pub aka: Vec<String>,
    /// Its middle on the map, where the file gives one. A centre has that of the node around it.
    pub at: Option<Point>,
    /// Where the node above it stands among all nodes; always before it.
    pub parent: Option<usize>,
}

/// The territories of all jurisdictions.
#[derive(Debug, Clone, Default)]
pub struct TerritoryTree {
    nodes: Vec<Node>,
    places: HashMap<Territory, (usize, TerritoryPath)>,
    names: search::Names,
}

impl TerritoryTree {
    /// The node with this code.
    #[must_use]
    pub fn node(&self, territory: &Territory) -> Option<&Node> {
        self.places.get(territory).and_then(|(place, _)| self.nodes.get(*place))
    }

    /// The way from the root of its tree down to it; `None` when there is no such territory.
    #[must_use]
    pub fn path(&self, territory: &Territory) -> Option<TerritoryPath> {
        self.places.get(territory).map(|(_, path)| path.clone())
    }

    /// Whether the first is the second or lies within it.
    #[must_use]
    pub fn is_within(&self, territory: &Territory, other: &Territory) -> bool {
        self.places.get(territory).is_some_and(|(_, path)| path.is_within(other))
    }

    /// What it is called in this language, or failing that in English or another.
    #[must_use]
    pub fn name(&self, territory: &Territory, language: Language) -> Option<&str> {
        self.node(territory).map(|node| node.names.best(language))
    }

    /// How far it is from the middle of one territory to that of another, in metres; `None` when one of them is not on the map.
    #[must_use]
    pub fn distance(&self, a: &Territory, b: &Territory) -> Option<f64> {
        Some(self.node(a)?.at?.distance(self.node(b)?.at?))
    }

    /// Every node, parents before children, in the order of the files.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    pub(crate) fn nth(&self, place: usize) -> Option<&Node> {
        self.nodes.get(place)
    }

    /// Every path, parents before children, in the order of the files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &TerritoryPath> {
        self.nodes.iter().filter_map(|node| self.places.get(&node.code).map(|(_, path)| path))
    }

    /// The territory within `within` that a text such as an address names, by any name in any language. Of several the
    /// innermost, then the one with the longest name, then the one that is named first. A centre is not found: its name is
    /// that of the node around it, and which of the two was meant an address does not say.
    #[must_use]
    pub fn find_in_text(&self, text: &str, within: &Territory) -> Option<Territory> {
        let found = self.names.find(text, |node| self.nodes.get(node).is_some_and(|node| self.is_within(&node.code, within)));
        let code = |node: usize| self.nodes.get(node).map(|node| &node.code);
        let around = |outer: usize, inner: usize| match (code(outer), code(inner)) {
            (Some(outer), Some(inner)) => outer != inner && self.is_within(inner, outer),
            _ => false,
        };
        let innermost = found.iter().filter(|candidate| !found.iter().any(|other| around(candidate.node, other.node)));
        innermost.min_by_key(|candidate| (std::cmp::Reverse(candidate.words), candidate.at)).and_then(|best| code(best.node).cloned())
    }
}

#[cfg(test)]
mod tests;
