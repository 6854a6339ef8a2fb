//! The demo page: a phone, a clock that can be set, an officer, and why the host decided as it did.
//!
//! What lives here: one page for one reader on their own machine. It asks the same services as the real channels and
//! decides nothing. What the phone showed is kept in memory only.

mod actions;
mod desk;
mod explain;
mod suggestions;
#[cfg(test)]
mod tests;
mod view;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{
    Router,
    routing::{get, post},
};
use domain::Instant;
use permits::Permits;
use sms::Messages;
use web::{Pages, Section, key};

use self::desk::Desk;

/// Where the demo stands in the header of its site.
pub const SECTION: Section = Section { path: "/", title: key("section-demo") };

/// What is wrong with files that were saved and not taken; `None` when they were.
pub type Broken = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// What the demo page needs.
#[derive(Clone)]
pub struct DemoState {
    permits: Permits,
    messages: Messages,
    pages: Pages,
    clock: Arc<Mutex<Instant>>,
    desk: Arc<Mutex<Desk>>,
    /// Tells the messages of this run from those of earlier ones over the same database.
    started: Instant,
    broken: Broken,
}

impl DemoState {
    /// A demo over these services. `clock` is what every service of the demo takes the time from; the page sets it.
    #[must_use]
    pub fn new(permits: Permits, messages: Messages, pages: Pages, clock: Arc<Mutex<Instant>>, broken: Broken) -> Self {
        let desk = Desk::new(permits.environment().regimes());
        Self { permits, messages, pages, clock, desk: Arc::new(Mutex::new(desk)), started: Instant::now(), broken }
    }

    fn now(&self) -> Instant {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, at: Instant) {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The routes of the demo page, to be wrapped by [`Pages::wrap`]. They are for the machine that they run on: guard them like
/// checks.
pub fn router(state: DemoState) -> Router {
    Router::new()
        .route(SECTION.path, get(view::page))
        .route("/demo/number", post(actions::open))
        .route("/demo/message", post(actions::send))
        .route("/demo/clock", post(actions::set_clock))
        .route("/demo/check", post(actions::check))
        .route("/demo/decision", post(actions::look_at))
        .route("/demo/replay", post(actions::replay))
        .with_state(state)
}
