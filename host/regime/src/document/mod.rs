//! One YAML text, read once: its value, and the place of every node.

mod check;
mod known;
mod load;
mod offsets;
pub(crate) mod pointer;
mod syntax;
mod wording;

use std::{collections::HashMap, ops::Range, sync::Arc};

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

pub(crate) use check::{Mismatch, Shape};
pub(crate) use wording::{nearest, one_of};

use crate::diagnostic::{Diagnostic, Diagnostics, Text};

/// Larger than any file of this project by far.
const LARGEST: usize = 1 << 20;

/// A YAML text as a JSON value, with the place of every key and value.
#[derive(Debug, Clone)]
pub struct Document {
    text: Arc<Text>,
    value: Json,
    places: HashMap<String, Place>,
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
        Ok((Self { text, value: loaded.value, places: loaded.places }, loaded.problems))
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

    /// Everything in which it differs from a JSON Schema.
    #[must_use]
    pub fn validate(&self, schema: &Json) -> Vec<Diagnostic> {
        match Shape::new(schema) {
            Ok(shape) => self.mismatches(&shape).into_iter().map(|mismatch| self.mismatch(&mismatch.pointer.clone(), mismatch)).collect(),
            Err(error) => vec![self.problem("", "regime::schema", format!("the schema cannot be used: {error}"))],
        }
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
        let mut pointer = pointer;
        loop {
            if let Some(place) = self.places.get(pointer) {
                return place.clone();
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return Place { key: None, value: 0..0 },
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
        self.places.get(pointer).and_then(|place| self.text().get(place.value.clone()))
    }

    /// Something that is wrong with a node. Points at its value where that is short, otherwise at its key.
    #[must_use]
    pub fn problem(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message, Arc::clone(&self.text), self.spot(pointer))
    }

    /// Something that is wrong with the key of a node.
    #[must_use]
    pub fn problem_at_key(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        let spot = self.at(pointer).key.unwrap_or_else(|| self.spot(pointer));
        Diagnostic::new(code, message, Arc::clone(&self.text), spot)
    }

    /// What to point at when speaking of a node: its value on one line, or its key, or the first line of its value. Of an
    /// absent node, the key of what should hold it.
    pub(crate) fn spot(&self, pointer: &str) -> Range<usize> {
        let place = self.at(pointer);
        let value = self.text().get(place.value.clone()).unwrap_or_default();
        let first_line = place.value.start..place.value.start + value.lines().next().unwrap_or_default().len();
        match place.key {
            Some(key) if value.is_empty() || value.contains('\n') || !self.has(pointer) => key,
            _ => first_line,
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
