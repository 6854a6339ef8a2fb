//! A rule that no table of `standard` says: between the end of one permit and the start of the next must lie a pause.
//!
//! An example of a whole policy, and the one by which the SDK's own `decide_batch` is tested. A regime uses it beside `standard`:
//! `policies: [standard, { name: pause, settings: { pause: 6h, valid_for: 3h } }]`.

use exeat_policy::{
    Decision, Description, Duration, Facts, Param, Policy, PolicyError, Problems, Reason, ReasonCode, Request, Rule, Setup,
};

struct Pause {
    pause: Duration,
    valid_for: Duration,
    rule: Rule,
    too_soon: ReasonCode,
    again: Param,
}

const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "additionalProperties": false,
  "required": ["pause", "valid_for"],
  "properties": {
    "pause": { "type": "string", "description": "How long one stays at home between two permits, such as `6h`." },
    "valid_for": { "type": "string", "description": "How long a permit lasts, such as `3h`." }
  }
}"#;

impl Policy for Pause {
    fn describe() -> Description {
        Description { name: "pause", version: env!("CARGO_PKG_VERSION"), settings_schema: SCHEMA }
    }

    fn configure(setup: &mut Setup) -> Result<Self, Problems> {
        let root = setup.settings();
        let mut durations = [Duration::default(); 2];
        for (duration, key) in durations.iter_mut().zip(["pause", "valid_for"]) {
            match root.get(key) {
                Some(setting) => *duration = setting.parse().unwrap_or_default(),
                None => root.wrong(format!("must have `{key}`")),
            }
        }
        let [pause, valid_for] = root.finish(durations)?;
        // A permit of `valid_for` that ended a `pause` ago is the oldest that can matter.
        setup.needs_history(Duration::from_seconds(pause.seconds().saturating_add(valid_for.seconds())));
        Ok(Self { pause, valid_for, rule: setup.rule("pause"), too_soon: setup.reason("too-soon"), again: setup.param("again") })
    }

    fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, PolicyError> {
        let last = facts.history.iter().filter(|past| !past.revoked).map(|past| past.validity.end()).max();
        match last.map(|end| end + self.pause) {
            Some(again) if request.at < again => {
                Ok(Decision::refused(Reason::new(self.too_soon).with(self.again, again)).failed(self.rule))
            }
            _ => Ok(Decision::granted(request.at.until(request.at + self.valid_for)?).passed(self.rule)),
        }
    }
}

exeat_policy::export_policy!(Pause);

#[cfg(test)]
mod tests {
    use exeat_policy::{Batch, Channel, Instant, Outcome, Row, testing};

    use super::*;

    fn at(minute: i64) -> Instant {
        Instant::from_milliseconds(minute * 60_000)
    }

    fn pause() -> (Setup, Pause) {
        let settings = r#"{ "pause": "2h", "valid_for": "1h" }"#;
        let mut setup = testing::Regime { settings, purposes: &["walk"], ..Default::default() }.setup().unwrap();
        let policy = Pause::configure(&mut setup).unwrap();
        (setup, policy)
    }

    #[test]
    fn two_permits_have_a_pause_between_them() {
        let (setup, policy) = pause();
        let walk = setup.purpose("walk").unwrap();
        let row = |holder, minute| Row {
            holder,
            at: at(minute),
            purpose: walk,
            territory: None,
            registered: None,
            flags: 0,
            channel: Channel::Sms,
            vehicle: false,
        };
        let rows = [row(1, 0), row(1, 100), row(1, 180), row(2, 181), row(2, 200)];
        let verdicts = policy.decide_batch(&Batch::new(&rows, &setup.attributes()));
        use Outcome::{Granted, Refused};
        assert_eq!(verdicts.iter().map(|verdict| verdict.outcome).collect::<Vec<_>>(), [Granted, Refused, Granted, Granted, Refused]);
        assert_eq!(policy.critical_points(), None);
    }

    #[test]
    fn settings_without_units_are_problems() {
        let settings = r#"{ "pause": "2" }"#;
        let mut setup = testing::Regime { settings, ..Default::default() }.setup().unwrap();
        let problems = Pause::configure(&mut setup).map(drop).unwrap_err();
        assert_eq!(problems.all().iter().map(|problem| problem.pointer.as_str()).collect::<Vec<_>>(), ["/pause", ""]);
    }
}
