//! Parquet: flat columns of flags, whole numbers, texts and moments. Only the columns that are used are read.
//!
//! Read without Arrow: rows are looked at one by one, and Arrow would be the larger part of what is built.

use std::{
    borrow::Cow,
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use domain::{Instant, Value};
use jiff::civil;
use parquet::{
    basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical},
    errors::ParquetError,
    file::reader::{FileReader, SerializedFileReader},
    record::{Field, reader::RowIter},
    schema::types::Type,
};

use super::{Cell, Contents, Layout, Problem, Sink, TableError, Wanted, cell, layout::MOST_COLUMNS};

/// After how many rows the sink is told how far it is.
const OFTEN: u64 = 4096;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flag,
    Number,
    Text,
    Day,
    Fraction,
    /// How many of it make a second, and whether it is an instant or a local time.
    Moment {
        per_second: i64,
        instant: bool,
    },
}

/// Reads a file from its beginning to its end. A damaged file ends in an error, also where the library gives up on it.
pub(crate) fn read(file: File, bytes: u64, wanted: &Wanted<'_>, sink: &mut dyn Sink) -> Result<Contents, TableError> {
    let reading = catch_unwind(AssertUnwindSafe(|| read_rows(file, bytes, wanted, sink)));
    reading.unwrap_or_else(|_| Err(TableError::Damaged { why: "its reader gave up on it".to_owned() }))
}

fn read_rows(file: File, bytes: u64, wanted: &Wanted<'_>, sink: &mut dyn Sink) -> Result<Contents, TableError> {
    let reader = SerializedFileReader::new(file).map_err(|error| damaged(&error))?;
    let metadata = reader.metadata().file_metadata();
    let schema = metadata.schema();
    let rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
    let fields = schema.get_fields();
    if fields.len() > MOST_COLUMNS {
        return Err(TableError::TooManyColumns { most: MOST_COLUMNS });
    }
    let mut layout = Layout::new(fields.iter().map(|field| field.name().to_owned()).collect(), wanted)?;
    let columns = layout.columns();
    // Where a column of the file is found in a row of the columns that are read.
    let mut places = vec![None; fields.len()];
    let (mut kinds, mut read) = (Vec::new(), Vec::new());
    for (place, column) in columns.into_iter().enumerate() {
        let (Some(field), Some(found)) = (fields.get(column), places.get_mut(column)) else { continue };
        kinds.push(kind(field)?);
        read.push(Arc::clone(field));
        *found = Some(place);
    }
    let projection = Type::group_type_builder(schema.name()).with_fields(read).build().map_err(|error| damaged(&error))?;
    let records = RowIter::from_file(Some(projection), &reader).map_err(|error| damaged(&error))?;
    let mut line = 0;
    for record in records {
        let record = record.map_err(|error| damaged(&error))?;
        line += 1;
        let fields: Vec<&Field> = record.get_column_iter().map(|(_, field)| field).collect();
        let cell = |column: usize| {
            let place = places.get(column).copied().flatten();
            let found = place.and_then(|place| fields.get(place).zip(kinds.get(place)));
            found.map_or(Ok(Cell::Nothing), |(field, kind)| cell_of(field, *kind))
        };
        match layout.row(line, cell) {
            Ok(row) => sink.row(row)?,
            Err(bad) => sink.bad(bad),
        }
        if line % OFTEN == 0 {
            sink.read(share(bytes, line, rows));
        }
    }
    sink.read(bytes);
    Ok(layout.contents())
}

/// How many of the bytes so many of the rows are, roughly.
fn share(bytes: u64, line: u64, rows: u64) -> u64 {
    let share = u128::from(bytes) * u128::from(line) / u128::from(rows.max(1));
    u64::try_from(share).unwrap_or(bytes).min(bytes)
}

