//! A table of as many persons as are asked for, always the same one: to try and to measure an import with.
//!
//! `cargo run -p exeat-facts --example population -- ROWS PREFIX FILE`, such as `10000000 AZE /tmp/infected.csv`. A file that
//! ends with `.parquet` becomes Parquet. Every number is another: PREFIX and eight digits.

use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    sync::Arc,
};

use parquet::{
    basic::Compression,
    data_type::{BoolType, ByteArray, ByteArrayType},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};

/// How many numbers there are.
const NUMBERS: u64 = 100_000_000;
/// Goes through all of them, without an order that shows: it shares no divisor with how many there are.
const STEP: u64 = 61_803_399;
/// Rows of a row group.
const GROUP: u64 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(rows), Some(prefix), Some(path)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: population ROWS PREFIX FILE".into());
    };
    let rows: u64 = rows.parse()?;
    if rows > NUMBERS {
        return Err(format!("there are no more than {NUMBERS} numbers").into());
    }
    let file = BufWriter::with_capacity(1 << 20, File::create(&path)?);
    if path.ends_with(".parquet") { parquet(rows, &prefix, file) } else { csv(rows, &prefix, file) }
}

/// The number of a row, and whether it is infected: one in seven.
fn person(row: u64) -> (u64, bool) {
    (row * STEP % NUMBERS, row.is_multiple_of(7))
}

fn csv(rows: u64, prefix: &str, mut file: impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(file, "identity,infected,name")?;
    for row in 0..rows {
        let (number, infected) = person(row);
        writeln!(file, "{prefix}{number:08},{infected},\"Nobody, No. {row}\"")?;
    }
    Ok(file.flush()?)
}

fn parquet(rows: u64, prefix: &str, file: impl Write + Send) -> Result<(), Box<dyn Error>> {
    let schema = Arc::new(parse_message_type("message people { required binary identity (UTF8); required boolean infected; }")?);
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let mut writer = SerializedFileWriter::new(file, schema, properties)?;
    let mut from = 0;
    while from < rows {
        let until = (from + GROUP).min(rows);
        let numbers: Vec<ByteArray> =
            (from..until).map(|row| ByteArray::from(format!("{prefix}{:08}", person(row).0).into_bytes())).collect();
        let infected: Vec<bool> = (from..until).map(|row| person(row).1).collect();
        let mut group = writer.next_row_group()?;
        let mut place = 0;
        while let Some(mut column) = group.next_column()? {
            match place {
                0 => column.typed::<ByteArrayType>().write_batch(&numbers, None, None)?,
                _ => column.typed::<BoolType>().write_batch(&infected, None, None)?,
            };
            column.close()?;
            place += 1;
        }
        group.close()?;
        from = until;
    }
    writer.close()?;
    Ok(())
}
