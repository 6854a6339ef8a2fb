//! What went wrong, in words that say what to do: a page for a person, `application/problem+json` (RFC 9457) for a program.
//!
//! A handler returns a [`Problem`]; the words are put in where the reader's language is known, in [`crate::shell`].

use std::{fmt, hash::BuildHasher};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Language;
use serde::Serialize;

use crate::texts::{Key, Texts, key};

/// Seconds after which a busy host is worth another try.
const WORTH_RETRYING: u64 = 5;

/// An error as its reader will see it. Its code is stable; its words are in the locale files.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: Key,
    help: Key,
    arguments: Vec<(&'static str, String)>,
    fields: Vec<(String, Key)>,
    retry_after: Option<u64>,
}

impl Problem {
    const fn new(status: StatusCode, code: &'static str, title: Key, help: Key) -> Self {
        Self { status, code, title, help, arguments: Vec::new(), fields: Vec::new(), retry_after: None }
    }

    /// Nothing stands at this address.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", key("problem-not-found"), key("problem-not-found-help"))
    }

    /// The address is there, but not for this method.
    #[must_use]
    pub const fn wrong_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", key("problem-wrong-method"), key("problem-wrong-method-help"))
    }

    /// The request was started by a page of somebody else.
    #[must_use]
    pub const fn cross_site() -> Self {
        Self::new(StatusCode::FORBIDDEN, "cross-site", key("problem-cross-site"), key("problem-cross-site-help"))
    }

    /// The body is larger than any form here.
    #[must_use]
    pub const fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", key("problem-too-large"), key("problem-too-large-help"))
    }

    /// The request took too long to arrive or to answer.
    #[must_use]
    pub const fn too_slow() -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "too-slow", key("problem-too-slow"), key("problem-too-slow-help"))
    }

    /// The body or the parameters cannot be read at all.
    #[must_use]
    pub const fn unreadable() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unreadable", key("problem-unreadable"), key("problem-unreadable-help"))
    }

    /// A value cannot be what its field asks for. `fields` names each by its JSON pointer, with the text that says what is
    /// wrong with it.
    #[must_use]
    pub fn invalid(fields: Vec<(String, Key)>) -> Self {
        let problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", key("problem-invalid"), key("problem-invalid-help"));
        Self { fields, ..problem }
    }

    /// The same, with a value that its texts name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// A token is needed and none, or a wrong one, came.
    #[must_use]
    pub const fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in", key("problem-not-signed-in"), key("problem-not-signed-in-help"))
    }

    /// The peer asked too often; worth another try after so many seconds.
    #[must_use]
    pub fn too_many(seconds: u64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", key("problem-too-many"), key("problem-too-many-help"));
        Self { arguments: vec![("seconds", seconds.to_string())], retry_after: Some(seconds), ..problem }
    }

    /// Something failed that is not the reader's fault. The cause goes to the log together with a reference that the page
    /// shows; the reader sees no more of it.
    #[must_use]
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        // A reference needs to be unlike others, not secret: the seed of a hash map is.
        let reference = format!("{:08x}", std::hash::RandomState::new().hash_one(()) as u32);
        tracing::error!(%reference, %cause, "a request failed");
        let problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", key("problem-internal"), key("problem-internal-help"));
        Self { arguments: vec![("reference", reference)], ..problem }
    }

    /// The host cannot answer at this moment, but soon can. Nothing was changed, so that sending again is safe.
    #[must_use]
    pub fn unavailable(cause: &dyn fmt::Display) -> Self {
        tracing::warn!(%cause, "a request could not be answered now");
        let problem =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", key("problem-unavailable"), key("problem-unavailable-help"));
        Self { retry_after: Some(WORTH_RETRYING), ..problem }
    }

    /// The problem that a bare status stands for: answers of the router and the layers have no words of their own.
    pub(crate) fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::not_found()),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::wrong_method()),
            StatusCode::FORBIDDEN => Some(Self::cross_site()),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::too_large()),
            StatusCode::REQUEST_TIMEOUT => Some(Self::too_slow()),
            StatusCode::UNAUTHORIZED => Some(Self::not_signed_in()),
            status if status.is_client_error() => Some(Self { status, ..Self::unreadable() }),
            status if status.is_server_error() => Some(Self::internal(&status)),
            _ => None,
        }
    }

    /// The status that it is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) fn title(&self) -> Key {
        self.title
    }

    pub(crate) fn help(&self, texts: &Texts, language: Language) -> String {
        texts.get(language, self.help, &self.arguments())
    }

    fn arguments(&self) -> Vec<(&str, &str)> {
        self.arguments.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// The answer for a program.
    pub(crate) fn to_json(&self, texts: &Texts, language: Language) -> Response {
        let body = Body {
            kind: "about:blank",
            title: texts.get(language, self.title, &[]),
            status: self.status.as_u16(),
            detail: self.help(texts, language),
            code: self.code,
            errors: self
                .fields
                .iter()
                .map(|(pointer, detail)| FieldError {
                    pointer,
                    code: detail.as_str(),
                    detail: texts.get(language, *detail, &self.arguments()),
                })
                .collect(),
        };
        let text = serde_json::to_string(&body).unwrap_or_default();
        (self.status, [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))], text).into_response()
    }

    /// The headers that go with it, whoever reads it.
    pub(crate) fn mark(&self, response: &mut Response) {
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"exeat\""));
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    detail: String,
    code: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError<'a>>,
}

#[derive(Serialize)]
struct FieldError<'a> {
    pointer: &'a str,
    code: &'static str,
    detail: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
