//! Every question that is asked of the database, and every change that is made to it.
//!
//! A change asks for the `db` of a [`Write`](crate::Write); a question may ask outside of one too.

pub mod attribute;
pub mod carry;
pub mod conversation;
pub mod decision;
pub mod fact;
pub mod grants;
pub mod group;
pub mod held;
pub mod inbox;
mod many;
pub mod messages;
pub mod month;
pub mod outbox;
pub mod part;
pub mod permit;
pub mod permit_change;
pub mod person;
pub mod registration;
pub mod replaced;
pub mod setting;
pub mod tally;
