//! SMPP 3.4 as a protocol, both ends of it.
//!
//! What lives here: the codec ([`pdu`]), framed reading and writing ([`link`]), a small SMSC for tests and load ([`server`]), texts as octets
//! ([`coding`]), long messages ([`long`]), receipts ([`receipt`]), how fast things go out ([`throttle`]), and an account at an SMSC
//! that stays bound ([`client`]). What may not: a permit, a store, a
//! regime, a sentence that somebody reads.

pub mod client;
pub mod coding;
pub mod link;
pub mod long;
pub mod pdu;
pub mod receipt;
pub mod server;
pub mod throttle;
