//! One YAML text, read once: its value, and the place of every node.

mod check;
mod known;
mod load;
mod merge;
mod offsets;
pub(crate) mod pointer;
mod syntax;
mod wording;
mod write;

use std::{collections::HashMap, ops::Range, sync::Arc};

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

pub(crate) use check::{Mismatch, Shape};
pub(crate) use merge::AddsUp;
pub(crate) use wording::{nearest, one_of};

use crate::diagnostic::{Diagnostic, Diagnostics, Spot, Text};

/// Larger than any file of this project by far.
const LARGEST: usize = 1 << 20;

/// A YAML text as a JSON value, with the place of every key and value. Of a regime that amends another, with everything that it
/// takes over: then a place may be one of the other file.
#[derive(Debug, Clone)]
pub struct Document {
    text: Arc<Text>,
    value: Json,
    places: HashMap<String, Standing>,
}

/// Where a node stands, and in which text.
#[derive(Debug, Clone)]
struct Standing {
    text: Arc<Text>,
    place: Place,
}

/// Where a node stands in its text, as byte offsets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its key; `None` for an item of a list and for the whole document.
    pub key: Option<Range<usize>>,
    /// Its value.
    pub value: Range<usize>,
}

impl Document {
    /// Reads a text; `name` is what diagnostics call it.
    ///
    /// # Errors
    /// When the text is not one YAML document, or is larger or deeper than any file of this project is.
    pub fn parse(name: &str, text: String) -> Result<Self, Diagnostics> {
        let (document, problems) = Self::parse_leniently(name, text)?;
        Diagnostics::warnings_or_error(problems)?;
        Ok(document)
    }

