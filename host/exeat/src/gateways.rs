//! The gateways of the configuration, as `sms` takes them.

use std::{collections::BTreeSet, time::Duration};

use ::smpp::client::OperatorState;
use domain::Secret as Hidden;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use permits::{Clock, Permits};
use sms::gateway::{
    Backoff,
    http::{Auth, BodyFormat, FieldNames, HttpGateway, ReplyMode, Sender, SenderOptions, Signature as Signed},
    smpp,
};
use tokio::sync::watch;

use crate::{
    config::{Body, Config, Gateway, Operator, Replies, Signature},
    host::{self, Host},
};

/// How old a signature may be, against those who send a message of yesterday again.
const TOLERANCE_SECONDS: u32 = 300;
/// How long a gateway may take to accept a reply. With a batch of four, all of them end within the minute of their lease.
const ACCEPTS_WITHIN: Duration = Duration::from_secs(12);
const BATCH: u32 = 4;
/// How soon a reply is seen by the queue's reader.
const IDLE: Duration = Duration::from_millis(200);

/// The doors that gateways bring messages to.
pub fn doors(gateways: &[Gateway]) -> Result<Vec<HttpGateway>> {
    gateways.iter().map(|gateway| door(gateway).wrap_err_with(|| format!("gateway `{}`", gateway.name))).collect()
}

fn door(gateway: &Gateway) -> Result<HttpGateway> {
    let key = Hidden::new(gateway.key.read()?);
    let (signature, fields) = match gateway.signature {
        Signature::Exeat => {
            let tolerance = domain::Duration::from_seconds(TOLERANCE_SECONDS).into_diagnostic()?;
            (Signed::Timestamped { secret: key, tolerance }, FieldNames::own())
        }
        Signature::Twilio => {
            let address = gateway
                .address
                .clone()
                .ok_or_else(|| miette!(help = "write `address: https://…`", "it signs its address, which is not given"))?;
            (Signed::Twilio { token: key, address }, FieldNames::twilio())
        }
    };
    let reply = if gateway.replies.is_some() { ReplyMode::Queue } else { ReplyMode::Inline };
    Ok(HttpGateway { name: gateway.name.clone(), signature, fields, reply })
}

/// Warns of gateways that would not carry what a regime has held back: they take replies in their answers only.
pub fn warn_of_held(gateways: &[Gateway], permits: &Permits) {
    let environment = permits.environment();
    let Some(holding) = environment.regimes().iter().find(|regime| regime.safeguards.reply_delay.is_some()) else { return };
    for gateway in gateways.iter().filter(|gateway| gateway.replies.is_none()) {
        let (gateway, regime) = (&gateway.name, &holding.id);
        tracing::warn!(%gateway, %regime, "the regime has replies held back, which a gateway without `replies` does not fetch");
    }
}

/// What binds to the operators, where there are any; their links are told as metrics and in the log.
pub fn operators(config: &Config, host: &Host, clock: &Clock) -> Result<Option<smpp::Gateway>> {
    if config.operators.is_empty() {
        return Ok(None);
    }
    let names: BTreeSet<&str> = config.operators.iter().map(|operator| operator.name.as_str()).collect();
    let taken = config.gateways.iter().any(|gateway| names.contains(gateway.name.as_str()));
    if taken || names.len() < config.operators.len() {
        return Err(miette!(help = "each is remembered by its name", "two operators or gateways of the configuration have the same name"));
    }
    let carriers = config.operators.iter().map(Operator::carrier).collect::<Result<Vec<_>>>()?;
    let gateway = smpp::Gateway::start(host.messages.clone(), carriers, clock.clone(), host::random()).into_diagnostic()?;
    for (operator, state) in gateway.states() {
        tokio::spawn(watch_links(operator, state));
    }
    Ok(Some(gateway))
}

/// Says when links are bound and lost.
async fn watch_links(operator: String, mut state: watch::Receiver<OperatorState>) {
    let mut before = OperatorState::default();
    loop {
        let now = state.borrow_and_update().clone();
        for (link, was) in now.links.iter().zip(before.links.iter().map(Some).chain(std::iter::repeat(None))) {
            let was_bound = was.is_some_and(|was| was.session.is_some());
            match (&link.session, &link.problem) {
                (Some(_), _) if !was_bound => tracing::info!(operator, address = link.address, kind = ?link.kind, "a link is bound"),
                (None, Some(problem)) if was.and_then(|was| was.problem.as_ref()) != Some(problem) => {
                    tracing::warn!(operator, address = link.address, kind = ?link.kind, problem, "a link is not bound");
                }
                _ => {}
            }
        }
        let bound = now.links.iter().filter(|link| link.session.is_some()).count();
        metrics::gauge!("exeat_smpp_links_bound", "operator" => operator.clone()).set(u32::try_from(bound).map_or(f64::MAX, f64::from));
        before = now;
        if state.changed().await.is_err() {
            return;
        }
    }
}

/// What takes replies from the queue to each gateway that has one.
pub fn senders(gateways: &[Gateway], permits: &Permits) -> Result<Vec<Sender>> {
    let with_queue = gateways.iter().filter_map(|gateway| Some((gateway, gateway.replies.as_ref()?)));
    with_queue.map(|(gateway, replies)| sender(gateway, replies, permits).wrap_err_with(|| format!("gateway `{}`", gateway.name))).collect()
}

fn sender(gateway: &Gateway, replies: &Replies, permits: &Permits) -> Result<Sender> {
    let auth = match (&replies.token, &replies.account) {
        (None, None) => Auth::None,
        (Some(token), None) => Auth::Bearer(Hidden::new(token.read()?)),
        (None, Some(account)) => Auth::Basic { user: account.user.clone(), password: Hidden::new(account.password.read()?) },
        (Some(_), Some(_)) => return Err(miette!(help = "keep one of them", "it has both a token and an account")),
    };
    let options = SenderOptions {
        source: gateway.name.clone(),
        url: replies.url.clone(),
        auth,
        fields: if gateway.signature == Signature::Twilio { FieldNames::twilio() } else { FieldNames::own() },
        body: match replies.body {
            Body::Json => BodyFormat::Json,
            Body::Form => BodyFormat::Form,
        },
        timeout: ACCEPTS_WITHIN,
        backoff: Backoff::default(),
        batch: BATCH,
        idle: IDLE,
    };
    Sender::new(permits.clone(), options, host::random()).into_diagnostic()
}
