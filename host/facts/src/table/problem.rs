//! What can be wrong with a file, and with a row of it.

use std::fmt;

/// A whole file can't be read. Nothing of it was taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The system says no.
    #[error("it can't be read: {why}")]
    Unreadable {
        /// What the system said.
        why: String,
    },
    /// A file of another kind.
    #[error("it is {what}")]
    OtherKind {
        /// Which kind, and what to do.
        what: &'static str,
    },
    /// A file without a row.
    #[error("it is empty: a row of column names is expected")]
    Empty,
    /// More columns than any table has.
    #[error("it has more than {most} columns")]
    TooManyColumns {
        /// How many are taken.
        most: usize,
    },
    /// A row that does not end.
    #[error("the row that begins in line {line} is longer than {most} bytes; perhaps a quote in it is never closed")]
    TooLong {
        /// Where it begins.
        line: u64,
        /// How many bytes are taken.
        most: usize,
    },
    /// No column of identity numbers.
    #[error("it has no column `identity`; its columns are {has}")]
    NoIdentity {
        /// Its columns.
        has: String,
    },
    /// A column that is there twice.
    #[error("it has the column `{name}` twice")]
    Twice {
        /// The column.
        name: String,
    },
    /// No attribute that somebody asks for.
    #[error(
        "it says nothing that a regime asks for: {asked} expected as a column, or columns `attribute` and `value`; its columns are {has}"
    )]
    Nothing {
        /// What the regimes ask for.
        asked: String,
        /// Its columns.
        has: String,
    },
    /// A column whose values are of no use.
    #[error("its column `{name}` holds {what}, which is no attribute")]
    Kind {
        /// The column.
        name: String,
        /// What it holds.
        what: String,
    },
    /// A Parquet file that is damaged, or written in a way that is not known.
    #[error("it is no Parquet file that can be read: {why}")]
    Damaged {
        /// What is wrong with it.
        why: String,
    },
    /// Rows could not be handed on.
    #[error(transparent)]
    Facts(#[from] permits::FactsError),
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Which, from 1.
    pub number: usize,
    /// What its first row calls it.
    pub name: String,
}

/// A row that can't be taken. It says where and what, but never what stood there: that may be somebody's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The line that it begins in, or its number; from 1.
    pub line: u64,
    /// In which column; the row as a whole when absent.
    pub column: Option<Column>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// More or fewer columns than the first row.
    Columns {
        /// How many it has.
        has: usize,
        /// How many it should have.
        of: usize,
    },
    /// Bytes that are no text.
    NotUtf8,
    /// No identity number.
    NoIdentity,
    /// Something that is no identity number.
    IdentityForm,
    /// A number of no document that the regimes accept.
    IdentityUnknown,
    /// Not a name of an attribute.
    AttributeName,
    /// Too long to be a value.
    Long,
    /// Neither a flag, nor a whole number, nor a moment, nor a code.
    Value,
    /// A number with a fraction.
    Fraction,
    /// A day, where a moment is meant.
    Day,
    /// A local time, and nobody knows of which time zone.
    NoZone,
    /// A local time that a change of clocks skips or repeats.
    Clocks,
    /// Not a moment.
    Moment,
    /// `until` is not after `from`.
    Empty,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns { has, of } => write!(f, "the row has {has} columns, not {of}"),
            Self::NotUtf8 => f.write_str("the text is not UTF-8"),
            Self::NoIdentity => f.write_str("the identity number is missing"),
            Self::IdentityForm => f.write_str("an identity number has 4 to 32 letters and digits"),
            Self::IdentityUnknown => f.write_str("no regime that uses this table accepts a document with such a number"),
            Self::AttributeName => f.write_str("an attribute is a name in lower case"),
            Self::Long => f.write_str("a value has 64 characters at most"),
            Self::Value => f.write_str("a value is `true`, `false`, a whole number, a moment, or a code without spaces"),
            Self::Fraction => f.write_str("a number must be whole"),
            Self::Day => {
                f.write_str("a day alone is no moment: write `2020-05-01T00:00`, and for `until` the first moment that no longer counts")
            }
            Self::NoZone => {
                f.write_str("a moment needs its offset here, such as `2020-05-01T00:00+04:00`: the regimes have several time zones")
            }
            Self::Clocks => f.write_str("clocks change at this moment: write it with its offset"),
            Self::Moment => f.write_str("a moment is written like `2020-05-01T00:00`, or with its offset"),
            Self::Empty => f.write_str("`until` must be after `from`"),
        }
    }
}
