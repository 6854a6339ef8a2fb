//! Files of every kind, good and bad, as they are written to a disk.

use std::{io::Write, sync::Arc};

use ::parquet::{
    basic::{Compression, ZstdLevel},
    column::writer::ColumnWriter,
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use domain::Value;
use jiff::tz::TimeZone;
use permits::FactsError;
use proptest::prelude::*;

use super::*;

#[derive(Default)]
struct Collected {
    rows: Vec<Row>,
    bad: Vec<BadRow>,
    bytes: u64,
}

impl Sink for Collected {
    fn row(&mut self, row: Row) -> Result<(), FactsError> {
        self.rows.push(row);
        Ok(())
    }

    fn bad(&mut self, bad: BadRow) {
        self.bad.push(bad);
    }

    fn read(&mut self, bytes: u64) {
        self.bytes = bytes;
    }
}

fn names(names: &[&str]) -> Vec<AttributeName> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn read_wanting(wanted: &[&str], bytes: &[u8]) -> (Result<Contents, String>, Collected) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let attributes = names(wanted);
    let wanted = Wanted { attributes: &attributes, zone: TimeZone::get("Asia/Baku").ok() };
    let mut collected = Collected::default();
    let contents = Source::open(file.path()).and_then(|source| source.read(&wanted, &mut collected)).map_err(|error| error.to_string());
    (contents, collected)
}

/// What a file says, a line for each row; `!` before what is bad.
fn told(wanted: &[&str], bytes: &[u8]) -> String {
    let (contents, collected) = read_wanting(wanted, bytes);
    let mut lines: Vec<(u64, String)> = Vec::new();
    for row in &collected.rows {
        let time = |at: Option<domain::Instant>| at.map(|at| at.to_string()).unwrap_or_default();
        let facts: Vec<String> = row
            .facts
            .iter()
            .map(|fact| {
                let limits = if fact.from.is_some() || fact.until.is_some() {
                    format!(" {}..{}", time(fact.from), time(fact.until))
                } else {
                    String::new()
                };
                let value = match &fact.value {
                    Value::Flag(flag) => flag.to_string(),
                    Value::Number(number) => number.to_string(),
                    Value::Text(text) => text.clone(),
                    Value::Instant(at) => at.to_string(),
                    other => format!("{other:?}"),
                };
                format!("{}={value}{limits}", fact.attribute)
            })
            .collect();
        lines.push((row.line, format!("{} {} {}", row.line, row.identity.reveal(), facts.join(" ")).trim_end().to_owned()));
    }
    for bad in &collected.bad {
        let column = bad.column.as_ref().map(|column| format!(" {}:{}", column.number, column.name)).unwrap_or_default();
        lines.push((bad.line, format!("!{}{column} {:?}", bad.line, bad.problem)));
    }
    lines.sort();
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    match contents {
        Ok(contents) if !contents.left_out.is_empty() => lines.push(format!("left out: {}", contents.left_out.join(", "))),
        Ok(_) => {}
        Err(error) => lines.push(format!("error: {error}")),
    }
    lines.join("\n")
}

