//! One file for each command: what it asks of the host, and what it prints.

pub mod alarms;
pub mod authoring;
pub mod bench;
pub mod decide;
pub mod facts;
pub mod locale;
pub mod messages;
pub mod permit;
pub mod plugin;
pub mod regime;
pub mod reload;
pub mod replay;
pub mod shadow;
pub mod sms;
pub mod verify;

use miette::{IntoDiagnostic, Result, WrapErr};
use reqwest::StatusCode;
use serde::Serialize;

use crate::{config::Config, reload::HEADER};

/// Where the host serves that is asked for something.
fn url_of(host: Option<&str>, config: &Config) -> String {
    match host {
        Some(url) => url.trim_end_matches('/').to_owned(),
        // A host that listens everywhere listens here.
        None => format!("http://{}", config.listen.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:")),
    }
}

/// What a host that serves answers.
async fn asked(url: &str, what: &str, told: &impl Serialize) -> Result<(StatusCode, String)> {
    // What is asked of this machine is nothing for a proxy.
    let client = reqwest::Client::builder().no_proxy().build().into_diagnostic()?;
    let asked = client.post(format!("{url}/{what}")).header(HEADER, "1").json(told).send().await;
    let answer = asked.into_diagnostic().wrap_err_with(|| format!("no host answers at {url}"))?;
    Ok((answer.status(), answer.text().await.into_diagnostic()?))
}
