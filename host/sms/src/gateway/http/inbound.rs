//! Messages in: one signed POST each. 200 is answered when everything is stored and not before; a gateway that tries again
//! gets the same answer again.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, OriginalUri, Path, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::post,
};
use domain::{Instant, Secret};
use permits::Clock;
use serde_json::json;

use super::{
    signature::{self, Signature},
    wire::{self, FieldNames, Unread},
};
use crate::{Inbound, Messages, Received, Reply};

/// A gateway that brings messages in.
#[derive(Debug, Clone)]
pub struct HttpGateway {
    /// Its name: the last part of its address here, and what stored messages remember it by.
    pub name: String,
    /// How it signs.
    pub signature: Signature,
    /// What it calls the parts of a message.
    pub fields: FieldNames,
    /// How it takes the reply.
    pub reply: ReplyMode,
}

/// How a gateway takes a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyMode {
    /// In the answer to its request. The queue does not deliver it again. Choose it for gateways that read the answer, where no
    /// regime has replies held back: one that is held back is given when the gateway brings the message again after that.
    Inline,
    /// By a request of ours, from the queue.
    Queue,
}

/// A message of ten segments, escaped as badly as can be, is smaller.
const BODY_LIMIT: usize = 16 * 1024;

struct Door {
    messages: Messages,
    gateways: HashMap<String, HttpGateway>,
    clock: Clock,
}

/// `POST /gateways/{name}` for each gateway.
pub fn router(messages: Messages, gateways: impl IntoIterator<Item = HttpGateway>, clock: Clock) -> Router {
    let gateways = gateways.into_iter().map(|gateway| (gateway.name.clone(), gateway)).collect();
    Router::new().route("/gateways/{name}", post(receive)).layer(DefaultBodyLimit::max(BODY_LIMIT)).with_state(Arc::new(Door {
        messages,
        gateways,
        clock,
    }))
}

/// What keeps a request from being a message. Says nothing that helps a forger, and nothing of what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turned {
    UnknownGateway,
    MediaType,
    Malformed,
    Unsigned,
    Number(&'static str),
    NotHandled,
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::UnknownGateway => (StatusCode::NOT_FOUND, "no gateway of this name is configured"),
            Self::MediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body must be JSON or a form"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "the body can't be read"),
            Self::Unsigned => (StatusCode::UNAUTHORIZED, "the signature is missing, wrong or too old"),
            Self::Number(why) => (StatusCode::UNPROCESSABLE_ENTITY, why),
            Self::NotHandled => (StatusCode::SERVICE_UNAVAILABLE, "the message was not stored: send it again"),
        };
        (status, Json(json!({ "error": error }))).into_response()
    }
}

async fn receive(
    State(door): State<Arc<Door>>,
    Path(name): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<serde_json::Value>, Turned> {
    let at = (door.clock)();
    let turned = |turned: Turned| {
        metrics::counter!("exeat_sms_gateway_turned_away_total", "gateway" => name.clone()).increment(1);
        tracing::warn!(gateway = %name, why = ?turned, "a request to a gateway was turned away");
        turned
    };
    let Some(gateway) = door.gateways.get(&name) else { return Err(Turned::UnknownGateway) };
    let fields = verified(&gateway.signature, uri.query(), &headers, body, at).await.map_err(turned)?;
    let message = message(gateway, fields).map_err(turned)?;
    let received = door.messages.receive(message, at).await.map_err(|error| {
        tracing::error!(gateway = %name, %error, "a message was not handled");
        Turned::NotHandled
    })?;
    if let Some(reply) = at_once(&received, gateway.reply)
        && let Err(error) = door.messages.carried(reply, at).await
    {
        tracing::warn!(gateway = %name, %error, "a reply that was given at once stays in the queue and may be given twice");
    }
    Ok(Json(answer(&received, gateway.reply)))
}

/// The fields of a body whose signature is the gateway's.
async fn verified(
    signature: &Signature,
    query: Option<&str>,
    headers: &HeaderMap,
    body: Bytes,
    at: Instant,
) -> Result<Vec<(String, String)>, Turned> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let read = |body| async move {
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        wire::fields(content_type, body)
            .await
            .map_err(|unread| if unread == Unread::MediaType { Turned::MediaType } else { Turned::Malformed })
    };
    match signature {
        Signature::Timestamped { secret, tolerance } => {
            let signed = signature::is_own(secret, *tolerance, header(signature::TIMESTAMP), &body, header(signature::SIGNATURE), at);
            if signed { read(body).await } else { Err(Turned::Unsigned) }
        }
        Signature::Twilio { token, address } => {
            let fields = read(body).await?;
            let url = query.map_or_else(|| address.clone(), |query| format!("{address}?{query}"));
            if signature::is_twilios(token, &url, &fields, header(signature::TWILIO)) { Ok(fields) } else { Err(Turned::Unsigned) }
        }
    }
}

fn message(gateway: &HttpGateway, fields: Vec<(String, String)>) -> Result<Inbound, Turned> {
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let names = &gateway.fields;
    let from = field(&names.from)
        .and_then(|from| from.parse().ok())
        .ok_or(Turned::Number("the sender must be a telephone number in international form"))?;
    let to = field(&names.to).and_then(|to| to.parse().ok()).ok_or(Turned::Number("the receiver must be a number of 3 to 15 digits"))?;
    let id = field(&names.id).map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned);
    Ok(Inbound { source: gateway.name.clone(), id, from, to, text: Secret::new(field(&names.text).unwrap_or_default()) })
}

/// The reply that goes into the answer: none for a gateway that takes it from the queue, and none that is held back.
fn at_once(received: &Received, mode: ReplyMode) -> Option<&Reply> {
    received.reply.as_ref().filter(|reply| mode == ReplyMode::Inline && reply.held_until.is_none())
}

fn answer(received: &Received, mode: ReplyMode) -> serde_json::Value {
    let reply = at_once(received, mode).map(|reply| {
        json!({
            "text": reply.text.reveal(),
            "from": reply.from.as_str(),
            "to": reply.to.as_str(),
            "encoding": reply.segments.encoding.as_str(),
            "segments": reply.segments.count,
        })
    });
    json!({ "received": true, "repeated": received.repeated, "reply": reply })
}
