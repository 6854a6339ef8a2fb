//! `exeat replay`: stored decisions, made again.

use miette::{IntoDiagnostic, Result};
use permits::{DecisionId, Replay};
use serde_json::json;

use crate::{
    cli::Format,
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// How many decisions are read at a time.
const PAGE: u32 = 500;

/// Makes one decision again, or all of them.
pub async fn run(decision: Option<&str>, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    match decision {
        Some(id) => one(&host, id.parse().into_diagnostic()?, format).await,
        None => all(&host, format).await,
    }
}

async fn one(host: &Host, id: DecisionId, format: Format) -> Result<Ended> {
    let replay = host.permits.replay(id).await.into_diagnostic()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let value = json!({ "decision": id, "same": replay.is_same(), "stored": text(&replay.stored), "again": text(&replay.again) });
    print::result(format, &value, || {
        if replay.is_same() {
            format!("{id}: the same {} bytes\n{}", replay.stored.len(), text(&replay.stored))
        } else {
            format!("{id}: different\nstored: {}\nagain:  {}", text(&replay.stored), text(&replay.again))
        }
    })?;
    Ok(ended(replay.is_same()))
}

async fn all(host: &Host, format: Format) -> Result<Ended> {
    let (mut same, mut different, mut failed) = (0u64, Vec::new(), Vec::new());
    let mut before = None;
    loop {
        let page = host.permits.decisions(before, PAGE).await.into_diagnostic()?;
        let Some(last) = page.last() else { break };
        before = Some(*last);
        for id in page {
            match host.permits.replay(id).await.as_ref().map(Replay::is_same) {
                Ok(true) => same += 1,
                Ok(false) => different.push(id),
                Err(error) => failed.push((id, error.to_string())),
            }
        }
    }
    let value = json!({
        "same": same,
        "different": different.len(),
        "not_replayed": failed.len(),
        "decisions": { "different": different, "not_replayed": failed.iter().map(|(id, why)| json!({ "decision": id, "why": why })).collect::<Vec<_>>() },
    });
    print::result(format, &value, || {
        let mut lines = vec![format!("{same} the same, {} different, {} not replayed", different.len(), failed.len())];
        lines.extend(different.iter().map(|id| format!("  {id}: different")));
        lines.extend(failed.iter().map(|(id, why)| format!("  {id}: {why}")));
        lines.join("\n")
    })?;
    Ok(ended(different.is_empty() && failed.is_empty()))
}

fn ended(same: bool) -> Ended {
    if same { Ended::Well } else { Ended::Wrong }
}
