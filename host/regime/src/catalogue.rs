//! Message catalogues.

use domain::{Duration, Jurisdiction, Language};
use jiff::civil;

/// Every message that a base catalogue must have.
pub const REPLIES: &[&str] = &[];

/// The reasons that the host itself gives.
pub const HOST_REASONS: &[&str] = &[];

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
}

/// The messages of every language, and what each jurisdiction says differently.
#[derive(Default)]
pub struct Catalogues {}

impl Catalogues {
    /// A message. `None` when the language has no catalogue, the catalogue no such message, or the message asks for a variable
    /// that it is not given.
    #[must_use]
    pub fn text(&self, jurisdiction: &Jurisdiction, language: Language, key: &str, args: &Args) -> Option<String> {
        let _ = (jurisdiction, language, key, args);
        None
    }

    /// A local date, as the language writes it.
    #[must_use]
    pub fn date(&self, jurisdiction: &Jurisdiction, language: Language, date: civil::Date) -> Option<String> {
        let _ = (jurisdiction, language, date);
        None
    }

    /// A local time of day, as the language writes it.
    #[must_use]
    pub fn time(&self, jurisdiction: &Jurisdiction, language: Language, time: civil::Time) -> Option<String> {
        let _ = (jurisdiction, language, time);
        None
    }

    /// A local date and time, as the language writes it.
    #[must_use]
    pub fn date_time(&self, jurisdiction: &Jurisdiction, language: Language, at: civil::DateTime) -> Option<String> {
        let _ = (jurisdiction, language, at);
        None
    }

    /// A length of time, as the language says it.
    #[must_use]
    pub fn duration(&self, jurisdiction: &Jurisdiction, language: Language, duration: Duration) -> Option<String> {
        let _ = (jurisdiction, language, duration);
        None
    }
}
