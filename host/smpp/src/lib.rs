//! SMPP 3.4 as a protocol, both ends of it.
//!
//! What lives here: the codec ([`pdu`]), framed reading and writing ([`link`]), and a small SMSC for tests and load
//! ([`server`]). What may not: a permit, a store, a regime, a sentence that somebody reads.

pub mod link;
pub mod pdu;
pub mod server;
