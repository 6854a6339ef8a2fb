//! `exeat sms`: messages, answered as the console gateway answers them.

use domain::{Instant, Secret};
use miette::{IntoDiagnostic, Result};
use serde_json::json;
use sms::{Inbound, gateway::console};

use crate::{
    cli::{Format, Sms},
    config::Config,
    host::{self, Host},
    print::{self, Ended},
};

/// Answers one message, or line after line.
pub async fn run(asked: &Sms, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    let (Some(text), Some(from), Some(to)) = (&asked.text, &asked.from, &asked.to) else {
        let lines = tokio::io::BufReader::new(tokio::io::stdin());
        console::run(&host.messages, lines, tokio::io::stdout(), host::clock(asked.at)).await.into_diagnostic()?;
        return Ok(Ended::Well);
    };
    let at = asked.at.unwrap_or_else(Instant::now);
    // Whoever runs the command again means another message, unless they say that it is the same.
    let id = asked.id.clone().unwrap_or_else(|| format!("{:016x}", host::random()()));
    let message = Inbound { source: console::SOURCE.to_owned(), id: Some(id), from: from.clone(), to: to.clone(), text: Secret::new(text) };
    let received = host.messages.receive(message, at).await.into_diagnostic()?;
    let reply = received.reply.as_ref();
    let value = json!({
        "outcome": received.outcome,
        "rejected": received.rejected.map(|kind| kind.as_str()),
        "repeated": received.repeated,
        "reply": reply.map(|reply| reply.text.reveal()),
        "language": reply.and_then(|reply| reply.language),
        "segments": reply.map(|reply| reply.segments),
        "held_until": reply.and_then(|reply| reply.held_until),
    });
    print::result(format, &value, || reply.map(|reply| reply.text.reveal().to_owned()).unwrap_or_default())?;
    // Whoever runs the command sees a reply at once that a regime has held back; it stays in the queue until it is due.
    if let Some(reply) = reply.filter(|reply| reply.held_until.is_none()) {
        host.messages.carried(reply, at).await.into_diagnostic()?;
    }
    // A message that was not understood is no error of the host: the sender got an answer, and no permit.
    Ok(if received.rejected.is_some() { Ended::Refused } else { received.outcome.map_or(Ended::Well, Ended::from) })
}
