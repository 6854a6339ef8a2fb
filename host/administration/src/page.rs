//! The page as its template is given it.

use std::time::Duration;

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Instant, Outcome};
use serde_json::{Value as Json, json};
use web::{Key, Look, Page, Speaks, key};

use crate::{
    Administration, SECTION,
    overview::{Changed, Difference, Overview, Plugin, Regime, Reload, Reloaded, Said, Shadow, Standing, Validity, Version},
};

const PAGE: Page = Page::new("administration", key("administration-title")).wide();

/// How long the answer to the button waits for the reload: less than a request may take. What lasts longer goes on, and the page says
/// that it does.
const PATIENCE: Duration = Duration::from_secs(10);

/// Digits of a digest that tell it from every other that a person will meet.
const SHORT: usize = 12;

pub(crate) async fn show(State(administration): State<Administration>, speaks: Speaks) -> Response {
    let view = view(&administration.host.overview(speaks.language));
    administration.pages.page(&speaks, &PAGE, &view)
}

pub(crate) async fn reload(State(administration): State<Administration>) -> Response {
    // Who closes the page does not stop what was begun.
    let reloading = tokio::spawn(administration.host.reload());
    let _ = tokio::time::timeout(PATIENCE, reloading).await;
    Redirect::to(SECTION.path).into_response()
}

fn view(overview: &Overview) -> Json {
    let Overview { now, started, version, regimes, over, plugins, reloading, reloads, shadow } = overview;
    let of = |standing| regimes.iter().filter(|regime| regime.standing == standing).map(regime).collect::<Vec<_>>();
    // Nobody may overlook that what was written is not what decides.
    let refused = reloads.first().and_then(|reload| match &reload.became {
        Reloaded::Refused { why } => Some(json!({ "at": moment(reload.at), "why": why })),
        Reloaded::Done { .. } => None,
    });
    json!({
        "now": moment(*now),
        "started": moment(*started),
        "version": version,
        "refused": refused,
        "reloading": reloading,
        "reloads": reloads.iter().map(reload_line).collect::<Vec<_>>(),
        "in_force": of(Standing::InForce),
        "coming": of(Standing::Coming),
        "over": over,
        "plugins": plugins.iter().map(plugin).collect::<Vec<_>>(),
        "shadow": shadow.as_ref().map(shadow_view),
    })
}

/// The host has no place of its own, so its times are told in UTC.
fn moment(at: Instant) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn regime(regime: &Regime) -> Json {
    let Regime { id, title, place, from, until, standing: _, policies } = regime;
    json!({ "id": id, "title": title, "place": place, "from": from, "until": until, "policies": policies })
}

fn plugin(plugin: &Plugin) -> Json {
    let Plugin { name, version, contract, signer, size, used } = plugin;
    json!({
        "name": name,
        "version": version.version,
        "digest": version.digest,
        "contract": contract,
        "signer": signer,
        "kibibytes": size.div_ceil(1024),
        "used": used,
    })
}

fn reload_line(reload: &Reload) -> Json {
    match &reload.became {
        Reloaded::Done { added, changed, removed, untested, cases } => json!({
            "at": moment(reload.at),
            "done": true,
            "look": Look::of_outcome(Outcome::Granted),
            "cases": cases,
            "lists": [
                list(key("reload-added"), added),
                list(key("reload-changed"), changed),
                list(key("reload-removed"), removed),
                list(key("reload-untested"), untested),
            ],
        }),
        Reloaded::Refused { why } => {
            json!({ "at": moment(reload.at), "done": false, "look": Look::of_outcome(Outcome::Refused), "why": why })
        }
    }
}

fn list(title: Key, ids: &[String]) -> Json {
    json!({ "title": title, "ids": ids })
}

fn shadow_view(shadow: &Shadow) -> Json {
    json!({
        "since": moment(shadow.since),
        "not_renewed": shadow.not_renewed,
        "changed": shadow.changed.iter().map(changed).collect::<Vec<_>>(),
        "compared": shadow.compared,
        "different": shadow.different,
        "dropped": shadow.dropped,
        "not_compared": shadow.not_compared.iter().map(|(why, count)| json!({ "why": why, "count": count })).collect::<Vec<_>>(),
        "differences": shadow.differences.iter().map(difference).collect::<Vec<_>>(),
        "beyond": shadow.beyond,
    })
}

fn changed(changed: &Changed) -> Json {
    json!({ "name": changed.name, "old": changed.old.as_ref().map(short), "new": short(&changed.new) })
}

fn short(version: &Version) -> Json {
    json!({ "version": version.version, "digest": version.digest.get(..SHORT).unwrap_or(&version.digest) })
}

fn difference(difference: &Difference) -> Json {
    json!({
        "regime": difference.regime,
        "old": said(&difference.old),
        "new": said(&difference.new),
        "validity": difference.validity.map(validity),
        "details": difference.validity.is_none() && difference.old == difference.new,
        "count": difference.count,
        "witnesses": difference.witnesses,
    })
}

/// A colour, a shape and a word.
fn said(said: &Said) -> Json {
    match said {
        Said::Decided(outcome, reasons) => json!({ "look": Look::of_outcome(*outcome), "text": word(*outcome), "reasons": reasons }),
        Said::Failed(how) => json!({ "look": Look::of_outcome(Outcome::Refused), "text": key("shadow-failed"), "reasons": [how] }),
    }
}

fn word(outcome: Outcome) -> Key {
    match outcome {
        Outcome::Granted => key("outcome-granted"),
        Outcome::Refused => key("outcome-refused"),
        Outcome::NotRequired => key("outcome-not_required"),
        Outcome::Referred => key("outcome-referred"),
    }
}

fn validity(validity: Validity) -> Key {
    match validity {
        Validity::Shorter => key("shadow-shorter"),
        Validity::Longer => key("shadow-longer"),
        Validity::Moved => key("shadow-moved"),
        Validity::OtherHours => key("shadow-other-hours"),
    }
}
