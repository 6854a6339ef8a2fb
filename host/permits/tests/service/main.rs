//! The service as adapters see it, with the real policies, plugins and databases: every test here runs on SQLite and PostgreSQL.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod again;
mod alarming;
mod batches;
#[path = "../../../engine/tests/plugins/build.rs"]
mod build;
mod caps;
mod carrying;
mod checks;
mod computed;
mod conversations;
mod delivery;
mod extending;
mod facts;
mod failing;
mod given;
mod groups;
mod interrupted;
mod laws;
mod privacy;
mod quota;
mod records;
mod registrations;
