//! `exeat shadow`.

use std::path::PathBuf;

use miette::{IntoDiagnostic, Result, WrapErr, miette};

use super::{asked, url_of};
use crate::{
    cli::{Format, ShadowCommand},
    config::{Candidate, Config},
    print::{self, Ended},
    shadowing::Said,
};

/// Asks the host that serves, and prints what it says.
pub async fn run(command: &ShadowCommand, candidate: Candidate, config: &Config, format: Format) -> Result<Ended> {
    let (of, (status, body)) = match command {
        ShadowCommand::Start(of) => {
            let url = url_of(of.host.as_deref(), config);
            let candidate = Candidate { plugins: whole(candidate.plugins)?, policies: whole(candidate.policies)? };
            if candidate == Candidate::default() {
                return Err(miette!("name with `--plugins` or `--policies` what is to decide beside what is in force"));
            }
            (of, asked(&url, "shadow/start", &candidate).await?)
        }
        ShadowCommand::Stop(of) => (of, asked(&url_of(of.host.as_deref(), config), "shadow/stop", &()).await?),
        ShadowCommand::Report(of) => (of, asked(&url_of(of.host.as_deref(), config), "shadow/report", &()).await?),
    };
    let url = url_of(of.host.as_deref(), config);
    let said: Said = serde_json::from_str(&body).map_err(|_| {
        let help = "a host with `checks.token_always` starts a shadow only from its configuration, because behind a proxy everybody comes from its own machine";
        miette!(help = help, "{url} answered {status}: {}", body.trim())
    })?;
    print::result(format, &said, || match &said {
        Said::Started { text, .. } => {
            format!(
                "begun, until `exeat shadow stop` or the end of the host; to begin with the host it stands in its configuration\n{text}"
            )
        }
        Said::Report { text, .. } | Said::Stopped { text, .. } => text.clone(),
        Said::Idle => "there is no shadow; `exeat shadow start` begins one".to_owned(),
        Said::Refused { why } => format!("not begun: {why}"),
    })?;
    Ok(match said {
        Said::Started { .. } | Said::Stopped { .. } => Ended::Well,
        Said::Report { same: true, .. } => Ended::Well,
        Said::Report { .. } | Said::Idle | Said::Refused { .. } => Ended::Wrong,
    })
}

/// As the host can find it, wherever it was started.
fn whole(path: Option<PathBuf>) -> Result<Option<PathBuf>> {
    let whole = |path: PathBuf| path.canonicalize().into_diagnostic().wrap_err_with(|| format!("there is no folder `{}`", path.display()));
    path.map(whole).transpose()
}
