//! Load for a running host, from outside, as its peers would give it.
//!
//! What lives here: the SMSC that an ESME binds to while it is measured ([`sms`]), what other processes use ([`processes`]). What may not: anything
//! of the host but the protocol. It works with any ESME, so that another program can be measured beside ours.

pub mod processes;
mod random;
pub mod sms;
