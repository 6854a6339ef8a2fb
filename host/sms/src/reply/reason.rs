//! Reasons in words.

use std::sync::Arc;

use domain::{Reason, Value};
use regime::{Arg, Args, Regime};

use super::Wording;

impl Wording {
    /// A reason as the catalogues word it. Where a catalogue has `reason-<code>-<parameter>`, that says more and is taken.
    pub(super) fn reason(&self, reason: &Reason, regimes: &[Arc<Regime>]) -> Option<String> {
        let mut args = Args::new();
        let mut names: Vec<&str> = Vec::new();
        for (name, value) in &reason.params {
            names.push(name.as_str());
            args = match value {
                Value::Number(number) => args.with(name.as_str(), self.amount(name.as_str(), *number, regimes.first())),
                value => args.text(name.as_str(), self.value(value, regimes)),
            };
        }
        let exemption = reason.params.get("exemption").and_then(|value| match value {
            Value::Text(id) => regimes.iter().find_map(|regime| regime.exemptions.get(id.as_str())),
            Value::Purpose(id) => regimes.iter().find_map(|regime| regime.exemptions.get(id)),
            _ => None,
        });
        if let Some(exemption) = exemption {
            args = args.text("exemption", exemption.title.best(self.language));
            if let Some(show) = &exemption.show {
                args = args.text("show", show.best(self.language));
                names.push("show");
            }
        }
        let key = format!("reason-{}", reason.code);
        names.iter().find_map(|name| self.text(&format!("{key}-{name}"), &args)).or_else(|| self.text(&key, &args))
    }

    fn amount(&self, param: &str, number: i64, regime: Option<&Arc<Regime>>) -> Arg {
        let catalogues = self.environment.catalogues();
        regime.map_or(Arg::Number(number), |regime| catalogues.amount(&regime.jurisdiction, self.language, param, number))
    }

    fn value(&self, value: &Value, regimes: &[Arc<Regime>]) -> String {
        let regime = regimes.first();
        let instant = |at: domain::Instant| regime.map_or_else(|| at.to_string(), |regime| self.day_or_moment(at, regime));
        match value {
            Value::Flag(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Instant(at) => instant(*at),
            Value::Duration(duration) => {
                let words =
                    regime.and_then(|regime| self.environment.catalogues().duration(&regime.jurisdiction, self.language, *duration));
                words.unwrap_or_else(|| duration.to_string())
            }
            Value::Interval(interval) => format!("{}-{}", instant(interval.start()), instant(interval.end())),
            Value::Purpose(id) => {
                let purpose = regimes.iter().find_map(|regime| regime.purposes.get(id));
                purpose.map_or(id.as_str(), |purpose| purpose.title.best(self.language)).to_owned()
            }
            Value::Territory(code) => self.environment.territories().name(code, self.language).unwrap_or(code.as_str()).to_owned(),
            Value::Text(text) => text.clone(),
        }
    }
}
