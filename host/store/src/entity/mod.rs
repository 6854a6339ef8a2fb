//! The tables as sea-orm sees them. Seen by the queries alone.

pub(crate) mod attribute;
pub(crate) mod conversation;
pub(crate) mod decision;
pub(crate) mod fact_row;
pub(crate) mod fact_table;
pub(crate) mod inbox;
pub(crate) mod inbox_key;
pub(crate) mod inbox_part;
pub(crate) mod outbox;
pub(crate) mod permit;
pub(crate) mod permit_change;
pub(crate) mod permit_code;
pub(crate) mod permit_group;
pub(crate) mod permit_regime;
pub(crate) mod person;
pub(crate) mod person_group;
pub(crate) mod registration;
pub(crate) mod replaced_registration;
pub(crate) mod setting;
pub(crate) mod tally;
