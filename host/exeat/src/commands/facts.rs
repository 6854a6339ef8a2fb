//! `exeat facts`: tables of facts that are imported, listed, dropped.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    time::Instant as Clock,
};

use domain::{Instant, Jurisdiction, TableName};
use facts::{BadRow, Options, Report, Step};
use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use permits::{FactTable, Manner, Permits, TableUse};
use regime::WhenDown;
use serde_json::{Value, json};

use crate::{
    cli::{FactsCommand, FactsImport, Format},
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// Does what is asked of tables.
pub async fn run(command: &FactsCommand, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    match command {
        FactsCommand::Import(asked) => import(asked, &host.permits, &config.data, format).await,
        FactsCommand::List => list(&host.permits, format).await,
        FactsCommand::Drop { table, jurisdiction } => drop(table, jurisdiction.as_ref(), &host.permits, format).await,
    }
}

async fn import(asked: &FactsImport, permits: &Permits, data: &Path, format: Format) -> Result<Ended> {
    let wanted = wanted(permits, &asked.table, asked.jurisdiction.as_ref())?;
    let options = Options {
        manner: if asked.add { Manner::Add } else { Manner::Replace },
        dry_run: asked.dry_run,
        skip_bad: asked.skip_bad,
        folder: data.to_owned(),
        at: Instant::now(),
    };
    let mut errors = asked.errors.as_deref().map(Errors::create).transpose()?;
    let mut bar = Bar::new(format);
    let began = Clock::now();
    let mut bad = |bad: &BadRow| errors.iter_mut().for_each(|errors| errors.add(bad));
    let report = facts::import(permits, &wanted, &asked.file, &options, &mut |step| bar.show(step), &mut bad).await;
    bar.end();
    let report = report.into_diagnostic()?;
    errors.map_or(Ok(()), Errors::finish)?;
    let seconds = began.elapsed().as_secs_f64();
    print::result(format, &described(&wanted, &report, seconds), || told(asked, &wanted, &report, seconds))?;
    Ok(if report.bad > 0 && !asked.skip_bad { Ended::Wrong } else { Ended::Well })
}

/// What the regimes want of a table. A table that none of them asks for is not imported: nothing is stored that nobody needs.
fn wanted(permits: &Permits, table: &TableName, jurisdiction: Option<&Jurisdiction>) -> Result<TableUse> {
    let all = permits.tables_in_use();
    let mut found: Vec<&TableUse> =
        all.iter().filter(|used| used.table == *table && jurisdiction.is_none_or(|asked| used.jurisdiction == *asked)).collect();
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only.clone()),
        (Some(_), false) => {
            Err(miette!(help = "say which with `--jurisdiction`", "regimes of several jurisdictions take facts from a table `{table}`"))
        }
        (None, _) => {
            let known: Vec<String> = all.iter().map(|used| format!("`{}` of {}", used.table, used.jurisdiction)).collect();
            let help = if known.is_empty() {
                "no regime names a table: write one under `facts` of the regime first".to_owned()
            } else {
                format!("the regimes name {}", known.join(", "))
            };
            Err(miette!(help = help, "no regime takes facts from a table `{table}`"))
        }
    }
}

async fn list(permits: &Permits, format: Format) -> Result<Ended> {
    let tables = permits.fact_tables().await.into_diagnostic()?;
    let used = permits.tables_in_use();
    let is_there = |used: &TableUse| tables.iter().any(|table| table.table == used.table && table.jurisdiction == used.jurisdiction);
    let missing: Vec<&TableUse> = used.iter().filter(|used| !is_there(used)).collect();
    let value = json!({
        "tables": tables.iter().map(table_json).collect::<Vec<_>>(),
        "missing": missing.iter().map(|used| json!({ "jurisdiction": used.jurisdiction, "table": used.table, "attributes": used.attributes, "when_missing": used.when_missing })).collect::<Vec<_>>(),
    });
    print::result(format, &value, || {
        let mut lines: Vec<String> = tables.iter().map(table_line).collect();
        lines.extend(missing.iter().map(|used| {
            let then = match used.when_missing {
                WhenDown::Refer => "applications that need it are referred to a human",
                WhenDown::Proceed => "applications are decided as if nothing were known",
            };
            format!("{}  {}  not imported: {then}", used.jurisdiction, used.table)
        }));
        if lines.is_empty() {
            lines.push("no table is imported, and no regime names one".to_owned());
        }
        lines.join("\n")
    })?;
    Ok(Ended::Well)
}

async fn drop(table: &TableName, jurisdiction: Option<&Jurisdiction>, permits: &Permits, format: Format) -> Result<Ended> {
    let tables = permits.fact_tables().await.into_diagnostic()?;
    let found: Vec<&FactTable> =
        tables.iter().filter(|known| known.table == *table && jurisdiction.is_none_or(|asked| known.jurisdiction == *asked)).collect();
    let [only] = found.as_slice() else {
        return Err(match found.len() {
            0 => miette!(help = "list them with `exeat facts list`", "there is no table `{table}`"),
            _ => miette!(help = "say which with `--jurisdiction`", "several jurisdictions have a table `{table}`"),
        });
    };
    permits.drop_facts(&only.jurisdiction, &only.table).await.into_diagnostic()?;
    print::result(format, &json!({ "dropped": table_json(only) }), || format!("dropped: {}", table_line(only)))?;
    Ok(Ended::Well)
}

