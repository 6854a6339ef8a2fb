//! Asking for an application, and receiving one.

use axum::{
    Form as Sent,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use permits::{Command, Composed, Envelope};
use serde::Deserialize;
use serde_json::json;
use web::{Look, Page, Problem, Speaks, key, places};

use crate::{
    PortalState,
    form::{Form, Wrong},
    offer::Offer,
    token::{Name, fresh, is_one},
    view,
};

const PLACE: Page = Page::new("apply-place", key("apply-title"));
const NOTHING: Page = Page::new("apply-nothing", key("apply-title"));
const FORM: Page = Page::new("apply", key("apply-title"));

#[derive(Deserialize)]
pub(crate) struct Place {
    #[serde(default)]
    place: String,
}

/// The form of a place; first the question which place.
pub(crate) async fn ask(State(state): State<PortalState>, speaks: Speaks, Query(Place { place }): Query<Place>) -> Response {
    if place.is_empty() {
        return ask_place(&state, &speaks, "");
    }
    match Offer::at(&state.permits.environment(), &place, (state.clock)()) {
        None => ask_place(&state, &speaks, &place),
        Some(offer) => ask_form(&state, &speaks, &offer, &Form { place, token: fresh(&state.entropy), ..Form::default() }, None),
    }
}

/// An application. It is accepted when the answer redirects: by then it is committed.
pub(crate) async fn receive(State(state): State<PortalState>, speaks: Speaks, Sent(form): Sent<Form>) -> Result<Response, Problem> {
    let now = (state.clock)();
    let Some(offer) = Offer::at(&state.permits.environment(), &form.place, now) else {
        return Ok(ask_place(&state, &speaks, &form.place));
    };
    if offer.regimes.is_empty() {
        return Ok(ask_form(&state, &speaks, &offer, &form, None));
    }
    let form = if is_one(&form.token) { form } else { Form { token: fresh(&state.entropy), ..form } };
    let application = match form.read(&offer, now) {
        Ok(application) => application,
        Err(wrong) => return Ok(ask_form(&state, &speaks, &offer, &form, Some(wrong))),
    };
    let name = form.name(&offer.place);
    let handled = state.permits.handle(&envelope(&name), Command::Apply(application), now, |_| Composed::default()).await;
    handled.map_err(|error| crate::failed(&error))?;
    let mut response = Redirect::to(&name.address()).into_response();
    response.headers_mut().insert(header::SET_COOKIE, name.cookie().unwrap_or(HeaderValue::from_static("")));
    Ok(response)
}

/// How an application is known to `permits`. The name itself is as good as the answer, so only its digest is stored.
pub(crate) fn envelope(name: &Name) -> Envelope {
    Envelope { source: "portal".to_owned(), id: Some(name.digest()), from: None, to: None, text: domain::Secret::new(name.secret()) }
}

fn ask_place(state: &PortalState, speaks: &Speaks, chosen: &str) -> Response {
    let environment = state.permits.environment();
    let status = if chosen.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let places = places(environment.regimes(), state.pages.texts(), speaks.language, chosen);
    state.pages.page(speaks, &PLACE.with_status(status), &json!({ "places": places, "wrong": !chosen.is_empty() }))
}

fn ask_form(state: &PortalState, speaks: &Speaks, offer: &Offer, form: &Form, wrong: Option<Wrong>) -> Response {
    let environment = state.permits.environment();
    if offer.regimes.is_empty() {
        let place = environment.territories().name(&offer.place, speaks.language).unwrap_or(offer.place.as_str());
        let view = json!({ "place": place, "look": Look::of_outcome(domain::Outcome::NotRequired) });
        return state.pages.page(speaks, &NOTHING, &view);
    }
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = view::form(&environment, speaks.language, offer, form, wrong.unwrap_or_default(), (state.clock)());
    state.pages.page(speaks, &FORM.with_status(status), &view)
}