    /// Reads the bytes of a file; `name` is what diagnostics call it.
    ///
    /// # Errors
    /// As [`Document::parse`], and when the bytes are not UTF-8.
    pub fn parse_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        Self::parse(name, utf8(name, bytes)?)
    }

    /// Reads a text as far as it can be read, with what is wrong with it.
    pub(crate) fn parse_leniently(name: &str, text: String) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        if text.len() > LARGEST {
            return Err(Diagnostic::of_file(name, "yaml::too-large", format!("the file is larger than {} KiB", LARGEST >> 10)));
        }
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let text = Arc::new(Text { name: name.to_owned(), text });
        let loaded = load::load(&text)?;
        let places = loaded.places.into_iter().map(|(pointer, place)| (pointer, Standing { text: Arc::clone(&text), place })).collect();
        Ok((Self { text, value: loaded.value, places }, loaded.problems))
    }

    /// What it says.
    #[must_use]
    pub fn value(&self) -> &Json {
        &self.value
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text.text
    }

    /// What diagnostics call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.text.name
    }

    /// What diagnostics call the file in which a node stands, by its JSON Pointer; of an absent one, the node above it.
    #[must_use]
    pub fn file_of(&self, pointer: &str) -> &str {
        self.standing(pointer).map_or(self.name(), |standing| &standing.text.name)
    }

    /// Everything in which it differs from a JSON Schema.
    #[must_use]
    pub fn validate(&self, schema: &Json) -> Vec<Diagnostic> {
        match Shape::new(schema) {
            Ok(shape) => self.mismatches(&shape).into_iter().map(|mismatch| self.mismatch(&mismatch.pointer.clone(), mismatch)).collect(),
            Err(error) => vec![self.problem("", "regime::schema", format!("the schema cannot be used: {error}"))],
        }
    }

    /// Everything in which one of its nodes differs from a JSON Schema, each with the JSON Pointer of its place below that node.
    ///
    /// # Errors
    /// What is wrong with the schema.
    pub fn validate_node(&self, node: &str, schema: &Json) -> Result<Vec<(String, Diagnostic)>, String> {
        let value = self.value.pointer(node).unwrap_or(&Json::Null);
        let place = |pointer: &str| format!("{node}{pointer}");
        let found = Shape::new(schema)?.mismatches(value, &|pointer| self.written(&place(pointer)));
        let placed = |mismatch: Mismatch| (mismatch.pointer.clone(), self.mismatch(&place(&mismatch.pointer), mismatch));
        Ok(found.into_iter().map(placed).collect())
    }

    /// Everything in which it differs from a schema.
    pub(crate) fn mismatches(&self, shape: &Shape) -> Vec<Mismatch> {
        shape.mismatches(&self.value, &|pointer| self.written(pointer))
    }

    /// A difference from a schema, placed at a node.
    pub(crate) fn mismatch(&self, pointer: &str, mismatch: Mismatch) -> Diagnostic {
        let code = format!("regime::{}", mismatch.code);
        let diagnostic = match mismatch.at_key {
            true => self.problem_at_key(pointer, &code, mismatch.message),
            false => self.problem(pointer, &code, mismatch.message),
        };
        match mismatch.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    /// Reads it into a type.
    ///
    /// # Errors
    /// When the type does not take it, at the place where it does not.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Diagnostics> {
        serde_path_to_error::deserialize(&self.value).map_err(|error| {
            let pointer = error.path().iter().fold(String::new(), |pointer, segment| match segment {
                serde_path_to_error::Segment::Seq { index } => pointer::join(&pointer, &index.to_string()),
                serde_path_to_error::Segment::Map { key } => pointer::join(&pointer, key),
                serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => pointer,
            });
            self.problem(&pointer, "yaml::value", error.inner().to_string()).into()
        })
    }

    /// Where a node stands, by its JSON Pointer; the nearest node above it when it is absent.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Place {
        self.standing(pointer).map_or(Place { key: None, value: 0..0 }, |standing| standing.place.clone())
    }

    fn standing(&self, pointer: &str) -> Option<&Standing> {
        let mut pointer = pointer;
        loop {
            match (self.places.get(pointer), pointer.rsplit_once('/')) {
                (Some(standing), _) => return Some(standing),
                (None, Some((parent, _))) => pointer = parent,
                (None, None) => return None,
            }
        }
    }

    /// Whether there is such a node, written out where it stands.
    #[must_use]
    pub fn has(&self, pointer: &str) -> bool {
        self.places.contains_key(pointer)
    }

    /// How a node is written; `None` when it is absent.
    pub(crate) fn written(&self, pointer: &str) -> Option<&str> {
        self.places.get(pointer).and_then(|standing| standing.text.text.get(standing.place.value.clone()))
    }

    /// Something that is wrong with a node. Points at its value where that is short, otherwise at its key.
    #[must_use]
    pub fn problem(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        self.diagnostic(self.spot(pointer), code, message.into())
    }

    /// Something that is wrong with the key of a node.
    #[must_use]
    pub fn problem_at_key(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        self.diagnostic(self.key_spot(pointer), code, message.into())
    }

    fn diagnostic(&self, spot: Spot, code: &str, message: String) -> Diagnostic {
        let inherited = !Arc::ptr_eq(&spot.text, &self.text);
        let diagnostic = Diagnostic::new(code, message, spot.text, spot.place);
        if inherited { diagnostic.label(format!("taken over by {}", self.name())) } else { diagnostic }
    }

    /// What to point at when speaking of a node: its value on one line, or its key, or the first line of its value. Of an
    /// absent node, the key of what should hold it.
    pub(crate) fn spot(&self, pointer: &str) -> Spot {
        let Some(Standing { text, place }) = self.standing(pointer) else { return Spot { text: Arc::clone(&self.text), place: 0..0 } };
        let value = text.text.get(place.value.clone()).unwrap_or_default();
        let first_line = place.value.start..place.value.start + value.lines().next().unwrap_or_default().len();
        let place = match &place.key {
            Some(key) if value.is_empty() || value.contains('\n') || !self.has(pointer) => key.clone(),
            _ => first_line,
        };
        Spot { text: Arc::clone(text), place }
    }

    /// What to point at when speaking of the key of a node; of a node without one, the node.
    pub(crate) fn key_spot(&self, pointer: &str) -> Spot {
        match self.standing(pointer) {
            Some(Standing { text, place: Place { key: Some(key), .. } }) => Spot { text: Arc::clone(text), place: key.clone() },
            _ => self.spot(pointer),
        }
    }
}

/// The bytes of a file as text.
pub(crate) fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let text = Arc::new(Text { name: name.to_owned(), text });
        Diagnostic::new("yaml::encoding", "this is not UTF-8", text, good..good + char::REPLACEMENT_CHARACTER.len_utf8())
            .help("save the file with the encoding UTF-8")
    })
}

#[cfg(test)]
mod tests;
