//! What stands in the bodies of requests, either way.

use axum::{
    Form,
    body::Body,
    extract::FromRequest,
    http::{Request, header::CONTENT_TYPE},
};

/// What a gateway calls the parts of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNames {
    /// Its own number for the message.
    pub id: String,
    /// Who sends.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// The words.
    pub text: String,
}

impl FieldNames {
    /// `id`, `from`, `to`, `text`.
    #[must_use]
    pub fn own() -> Self {
        Self::new("id", "from", "to", "text")
    }

    /// `MessageSid`, `From`, `To`, `Body`.
    #[must_use]
    pub fn twilio() -> Self {
        Self::new("MessageSid", "From", "To", "Body")
    }

    /// Other names.
    #[must_use]
    pub fn new(id: &str, from: &str, to: &str, text: &str) -> Self {
        let [id, from, to, text] = [id, from, to, text].map(str::to_owned);
        Self { id, from, to, text }
    }
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// `application/json`: an object of texts.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Neither JSON nor a form.
    MediaType,
    /// Not what it says that it is.
    Malformed,
}

/// The fields of a body, in its order.
pub(super) async fn fields(content_type: &str, body: axum::body::Bytes) -> Result<Vec<(String, String)>, Unread> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => {
            let request = Request::post("/")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body))
                .map_err(|_| Unread::Malformed)?;
            Form::<Vec<(String, String)>>::from_request(request, &()).await.map(|Form(fields)| fields).map_err(|_| Unread::Malformed)
        }
        "application/json" => {
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&body).map_err(|_| Unread::Malformed)?;
            let text = |value| match value {
                serde_json::Value::String(text) => Some(text),
                serde_json::Value::Number(number) => Some(number.to_string()),
                _ => None,
            };
            Ok(object.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect())
        }
        _ => Err(Unread::MediaType),
    }
}
