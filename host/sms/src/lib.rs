//! Text message to command to reply, and the gateways that carry them.

mod message;
pub mod reading;

pub use message::{Inbound, Received, RejectionKind, Reply};
