//! One file for each command: what it asks of the host, and what it prints.

pub mod decide;
pub mod regime;
pub mod replay;
pub mod sms;
pub mod verify;
