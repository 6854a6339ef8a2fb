//! What the pages share: layout, stylesheet, templates, texts, language, access, protection, error pages.
//!
//! `portal`, `verification` and the demo page stand on this crate so that they look alike, speak the same languages and are
//! guarded in the same way. What may not live here: a decision, a call of `permits`, or a route that does anything for a
//! citizen or an officer.

mod access;
mod assets;
mod language;
mod limiter;
mod look;
mod pages;
mod peer;
mod places;
mod problem;
mod shell;
mod texts;
mod words;

pub use access::{Access, AccessError, Token};
pub use assets::Asset;
pub use language::Speaks;
pub use limiter::Limiter;
pub use look::Look;
pub use pages::{Page, Pages, PagesError, Section};
pub use peer::Peer;
pub use places::{Choice, Group, places};
pub use problem::Problem;
pub use texts::{Key, Texts, TextsError, key};
pub use words::Words;

/// Where the edge takes the time from: the same type as that of `permits`, so that one clock serves both.
pub type Clock = std::sync::Arc<dyn Fn() -> domain::Instant + Send + Sync>;
