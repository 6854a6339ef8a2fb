//! CSV: a row of column names, then a row for each person or fact. The delimiter is found out; a byte order mark is passed over.

use std::{
    borrow::Cow,
    io::{BufRead, ErrorKind},
};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{BadRow, Cell, Contents, Layout, Problem, Sink, TableError, Wanted, layout::MOST_COLUMNS};

/// How many bytes a row may have. A register's row has some hundreds; a quote that is never closed has the rest of the file.
const LONGEST: usize = 1 << 16;
/// What may stand between two columns.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// After how many rows the sink is told how far it is.
const OFTEN: u64 = 4096;

/// Reads a file from its beginning to its end.
pub(crate) fn read(input: impl BufRead, wanted: &Wanted<'_>, sink: &mut dyn Sink) -> Result<Contents, TableError> {
    let mut records = Records::new(input)?;
    let Some(header) = records.next()? else { return Err(TableError::Empty) };
    let names = (0..header.width()).map(|place| String::from_utf8_lossy(header.bytes(place)).into_owned()).collect();
    let mut layout = Layout::new(names, wanted)?;
    let mut since = 0;
    loop {
        let read = records.read;
        let Some(record) = records.next()? else { break };
        match row(&record, &mut layout) {
            Ok(row) => sink.row(row)?,
            Err(bad) => sink.bad(bad),
        }
        since += 1;
        if since == OFTEN {
            since = 0;
            sink.read(read);
        }
    }
    sink.read(records.read);
    Ok(layout.contents())
}

fn row(record: &Record<'_>, layout: &mut Layout<'_>) -> Result<super::Row, BadRow> {
    if record.width() != layout.width() {
        let problem = Problem::Columns { has: record.width(), of: layout.width() };
        return Err(BadRow { line: record.line, column: None, problem });
    }
    layout.row(record.line, |place| {
        let text = std::str::from_utf8(record.bytes(place)).map_err(|_| Problem::NotUtf8)?;
        Ok(if text.is_empty() { Cell::Nothing } else { Cell::Text(Cow::Borrowed(text)) })
    })
}

/// The rows of a file, in bounded memory.
struct Records<R> {
    input: R,
    reader: Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// The line that is read next, from 1.
    line: u64,
    /// Bytes read so far.
    read: u64,
}

/// A row.
struct Record<'a> {
    /// The line that it begins in.
    line: u64,
    fields: &'a [u8],
    ends: &'a [usize],
}

impl Record<'_> {
    fn width(&self) -> usize {
        self.ends.len()
    }

    fn bytes(&self, place: usize) -> &[u8] {
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|end| self.fields.get(before..*end)).unwrap_or_default()
    }
}

impl<R: BufRead> Records<R> {
    fn new(mut input: R) -> Result<Self, TableError> {
        let mut read = 0;
        if fill(&mut input)?.starts_with(b"\xEF\xBB\xBF") {
            input.consume(3);
            read = 3;
        }
        let delimiter = delimiter(fill(&mut input)?);
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        // One more than there may be, so that what is one too many shows.
        Ok(Self { input, reader, fields: vec![0; LONGEST], ends: vec![0; MOST_COLUMNS + 1], line: 1, read })
    }

    fn next(&mut self) -> Result<Option<Record<'_>>, TableError> {
        self.skip_empty_lines()?;
        let begins = self.line;
        let (mut length, mut width) = (0, 0);
        loop {
            let input = fill(&mut self.input)?;
            let (output, ends) = (self.fields.get_mut(length..).unwrap_or_default(), self.ends.get_mut(width..).unwrap_or_default());
            let (result, consumed, written, ended) = self.reader.read_record(input, output, ends);
            let lines = input.iter().take(consumed).filter(|byte| **byte == b'\n').count();
            self.input.consume(consumed);
            self.line += lines as u64;
            self.read += consumed as u64;
            length += written;
            width += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => return Err(TableError::TooLong { line: begins, most: LONGEST }),
                ReadRecordResult::OutputEndsFull => return Err(TableError::TooManyColumns { most: MOST_COLUMNS }),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        let (fields, ends) = (self.fields.get(..length).unwrap_or_default(), self.ends.get(..width).unwrap_or_default());
        Ok(Some(Record { line: begins, fields, ends }))
    }

    /// A row may begin after empty lines; they are counted here, so that the line of the row is the right one.
    fn skip_empty_lines(&mut self) -> Result<(), TableError> {
        loop {
            let input = fill(&mut self.input)?;
            let empty = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if empty == 0 {
                return Ok(());
            }
            self.line += input.iter().take(empty).filter(|byte| **byte == b'\n').count() as u64;
            self.read += empty as u64;
            self.input.consume(empty);
        }
    }
}

fn fill(input: &mut impl BufRead) -> Result<&[u8], TableError> {
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(TableError::Unreadable { why: error.to_string() }),
        }
    }
    input.fill_buf().map_err(|error| TableError::Unreadable { why: error.to_string() })
}

/// The delimiter that the first row has most of, outside of quotes.
fn delimiter(begin: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0usize; DELIMITERS.len()];
    for byte in begin.iter().skip_while(|byte| matches!(byte, b'\r' | b'\n')) {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            byte => DELIMITERS.iter().zip(&mut counts).filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1),
        }
    }
    let most = DELIMITERS.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(delimiter, _)| *delimiter)
}
