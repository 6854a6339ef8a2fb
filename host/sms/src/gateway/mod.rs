//! The ways in which messages come and go. A gateway knows a protocol and nothing of what a message says.

mod backoff;
pub mod console;
pub mod http;
pub mod smpp;

pub use backoff::Backoff;
