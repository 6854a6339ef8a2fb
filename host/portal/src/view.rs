//! What the templates of the portal are given.

use std::sync::Arc;

use domain::{Instant, Language, Value};
use permits::{Applied, Environment};
use regime::{Measure, Regime};
use serde::Serialize;
use serde_json::{Value as Json, json};
use web::{Key, Look, Words, key};

use crate::{
    form::{Form, Wrong},
    offer::Offer,
};

#[derive(Serialize)]
struct Field<'a> {
    value: &'a str,
    error: Option<Key>,
}

/// The form of a place, with what was typed and what is wrong with it.
pub(crate) fn form(environment: &Environment, language: Language, offer: &Offer, form: &Form, wrong: Wrong, now: Instant) -> Json {
    let words = offer.regimes.first().map(|regime| words(environment, regime, language));
    let place = environment.territories().name(&offer.place, language).unwrap_or(offer.place.as_str());
    let purposes = offer.purposes();
    json!({
        "token": form.token,
        "place": { "code": offer.place, "name": place },
        "regimes": offer.regimes.iter().map(|regime| regime.title.best(language)).collect::<Vec<_>>(),
        "now": words.map(|words| words.moment(now)),
        "errors": wrong.fields().into_iter().map(|(field, text)| json!({ "field": field, "text": text })).collect::<Vec<_>>(),
        "offered": !purposes.is_empty(),
        "purposes": purposes
            .iter()
            .map(|purpose| json!({ "id": purpose.id, "title": purpose.title.best(language), "chosen": purpose.id.as_str() == form.purpose.trim() }))
            .collect::<Vec<_>>(),
        "purpose": { "error": wrong.purpose },
        "documents": offer
            .documents()
            .iter()
            .map(|kind| json!({ "title": kind.title.best(language), "example": kind.example }))
            .collect::<Vec<_>>(),
        "identity": Field { value: &form.identity, error: wrong.identity },
        "plate": Field { value: &form.plate, error: wrong.plate },
        "start": Field { value: &form.start, error: wrong.start },
        "register": offer.registers_at(),
        "elsewhere": offer.elsewhere(language),
        "exemptions": offer
            .exemptions()
            .iter()
            .map(|exemption| json!({ "title": exemption.title.best(language), "show": exemption.show.as_ref().map(|show| show.best(language)) }))
            .collect::<Vec<_>>(),
    })
}

/// An answer that is no longer there, or was never given to this browser.
pub(crate) fn gone() -> Json {
    json!({ "gone": true, "again": "/apply" })
}

/// What came of an application. No trace: that is for those who answer for the rules.
pub(crate) fn answer(environment: &Environment, language: Language, applied: &Applied) -> Json {
    let regime = speaking(applied).or_else(|| environment.regimes().iter().next());
    let words = regime.map(|regime| words(environment, regime, language));
    let place = applied.permit.as_ref().and_then(|permit| permit.territory.as_ref());
    let again = place.map_or_else(|| "/apply".to_owned(), |place| format!("/apply?place={place}"));
    json!({
        "gone": false,
        "look": Look::of_outcome(applied.decision.outcome),
        "outcome": outcome(applied.decision.outcome),
        "reasons": applied
            .decision
            .reasons
            .iter()
            .map(|reason| {
                let source = reason.cite.as_ref().and_then(|cite| applied.regimes.iter().find_map(|regime| regime.sources.get(cite)));
                json!({
                    "text": words.map_or_else(|| reason.code.to_string(), |words| words.reason(reason)),
                    "source": source.map(|source| source.title.best(language)),
                })
            })
            .collect::<Vec<_>>(),
        "permit": applied.permit.as_ref().zip(words).map(|(permit, words)| json!({
            "code": permit.code,
            "validity": words.validity(&permit.validity),
            "purpose": words.purpose(&permit.purpose),
            "place": permit.territory.as_ref().map(|place| words.place(place)),
            "holder": applied.holder.as_ref().map(|holder| holder.reveal()),
            "plate": permit.plate,
        })),
        "again": again,
    })
}

/// The regime in whose words an answer is given: the permit's own, else the one that knows what is exempt, else one that asks
/// for something at all hours.
fn speaking(applied: &Applied) -> Option<&Arc<Regime>> {
    let own = applied.permit.as_ref().and_then(|permit| applied.regimes.iter().find(|regime| regime.id == permit.regime));
    let exempts = |regime: &&Arc<Regime>| {
        let named = applied.decision.reasons.iter().filter_map(|reason| reason.params.get("exemption"));
        named.into_iter().any(|value| matches!(value, Value::Text(id) if regime.exemptions.keys().any(|known| known.as_str() == id)))
    };
    let always = |regime: &&Arc<Regime>| regime.measure == Measure::StayHome;
    let regimes = || applied.regimes.iter();
    own.or_else(|| regimes().find(exempts)).or_else(|| regimes().find(always)).or(applied.regimes.first())
}

fn words<'a>(environment: &'a Environment, regime: &'a Regime, language: Language) -> Words<'a> {
    Words::new(environment.catalogues(), environment.territories(), regime, language)
}

fn outcome(outcome: domain::Outcome) -> Key {
    match outcome {
        domain::Outcome::Granted => key("outcome-granted"),
        domain::Outcome::Refused => key("outcome-refused"),
        domain::Outcome::NotRequired => key("outcome-not_required"),
        domain::Outcome::Referred => key("outcome-referred"),
    }
}
