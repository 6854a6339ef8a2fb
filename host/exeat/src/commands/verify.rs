//! `exeat verify`: what an officer would learn.

use domain::{Instant, PermitCode, PurposeId, RegistrationCode, Territory, Verdict};
use miette::{IntoDiagnostic, Result};
use permits::{Check, CheckCode, Demand};
use regime::{Exemption, Titles};
use serde_json::{Map, Value, json};

use crate::{
    cli::{Format, Verify},
    config::Config,
    host::Host,
    print::{self, Ended},
};

/// Checks a code.
pub async fn run(asked: &Verify, config: &Config, format: Format) -> Result<Ended> {
    let host = Host::open(config).await?;
    let at = asked.at.unwrap_or_else(Instant::now);
    let Some(typed) = &asked.code else { return demanded(&host, asked.place.as_ref(), at, format) };
    let Some(code) = code(typed)? else {
        // A code that can't be one is answered like one that nobody has.
        print::result(format, &json!({ "verdict": Verdict::Unknown }), || Verdict::Unknown.to_string())?;
        return Ok(Verdict::Unknown.into());
    };
    let check = Check { code, place: asked.place.clone(), identity: asked.identity.clone() };
    let checked = host.permits.check(&check, at).await.into_diagnostic()?;
    let permit = checked.permit.as_ref();
    let value = json!({
        "verdict": checked.verdict,
        "purpose": permit.map(|p| &p.purpose),
        "regime": permit.map(|p| &p.regime),
        "validity": permit.map(|p| p.validity),
        "plate": permit.and_then(|p| p.plate.as_ref()),
        "registered_in": checked.registration.as_ref().map(|r| &r.territory),
        "demands": checked.demands.iter().map(described).collect::<Vec<_>>(),
    });
    print::result(format, &value, || {
        let mut lines = vec![checked.verdict.to_string()];
        if let Some(permit) = permit {
            lines.push(format!("  {} under {}", permit.purpose, permit.regime));
            lines.push(format!("  {}", permit.validity.interval));
        }
        if let Some(registration) = &checked.registration {
            lines.push(format!("  registered in {}", registration.territory));
        }
        lines.extend(checked.demands.iter().map(drawn));
        lines.join("\n")
    })?;
    Ok(checked.verdict.into())
}

/// What is asked of everybody at a place.
fn demanded(host: &Host, place: Option<&Territory>, at: Instant, format: Format) -> Result<Ended> {
    let demands = place.map(|place| host.permits.demands(place, at)).transpose().into_diagnostic()?.unwrap_or_default();
    let value = json!({ "demands": demands.iter().map(described).collect::<Vec<_>>() });
    print::result(format, &value, || {
        if demands.is_empty() { "nothing is demanded".to_owned() } else { demands.iter().map(drawn).collect::<Vec<_>>().join("\n") }
    })?;
    Ok(Ended::Well)
}

fn described(demand: &Demand) -> Value {
    let regime = &demand.regime;
    let titles = |titles: &Titles| -> Value { titles.iter().map(|(l, t)| (l.to_string(), Value::from(t))).collect::<Map<_, _>>().into() };
    json!({
        "regime": regime.id,
        "title": titles(&regime.title),
        "curfew": demand.window(),
        "satisfied": demand.satisfied,
        "purposes": regime.purposes.keys().collect::<Vec<_>>(),
        "exemptions": regime.exemptions.values().map(|e| json!({ "exemption": e.id, "show": e.show.as_ref().map(titles) })).collect::<Vec<_>>(),
    })
}

/// What a regime asks, in a line for each kind of thing.
fn drawn(demand: &Demand) -> String {
    let regime = &demand.regime;
    let met = match demand.satisfied {
        Some(true) => ": satisfied",
        Some(false) => ": not satisfied",
        None => "",
    };
    let hours = demand.window().map_or_else(|| "at all hours".to_owned(), |window| format!("curfew {window}"));
    let mut lines = vec![format!("  {} {hours}{met}", regime.id)];
    let purposes: Vec<&str> = regime.purposes.keys().map(PurposeId::as_str).collect();
    if !purposes.is_empty() {
        lines.push(format!("    a permit for {}", purposes.join(", ")));
    }
    let english = "en".parse().ok();
    let shown = |exemption: &Exemption| {
        let show = exemption.show.as_ref().zip(english).map(|(show, language)| format!(" ({})", show.best(language)));
        format!("{}{}", exemption.id, show.unwrap_or_default())
    };
    let exemptions: Vec<String> = regime.exemptions.values().map(shown).collect();
    if !exemptions.is_empty() {
        lines.push(format!("    none for {}", exemptions.join(", ")));
    }
    lines.join("\n")
}

fn code(text: &str) -> Result<Option<CheckCode>> {
    let registration = text.parse::<RegistrationCode>().ok().map(CheckCode::Registration);
    Ok(registration.or_else(|| text.parse::<PermitCode>().ok().map(CheckCode::Permit)))
}
