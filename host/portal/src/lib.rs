//! The web portal: citizens apply for the purposes that the regimes of their place offer here.
//!
//! What lives here: reading a form, handing it to `permits`, and showing what came of it. What may not: deciding anything,
//! or a text in Rust.

mod answer;
mod apply;
mod form;
mod offer;
mod token;
mod view;

use axum::{Router, routing::get};
use permits::{Clock, Entropy, Permits, PermitsError};
use web::{Access, Pages, Problem, Section, key};

/// Where the portal stands in the header of a site.
pub const SECTION: Section = Section { path: "/apply", title: key("section-apply") };

/// What the portal needs.
#[derive(Clone)]
pub struct PortalState {
    /// The application core.
    pub permits: Permits,
    /// Layout and texts.
    pub pages: Pages,
    /// The time of every application.
    pub clock: Clock,
    /// Where the tokens of forms come from.
    pub entropy: Entropy,
    /// Who may apply.
    pub access: Access,
}

/// The routes of the portal, to be wrapped by [`Pages::wrap`].
pub fn router(state: PortalState) -> Router {
    let (pages, clock, access) = (state.pages.clone(), state.clock.clone(), state.access.clone());
    let routes = Router::new()
        .route(SECTION.path, get(apply::ask).post(apply::receive))
        .route("/apply/answer/{handle}", get(answer::show))
        .with_state(state);
    access.protect_pages(routes, SECTION.path, &pages, &clock)
}

/// What the reader is told when `permits` cannot answer.
fn failed(error: &PermitsError) -> Problem {
    match error {
        PermitsError::Busy { .. } | PermitsError::Stopping => Problem::unavailable(error),
        _ => Problem::internal(error),
    }
}
