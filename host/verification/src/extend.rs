//! `/api/v1/permits/extend`: an officer was shown a document on which a permit goes on.

use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use domain::{Instant, PermitCode, RegimeId, Secret};
use permits::{Environment, ExtendError, Extended, ExtensionForm};
use regime::ExtensionBy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::UtoipaMethodRouter, routes};
use web::{Key, Peer, Problem, Speaks, Words, key};

use crate::{Desk, api::ProblemDocument};

/// What was shown, and until when the permit goes on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Request {
    /// The code of the permit. Case, spaces and dashes do not count.
    #[schema(example = "ABCD-2345")]
    code: String,
    /// The first instant at which the permit is no longer good.
    #[schema(value_type = String, format = DateTime)]
    until: String,
    /// The document that was shown, such as its kind and number. Stored encrypted.
    #[schema(example = "certificate 17 of the clinic")]
    document: String,
}

/// The permit as it stands.
#[derive(Serialize, ToSchema)]
struct ExtensionAnswer {
    /// Its end before.
    #[schema(value_type = String, format = DateTime)]
    old_end: Instant,
    /// Its end from now on.
    #[schema(value_type = String, format = DateTime)]
    valid_until: Instant,
    /// The source of the rule, as the regime names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "decree")]
    cite: Option<String>,
    /// Whether the same had been recorded before: then nothing changed.
    again: bool,
}

pub(crate) fn routes() -> UtoipaMethodRouter<Desk> {
    routes!(extend)
}

/// Move the end of a permit on, because a document was shown. The same request again changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/permits/extend",
    operation_id = "extend",
    request_body = Request,
    security(("token" = []), ()),
    responses(
        (status = 200, description = "The permit goes on.", body = ExtensionAnswer),
        (status = 400, description = "The request cannot be read.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 401, description = "A token is needed.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "The permit does not go on; the field says why.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests; `Retry-After` says when to go on.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 500, description = "The host failed.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "The host is busy; `Retry-After` says when to ask again.", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
async fn extend(
    State(desk): State<Desk>,
    speaks: Speaks,
    peer: Peer,
    request: Result<Json<Request>, JsonRejection>,
) -> Result<Json<ExtensionAnswer>, Problem> {
    let Json(request) = request.map_err(|_| Problem::unreadable())?;
    let now = desk.admit(peer)?;
    let form = read(&request)?;
    match desk.permits.extend(&form, now).await {
        Ok(Extended { change, again, .. }) => Ok(Json(ExtensionAnswer {
            old_end: change.old_end,
            valid_until: change.new_end,
            cite: change.cite.map(|cite| cite.to_string()),
            again,
        })),
        Err(error) => Err(problem(&error, &desk.permits.environment(), &speaks)),
    }
}

fn read(request: &Request) -> Result<ExtensionForm, Problem> {
    let mut wrong = Vec::new();
    let code = request.code.parse::<PermitCode>();
    if code.is_err() {
        wrong.push(("/code".to_owned(), key("check-code-wrong")));
    }
    let until = request.until.parse::<Instant>();
    if until.is_err() {
        wrong.push(("/until".to_owned(), key("extend-until-wrong")));
    }
    match (code, until) {
        (Ok(code), Ok(until)) => {
            Ok(ExtensionForm { code, until, document: Secret::new(request.document.as_str()), by: ExtensionBy::Officer })
        }
        _ => Err(Problem::invalid(wrong)),
    }
}

/// What the reader is told, with times as the regime's clocks show them.
fn problem(error: &ExtendError, environment: &Environment, speaks: &Speaks) -> Problem {
    let invalid = |pointer: &str, text: Key| Problem::invalid(vec![(pointer.to_owned(), text)]);
    let moment = |at: Instant, regime: &RegimeId| {
        let regime = environment.regimes().get(regime);
        let words = regime.map(|regime| Words::new(environment.catalogues(), environment.territories(), regime, speaks.language));
        words.map_or_else(|| at.to_string(), |words| words.moment(at))
    };
    match error {
        ExtendError::Unknown(_) => invalid("/code", key("extend-code-unknown")),
        ExtendError::Revoked { .. } => invalid("/code", key("extend-revoked")),
        ExtendError::NotInForce(_) => invalid("/code", key("extend-not-in-force")),
        ExtendError::NotForPurpose { .. } => invalid("/code", key("extend-not-for-purpose")),
        ExtendError::NotBy { .. } => invalid("/code", key("extend-not-by")),
        ExtendError::NoDocument(_) => invalid("/document", key("extend-document-missing")),
        ExtendError::NotLater { end, regime, .. } => invalid("/until", key("extend-not-later")).with("end", moment(*end, regime)),
        ExtendError::Over(_) => invalid("/until", key("extend-over")),
        ExtendError::TooLate { latest, regime, .. } => invalid("/until", key("extend-too-late")).with("latest", moment(*latest, regime)),
        ExtendError::Failed(error) => crate::failed(error),
        other => Problem::internal(other),
    }
}
