//! An operator against a small SMSC that does as it is told: every rule that a session in production must keep. Streams are in memory and the
//! clock stands still unless everybody waits, but for TLS.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod inbound;
mod links;
mod outbound;
mod peer;
mod pressure;
mod tls;
