//! Operators over SMPP, proved against SMSCs that nobody here wrote: npm's `smpp` and Debian's Net::SMPP (`tests/peers`).
//!
//! What lives here: the ways of messages in and out and the troubles of links, each with the real host, its database and a real SMSC. What may
//! not: what a message means.

mod configured;
mod host;
mod messages;
mod smsc;
mod troubles;
