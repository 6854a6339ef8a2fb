//! How an answer breaks the contract. Only the types: what is checked stands in `answer`, `symbols` and `dimension`.

use domain::{Instant, Outcome};

/// How an answer breaks the contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Lie {
    /// A grant that does not say when it is good.
    #[error("it grants without a validity")]
    GrantWithoutValidity,
    /// A validity without a grant.
    #[error("it gives a validity with the outcome `{0}`")]
    ValidityWithoutGrant(Outcome),
    /// An interval that holds no instant.
    #[error("the interval of its {what} is empty: from {start} until {end}")]
    EmptyInterval {
        /// Whose interval.
        what: &'static str,
        /// Its start.
        start: Instant,
        /// Its end.
        end: Instant,
    },
    /// A daily window that holds no minute, every minute, or one outside the day.
    #[error("minutes {from} to {until} are not a daily window")]
    BadWindow {
        /// Its first minute.
        from: u16,
        /// The first minute after it.
        until: u16,
    },
    /// An outcome other than a grant, and no reason for it.
    #[error("it gives no reason for the outcome `{0}`")]
    NoReason(Outcome),
    /// A place that its table does not have.
    #[error("it names {what} {symbol}, and there are {size}")]
    UnknownSymbol {
        /// Of which table.
        what: &'static str,
        /// The place.
        symbol: u32,
        /// How many the table has.
        size: usize,
    },
    /// More of something than allowed.
    #[error("it gives {count} {what}, and {most} are allowed")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many it gives.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// A text that is longer than allowed.
    #[error("a text of its {what} has {bytes} bytes, and {most} are allowed")]
    TooLong {
        /// Whose text.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The longest allowed.
        most: usize,
    },
    /// A value that its type does not allow.
    #[error("{what}: {why}")]
    BadValue {
        /// Which value.
        what: &'static str,
        /// Why not.
        why: String,
    },
    /// The same name or place twice, where it can be there once.
    #[error("it names the {what} `{name}` twice")]
    Twice {
        /// Of what kind.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A batch whose answer has another number of rows.
    #[error("it answers {answered} rows of {asked}")]
    RowsMissing {
        /// How many rows it was asked.
        asked: usize,
        /// How many it answered.
        answered: usize,
    },
    /// The answer cannot be read at all: broken text, a pointer outside the memory, or more data than any honest answer has.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}
