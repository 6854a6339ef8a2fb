//! Whole folders of policies, from their files.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod amends;
mod broken;
mod common;
mod lookup;
mod mangled;
mod policies;
mod schema;
