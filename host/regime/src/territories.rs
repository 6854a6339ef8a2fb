//! The administrative trees: which territories there are, what lies within what, and what people call them.

use std::collections::HashMap;

use domain::{Language, Territory, TerritoryPath};

use crate::text::Titles;

/// One territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its code.
    pub code: Territory,
    /// What it is called. A centre is called what the node around it is called.
    pub names: Titles,
    /// Other names under which people know it, in any language.
    pub aka: Vec<String>,
    /// Where the node above it stands among all nodes; always before it.
    pub parent: Option<usize>,
}

/// The territories of all jurisdictions.
#[derive(Debug, Clone, Default)]
pub struct TerritoryTree {
    nodes: Vec<Node>,
    places: HashMap<Territory, (usize, TerritoryPath)>,
}

impl TerritoryTree {
    /// The node with this code.
    #[must_use]
    pub fn node(&self, territory: &Territory) -> Option<&Node> {
        self.places.get(territory).and_then(|(place, _)| self.nodes.get(*place))
    }

    /// The way from the root of its jurisdiction down to it; `None` when there is no such territory.
    #[must_use]
    pub fn path(&self, territory: &Territory) -> Option<TerritoryPath> {
        self.places.get(territory).map(|(_, path)| path.clone())
    }

    /// What it is called in this language, or failing that in English or another.
    #[must_use]
    pub fn name(&self, territory: &Territory, language: Language) -> Option<&str> {
        self.node(territory).map(|node| node.names.best(language))
    }

    /// Every node, parents before children, in the order of the files.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// The territory that a text such as an address names.
    #[must_use]
    pub fn find_in_text(&self, text: &str, within: &Territory) -> Option<Territory> {
        let _ = (text, within);
        None
    }
}