/// What a column holds; a column of lists or of other things is no attribute.
fn kind(field: &Type) -> Result<Kind, TableError> {
    let other = |what: String| TableError::Kind { name: cell::shown(field.name()), what };
    if !field.is_primitive() || field.is_schema() {
        return Err(other("several values in one".to_owned()));
    }
    let info = field.get_basic_info();
    if info.has_repetition() && info.repetition() == parquet::basic::Repetition::REPEATED {
        return Err(other("lists".to_owned()));
    }
    let moment = |per_second| Kind::Moment { per_second, instant: is_instant(info.logical_type_ref()) };
    let converted = info.converted_type();
    let kind = match (field.get_physical_type(), converted) {
        (Physical::BOOLEAN, _) => Some(Kind::Flag),
        (Physical::INT32, ConvertedType::DATE) => Some(Kind::Day),
        (Physical::INT64, ConvertedType::TIMESTAMP_MILLIS) => Some(moment(1_000)),
        (Physical::INT64, ConvertedType::TIMESTAMP_MICROS) => Some(moment(1_000_000)),
        (Physical::INT64, ConvertedType::NONE) if is_nanos(info.logical_type_ref()) => Some(moment(1_000_000_000)),
        (Physical::INT96, _) => Some(Kind::Moment { per_second: 1_000, instant: true }),
        (
            Physical::INT32 | Physical::INT64,
            ConvertedType::NONE
            | ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64
            | ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64,
        ) => Some(Kind::Number),
        (Physical::FLOAT | Physical::DOUBLE, _) => Some(Kind::Fraction),
        (Physical::BYTE_ARRAY, ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::NONE) => Some(Kind::Text),
        _ => None,
    };
    kind.ok_or_else(|| other(format!("{:?} ({converted:?})", field.get_physical_type()).to_lowercase()))
}

fn is_instant(logical: Option<&LogicalType>) -> bool {
    !matches!(logical, Some(LogicalType::Timestamp(timestamp)) if !timestamp.is_adjusted_to_u_t_c)
}

fn is_nanos(logical: Option<&LogicalType>) -> bool {
    matches!(logical, Some(LogicalType::Timestamp(timestamp)) if timestamp.unit == TimeUnit::NANOS)
}

fn cell_of(field: &Field, kind: Kind) -> Result<Cell<'_>, Problem> {
    let number = |number: i64| match kind {
        Kind::Moment { per_second, instant } => moment(number, per_second, instant),
        _ => Ok(Cell::Value(Value::Number(number))),
    };
    match field {
        Field::Null => Ok(Cell::Nothing),
        Field::Bool(flag) => Ok(Cell::Value(Value::Flag(*flag))),
        Field::Byte(value) => number((*value).into()),
        Field::Short(value) => number((*value).into()),
        Field::Int(value) => number((*value).into()),
        Field::UByte(value) => number((*value).into()),
        Field::UShort(value) => number((*value).into()),
        Field::UInt(value) => number((*value).into()),
        Field::Long(value) | Field::TimestampMillis(value) | Field::TimestampMicros(value) => number(*value),
        Field::ULong(value) => number(i64::try_from(*value).map_err(|_| Problem::Value)?),
        Field::Float(_) | Field::Double(_) | Field::Float16(_) => Ok(Cell::Fraction),
        Field::Date(_) => Ok(Cell::Day),
        Field::Str(text) => Ok(Cell::Text(Cow::Borrowed(text))),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map(|text| Cell::Text(Cow::Borrowed(text))).map_err(|_| Problem::NotUtf8),
        _ => Err(Problem::Value),
    }
}

fn moment(number: i64, per_second: i64, instant: bool) -> Result<Cell<'static>, Problem> {
    let nanos = i128::from(number) * i128::from(1_000_000_000 / per_second);
    let at = Instant::from_nanosecond(nanos).map_err(|_| Problem::Moment)?;
    if instant {
        return Ok(Cell::Value(Value::Instant(at)));
    }
    let local: civil::DateTime = jiff::tz::TimeZone::UTC.to_datetime(at);
    Ok(Cell::Local(local))
}

/// What the library says, without what it read: that may be somebody's number.
fn damaged(error: &ParquetError) -> TableError {
    let why = error.to_string();
    let why = why.split(". Bytes").next().unwrap_or_default();
    TableError::Damaged { why: cell::shown(&why.to_lowercase()) }
}
