//! `exeat bench`: load on a running host, from outside.

use bench::sms::{self, Progress};
use miette::{IntoDiagnostic, Result};

use crate::{
    cli::{BenchCommand, Format},
    print::{self, Ended},
};

/// Runs it until it is over.
pub async fn run(command: &BenchCommand, format: Format) -> Result<Ended> {
    let BenchCommand::Sms(asked) = command;
    let options = asked.options();
    if let Some(search) = asked.search() {
        let found = sms::find_max(&options, search, Progress::Bar).await.into_diagnostic()?;
        print::result(format, &found, || {
            let tries = found.tries.iter().map(|tried| {
                let kept = if tried.sustained { "kept up with" } else { "too much" };
                format!("  {:>8.0}/s  p99 {:>8.1} ms  {kept}", tried.rate, tried.p99_ms)
            });
            tries.chain([format!("{:.0} messages/s", found.rate)]).collect::<Vec<_>>().join("\n")
        })?;
        return Ok(Ended::Well);
    }
    let report = sms::run(&options, Progress::Bar).await.into_diagnostic()?;
    print::result(format, &report, || report.to_string())?;
    Ok(Ended::Well)
}
