//! One adult of a household is out at a time.
//!
//! A policy never sees another person. The host says of this one when somebody else of the household is out, as the attribute
//! `household_out`, because the regime calls `household` a group. A regime uses the policy beside `standard`, which says how long a
//! permit lasts: `policies: [standard, { name: household, settings: { adult: adult, purposes: [supplies] } }]`.

#[cfg(test)]
mod tests;

use exeat_policy::{
    AttributeName, Decision, Description, Duration, Facts, Instant, Interval, Param, Policy, PolicyError, Problems, Purpose, Reason,
    ReasonCode, Request, Rule, RuleOutcome, Setting, Setup, Value,
};

struct Household {
    /// Who is of which; not asked for where it need not be known.
    group: Option<AttributeName>,
    /// When another one of it is out.
    out: AttributeName,
    /// Of whom this is not true is not limited.
    adult: Option<AttributeName>,
    /// The purposes that this concerns.
    concerned: Vec<Purpose>,
    /// No permit is shorter because of somebody who goes out after.
    shortest: Duration,
    rule: Rule,
    somebody_out: ReasonCode,
    missing: ReasonCode,
    until: Param,
    attribute: Param,
}

const SCHEMA: &str = include_str!("settings.schema.json");

/// What the name of a group ends in to become that of the attribute that says who is out; and how long a name may be.
const OUT: &str = "_out";
const LONGEST: usize = 64;

/// How long a permit may be as far as this rule is concerned, where nobody else is out.
const LONG: Duration = Duration::from_seconds(400 * 86_400);

/// Two machines whose clocks differ by a second are no reason for a permit of a second.
const SHORTEST: Duration = Duration::from_seconds(60);

/// What is done with whoever is of no known household.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unknown {
    Refer,
    Grant,
}

impl Policy for Household {
    fn describe() -> Description {
        Description { name: "household", version: env!("CARGO_PKG_VERSION"), settings_schema: SCHEMA }
    }

    fn configure(setup: &mut Setup) -> Result<Self, Problems> {
        let root = setup.settings();
        let all = root.object(&["group", "adult", "purposes", "shortest", "unknown"]);
        let find = |key: &str| all.iter().find(|(name, _)| *name == key).map(|(_, setting)| setting);
        let group = find("group").map_or(Some("household"), group_name).unwrap_or_default();
        let adult = find("adult").and_then(|setting| setting.name());
        let shortest = find("shortest").and_then(|setting| setting.parse()).unwrap_or(SHORTEST);
        let words = [("refer", Unknown::Refer), ("grant", Unknown::Grant)];
        let unknown = find("unknown").and_then(|setting| setting.one_of(&words)).unwrap_or(Unknown::Refer);
        let mut concerned = Vec::new();
        for purpose in find("purposes").map(|setting| setting.list()).unwrap_or_default() {
            let Some(name) = purpose.text() else { continue };
            match setup.purpose(name) {
                Some(known) => concerned.push(known),
                None => purpose.wrong(format!("the regime has no purpose `{name}`")),
            }
        }
        if find("purposes").is_none() {
            concerned = setup.purposes().to_vec();
        }
        root.finish(())?;
        Ok(Self {
            group: (unknown == Unknown::Refer).then(|| setup.needs_attribute(group)),
            out: setup.needs_attribute(&format!("{group}{OUT}")),
            adult: adult.map(|adult| setup.needs_attribute(adult)),
            concerned,
            shortest,
            rule: setup.rule("one-at-a-time"),
            somebody_out: setup.reason("household-out"),
            missing: setup.reason("attribute-missing"),
            until: setup.param("until"),
            attribute: setup.param("attribute"),
        })
    }

    fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, PolicyError> {
        let start = request.start.unwrap_or(request.at).max(request.at);
        let long = start.until(start + LONG)?;
        if !self.concerned.contains(&request.purpose) {
            return Ok(Decision::granted(long));
        }
        if let Some(group) = self.group.filter(|group| facts.attribute(*group).is_none()) {
            return Ok(self.referred(request, group));
        }
        if self.adult.is_some_and(|adult| !facts.holds(adult, start)) {
            return Ok(Decision::granted(long).passed(self.rule));
        }
        match facts.attribute(self.out) {
            None => Ok(Decision::granted(long).passed(self.rule)),
            Some(Value::Interval(out)) => self.beside(request, start, long, *out),
            // When somebody comes home is all that matters here; that somebody is out says nothing of it.
            Some(_) => Ok(self.referred(request, self.out)),
        }
    }
}

impl Household {
    /// What is decided while somebody else is out, or before somebody else goes out. Too short a time before is none.
    fn beside(&self, request: &Request, start: Instant, long: Interval, out: Interval) -> Result<Decision, PolicyError> {
        if out.end() <= start {
            return Ok(Decision::granted(long).passed(self.rule));
        }
        if out.start() < start + self.shortest {
            let reason = Reason::new(self.somebody_out).with(self.until, out.end()).citing(request.purpose.cite());
            return Ok(Decision::refused(reason).failed(self.rule));
        }
        Ok(Decision::granted(start.until(out.start().min(long.end()))?).step(self.rule, RuleOutcome::Limited))
    }

    fn referred(&self, request: &Request, lacks: AttributeName) -> Decision {
        let reason = Reason::new(self.missing).with(self.attribute, lacks.name()).citing(request.purpose.cite());
        Decision::referred(reason).step(self.rule, RuleOutcome::Referred)
    }
}

/// The name of a group: the attribute that says when somebody of it is out has a name, too.
fn group_name(setting: &Setting<'static>) -> Option<&'static str> {
    let name = setting.name()?;
    if name.len() + OUT.len() > LONGEST {
        setting.wrong(format!("must have {} letters at most", LONGEST - OUT.len()));
        return None;
    }
    Some(name)
}

exeat_policy::export_policy!(Household);
