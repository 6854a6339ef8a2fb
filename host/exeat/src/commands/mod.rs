//! One file for each command: what it asks of the host, and what it prints.

pub mod alarms;
pub mod authoring;
pub mod decide;
pub mod facts;
pub mod locale;
pub mod permit;
pub mod plugin;
pub mod regime;
pub mod reload;
pub mod replay;
pub mod sms;
pub mod verify;
