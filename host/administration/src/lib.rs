//! The page of those who run a host: regimes and plugins that decide, what became of the last reloads, what the shadow has found out.
//!
//! What lives here: one page, and the button that reloads. What is shown comes in as plain data ([`Overview`]), and reloading is asked of
//! whoever gives it. What may not: `permits`, the engine, or anything of a person that a policy does not see.

mod overview;
mod page;

use std::{pin::Pin, sync::Arc};

use axum::{
    Router,
    routing::{get, post},
};
use domain::Language;
use web::{Pages, Section, key};

pub use overview::{Changed, Difference, Overview, Plugin, Regime, Reload, Reloaded, Said, Shadow, Standing, Validity, Version};

/// Where the page stands in the header of a site that shows it.
pub const SECTION: Section = Section { path: "/administration", title: key("section-administration") };

/// What the page asks.
pub trait Host: Send + Sync {
    /// How everything stands now, with what regimes are called in a language.
    fn overview(&self, language: Language) -> Overview;

    /// Reloads. What becomes of it is in the next overview.
    fn reload(&self) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

#[derive(Clone)]
struct Administration {
    host: Arc<dyn Host>,
    pages: Pages,
}

/// The routes of the page, to be guarded as `/reload` is and wrapped by [`Pages::wrap`], which refuses what another site sends.
pub fn router(host: Arc<dyn Host>, pages: &Pages) -> Router {
    Router::new()
        .route(SECTION.path, get(page::show))
        .route("/administration/reload", post(page::reload))
        .with_state(Administration { host, pages: pages.clone() })
}
