//! What messages are given for their variables.

use fluent_bundle::FluentArgs;

/// What a message is given for one of its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A text, shown as it is; may select a variant by its name.
    Text(String),
    /// A number; may select a plural form.
    Number(i64),
}

/// The variables of a message, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Args(Vec<(String, Arg)>);

impl Args {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a text.
    #[must_use]
    pub fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, Arg::Text(value.into()))
    }

    /// With a number.
    #[must_use]
    pub fn number(self, name: &str, value: i64) -> Self {
        self.with(name, Arg::Number(value))
    }

    /// With a value; an earlier one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: &str, value: Arg) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value));
        self
    }

    pub(super) fn fluent(&self) -> FluentArgs<'_> {
        let mut args = FluentArgs::with_capacity(self.0.len());
        for (name, value) in &self.0 {
            match value {
                Arg::Text(text) => args.set(name.as_str(), text.as_str()),
                Arg::Number(number) => args.set(name.as_str(), *number),
            }
        }
        args
    }
}
