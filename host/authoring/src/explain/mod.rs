//! A regime as people read it: prose with citations in one of its languages, and a page that sets clause and rule side by side.
//!
//! The sentences are messages `explain-…` of the catalogues, so that a country explains its regime in its own language without Rust.

mod html;
mod page;
mod rules;
mod sections;
mod words;

pub use html::HtmlError;
pub use page::{Clause, Explained, Item, Labels, Section};
pub use sections::languages;
pub use words::KEYS;

use domain::Language;
use regime::{Catalogues, Regime, TerritoryTree};

/// Explains a regime in a language. What the catalogues do not say in it is said in English.
#[must_use]
pub fn explain(regime: &Regime, catalogues: &Catalogues, territories: &TerritoryTree, language: Language) -> Explained {
    sections::explained(&words::Words { regime, catalogues, territories, language })
}
