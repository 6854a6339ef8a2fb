//! Messages in and replies out, with the real policies, plugin and database.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod azerbaijan;
mod console;
mod conversations;
mod given;
mod held_back;
mod inbound;
mod letters;
mod outbound;
mod privacy;
mod smpp;
mod smsc;
mod tatarstan;
