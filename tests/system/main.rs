//! The whole system through its command: the real binary, the real plugin, real regimes, a real database on disk.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests fail by panicking, and say what they skip"
)]

mod authoring;
#[path = "../../host/engine/tests/plugins/build.rs"]
mod build;
mod commands;
mod differing;
mod exeat;
mod facts;
mod no_country;
mod peers;
mod plugins;
mod reloading;
mod serving;
mod shadowing;
mod signing;
mod survives_kill;
mod watching;
