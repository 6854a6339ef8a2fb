//! `exeat permit`: show, extend, carry over.

use domain::{Instant, PermitCode, Secret};
use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic, Result, miette};
use permits::{Change, ExtensionForm, Permit};
use serde_json::{Value, json};

use crate::{
    cli::{Format, PermitCommand},
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// Does what is asked of permits.
pub async fn run(command: &PermitCommand, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    match command {
        PermitCommand::Show { code } => show(&host, *code, format).await,
        PermitCommand::Extend { code, until, document, by, at } => {
            let form = ExtensionForm { code: *code, until: *until, document: Secret::new(document.as_str()), by: *by };
            extend(&host, &form, at.unwrap_or_else(Instant::now), format).await
        }
        PermitCommand::CarryOver { at } => carry_over(&host, at.unwrap_or_else(Instant::now), format).await,
    }
}

async fn show(host: &Host, code: PermitCode, format: Format) -> Result<Ended> {
    let found = host.permits.permit_history(code).await.into_diagnostic()?;
    let found =
        found.ok_or_else(|| miette!(help = "compare it letter by letter with the one that is shown", "no permit has the code `{code}`"))?;
    let Permit { purpose, regimes, validity, territory, granted_at, revoked_at, .. } = &found.permit;
    let value = json!({
        "code": code,
        "purpose": purpose,
        "regimes": regimes,
        "place": territory,
        "validity": validity,
        "granted_at": granted_at,
        "revoked_at": revoked_at,
        "changes": found.changes.iter().map(change).collect::<Vec<_>>(),
    });
    print::result(format, &value, || {
        let regimes = regimes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let mut lines = vec![format!("{code}  {purpose} under {regimes}"), format!("  {}", validity.interval)];
        lines.push(format!("  {granted_at}  granted"));
        lines.extend(found.changes.iter().map(|change| {
            let by = change.cite.as_ref().map(|cite| format!(" ({cite})")).unwrap_or_default();
            let moved =
                if change.new_end == change.old_end { String::new() } else { format!(" from {} to {}", change.old_end, change.new_end) };
            let shown = change.document.as_ref().map(|document| format!(": {}", document.reveal())).unwrap_or_default();
            format!("  {}  {} by {}{moved}{by}{shown}", change.at, change.kind, change.by)
        }));
        lines.join("\n")
    })?;
    Ok(Ended::Well)
}

fn change(change: &Change) -> Value {
    json!({
        "at": change.at,
        "kind": change.kind,
        "old_end": change.old_end,
        "new_end": change.new_end,
        "by": change.by,
        "document": change.document.as_ref().map(Secret::reveal),
        "regime": change.regime,
        "cite": change.cite,
    })
}

async fn extend(host: &Host, form: &ExtensionForm, at: Instant, format: Format) -> Result<Ended> {
    let extended = host.permits.extend(form, at).await.into_diagnostic()?;
    let value = json!({ "validity": extended.permit.validity, "change": change(&extended.change), "again": extended.again });
    print::result(format, &value, || {
        let again = if extended.again { " (recorded before)" } else { "" };
        format!("{}: valid until {}, before until {}{again}", form.code, extended.change.new_end, extended.change.old_end)
    })?;
    Ok(Ended::Well)
}

async fn carry_over(host: &Host, at: Instant, format: Format) -> Result<Ended> {
    let bar = ProgressBar::new(host.permits.to_carry_over(at).await.into_diagnostic()?);
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} permits, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let done = host.permits.carry_over(at, |permits| bar.inc(permits)).await.into_diagnostic()?;
    bar.finish_and_clear();
    let value: Vec<Value> =
        done.iter().map(|done| json!({ "regime": done.regime, "from": done.from, "until": done.until, "permits": done.permits })).collect();
    print::result(format, &value, || {
        let line =
            |done: &permits::CarriedOver| format!("{}: {} permits of {} go on until {}", done.regime, done.permits, done.from, done.until);
        if done.is_empty() {
            "no regime that has begun takes permits over".to_owned()
        } else {
            done.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    })?;
    Ok(Ended::Well)
}
