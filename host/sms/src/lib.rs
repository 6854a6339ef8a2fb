//! Text message to command to reply, and the gateways that carry them.
//!
//! What lives here: reading what people type ([`reading`]), the dialog of a registration, the language and the words of a
//! reply, and the gateways that bring messages in and take replies out ([`gateway`]). What may not: a decision, a rule of one
//! country, a sentence that somebody reads (those come from the catalogues), a store, or a clock.

pub mod gateway;
mod lanes;
mod language;
mod listening;
mod message;
mod messages;
mod plan;
mod planned;
pub mod reading;
mod registration;
mod reply;
#[cfg(test)]
mod testing;

pub use message::{Carriage, Inbound, Received, RejectionKind, Reply};
pub use messages::Messages;
