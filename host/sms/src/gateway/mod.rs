//! The ways in which messages come and go. A gateway knows a protocol and nothing of what a message says.

pub mod console;
pub mod http;
