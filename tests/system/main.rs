//! The whole system through its command: the real binary, the real plugin, real regimes, a real database on disk.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod authoring;
mod commands;
mod exeat;
mod facts;
mod no_country;
mod plugins;
mod reloading;
mod signing;
mod survives_kill;
