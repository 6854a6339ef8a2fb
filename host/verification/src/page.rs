//! The officer's page. Codes come in the body of a request only, so that no address and no log holds one.

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::json;
use web::{Access, Page, Peer, Problem, Speaks, key, places};

use crate::{
    Desk,
    question::{Question, Wrong},
    view,
};

const PAGE: Page = Page::new("check", key("check-title"));

pub(crate) async fn ask(State(desk): State<Desk>, speaks: Speaks, headers: HeaderMap) -> Response {
    desk.page(&speaks, &headers, &Question::default(), Wrong::default(), None)
}

pub(crate) async fn answer(
    State(desk): State<Desk>,
    speaks: Speaks,
    peer: Peer,
    headers: HeaderMap,
    Form(question): Form<Question>,
) -> Result<Response, Problem> {
    let now = desk.admit(peer)?;
    let environment = desk.permits.environment();
    let check = match question.read(environment.territories()) {
        Ok(check) => check,
        Err(wrong) => return Ok(desk.page(&speaks, &headers, &question, wrong, None)),
    };
    let checked = desk.permits.check(&check, now).await.map_err(|error| crate::failed(&error))?;
    let verdict = view::verdict(&environment, speaks.language, check.place.as_ref(), &checked, now);
    // The next person stands at the same place and has another code.
    let next = Question { place: question.place, ..Question::default() };
    Ok(desk.page(&speaks, &headers, &next, Wrong::default(), Some(verdict)))
}

impl Desk {
    fn page(&self, speaks: &Speaks, headers: &HeaderMap, typed: &Question, wrong: Wrong, result: Option<serde_json::Value>) -> Response {
        let environment = self.permits.environment();
        let status = if wrong == Wrong::default() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let view = json!({
            "result": result,
            "code": { "value": typed.code, "error": wrong.code },
            "place": { "error": wrong.place },
            "identity": { "value": typed.identity, "error": wrong.identity },
            "places": places(environment.regimes(), self.pages.texts(), speaks.language, typed.place.trim()),
            "signed_in": Access::has_ticket(headers),
        });
        self.pages.page(speaks, &PAGE.with_status(status), &view)
    }
}
