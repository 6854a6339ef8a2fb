//! A verdict as the template `_verdict` shows it.

use std::sync::Arc;

use domain::{Instant, Language, Territory, Verdict};
use permits::{Checked, Demand, Environment};
use regime::Regime;
use serde_json::{Value as Json, json};
use web::{Key, Look, Words, key};

/// A verdict, what to do with it, and what may be told of the permit. `place` is where the person stands: it says whose clocks
/// count when no permit does.
#[must_use]
pub fn verdict(environment: &Environment, language: Language, place: Option<&Territory>, checked: &Checked, at: Instant) -> Json {
    let regime = regime_of(environment, place, checked);
    let words = regime.as_deref().map(|regime| Words::new(environment.catalogues(), environment.territories(), regime, language));
    json!({
        "verdict": checked.verdict,
        "word": words.map_or_else(|| checked.verdict.to_string(), |words| words.verdict(checked.verdict)),
        "look": Look::of_verdict(checked.verdict),
        "advice": advice(checked.verdict),
        "at": words.map_or_else(|| at.to_string(), |words| words.moment(at)),
        "holder": checked.holder,
        "demands": demands(environment, language, &checked.demands),
        "permit": checked.permit.as_ref().zip(words).map(|(permit, words)| json!({
            "purpose": words.purpose(&permit.purpose),
            "validity": words.validity(&permit.validity),
            "place": permit.territory.as_ref().map(|place| words.place(place)),
            "plate": permit.plate,
        })),
        "registration": checked.registration.as_ref().zip(words).map(|(registration, words)| json!({
            "place": words.place(&registration.territory),
            "since": words.moment(registration.since),
        })),
    })
}

/// What each regime asks there and then, and whether the permit meets it.
fn demands(environment: &Environment, language: Language, demands: &[Demand]) -> Vec<Json> {
    let shown = demands.iter().map(|demand| {
        let regime = demand.regime.as_ref();
        let words = Words::new(environment.catalogues(), environment.territories(), regime, language);
        let exemptions = regime.exemptions.values().map(
            |exemption| json!({ "title": exemption.title.best(language), "show": exemption.show.as_ref().map(|show| show.best(language)) }),
        );
        json!({
            "regime": regime.id,
            "title": regime.title.best(language),
            "window": demand.window().map(|window| words.window(&window)),
            "met": demand.satisfied.map(met),
            "asks": !regime.purposes.is_empty() || !regime.exemptions.is_empty(),
            "purposes": regime.purposes.values().map(|purpose| purpose.title.best(language)).collect::<Vec<_>>(),
            "exemptions": exemptions.collect::<Vec<_>>(),
        })
    });
    shown.collect()
}

/// Whether a permit meets a demand: a colour, a shape and a word.
fn met(satisfied: bool) -> Json {
    let (look, text) = match satisfied {
        true => (Look::of_verdict(Verdict::Valid), key("demand-met")),
        false => (Look::of_verdict(Verdict::WrongPlace), key("demand-unmet")),
    };
    json!({ "satisfied": satisfied, "look": look, "text": text })
}

/// The regime whose words and clocks count: the permit's own, or one of the place, or any.
pub(crate) fn regime_of(environment: &Environment, place: Option<&Territory>, checked: &Checked) -> Option<Arc<Regime>> {
    let regimes = environment.regimes();
    let own = checked.permit.as_ref().and_then(|permit| regimes.get(&permit.regime));
    let path = place.or(checked.registration.as_ref().map(|r| &r.territory)).and_then(|place| environment.territories().path(place));
    let here = path.and_then(|path| regimes.iter().find(|regime| regime.covers(&path)));
    own.or(here).or_else(|| regimes.iter().next()).cloned()
}

/// What an officer does next.
fn advice(verdict: Verdict) -> Key {
    match verdict {
        Verdict::Valid => key("advice-valid"),
        Verdict::NotYet => key("advice-not-yet"),
        Verdict::Expired => key("advice-expired"),
        Verdict::OutsideHours => key("advice-outside-hours"),
        Verdict::Revoked => key("advice-revoked"),
        Verdict::WrongPlace => key("advice-wrong-place"),
        Verdict::WrongHolder => key("advice-wrong-holder"),
        Verdict::NotRequired => key("advice-not-required"),
        Verdict::Unknown => key("advice-unknown"),
    }
}
