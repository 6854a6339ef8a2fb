//! What an explanation is made of, whatever it is printed as.

use std::fmt;

use serde::Serialize;

/// A regime explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The identifier of the regime.
    pub regime: String,
    /// What it is called.
    pub title: String,
    /// The tag of the language.
    pub language: String,
    /// Its parts, none of them empty.
    pub sections: Vec<Section>,
    /// What stands around them on a page.
    pub labels: Labels,
}

/// The words around an explanation on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// Over the column of clauses.
    pub clause: String,
    /// Over the column of rules.
    pub rule: String,
    /// Over what the file says.
    pub written: String,
    /// Where no source is cited.
    pub no_clause: String,
}

/// A part of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Whether each item is a rule, which should rest on a source.
    pub rules: bool,
    /// What it says, in the order of the file.
    pub items: Vec<Item>,
}

/// One thing that a regime says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it is about, where it has a name of its own.
    pub subject: Option<String>,
    /// Whole sentences.
    pub sentences: Vec<String>,
    /// What it rests on.
    pub clause: Option<Clause>,
    /// How the regime file says it, as YAML.
    pub written: Option<String>,
}

/// What a rule rests on: a legal act or a report of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// Its name in the file.
    pub source: String,
    /// What it is called.
    pub title: String,
    /// The day it was issued, as the language writes it.
    pub issued: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Item {
    /// Sentences about nothing that has a name of its own.
    pub(crate) fn of(sentences: impl IntoIterator<Item = String>) -> Self {
        Self { subject: None, sentences: sentences.into_iter().collect(), clause: None, written: None }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.title)?;
        self.issued.as_ref().map_or(Ok(()), |issued| write!(f, ", {issued}"))
    }
}

/// Prose for a terminal: headings, paragraphs, and the source of each in square brackets.
impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        writeln!(f, "{}", self.regime)?;
        for section in &self.sections {
            writeln!(f, "\n{}", section.heading)?;
            for item in &section.items {
                let subject = item.subject.as_ref().map(|subject| format!("{subject}."));
                let clause = item.clause.as_ref().map(|clause| format!("[{}]", clause.source));
                let said = subject.as_deref().into_iter().chain(item.sentences.iter().map(String::as_str)).chain(clause.as_deref());
                writeln!(f, "  {}", said.collect::<Vec<_>>().join(" "))?;
            }
        }
        Ok(())
    }
}
