//! `exeat verify`: what an officer would learn.

use domain::{Instant, PermitCode, RegistrationCode, Verdict};
use miette::{IntoDiagnostic, Result};
use permits::{Check, CheckCode};
use serde_json::json;

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
    let Some(code) = code(&asked.code)? else {
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
        lines.join("\n")
    })?;
    Ok(checked.verdict.into())
}

fn code(text: &str) -> Result<Option<CheckCode>> {
    let registration = text.parse::<RegistrationCode>().ok().map(CheckCode::Registration);
    Ok(registration.or_else(|| text.parse::<PermitCode>().ok().map(CheckCode::Permit)))
}
