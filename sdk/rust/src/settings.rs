//! Reading settings so that everything wrong with them is found at once, each with its place.

use std::{cell::RefCell, fmt::Display, rc::Rc, str::FromStr};

use serde_json::Value as Json;

/// Something wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A JSON Pointer (RFC 6901) into the settings.
    pub pointer: String,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
}

/// Everything wrong with the settings. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// One problem.
    #[must_use]
    pub fn one(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self(vec![Problem { pointer: pointer.into(), message: message.into() }])
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Problem] {
        &self.0
    }
}

/// One place in the settings. A wrong value is noted where it stands and reading goes on; [`Setting::finish`] says at the end whether
/// anything was wrong.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    value: &'a Json,
    pointer: String,
    found: Rc<RefCell<Vec<Problem>>>,
}

impl<'a> Setting<'a> {
    /// The root of the settings.
    #[must_use]
    pub fn root(value: &'a Json) -> Self {
        Self { value, pointer: String::new(), found: Rc::default() }
    }

    /// The JSON that stands here.
    #[must_use]
    pub fn json(&self) -> &'a Json {
        self.value
    }

    /// Notes that something is wrong here.
    pub fn wrong(&self, message: impl Into<String>) {
        self.found.borrow_mut().push(Problem { pointer: self.pointer.clone(), message: message.into() });
    }

    /// The whole result, once all has been read: `value` if nothing was wrong anywhere.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn finish<T>(&self, value: T) -> Result<T, Problems> {
        let found = self.found.take();
        if found.is_empty() { Ok(value) } else { Err(Problems(found)) }
    }

    /// The members of an object; nothing, and a note, when it is none. Keys that are not among `known` are noted.
    #[must_use]
    pub fn object(&self, known: &[&str]) -> Vec<(&'a str, Self)> {
        let members = self.members();
        for (key, member) in &members {
            if !known.contains(key) {
                member.wrong(format!("unknown key `{key}`, known are {}", quoted(known)));
            }
        }
        members
    }

    /// The members of an object whose keys are names; nothing, and a note, when it is none.
    #[must_use]
    pub fn members(&self) -> Vec<(&'a str, Self)> {
        let Some(object) = self.value.as_object() else {
            self.wrong("must be a mapping");
            return Vec::new();
        };
        object.iter().map(|(key, value)| (key.as_str(), self.below(key, value))).collect()
    }

    /// A member of an object, if it is there.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| self.below(key, value))
    }

    /// The elements of a list; nothing, and a note, when it is none or empty.
    #[must_use]
    pub fn list(&self) -> Vec<Self> {
        match self.value.as_array() {
            Some(list) if !list.is_empty() => list.iter().enumerate().map(|(index, value)| self.below(&index.to_string(), value)).collect(),
            _ => {
                self.wrong("must be a list with something in it");
                Vec::new()
            }
        }
    }

    /// A text.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.wrong("must be a text");
        }
        text
    }

    /// A text that stands for something, such as a [`crate::Duration`] or a [`crate::DailyWindow`].
    #[must_use]
    pub fn parse<T: FromStr<Err: Display>>(&self) -> Option<T> {
        let parsed = self.text()?.parse::<T>();
        parsed.map_err(|error| self.wrong(error.to_string())).ok()
    }

    /// A name as attributes have it: small letters, digits, `_` and `-`, a letter first, 64 at most. A host takes no other.
    #[must_use]
    pub fn name(&self) -> Option<&'a str> {
        let text = self.text()?;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        let is_name = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.len() <= 64 && text.chars().all(fits);
        if !is_name {
            self.wrong(format!("`{text}` must be a name in lower case"));
        }
        is_name.then_some(text)
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.wrong("must be `true` or `false`");
        }
        flag
    }

    /// A whole number from 1 to `most`.
    #[must_use]
    pub fn count(&self, most: u32) -> Option<u32> {
        let number = self.value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| (1..=most).contains(number));
        if number.is_none() {
            self.wrong(format!("must be a whole number from 1 to {most}"));
        }
        number
    }

    /// One of several words, as what it stands for.
    #[must_use]
    pub fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.wrong(format!("`{text}` must be one of {}", quoted(&words)));
        }
        found
    }

    fn below(&self, key: &str, value: &'a Json) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self { value, pointer: format!("{}/{key}", self.pointer), found: Rc::clone(&self.found) }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Duration;

    #[test]
    fn everything_wrong_is_found_at_once_with_its_place() {
        let json: Json =
            serde_json::from_str(r#"{ "a/b": { "lasts": "3" }, "days": [], "n": 0, "on": "yes", "word": "sun", "who": "Senior" }"#)
                .unwrap();
        let root = Setting::root(&json);
        let read = |key: &str| root.get(key).unwrap();
        assert_eq!(read("a/b").get("lasts").unwrap().parse::<Duration>(), None);
        assert!(read("days").list().is_empty());
        assert_eq!((read("n").count(9), read("on").flag(), read("word").one_of(&[("mon", 1)])), (None, None, None));
        assert_eq!((read("who").name(), read("word").name()), (None, Some("sun")));
        assert_eq!(root.object(&["a/b", "days", "n", "on", "who"]).len(), 6);
        let problems = root.finish(()).unwrap_err();
        let places: Vec<&str> = problems.all().iter().map(|problem| problem.pointer.as_str()).collect();
        assert_eq!(places, ["/a~1b/lasts", "/days", "/n", "/on", "/word", "/who", "/word"]);
        assert_eq!(root.finish(7), Ok(7), "they are handed over once");
    }
}
