//! `exeat reload`.

use miette::{Result, miette};

use crate::{
    cli::Format,
    config::Config,
    print::{self, Ended},
    reload::Reloaded,
};

/// Asks the host that serves, and says what became of it.
pub async fn run(host: Option<&str>, config: &Config, format: Format) -> Result<Ended> {
    let url = super::url_of(host, config);
    let (status, body) = super::asked(&url, "reload", &()).await?;
    let help = "a host with `checks.token_always` takes SIGHUP alone, because behind a proxy everybody comes from its own machine";
    let reloaded: Reloaded = serde_json::from_str(&body).map_err(|_| miette!(help = help, "{url} answered {status}: {}", body.trim()))?;
    print::result(format, &reloaded, || match &reloaded {
        Reloaded::Done { added, changed, removed, untested, cases } => {
            let line = |what: &str, ids: &[String]| ids.iter().map(|id| format!("\n  {what} {id}")).collect::<String>();
            format!(
                "reloaded, {cases} cases passed{}{}{}{}",
                line("added", added),
                line("changed", changed),
                line("removed", removed),
                line("no cases for", untested)
            )
        }
        Reloaded::Refused { why } => format!("not reloaded, the host goes on as it was\n{why}"),
    })?;
    Ok(if matches!(reloaded, Reloaded::Done { .. }) { Ended::Well } else { Ended::Wrong })
}