#[test]
fn csv_in_every_form_that_people_write() {
    let cases: &[(&str, &[&str], &[u8], &str)] = &[
        ("a list", &["infected"], b"identity\nAZE1234567\nAZE7654321\n", "2 AZE1234567 infected=true\n3 AZE7654321 infected=true"),
        ("without a last line's end", &["infected"], b"identity\r\nAZE1234567", "2 AZE1234567 infected=true"),
        ("only names", &["infected"], b"identity,infected\n", ""),
        (
            "a column for each attribute",
            &["employed", "group"],
            b"\xEF\xBB\xBFIdentity;Employed;name;GROUP\naze 1234567;TRUE;Anna;a-1\n\n\"AZE7654321\";;\"A; B\";\n",
            "2 AZE1234567 employed=true group=a-1\n4 AZE7654321\nleft out: name",
        ),
        (
            "a row for each attribute",
            &["infected", "age"],
            b"identity\tattribute\tvalue\tuntil\nAZE1234567\tage\t34\t\nAZE1234567\tinfected\ttrue\t2020-12-15T00:00\nAZE1234567\tname\tx\t\n",
            "2 AZE1234567 age=34\n3 AZE1234567 infected=true ..2020-12-14T20:00:00Z\n4 AZE1234567\nleft out: name",
        ),
        ("flags without values", &["infected", "age"], b"identity|attribute\nAZE1234567|infected\n", "2 AZE1234567 infected=true"),
        (
            "lines are counted through quotes and empty lines",
            &["infected"],
            b"\r\n\r\nidentity,infected,note\r\nAZE1234567,true,\"one\r\ntwo\r\n\"\r\n\r\nAZE7654321,true,\"\"\"x\"\"\"\r\nAZE,true,\r\n",
            "4 AZE1234567 infected=true\n8 AZE7654321 infected=true\n!9 1:identity IdentityForm\nleft out: note",
        ),
        (
            "what is wrong is said where it is",
            &["infected", "age"],
            b"identity,infected,from,until,age\n\
              AZE1234567,true\n\
              ,true,,,\n\
              AZ,true,,,\n\
              AZE1234567,maybe not,,,\n\
              AZE1234567,true,2020-12-15,,\n\
              AZE1234567,true,soon,,\n\
              AZE1234567,true,2020-12-15T10:00,2020-12-15T10:00,\n\
              AZE1234567,true,,,1.5\n\
              AZE1234567,true,,,3,4\n\
              AZE1234567,\xFF,,,\n\
              AZE1234567,a\0b,,,\n\
              AZE1234\x00567,,,,\n",
            "!2 Columns { has: 2, of: 5 }\n!3 1:identity NoIdentity\n!4 1:identity IdentityForm\n!5 2:infected Value\n!6 3:from Day\n!7 3:from Moment\n\
             !8 4:until Empty\n!9 5:age Fraction\n!10 Columns { has: 6, of: 5 }\n!11 2:infected NotUtf8\n!12 2:infected Value\n!13 1:identity IdentityForm",
        ),
        ("bytes that nobody reads may be anything", &["infected"], b"identity,infected,name\nAZE1234567,true,\xFF\0\n", "2 AZE1234567 infected=true\nleft out: name"),
        ("an attribute that is no name", &["infected"], b"identity,attribute\nAZE1234567,In fected\n", "!2 2:attribute AttributeName"),
    ];
    for (note, wanted, bytes, expected) in cases {
        // Rows are compared in the order of their lines, so that good and bad ones can be read together.
        let sorted = |text: &str| {
            let mut lines: Vec<&str> = text.split('\n').collect();
            lines.sort_unstable();
            lines.join("\n")
        };
        assert_eq!(sorted(&told(wanted, bytes)), sorted(expected), "{note}");
    }
}

