//! The territories as a list to choose from: a group for each tree, in the order of the reader's alphabet.

use std::collections::BTreeSet;

use domain::{Language, Territory};
use regime::{Node, Regimes};
use serde::Serialize;

use crate::texts::{Key, Texts, key};

/// The territories of one jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What the jurisdiction is called.
    pub name: String,
    /// Every territory within it.
    pub places: Vec<Choice>,
}

/// One territory to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Whether it is the one that was chosen.
    pub chosen: bool,
}

/// Every territory in which somebody can be, jurisdiction by jurisdiction. `chosen` is the code of the one that is selected, as
/// the reader sent it.
///
/// A jurisdiction itself is there only where some regime covers it whole: elsewhere "the whole country" would be an answer that
/// is never right. A node with a centre of its own stands for what lies around the centre.
#[must_use]
pub fn places(regimes: &Regimes, texts: &Texts, language: Language, chosen: &str) -> Vec<Group> {
    let tree = regimes.territories();
    let nodes: Vec<&Node> = tree.nodes().collect();
    let alphabet = texts.get(language, key("alphabet"), &[]);
    let roots: BTreeSet<&Territory> = regimes.iter().map(|regime| regime.jurisdiction.territory()).collect();
    let mut groups = Vec::new();
    for (index, root) in nodes.iter().enumerate().filter(|(_, node)| roots.contains(&node.code)) {
        let mut branch = Branch { nodes: &nodes, alphabet: &alphabet, texts, language, chosen, into: Vec::new() };
        branch.add_within(index, None);
        let name = root.names.best(language);
        let covered = tree.path(&root.code).is_some_and(|path| regimes.iter().any(|regime| regime.covers(&path)));
        if covered || branch.into.is_empty() {
            let around = if branch.into.is_empty() { name.to_owned() } else { branch.say(key("place-elsewhere"), name) };
            branch.push(root, around);
        }
        groups.push(Group { name: name.to_owned(), places: branch.into });
    }
    groups
}

struct Branch<'a> {
    nodes: &'a [&'a Node],
    alphabet: &'a str,
    texts: &'a Texts,
    language: Language,
    chosen: &'a str,
    into: Vec<Choice>,
}

impl Branch<'_> {
    /// Adds what lies within a node. `whole` is the name of the node where its parts are not known without it.
    fn add_within(&mut self, index: usize, whole: Option<&str>) {
        let mut within: Vec<(usize, &Node)> =
            self.nodes.iter().enumerate().filter(|(_, child)| child.parent == Some(index)).map(|(at, child)| (at, *child)).collect();
        within.sort_by_cached_key(|(_, child)| sorting(self.alphabet, child.names.best(self.language)));
        for (at, child) in within {
            let name = child.names.best(self.language);
            let centre = child.code.centre();
            let has_centre = self.nodes.iter().any(|node| node.code == centre);
            let name = if has_centre {
                self.say(key("place-around"), name)
            } else if is_centre(child) {
                self.say(key("place-centre"), name)
            } else if let Some(whole) = whole {
                self.texts.get(self.language, key("place-part"), &[("whole", whole), ("part", name)])
            } else {
                name.to_owned()
            };
            self.add_within_named(at, child, name);
        }
    }

    fn add_within_named(&mut self, index: usize, node: &Node, name: String) {
        self.push(node, name);
        self.add_within(index, Some(node.names.best(self.language)));
    }

    fn say(&self, text: Key, place: &str) -> String {
        self.texts.get(self.language, text, &[("place", place)])
    }

    fn push(&mut self, node: &Node, name: String) {
        self.into.push(Choice { code: node.code.to_string(), name, chosen: node.code.as_str() == self.chosen });
    }
}

fn is_centre(node: &Node) -> bool {
    node.code.as_str().ends_with(".centre")
}

/// What a name is sorted by: where each of its letters stands in the alphabet, others after them.
fn sorting(alphabet: &str, name: &str) -> Vec<(usize, char)> {
    let place = |c: char| (alphabet.chars().position(|letter| letter == c).unwrap_or(usize::MAX), c);
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(|c| if c == 'İ' { vec!['i'] } else { c.to_lowercase().collect() })
        .map(place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_by_the_readers_alphabet() {
        let texts = Texts::new().expect("texts");
        let cases = [
            ("az", ["Bakı", "Çay", "Dağ", "Ev", "Əhməd", "Fil", "İl", "Xal"], ["Bakı", "Çay", "Dağ", "Ev", "Əhməd", "Fil", "Xal", "İl"]),
            ("ru", ["Ёлка", "Евлах", "Жук", "Баку", "Яма", "Ель", "Я", "а"], ["а", "Баку", "Евлах", "Ель", "Ёлка", "Жук", "Я", "Яма"]),
        ];
        for (language, mut names, sorted) in cases {
            let alphabet = texts.get(language.parse().expect("a tag"), key("alphabet"), &[]);
            names.sort_by_cached_key(|name| sorting(&alphabet, name));
            assert_eq!(names, sorted, "{language}");
        }
    }
}