fn table_json(table: &FactTable) -> Value {
    json!({
        "jurisdiction": table.jurisdiction,
        "table": table.table,
        "version": table.version,
        "attributes": table.attributes,
        "rows": table.rows,
        "persons": table.persons,
        "file": table.file,
        "sha256": table.digest,
        "imported_at": table.imported_at,
    })
}

fn table_line(table: &FactTable) -> String {
    let attributes: Vec<&str> = table.attributes.iter().map(domain::AttributeName::as_str).collect();
    format!(
        "{}  {}  version {}, {} rows, {} persons, {}; imported {} from {} (sha-256 {})",
        table.jurisdiction,
        table.table,
        table.version,
        table.rows,
        table.persons,
        attributes.join(" "),
        table.imported_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        table.file,
        table.digest
    )
}

fn described(wanted: &TableUse, report: &Report, seconds: f64) -> Value {
    json!({
        "jurisdiction": wanted.jurisdiction,
        "table": wanted.table,
        "good": report.good,
        "bad": report.bad,
        "first": report.first.iter().map(|bad| json!({
            report.unit: bad.line,
            "column": bad.column.as_ref().map(|column| column.number),
            "name": bad.column.as_ref().map(|column| &column.name),
            "problem": bad.problem.to_string(),
        })).collect::<Vec<_>>(),
        "attributes": report.attributes,
        "left_out": report.left_out,
        "seconds": seconds,
        "imported": report.imported.as_ref().map(|imported| table_json(&imported.table)),
        "before": report.imported.as_ref().and_then(|imported| imported.before.as_ref()).map(table_json),
    })
}

fn told(asked: &FactsImport, wanted: &TableUse, report: &Report, seconds: f64) -> String {
    let file = asked.file.display();
    let mut lines = vec![format!("`{file}`: {} rows can be taken, {} can't", report.good, report.bad)];
    lines.extend(report.first.iter().map(|bad| format!("  {}", placed(report.unit, bad))));
    let more = report.bad - report.first.len() as u64;
    if more > 0 {
        let hint = if asked.errors.is_none() { "; `--errors FILE` writes all of them" } else { "" };
        lines.push(format!("  and {more} more{hint}"));
    }
    if !report.left_out.is_empty() {
        lines.push(format!("left out, because no regime asks for it: {}", report.left_out.join(", ")));
    }
    match &report.imported {
        Some(imported) => {
            let before = imported.before.as_ref().map(|before| format!("; before: {} rows, {} persons", before.rows, before.persons));
            let speed = (report.good + report.bad) as f64 / seconds.max(0.001);
            lines.push(format!("{}{}", table_line(&imported.table), before.unwrap_or_default()));
            lines.push(format!("{seconds:.1} s, {speed:.0} rows/s"));
        }
        None if asked.dry_run => lines.push("nothing was changed, as asked".to_owned()),
        None => lines.push(format!("nothing was changed: `{}` is as it was. `--skip-bad` takes the good rows", wanted.table)),
    }
    lines.join("\n")
}

fn placed(unit: &str, bad: &BadRow) -> String {
    match &bad.column {
        Some(column) => format!("{unit} {}, column {} (`{}`): {}", bad.line, column.number, column.name, bad.problem),
        None => format!("{unit} {}: {}", bad.line, bad.problem),
    }
}

/// Every bad row, as a table of its own.
struct Errors {
    file: BufWriter<File>,
    failed: Option<std::io::Error>,
}

impl Errors {
    fn create(path: &Path) -> Result<Self> {
        let file = File::create(path).into_diagnostic().wrap_err_with(|| format!("`{}` cannot be written", path.display()))?;
        let mut file = BufWriter::new(file);
        writeln!(file, "line,column,name,problem").into_diagnostic()?;
        Ok(Self { file, failed: None })
    }

    fn add(&mut self, bad: &BadRow) {
        let (number, name) = bad.column.as_ref().map_or((String::new(), ""), |column| (column.number.to_string(), column.name.as_str()));
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let written = writeln!(self.file, "{},{number},{},{}", bad.line, quoted(name), quoted(&bad.problem.to_string()));
        self.failed = self.failed.take().or(written.err());
    }

    fn finish(mut self) -> Result<()> {
        let written = self.failed.take().map_or_else(|| self.file.flush(), Err);
        written.into_diagnostic().wrap_err("the bad rows could not all be written")
    }
}

/// A progress bar, for whoever looks.
struct Bar {
    bar: ProgressBar,
    storing: bool,
}

impl Bar {
    fn new(format: Format) -> Self {
        let bar = if format == Format::Human { ProgressBar::no_length() } else { ProgressBar::hidden() };
        Self { bar: styled(bar, "{msg} {wide_bar} {bytes} of {total_bytes}, {eta} left", "reading"), storing: false }
    }

    fn show(&mut self, step: Step) {
        let (done, of) = match step {
            Step::Reading(done, of) => (done, of),
            Step::Storing(done, of) => {
                if !self.storing {
                    self.storing = true;
                    self.bar.reset();
                    self.bar = styled(self.bar.clone(), "{msg} {wide_bar} {human_pos} of {human_len}, {eta} left", "storing");
                }
                (done, of)
            }
        };
        self.bar.set_length(of);
        self.bar.set_position(done);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str, message: &'static str) -> ProgressBar {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.with_message(message)
}
