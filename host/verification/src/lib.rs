//! Checks of codes: a page for officers, and the same as JSON with its OpenAPI description. There an officer's system also
//! records that the end of a permit moves on.
//!
//! What lives here: reading what an officer typed, asking `permits`, and showing the verdict. What may not: deciding
//! anything, or a text in Rust. A code that nobody has and one that may not be told answer alike; that is `permits`' to see
//! to, and nothing here tells them apart.

mod api;
mod extend;
mod page;
mod question;
mod view;

use axum::{Router, routing::get};
use permits::{Clock, Permits, PermitsError};
use web::{Access, Limiter, Pages, Peer, Problem, Section, key};

pub use question::{Question, Wrong};
pub use view::verdict;

/// Where checks stand in the header of a site.
pub const SECTION: Section = Section { path: "/check", title: key("section-check") };

/// How often one peer may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Checks at once.
    pub burst: u32,
    /// Checks in a minute after that.
    pub per_minute: u32,
}

/// One officer at a busy checkpoint stays below it; a machine that tries codes one after the other needs thousands of years
/// for a tenth of the 31^7 that there are.
impl Default for Rate {
    fn default() -> Self {
        Self { burst: 30, per_minute: 60 }
    }
}

/// What checks need.
#[derive(Clone)]
pub struct VerificationState {
    /// The application core.
    pub permits: Permits,
    /// Layout and texts.
    pub pages: Pages,
    /// The time of every check.
    pub clock: Clock,
    /// Who may check.
    pub access: Access,
    /// How often one peer may.
    pub rate: Rate,
}

#[derive(Clone)]
struct Desk {
    permits: Permits,
    pages: Pages,
    clock: Clock,
    limiter: Limiter<Peer>,
}

impl Desk {
    /// Lets a peer ask once.
    fn admit(&self, peer: Peer) -> Result<domain::Instant, Problem> {
        let now = (self.clock)();
        self.limiter.take(peer, now).map_err(Problem::too_many)?;
        Ok(now)
    }
}

/// The routes of checks, to be wrapped by [`Pages::wrap`].
pub fn router(state: VerificationState) -> Router {
    let VerificationState { permits, pages, clock, access, rate } = state;
    let limiter = Limiter::new(rate.burst, rate.per_minute);
    let desk = Desk { permits, pages: pages.clone(), clock: clock.clone(), limiter };
    let page = Router::new().route(SECTION.path, get(page::ask).post(page::answer)).with_state(desk.clone());
    let (api, description) = api::routes(desk);
    access.protect_pages(page, SECTION.path, &pages, &clock).merge(access.protect_api(api, &clock)).merge(description)
}

/// What the reader is told when `permits` cannot answer.
fn failed(error: &PermitsError) -> Problem {
    match error {
        PermitsError::Busy { .. } | PermitsError::Stopping => Problem::unavailable(error),
        _ => Problem::internal(error),
    }
}
