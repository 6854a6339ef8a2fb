//! Showing what came of an application, as often as it is asked for.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use permits::{Command, Composed, Effect};
use web::{Page, Problem, Speaks, key};

use crate::{PortalState, apply::envelope, token::Name, view};

const ANSWER: Page = Page::new("apply-answer", key("answer-title"));

/// The answer that a form led to. Only the browser that sent the form has the cookie for it.
pub(crate) async fn show(
    State(state): State<PortalState>,
    speaks: Speaks,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let Some(name) = cookies.into_iter().find_map(|line| Name::from_cookies(line, &handle)) else {
        return Ok(state.pages.page(&speaks, &ANSWER.with_status(StatusCode::NOT_FOUND), &view::gone()));
    };
    // The same message again asks for the same answer and changes nothing.
    let answer = state.permits.handle(&envelope(&name), Command::Note, (state.clock)(), |_| Composed::default()).await;
    let answer = answer.map_err(|error| crate::failed(&error))?;
    match answer.effect {
        Some(Effect::Applied(applied)) => {
            let view = view::answer(&state.permits.environment(), speaks.language, &applied);
            Ok(state.pages.page(&speaks, &ANSWER, &view))
        }
        _ => Ok(state.pages.page(&speaks, &ANSWER.with_status(StatusCode::NOT_FOUND), &view::gone())),
    }
}
