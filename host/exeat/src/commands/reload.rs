//! `exeat reload`.

use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::{
    cli::Format,
    config::Config,
    print::{self, Ended},
    reload::{HEADER, Reloaded},
};

/// Asks the host that serves, and says what became of it.
pub async fn run(host: Option<&str>, config: &Config, format: Format) -> Result<Ended> {
    let url = match host {
        Some(url) => url.trim_end_matches('/').to_owned(),
        // A host that listens everywhere listens here.
        None => format!("http://{}", config.listen.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:")),
    };
    // What is asked of this machine is nothing for a proxy.
    let client = reqwest::Client::builder().no_proxy().build().into_diagnostic()?;
    let asked = client.post(format!("{url}/reload")).header(HEADER, "1").send().await;
    let answer = asked.into_diagnostic().wrap_err_with(|| format!("no host answers at {url}"))?;
    let status = answer.status();
    let body = answer.text().await.into_diagnostic()?;
    let reloaded: Reloaded = serde_json::from_str(&body).map_err(|_| {
        let help = "a host with `checks.token_always` takes SIGHUP alone, because behind a proxy everybody comes from its own machine";
        miette!(help = help, "{url} answered {status}: {}", body.trim())
    })?;
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
