//! A file becomes a table: read once, judged as a whole, and handed to `permits`.

use std::path::{Path, PathBuf};

use domain::{AttributeName, Instant};
use permits::{FactsError, Import, Imported, Manner, Origin, Permits, Progress, TableUse};

use crate::table::{BadRow, Column, Problem, Row, Sink, Source, TableError, Wanted};

/// How a file is imported.
#[derive(Debug, Clone)]
pub struct Options {
    /// What becomes of what the table says already.
    pub manner: Manner,
    /// Whether the file is only read, and nothing changed.
    pub dry_run: bool,
    /// Whether the good rows are taken although there are bad ones.
    pub skip_bad: bool,
    /// Where rows are put aside on their way: a folder on a disk, ours alone.
    pub folder: PathBuf,
    /// When it is imported.
    pub at: Instant,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many bytes of so many were read.
    Reading(u64, u64),
    /// So many facts of so many were stored.
    Storing(u64, u64),
}

/// What came of a file.
#[derive(Debug, Clone)]
pub struct Report {
    /// What a place in the file is called: `line` or `row`.
    pub unit: &'static str,
    /// Rows that can be taken.
    pub good: u64,
    /// Rows that can't.
    pub bad: u64,
    /// The first of them.
    pub first: Vec<BadRow>,
    /// The attributes that the file speaks of.
    pub attributes: Vec<AttributeName>,
    /// Columns or attributes that no regime asks for; nothing of them is stored.
    pub left_out: Vec<String>,
    /// The table as it is now; `None` when nothing was changed.
    pub imported: Option<Imported>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
#[error("`{}` was not imported: {why}", file.display())]
pub struct ImportError {
    file: PathBuf,
    why: TableError,
}

impl ImportError {
    /// What is wrong.
    #[must_use]
    pub fn why(&self) -> &TableError {
        &self.why
    }
}

/// How many bad rows are kept for the report.
const SHOWN: usize = 20;

/// Imports a file. A file with bad rows changes nothing, unless they are to be skipped; then, and when nothing is to be changed,
/// the report holds no table. `bad` is told every bad row. The file is read on the thread that asks: this is for a command.
///
/// # Errors
/// When the file can't be read as a table, or the database can't take it; then everything is as it was.
pub async fn import(
    permits: &Permits,
    wanted: &TableUse,
    file: &Path,
    options: &Options,
    step: &mut (dyn FnMut(Step) + Send),
    bad: &mut (dyn FnMut(&BadRow) + Send),
) -> Result<Report, ImportError> {
    let failed = |why: TableError| ImportError { file: file.to_owned(), why };
    let mut source = Source::open(file).map_err(failed)?;
    let digest = source.digest().map_err(failed)?;
    let import = permits.import(&wanted.jurisdiction, &wanted.table, &wanted.attributes, &options.folder);
    let report =
        Report { unit: source.unit(), good: 0, bad: 0, first: Vec::new(), attributes: Vec::new(), left_out: Vec::new(), imported: None };
    let mut taking = Taking { import, wanted, report, bytes: source.bytes, dry_run: options.dry_run, step, bad };
    let looked_for = Wanted { attributes: &wanted.attributes, zone: wanted.time_zone.clone() };
    let contents = source.read(&looked_for, &mut taking).map_err(failed)?;
    let Taking { mut import, mut report, step, .. } = taking;
    report.left_out = contents.left_out;
    report.attributes = contents.attributes;
    if options.dry_run || (report.bad > 0 && !options.skip_bad) {
        return Ok(report);
    }
    import.speaks_of(&report.attributes);
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let origin = Origin { file: name, digest };
    let mut storing = |progress: Progress| step(Step::Storing(progress.done, progress.of));
    let imported = import.finish(options.manner, &origin, options.at, &mut storing).await;
    report.imported = Some(imported.map_err(|why| failed(why.into()))?);
    Ok(report)
}

struct Taking<'a> {
    import: Import,
    wanted: &'a TableUse,
    report: Report,
    bytes: u64,
    dry_run: bool,
    step: &'a mut (dyn FnMut(Step) + Send),
    bad: &'a mut (dyn FnMut(&BadRow) + Send),
}

impl Sink for Taking<'_> {
    fn row(&mut self, row: Row) -> Result<(), FactsError> {
        if !self.wanted.accepts(&row.identity) {
            let column = Some(Column { number: row.identity_column, name: "identity".to_owned() });
            self.bad(BadRow { line: row.line, column, problem: Problem::IdentityUnknown });
            return Ok(());
        }
        self.report.good += 1;
        if self.dry_run {
            return Ok(());
        }
        self.import.add(&row.identity, row.line, &row.facts)
    }

    fn bad(&mut self, bad: BadRow) {
        self.report.bad += 1;
        (self.bad)(&bad);
        if self.report.first.len() < SHOWN {
            self.report.first.push(bad);
        }
    }

    fn read(&mut self, bytes: u64) {
        (self.step)(Step::Reading(bytes, self.bytes));
    }
}