#[test]
fn files_that_are_no_tables_are_refused_whole() {
    let wide = |columns: usize| format!("identity{}\n", ",x".repeat(columns)).into_bytes();
    let cases: &[(&str, Vec<u8>, &str)] = &[
        ("nothing", Vec::new(), "it is empty: a row of column names is expected"),
        ("only lines", b"\n\r\n\n".to_vec(), "it is empty: a row of column names is expected"),
        ("no identity", b"id,infected\nAZE1234567,true\n".to_vec(), "it has no column `identity`; its columns are `id`, `infected`"),
        ("twice", b"identity,infected,Infected\n".to_vec(), "it has the column `infected` twice"),
        (
            "nothing of use",
            b"identity,name\n".to_vec(),
            "it says nothing that a regime asks for: `age`, `infected` expected as a column, or columns `attribute` and `value`; its columns are `identity`, `name`",
        ),
        ("a spreadsheet", b"PK\x03\x04....".to_vec(), "it is a spreadsheet or an archive: save the sheet as CSV"),
        ("compressed", b"\x1F\x8B\x08".to_vec(), "it is compressed: unpack it first"),
        ("UTF-16", "\u{feff}identity".encode_utf16().flat_map(u16::to_le_bytes).collect(), "it is UTF-16: save it as UTF-8"),
        ("a million columns", wide(1_000_000), "it has more than 1000 columns"),
        ("a million columns without names", format!("identity{}\n", ",".repeat(1_000_000)).into_bytes(), "it has more than 1000 columns"),
        (
            "a quote that is never closed",
            [b"identity,infected\nAZE1234567,\"true\n".as_slice(), &b"AZE7654321,true\n".repeat(10_000)].concat(),
            "the row that begins in line 2 is longer than 65536 bytes; perhaps a quote in it is never closed",
        ),
        (
            "a huge field",
            [b"identity,infected\n".as_slice(), &vec![b'x'; 1 << 20]].concat(),
            "the row that begins in line 2 is longer than 65536 bytes; perhaps a quote in it is never closed",
        ),
        (
            "a huge name",
            vec![b'x'; 1 << 20],
            "the row that begins in line 1 is longer than 65536 bytes; perhaps a quote in it is never closed",
        ),
    ];
    for (note, bytes, expected) in cases {
        let (contents, collected) = read_wanting(&["age", "infected"], bytes);
        assert_eq!(contents.unwrap_err(), *expected, "{note}");
        assert!(collected.rows.is_empty(), "{note}");
    }
    assert_eq!(
        Source::open(Path::new("/no/such/file")).err().map(|error| error.to_string()).as_deref(),
        Some("it can't be read: No such file or directory (os error 2)")
    );
    assert!(Source::open(Path::new("/")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_table_that_is_written_is_read_again(
        rows in prop::collection::vec(("[A-Z]{3}[0-9]{7}", prop::option::of("[a-z][a-z0-9-]{0,9}"), "[ -~əı\n]{0,12}"), 0..40),
        delimiter in prop::sample::select(vec![",", ";", "\t", "|"]),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut text = format!("identity{delimiter}note{delimiter}infected{end}");
        let (mut expected, mut line) = (Vec::new(), 2);
        for (identity, value, note) in &rows {
            text += &[identity.clone(), quoted(note), value.clone().unwrap_or_default()].join(delimiter);
            text += end;
            expected.push((line, identity.clone(), value.clone()));
            line += 1 + note.matches('\n').count() as u64;
        }
        let (contents, collected) = read_wanting(&["infected"], text.as_bytes());
        prop_assert!(contents.is_ok(), "{:?}", contents);
        prop_assert!(collected.bad.is_empty(), "{:?}", collected.bad);
        let value = |row: &Row| row.facts.first().map(|fact| match &fact.value {
            Value::Text(text) => text.clone(),
            other => serde_json::to_value(other).unwrap().as_object().unwrap().values().next().unwrap().to_string(),
        });
        let read: Vec<_> = collected.rows.iter().map(|row| (row.line, row.identity.reveal().to_owned(), value(row))).collect();
        prop_assert_eq!(read, expected);
        prop_assert_eq!(collected.bytes, text.len() as u64);
    }

    #[test]
    fn whatever_the_bytes_reading_ends(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"identity,;\"\n\r\tPAR1".to_vec())], 0..3000)) {
        let _ = read_wanting(&["infected"], &bytes);
        let _ = read_wanting(&["infected"], &[b"identity,infected\n".as_slice(), &bytes].concat());
        let _ = read_wanting(&["infected"], &[b"PAR1".as_slice(), &bytes, b"PAR1"].concat());
    }
}

