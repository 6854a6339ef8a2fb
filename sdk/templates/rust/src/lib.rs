//! Persons over sixty go out at hours that are kept for them, everybody else at the others.
//!
//! A rule to begin with: put your own in its place. A regime uses it beside `standard`, which says how long a permit lasts:
//! `policies: [standard, { name: mornings, settings: { hours: 10:00-13:00 } }]`.

use exeat_policy::{
    AttributeName, Calendar, DailyWindow, Decision, Description, Facts, Param, Policy, PolicyError, Problems, Reason, ReasonCode, Request,
    Rule, Setup,
};

struct Mornings {
    hours: DailyWindow,
    senior: AttributeName,
    calendar: Calendar,
    rule: Rule,
    outside: ReasonCode,
    from: Param,
    until: Param,
    next: Param,
}

/// What an integrator can write, with the words that an editor shows.
const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "additionalProperties": false,
  "required": ["hours"],
  "properties": {
    "hours": {
      "type": "string",
      "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
      "description": "The hours that are kept for persons over sixty, such as `10:00-13:00`."
    },
    "attribute": {
      "type": "string",
      "pattern": "^[a-z][a-z0-9_-]{0,63}$",
      "description": "The attribute of persons over sixty; `senior` when absent."
    }
  }
}"#;

impl Policy for Mornings {
    fn describe() -> Description {
        Description { name: "mornings", version: env!("CARGO_PKG_VERSION"), settings_schema: SCHEMA }
    }

    /// Runs once for a regime. Everything that can be done here is not done for each decision.
    fn configure(setup: &mut Setup) -> Result<Self, Problems> {
        let root = setup.settings();
        let known = root.object(&["hours", "attribute"]);
        let find = |key: &str| known.iter().find(|(name, _)| *name == key).map(|(_, setting)| setting);
        if find("hours").is_none() {
            root.wrong("must have `hours`");
        }
        let hours = find("hours").and_then(|setting| setting.parse::<DailyWindow>());
        let attribute = find("attribute").map_or(Some("senior"), |setting| setting.name());
        let read = hours.zip(attribute);
        // Everything that is wrong is said at once, each at its line of the regime.
        let Some((hours, attribute)) = root.finish(read)? else {
            return Err(Problems::one("", "could not be read"));
        };
        Ok(Self {
            hours,
            senior: setup.needs_attribute(attribute),
            calendar: setup.calendar().clone(),
            rule: setup.rule("hours"),
            outside: setup.reason("outside-hours"),
            from: setup.param("from"),
            until: setup.param("until"),
            next: setup.param("next"),
        })
    }

    /// Answers one application. The same question always has the same answer.
    fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, PolicyError> {
        let start = request.start.unwrap_or(request.at).max(request.at);
        let hours = if facts.holds(self.senior, start) { self.hours } else { self.hours.complement() };
        if hours.contains(self.calendar.local(start).minute()) {
            let end = self.calendar.first_in(start, &hours.complement());
            return Ok(Decision::granted(start.until(end)?).passed(self.rule));
        }
        let (opens, closes) = hours.ends();
        let reason = Reason::new(self.outside).with(self.from, opens).with(self.until, closes);
        let reason = reason.with(self.next, self.calendar.first_in(start, &hours)).citing(request.purpose.cite());
        Ok(Decision::refused(reason).failed(self.rule))
    }
}

exeat_policy::export_policy!(Mornings);
