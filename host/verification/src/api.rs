//! `/api/v1/check`, and the description of this and of [`crate::extend`] at `/api/openapi.json`.

use axum::{
    Json, Router,
    extract::{
        Query, State,
        rejection::{JsonRejection, QueryRejection},
    },
    routing::get,
};
use domain::{Instant, Language, Verdict};
use permits::Demand;
use regime::Titles;
use serde::Serialize;
use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{Peer, Problem, Speaks, Words};

use crate::{
    Desk, extend,
    question::{Question, Wrong},
};

/// The answer to a check.
#[derive(Serialize, ToSchema)]
struct Answer {
    /// The verdict.
    #[schema(value_type = VerdictName)]
    verdict: Verdict,
    /// The verdict in the language that `Accept-Language` asks for.
    #[schema(example = "Valid")]
    text: String,
    /// The instant of the check.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// The permit that the code names; absent with `unknown`, `wrong_holder` and `not_required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    permit: Option<PermitAnswer>,
    /// The end of the number of the holder's document; absent with the same verdicts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "•••••••567")]
    holder: Option<String>,
    /// The registration that the code names; absent with the same verdicts.
    #[serde(skip_serializing_if = "Option::is_none")]
    registration: Option<RegistrationAnswer>,
    /// Every regime that demands something where the person stands at this moment; without a place, where the permit or the
    /// registration is for.
    demands: Vec<DemandAnswer>,
}

/// What a regime demands of everybody there and then: a permit for one of its purposes, unless one of its exemptions holds.
#[derive(Serialize, ToSchema)]
struct DemandAnswer {
    /// Which regime.
    #[schema(example = "az/2020-12-14-tightened-quarantine")]
    regime: String,
    /// What it is called.
    title: String,
    /// The hours of its curfew; absent where it demands something at all hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "21:00-06:00")]
    curfew: Option<String>,
    /// Whether the permit that was checked meets it; absent where there is none that may be told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    satisfied: Option<bool>,
    /// What permits are given for.
    purposes: Vec<TitleAnswer>,
    /// Who needs none.
    exemptions: Vec<TitleAnswer>,
}

/// A purpose or an exemption.
#[derive(Serialize, ToSchema)]
struct TitleAnswer {
    /// Its name in the regime.
    #[schema(example = "summons")]
    name: String,
    /// What it is called.
    title: String,
    /// The document to carry, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    show: Option<String>,
}

/// What an officer learns.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes `domain::Verdict`, which knows nothing of OpenAPI; a test holds them together")]
enum VerdictName {
    /// Good here and now.
    Valid,
    /// Good later.
    NotYet,
    /// Good earlier.
    Expired,
    /// Good today, but not at this hour.
    OutsideHours,
    /// Taken back.
    Revoked,
    /// Good elsewhere.
    WrongPlace,
    /// Somebody else's.
    WrongHolder,
    /// Nothing is needed here and now.
    NotRequired,
    /// No such code, or none that may be told.
    Unknown,
}

/// What may be told of a permit.
#[derive(Serialize, ToSchema)]
struct PermitAnswer {
    /// The regime that it was granted under.
    #[schema(example = "az/2020-12-14-tightened-quarantine")]
    regime: String,
    /// What for, as the regime names it.
    #[schema(example = "medical")]
    purpose: String,
    /// What for, in words.
    purpose_title: String,
    /// Where it is good; wherever the regime rules when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The first instant at which it is good.
    #[schema(value_type = String, format = DateTime)]
    valid_from: Instant,
    /// The first instant at which it no longer is.
    #[schema(value_type = String, format = DateTime)]
    valid_until: Instant,
    /// The part of each local day that counts; all of it when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "21:00-06:00")]
    daily: Option<String>,
    /// Whose local days these are, as an IANA time zone.
    #[schema(example = "Asia/Baku")]
    time_zone: String,
    /// The vehicle, if one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "10AA123")]
    plate: Option<String>,
}

/// What may be told of a registration.
#[derive(Serialize, ToSchema)]
struct RegistrationAnswer {
    /// The declared place of stay.
    #[schema(example = "RU-TA.kazan")]
    place: String,
    /// Since when it is declared.
    #[schema(value_type = String, format = DateTime)]
    since: Instant,
}

/// A problem, as RFC 9457 has it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what `web::Problem` writes; a test holds them together")]
pub(crate) struct ProblemDocument {
    /// Always `about:blank`: `code` tells problems apart.
    #[schema(rename = "type")]
    kind: String,
    /// What is wrong, in the language that `Accept-Language` asks for.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What to do about it.
    detail: String,
    /// The stable name of the problem.
    #[schema(example = "invalid")]
    code: String,
    /// The fields that are wrong, where it is about fields.
    errors: Option<Vec<FieldProblem>>,
}

/// A field that is wrong.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what `web::Problem` writes; a test holds them together")]
struct FieldProblem {
    /// Which, as a JSON pointer into the request.
    #[schema(example = "/code")]
    pointer: String,
    /// The stable name of what is wrong.
    code: String,
    /// What is wrong, in words.
    detail: String,
}