/// A Parquet file with one row group: three rows of everything that is used, and a column that is not.
fn parquet_file(
    schema: &str,
    write: impl Fn(&str, &mut ::parquet::file::writer::SerializedColumnWriter<'_>),
    compression: Compression,
) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::clone(&schema), properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut names = schema.get_fields().iter().map(|field| field.name().to_owned());
    while let Some(mut column) = group.next_column().unwrap() {
        write(&names.next().unwrap(), &mut column);
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

fn texts(column: &mut ::parquet::file::writer::SerializedColumnWriter<'_>, texts: &[&str]) {
    let texts: Vec<ByteArray> = texts.iter().map(|text| ByteArray::from(*text)).collect();
    column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
}

const PARQUET: &str = "message people {
    required binary name (UTF8);
    required binary identity (UTF8);
    optional boolean infected;
    required int64 age;
    optional int64 until (TIMESTAMP(MICROS,false));
}";

fn people(compression: Compression) -> Vec<u8> {
    parquet_file(
        PARQUET,
        |name, column| match name {
            "name" => texts(column, &["Anna", "Berta", "Clara"]),
            "identity" => texts(column, &["AZE1234567", "x", "AZE7654321"]),
            "infected" => {
                column.typed::<BoolType>().write_batch(&[true, false], Some(&[1, 0, 1]), None).unwrap();
            }
            "age" => {
                column.typed::<Int64Type>().write_batch(&[34, 35, -1], None, None).unwrap();
            }
            _ => {
                let local = "2020-12-15T00:00:00Z".parse::<domain::Instant>().unwrap().as_microsecond();
                {
                    column.typed::<Int64Type>().write_batch(&[local], Some(&[1, 0, 0]), None).unwrap();
                };
            }
        },
        compression,
    )
}

#[test]
fn parquet_says_the_same() {
    let expected = "1 AZE1234567 age=34 ..2020-12-14T20:00:00Z infected=true ..2020-12-14T20:00:00Z\n!2 2:identity IdentityForm\n\
                    3 AZE7654321 age=-1 infected=false\nleft out: name";
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4_RAW,
        Compression::GZIP(Default::default()),
    ] {
        assert_eq!(told(&["age", "infected"], &people(compression)), expected, "{compression:?}");
    }
}

#[test]
fn parquet_columns_that_are_no_attributes_are_refused_by_name() {
    let one = |kind: &str| format!("message people {{ required binary identity (UTF8); {kind} }}");
    let other = |schema: &str| {
        parquet_file(
            schema,
            |name, column| match name {
                "identity" => texts(column, &["AZE1234567"]),
                _ => match column.untyped() {
                    ColumnWriter::Int32ColumnWriter(_) => {
                        column.typed::<Int32Type>().write_batch(&[1], None, None).unwrap();
                    }
                    ColumnWriter::DoubleColumnWriter(_) => {
                        column.typed::<DoubleType>().write_batch(&[0.5], None, None).unwrap();
                    }
                    _ => {
                        column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("x")], Some(&[1]), Some(&[0])).unwrap();
                    }
                },
            },
            Compression::UNCOMPRESSED,
        )
    };
    let told = |kind: &str| told(&["infected"], &other(&one(kind)));
    assert_eq!(told("required int32 infected (DATE);"), "!1 2:infected Day");
    assert_eq!(told("required double infected;"), "!1 2:infected Fraction");
    assert_eq!(
        told("required int32 infected (TIME(MILLIS,true));"),
        "error: its column `infected` holds int32 (time_millis), which is no attribute"
    );
    assert_eq!(told("repeated binary infected (UTF8);"), "error: its column `infected` holds lists, which is no attribute");
}

#[test]
fn a_parquet_file_that_is_damaged_anywhere_ends_in_an_error_or_in_rows() {
    let whole = people(Compression::SNAPPY);
    let hook = std::panic::take_hook();
    // The library gives up in some places; what it says there is of no use to the reader of this test.
    std::panic::set_hook(Box::new(|_| {}));
    for place in 0..whole.len() {
        let (cut, _) = read_wanting(&["age", "infected"], &whole[..place]);
        assert!(cut.is_err(), "cut at {place}");
        for flip in [0xFF, 0x01, 0x80] {
            let mut damaged = whole.clone();
            damaged[place] ^= flip;
            let (_, collected) = read_wanting(&["age", "infected"], &damaged);
            assert!(collected.rows.len() <= 3, "{place}");
        }
    }
    std::panic::set_hook(hook);
}
