//! `exeat messages`: what came in, and what became of the replies.

use domain::Instant;
use jiff::SignedDuration;
use miette::{IntoDiagnostic, Result, miette};
use permits::{MessageState, MessageView, ReplyView};
use serde_json::{Value, json};

use crate::{
    cli::{Format, Messages},
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// Shows messages.
pub async fn run(asked: &Messages, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    let at = asked.at.unwrap_or_else(Instant::now);
    if let Some(name) = asked.name {
        let found = host.permits.message(name, at).await.into_diagnostic()?;
        let message = found.ok_or_else(|| miette!("no message has the name `{name}`"))?;
        print::result(format, &whole(&message), || described(&message))?;
        return Ok(Ended::Well);
    }
    if asked.count {
        let since = at.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Instant::MIN);
        let counts = host.permits.message_counts(since).await.into_diagnostic()?;
        let value: serde_json::Map<String, Value> =
            counts.iter().map(|(state, count)| (state.as_str().to_owned(), Value::from(*count))).collect();
        print::result(format, &value, || {
            let lines: Vec<String> = counts.iter().map(|(state, count)| format!("{:<18} {count:>9}", state.as_str())).collect();
            if lines.is_empty() { "no message came in the last day".to_owned() } else { lines.join("\n") }
        })?;
        return Ok(Ended::Well);
    }
    let found = host.permits.messages(&asked.states, asked.before, at, asked.limit).await.into_diagnostic()?;
    print::result(format, &found.iter().map(whole).collect::<Vec<_>>(), || {
        if found.is_empty() {
            return "no such message".to_owned();
        }
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    Ok(Ended::Well)
}

fn line(message: &MessageView) -> String {
    let MessageView { name, state, source, at, effect, error, reply, .. } = message;
    let to = reply.as_ref().map(|reply| reply.to.masked()).unwrap_or_default();
    let doubt = reply.as_ref().filter(|reply| reply.doubtful > 0).map(|reply| format!(", {} times in doubt", reply.doubtful));
    let why = error.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
    let effect = effect.as_deref().unwrap_or("-");
    format!("{name}  {at:.3}  {:<18}  {source:<12} {to:<8} {effect}{}{why}", state.as_str(), doubt.unwrap_or_default())
}

fn described(message: &MessageView) -> String {
    let MessageView { name, state, source, at, message_id, effect, error, tries, reply } = message;
    let mut lines = vec![format!("{name}  {}", state.as_str()), format!("  {at}  from {source}")];
    lines.extend(message_id.as_ref().map(|id| format!("  identifier of the gateway  {id}")));
    match effect {
        Some(effect) => lines.push(format!("  {effect}")),
        None if *state == MessageState::Received => lines.push(format!("  tried {tries} times")),
        None => {}
    }
    lines.extend(error.as_ref().map(|error| format!("  {error}")));
    let Some(ReplyView { to, from, attempts, doubtful, next_at, expires_at, carrier, carrier_id, sent_at, delivered_at }) = reply else {
        return lines.join("\n");
    };
    lines.push(format!("  reply from {from} to {}, handed out {attempts} times, {doubtful} of them in doubt", to.masked()));
    lines.extend(next_at.map(|next| format!("  {next}  next")));
    lines.extend(sent_at.map(|sent| {
        let id = carrier_id.as_ref().map(|id| format!(" as {id}")).unwrap_or_default();
        format!("  {sent}  taken by {}{id}", carrier.as_deref().unwrap_or("-"))
    }));
    lines.extend(delivered_at.map(|delivered| format!("  {delivered}  delivered")));
    lines.extend(expires_at.map(|expires| format!("  {expires}  loses its point")));
    lines.join("\n")
}

fn whole(message: &MessageView) -> Value {
    let MessageView { name, state, source, at, message_id, effect, error, tries, reply } = message;
    json!({
        "name": name,
        "state": state.as_str(),
        "source": source,
        "at": at,
        "message_id": message_id,
        "effect": effect,
        "error": error,
        "tries": tries,
        "reply": reply.as_ref().map(|reply| json!({
            "to": reply.to.masked(),
            "from": reply.from,
            "attempts": reply.attempts,
            "doubtful": reply.doubtful,
            "next_at": reply.next_at,
            "expires_at": reply.expires_at,
            "carrier": reply.carrier,
            "carrier_id": reply.carrier_id,
            "sent_at": reply.sent_at,
            "delivered_at": reply.delivered_at,
        })),
    })
}
