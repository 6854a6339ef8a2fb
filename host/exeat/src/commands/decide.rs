//! `exeat decide`: what would be decided, with nothing kept of it.

use domain::{Application, Instant, Scope};
use miette::{IntoDiagnostic, Result};
use serde_json::json;

use crate::{
    cli::{Decide, Format},
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// Decides and forgets.
pub async fn run(asked: &Decide, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    let application = Application {
        channel: asked.channel,
        scope: Scope::Place(asked.place.clone()),
        purpose: asked.purpose.clone(),
        identity: Some(asked.identity.clone()),
        phone: None,
        plate: asked.plate.clone(),
        start: asked.start,
    };
    let record = host.permits.consider(&application, asked.at.unwrap_or_else(Instant::now)).await.into_diagnostic()?;
    let value = json!({ "decision": record.decision, "request": record.request, "regimes": record.regimes });
    print::result(format, &value, || {
        let decision = &record.decision;
        let mut lines = vec![decision.outcome.to_string()];
        if let Some(validity) = &decision.validity {
            let daily = validity.daily.map(|window| format!(", each day {window}")).unwrap_or_default();
            lines.push(format!("  {}{daily}", validity.interval));
        }
        for reason in &decision.reasons {
            let params = serde_json::to_string(&reason.params).unwrap_or_default();
            lines.push(format!("  because {} {params}{}", reason.code, cited(reason.cite.as_ref())));
        }
        for step in &decision.trace {
            lines.push(format!("  {:<9} {} of {}{}", step.outcome.as_str(), step.rule, step.regime, cited(step.cite.as_ref())));
        }
        lines.join("\n")
    })?;
    Ok(record.decision.outcome.into())
}

fn cited(source: Option<&domain::SourceId>) -> String {
    source.map(|source| format!(" ({source})")).unwrap_or_default()
}
