//! From the `territories.yaml` of each jurisdiction to one tree.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::OnceLock,
};

use domain::{Jurisdiction, Territory, TerritoryPath};

use super::{Node, Point, TerritoryTree, search::Names};
use crate::{
    diagnostic::Diagnostic,
    document::{Document, Shape},
    file::{self, Origin, TerritoryFile, territories_schema},
};

/// A tree in the making.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    nodes: Vec<Node>,
    /// Where each node stands, and in which file it was found.
    places: HashMap<Territory, (usize, String)>,
    diagnostics: Vec<Diagnostic>,
}

/// The file that is being read.
struct From<'a> {
    document: &'a Document,
    origin: &'a Origin,
    jurisdiction: &'a Territory,
}

impl From<'_> {
    fn problem(&self, pointer: &str, code: &str, message: String) -> Diagnostic {
        self.document.problem(&self.origin.of(pointer), code, message)
    }
}

impl Builder {
    /// Adds the territories of a jurisdiction; `name` is what diagnostics call the file.
    pub(crate) fn add(&mut self, jurisdiction: &Jurisdiction, name: &str, text: String) {
        let document = match Document::parse_leniently(name, text) {
            Ok((document, problems)) => {
                self.diagnostics.extend(problems);
                document
            }
            Err(problem) => return self.diagnostics.push(problem),
        };
        let mismatches = shape().map(|shape| document.mismatches(shape)).unwrap_or_default();
        let (file, origin) = file::read::<TerritoryFile>(document.value().clone(), &mismatches);
        self.diagnostics.extend(mismatches.into_iter().map(|mismatch| document.mismatch(&mismatch.pointer.clone(), mismatch)));
        let Some(file) = file else { return };
        let from = From { document: &document, origin: &origin, jurisdiction: jurisdiction.territory() };
        self.node(&from, &file, None, "");
        if !self.places.contains_key(jurisdiction.territory()) {
            let message = format!("`{jurisdiction}`, whose folder this is, is not among its territories");
            self.diagnostics.push(from.problem("/code", "regime::jurisdiction-missing", message));
        }
    }

    fn node(&mut self, from: &From<'_>, file: &TerritoryFile, parent: Option<usize>, pointer: &str) {
        if let Some(above) = parent.and_then(|parent| self.nodes.get(parent))
            && above.code.as_str().get(..2) != file.code.as_str().get(..2)
        {
            let message = format!("`{}` cannot lie within `{}`: another country", file.code, above.code);
            self.diagnostics.push(from.problem(&format!("{pointer}/code"), "regime::foreign-territory", message));
        }
        let at = file.at.map(|point| Point { lat: point.lat, lon: point.lon });
        let node = Node { code: file.code.clone(), names: file.names.clone(), aka: file.aka.clone(), at, parent };
        let Some(place) = self.place(from, node, pointer) else { return };
        if file.centre {
            let centre = Node { code: file.code.centre(), names: file.names.clone(), aka: Vec::new(), at, parent: Some(place) };
            self.place(from, centre, pointer);
        }
        for (index, child) in file.children.iter().enumerate() {
            self.node(from, child, Some(place), &format!("{pointer}/children/{index}"));
        }
    }

    /// The place of a node, which is a new one unless it is what two jurisdictions of one country share.
    fn place(&mut self, from: &From<'_>, node: Node, pointer: &str) -> Option<usize> {
        match self.places.entry(node.code.clone()) {
            Entry::Vacant(entry) => {
                let place = self.nodes.len();
                entry.insert((place, from.document.name().to_owned()));
                self.nodes.push(node);
                Some(place)
            }
            Entry::Occupied(entry) => {
                let (place, file) = entry.get();
                let shared = *file != from.document.name()
                    && node.code != *from.jurisdiction
                    && self.nodes.get(*place).is_some_and(|known| known.parent == node.parent);
                if shared {
                    return Some(*place);
                }
                let message = format!("the territory `{}` comes twice, the first time in `{file}`", node.code);
                self.diagnostics.push(from.problem(&format!("{pointer}/code"), "regime::duplicate-territory", message));
                None
            }
        }
    }

    /// The tree, and what is wrong with the files.
    pub(crate) fn finish(self) -> (TerritoryTree, Vec<Diagnostic>) {
        let mut places: HashMap<Territory, (usize, TerritoryPath)> = HashMap::new();
        for (place, node) in self.nodes.iter().enumerate() {
            let above = node.parent.and_then(|parent| self.nodes.get(parent)).and_then(|parent| places.get(&parent.code));
            let above: Vec<Territory> = above.into_iter().flat_map(|(_, path)| path.iter().cloned()).collect();
            if let Ok(path) = TerritoryPath::new(above, node.code.clone()) {
                places.insert(node.code.clone(), (place, path));
            }
        }
        let names = Names::of(&self.nodes);
        (TerritoryTree { nodes: self.nodes, places, names }, self.diagnostics)
    }
}

fn shape() -> Option<&'static Shape> {
    static SHAPE: OnceLock<Option<Shape>> = OnceLock::new();
    SHAPE.get_or_init(|| Shape::new(&territories_schema()).ok()).as_ref()
}
