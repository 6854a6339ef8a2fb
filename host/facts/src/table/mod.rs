//! Tables in files, a row at a time: which columns mean what, what a cell says, and what is wrong with it.
//!
//! Whatever stands in a file, reading it takes bounded memory and ends with rows or with an error that says where.

mod cell;
mod csv;
mod layout;
mod parquet;
mod problem;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek},
    path::Path,
};

use domain::{AttributeName, IdentityNumber};
use jiff::tz::TimeZone;
use permits::Fact;

pub(crate) use cell::{Cell, value};
pub(crate) use layout::Layout;
pub use problem::{BadRow, Column, Problem, TableError};

/// What is looked for in a file.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    /// The attributes that somebody asks for.
    pub(crate) attributes: &'a [AttributeName],
    /// The time zone of moments without an offset; they are refused without one.
    pub(crate) zone: Option<TimeZone>,
}

/// A row that can be taken.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// The line of a CSV file that it begins in, or its number in a Parquet file; from 1.
    pub(crate) line: u64,
    pub(crate) identity: IdentityNumber,
    /// The column of the number, from 1.
    pub(crate) identity_column: usize,
    pub(crate) facts: Vec<Fact>,
}

/// What reading a file tells.
pub(crate) trait Sink {
    /// A row that can be taken.
    fn row(&mut self, row: Row) -> Result<(), permits::FactsError>;
    /// A row that can't.
    fn bad(&mut self, bad: BadRow);
    /// How many of the bytes of the file were read.
    fn read(&mut self, bytes: u64);
}

/// What a file turned out to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The attributes that it speaks of.
    pub(crate) attributes: Vec<AttributeName>,
    /// Columns, or attributes of a long table, that nobody asks for.
    pub(crate) left_out: Vec<String>,
}

/// The first bytes of what is no CSV file, and what it is.
const OTHERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a spreadsheet or an archive: save the sheet as CSV"),
    (b"\xD0\xCF\x11\xE0", "a spreadsheet: save the sheet as CSV"),
    (b"\x1F\x8B", "compressed: unpack it first"),
    (b"\xFF\xFE", "UTF-16: save it as UTF-8"),
    (b"\xFE\xFF", "UTF-16: save it as UTF-8"),
];

/// A file, opened and told apart by its first bytes.
pub(crate) struct Source {
    file: File,
    pub(crate) bytes: u64,
    parquet: bool,
}

impl Source {
    pub(crate) fn open(path: &Path) -> Result<Self, TableError> {
        let failed = |why: io::Error| TableError::Unreadable { why: why.to_string() };
        let mut file = File::open(path).map_err(failed)?;
        let found = file.metadata().map_err(failed)?;
        if !found.is_file() {
            return Err(TableError::Unreadable { why: "it is no file".to_owned() });
        }
        let mut first = Vec::new();
        Read::by_ref(&mut file).take(4).read_to_end(&mut first).map_err(failed)?;
        file.rewind().map_err(failed)?;
        if let Some((_, what)) = OTHERS.iter().find(|(begins, _)| first.starts_with(begins)) {
            return Err(TableError::OtherKind { what });
        }
        Ok(Self { file, bytes: found.len(), parquet: first == b"PAR1" })
    }

    /// What a place in it is called.
    pub(crate) fn unit(&self) -> &'static str {
        if self.parquet { "row" } else { "line" }
    }

    /// SHA-256 of the file, in hexadecimal.
    pub(crate) fn digest(&mut self) -> Result<String, TableError> {
        let failed = |why: io::Error| TableError::Unreadable { why: why.to_string() };
        let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = self.file.read(&mut buffer).map_err(failed)?;
            let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { break };
            context.update(part);
        }
        self.file.rewind().map_err(failed)?;
        Ok(context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Reads it from its beginning to its end.
    pub(crate) fn read(self, wanted: &Wanted<'_>, sink: &mut dyn Sink) -> Result<Contents, TableError> {
        if self.parquet {
            parquet::read(self.file, self.bytes, wanted, sink)
        } else {
            csv::read(BufReader::with_capacity(1 << 16, self.file), wanted, sink)
        }
    }
}