#[derive(OpenApi)]
#[openapi(
    info(title = "exeat checks", description = "Whether a permit or registration code is good here and now, and moving the end of a permit on.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    components(schemas(VerdictName, ProblemDocument)),
    modifiers(&Bearer),
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token of the host's configuration. Requests from the host's own machine may need none."))
            .build();
        description.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The routes, and apart from them the description, which anybody may read.
pub(crate) fn routes(desk: Desk) -> (Router, Router) {
    let (routes, description) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(check_post, check_get))
        .routes(extend::routes())
        .split_for_parts();
    let description = Router::new().route("/api/openapi.json", get(move || std::future::ready(Json(description.clone()))));
    (routes.with_state(desk), description)
}

/// Check a code.
#[utoipa::path(
    post,
    path = "/api/v1/check",
    operation_id = "check",
    request_body = Question,
    security(("token" = []), ()),
    responses(
        (status = 200, description = "The verdict. A code that nobody has is a verdict too.", body = Answer),
        (status = 400, description = "The request cannot be read.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 401, description = "A token is needed.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot be what it should be.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many checks; `Retry-After` says when to go on.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 500, description = "The host failed.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "The host is busy; `Retry-After` says when to ask again.", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
async fn check_post(
    State(desk): State<Desk>,
    speaks: Speaks,
    peer: Peer,
    question: Result<Json<Question>, JsonRejection>,
) -> Result<Json<Answer>, Problem> {
    let Json(question) = question.map_err(|_| Problem::unreadable())?;
    desk.check(&speaks, peer, &question).await
}

/// Check a code that stands in the address. Addresses end in logs: prefer to post.
#[utoipa::path(
    get,
    path = "/api/v1/check",
    operation_id = "check_by_address",
    params(Question),
    security(("token" = []), ()),
    responses(
        (status = 200, description = "The verdict. A code that nobody has is a verdict too.", body = Answer),
        (status = 400, description = "The request cannot be read.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 401, description = "A token is needed.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot be what it should be.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many checks; `Retry-After` says when to go on.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 500, description = "The host failed.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "The host is busy; `Retry-After` says when to ask again.", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
async fn check_get(
    State(desk): State<Desk>,
    speaks: Speaks,
    peer: Peer,
    question: Result<Query<Question>, QueryRejection>,
) -> Result<Json<Answer>, Problem> {
    let Query(question) = question.map_err(|_| Problem::unreadable())?;
    desk.check(&speaks, peer, &question).await
}

impl Desk {
    async fn check(&self, speaks: &Speaks, peer: Peer, question: &Question) -> Result<Json<Answer>, Problem> {
        let now = self.admit(peer)?;
        let environment = self.permits.environment();
        let check = question.read(environment.territories()).map_err(problem)?;
        let checked = self.permits.check(&check, now).await.map_err(|error| crate::failed(&error))?;
        let regime = crate::view::regime_of(&environment, check.place.as_ref(), &checked);
        let words =
            regime.as_deref().map(|regime| Words::new(environment.catalogues(), environment.territories(), regime, speaks.language));
        Ok(Json(Answer {
            verdict: checked.verdict,
            text: words.map_or_else(|| checked.verdict.to_string(), |words| words.verdict(checked.verdict)),
            at: now,
            holder: checked.holder,
            demands: checked.demands.iter().map(|demand| DemandAnswer::of(demand, speaks.language)).collect(),
            permit: checked.permit.map(|permit| PermitAnswer {
                purpose_title: words.map(|words| words.purpose(&permit.purpose).to_owned()).unwrap_or_default(),
                regime: permit.regime.to_string(),
                purpose: permit.purpose.to_string(),
                place: permit.territory.map(|place| place.to_string()),
                valid_from: permit.validity.interval.start(),
                valid_until: permit.validity.interval.end(),
                daily: permit.validity.daily.map(|daily| daily.to_string()),
                time_zone: permit.time_zone,
                plate: permit.plate.map(|plate| plate.to_string()),
            }),
            registration: checked
                .registration
                .map(|registration| RegistrationAnswer { place: registration.territory.to_string(), since: registration.since }),
        }))
    }
}

impl DemandAnswer {
    fn of(demand: &Demand, language: Language) -> Self {
        let regime = demand.regime.as_ref();
        let title = |titles: &Titles| titles.best(language).to_owned();
        let purposes = regime.purposes.values();
        let exemptions = regime.exemptions.values();
        Self {
            regime: regime.id.to_string(),
            title: title(&regime.title),
            curfew: demand.window().map(|window| window.to_string()),
            satisfied: demand.satisfied,
            purposes: purposes.map(|p| TitleAnswer { name: p.id.to_string(), title: title(&p.title), show: None }).collect(),
            exemptions: exemptions
                .map(|e| TitleAnswer { name: e.id.to_string(), title: title(&e.title), show: e.show.as_ref().map(title) })
                .collect(),
        }
    }
}

fn problem(wrong: Wrong) -> Problem {
    let fields = [("/code", wrong.code), ("/place", wrong.place), ("/identity", wrong.identity)];
    Problem::invalid(fields.into_iter().filter_map(|(pointer, text)| text.map(|text| (pointer.to_owned(), text))).collect())
}
