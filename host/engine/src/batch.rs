//! Flat rows and their verdicts: the same rule, for millions of applications. For research and bulk, never for one citizen's
//! decision, which starts from a fresh instance.

use domain::{Channel, Outcome};

use crate::{contract::types, question::channel};

/// One application of a batch, as places in the tables of [`Symbols`](crate::Symbols). Rows of one holder stand together in order of
/// time; what was granted to earlier rows of the same holder is the history of the later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchRow {
    /// Who applies: any number that is the same for the same person and for nobody else of the batch.
    pub holder: u32,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// What for.
    pub purpose: u32,
    /// Where, if it is known.
    pub territory: Option<u32>,
    /// The declared place of stay.
    pub registered: Option<u32>,
    /// The flags that are set, as [`Symbols::flag`](crate::Symbols::flag) numbers them.
    pub flags: u32,
    /// The way in which it came.
    pub channel: Channel,
    /// Whether a vehicle is used.
    pub vehicle: bool,
}

/// The answer to one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchVerdict {
    /// What was decided.
    pub outcome: Outcome,
    /// The first instant of what was granted, in milliseconds since 1970-01-01T00:00:00Z; 0 when it was not.
    pub start: i64,
    /// The first instant after it.
    pub end: i64,
    /// The first reason, as its place in the tables.
    pub reason: Option<u32>,
}

impl types::Row {
    /// What stands for nothing in a row and in a verdict.
    pub(crate) const NONE: u32 = u32::MAX;
}

impl From<&BatchRow> for types::Row {
    fn from(row: &BatchRow) -> Self {
        Self {
            holder: row.holder,
            at: row.at,
            purpose: row.purpose,
            territory: row.territory.unwrap_or(Self::NONE),
            registered: row.registered.unwrap_or(Self::NONE),
            flags: row.flags,
            channel: channel(row.channel),
            vehicle: row.vehicle,
        }
    }
}
