//! Whole folders of policies, from their files.

mod broken;
mod common;
mod lookup;
mod mangled;
mod policies;
mod schema;
