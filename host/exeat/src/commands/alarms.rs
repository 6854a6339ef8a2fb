//! `exeat alarms`: purposes whose share has jumped.

use domain::Instant;
use miette::{IntoDiagnostic, Result};
use serde_json::{Value, json};

use crate::{
    cli::Format,
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// Shows the alarms that stand.
pub async fn run(at: Option<Instant>, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    let alarms = host.permits.alarms(at.unwrap_or_else(Instant::now)).await.into_diagnostic()?;
    let value: Vec<Value> = alarms
        .iter()
        .map(|alarm| {
            json!({
                "regime": alarm.regime,
                "purpose": alarm.purpose,
                "share": alarm.share,
                "share_before": alarm.share_before,
                "granted": alarm.granted,
                "within": alarm.within,
            })
        })
        .collect();
    print::result(format, &value, || {
        let line = |alarm: &permits::RaisedAlarm| {
            let permits::RaisedAlarm { regime, purpose, share, share_before, granted, within } = alarm;
            format!("{regime}  {purpose}: {share} % of {granted} granted within {within}, {share_before} % in the 24 hours before")
        };
        if alarms.is_empty() { "no alarm stands".to_owned() } else { alarms.iter().map(line).collect::<Vec<_>>().join("\n") }
    })?;
    Ok(if alarms.is_empty() { Ended::Well } else { Ended::Refused })
}
