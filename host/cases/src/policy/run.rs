//! Asks a plugin what its cases ask.

use std::{collections::BTreeMap, fmt::Display};

use domain::{Attribute, Channel, Configuration, Decision, Facts, Instant, Interval, PastPermit, RegistrationFact, Request, Value};
use engine::{ConfigureError, Plugin, Policy};
use jiff::tz::TimeZone;
use regime::{Diagnostic, Diagnostics};

use super::{
    file::{Given, Known, PolicyCase, Spell, Want},
    load::{LoadedPolicy, settings},
};
use crate::{
    expect::{Happened, Reading, differences},
    file::{Expected, Then},
    load::line,
    moment::When,
    report::{Difference, Failure, Report},
};

impl LoadedPolicy {
    /// The plugin, configured as the cases say.
    ///
    /// # Errors
    /// What is wrong with the settings, each at its line; or that the plugin fails.
    pub fn configure(&self, plugin: &Plugin) -> Result<Policy, Diagnostics> {
        self.configured(plugin, "/regime/settings", &self.configuration)?
            .map_err(|problems| Diagnostics::new(problems.into_iter().map(|(_, diagnostic)| diagnostic).collect()))
    }

    /// Runs the cases; with a filter those whose note holds it.
    ///
    /// # Errors
    /// As [`configure`](Self::configure).
    pub fn run(&self, plugin: &Plugin, filter: Option<&str>) -> Result<Report, Diagnostics> {
        let policy = self.configure(plugin)?;
        let mut report = Report::default();
        for (number, case) in self.file.cases.iter().enumerate() {
            if filter.is_some_and(|filter| !case.note.contains(filter)) {
                continue;
            }
            let pointer = format!("/cases/{number}");
            let Found { differences, notes } = self.differences(plugin, &policy, case, &pointer)?;
            if differences.is_empty() {
                report.passed += 1;
            } else {
                let line = line(&self.document, &pointer);
                report.failed.push(Failure { file: self.name.clone(), line, note: case.note.clone(), step: None, differences, notes });
            }
        }
        Ok(report)
    }

    /// A policy, or everything that is wrong with its settings, each with its place in them. As the host does it: the schema first, and
    /// the plugin only where that is met.
    fn configured(
        &self,
        plugin: &Plugin,
        node: &str,
        configuration: &Configuration,
    ) -> Result<Result<Policy, Vec<(String, Diagnostic)>>, Diagnostics> {
        let name = &plugin.description().name;
        let whole = |message: String| Diagnostics::from(self.document.problem(node, "cases::plugin", message));
        let found = self.document.validate_node(node, &plugin.description().settings_schema).map_err(whole)?;
        if !found.is_empty() {
            return Ok(Err(found));
        }
        match plugin.configure(configuration) {
            Ok(policy) => Ok(Ok(policy)),
            Err(ConfigureError::Problems(problems)) => {
                let placed = problems.into_iter().map(|problem| {
                    let spot = format!("{node}{}", problem.pointer);
                    let said = self.document.problem(&spot, "cases::settings", problem.message).help(format!("says `{name}`"));
                    (problem.pointer, said)
                });
                Ok(Err(placed.collect()))
            }
            Err(error) => Err(whole(error.to_string())),
        }
    }

    fn differences(&self, plugin: &Plugin, policy: &Policy, case: &PolicyCase, pointer: &str) -> Result<Found, Diagnostics> {
        let own;
        let policy = match &case.given.settings {
            None => policy,
            Some(given) => {
                let configuration = Configuration { settings: settings(given), ..self.configuration.clone() };
                match self.configured(plugin, &format!("{pointer}/given/settings"), &configuration)? {
                    Ok(policy) => {
                        own = policy;
                        &own
                    }
                    Err(problems) => return Ok(wrong(case.want.problems.as_ref(), &problems).into()),
                }
            }
        };
        if let Some(wanted) = case.want.problems.as_ref().filter(|wanted| !wanted.is_empty()) {
            return Ok(vec![Difference::new("problems", listed(wanted.iter()), "none: the settings are taken")].into());
        }
        let zone = &self.configuration.time_zone;
        let Some(at) = case.given.at.and_then(|at| at.instant(zone)) else { return Ok(Found::default()) };
        let Some(request) = request(&case.given, at, &self.configuration) else { return Ok(Found::default()) };
        if !case.given.history.is_empty() && policy.needs().history.is_none() {
            return Ok(vec![Difference::new("given", "what the plugin asks for", "a history, which it does not ask for")].into());
        }
        let (decided, notes) = policy.decide_noting(&request, &facts(&case.given, at, zone));
        let differences = match decided {
            Ok(decision) => answered(&case.want, decision, at, zone),
            Err(error) => failed(&case.want, &error.to_string()),
        };
        Ok(Found { differences, notes })
    }
}

/// What came of a case.
#[derive(Default)]
struct Found {
    differences: Vec<Difference>,
    /// What the plugin noted for its author.
    notes: Vec<String>,
}

impl From<Vec<Difference>> for Found {
    fn from(differences: Vec<Difference>) -> Self {
        Self { differences, notes: Vec::new() }
    }
}

/// Problems that are wanted, against those that there are.
fn wrong(wanted: Option<&BTreeMap<String, String>>, found: &[(String, Diagnostic)]) -> Vec<Difference> {
    let actual = listed(found.iter().map(|(pointer, said)| (pointer, said.message())));
    let Some(wanted) = wanted else { return vec![Difference::new("settings", "to be taken", actual)] };
    let met = |(pointer, said): &(String, Diagnostic)| wanted.get(pointer).is_some_and(|part| said.message().contains(part.as_str()));
    let all = wanted.keys().all(|wanted| found.iter().any(|(pointer, _)| pointer == wanted));
    if all && found.iter().all(met) { Vec::new() } else { vec![Difference::new("problems", listed(wanted.iter()), actual)] }
}

/// As a case writes them: the settings as a whole are `""`.
fn listed<P: AsRef<str>, S: Display>(problems: impl Iterator<Item = (P, S)>) -> String {
    let line = |(pointer, said): (P, S)| {
        let pointer = pointer.as_ref();
        if pointer.is_empty() { format!("\"\": {said}") } else { format!("{pointer}: {said}") }
    };
    problems.map(line).collect::<Vec<_>>().join("\n")
}

fn answered(want: &Want, decision: Decision, at: Instant, zone: &TimeZone) -> Vec<Difference> {
    let then = Then {
        outcome: want.outcome.map(|outcome| Expected::of(Some(outcome))),
        reasons: want.reasons.clone(),
        from: want.from,
        until: want.until,
        ..Then::default()
    };
    let codes = BTreeMap::new();
    let happened = Happened { decision: Some(decision), ..Happened::default() };
    let mut found = differences(&then, &happened, &Reading { zone, at, codes: &codes });
    let trace = happened.decision.iter().flat_map(|decision| &decision.trace);
    for (rule, wanted) in &want.rules {
        let said = trace.clone().find(|step| step.rule == *rule).map_or("nothing", |step| step.outcome.as_str());
        if said != wanted.as_str() {
            found.push(Difference::new(&format!("rules: {rule}"), wanted.as_str(), said));
        }
    }
    if let Some(error) = &want.error {
        found.push(Difference::new("error", error, "none: it decided"));
    }
    found
}

fn failed(want: &Want, error: &str) -> Vec<Difference> {
    match &want.error {
        Some(wanted) if error.contains(wanted.as_str()) => Vec::new(),
        Some(wanted) => vec![Difference::new("error", wanted, error)],
        None => vec![Difference::new("outcome", want.outcome.map_or("a decision", |outcome| outcome.as_str()), error)],
    }
}

fn request(given: &Given, at: Instant, configuration: &Configuration) -> Option<Request> {
    let purpose = given.purpose.clone().or_else(|| configuration.purposes.first().map(|purpose| purpose.id.clone()))?;
    Some(Request {
        at,
        purpose,
        channel: given.channel.unwrap_or(Channel::Sms),
        territory: given.place.clone(),
        start: given.start.and_then(|start| start.instant(&configuration.time_zone)),
        vehicle: given.vehicle,
    })
}

/// Moments that no instant has, and spells that are empty, were refused when the file was read.
fn facts(given: &Given, at: Instant, zone: &TimeZone) -> Facts {
    let instant = |when: When| when.instant(zone).unwrap_or(at);
    let history = given.history.iter().filter_map(|past| {
        Some(PastPermit {
            purpose: past.purpose.clone(),
            granted_at: instant(past.granted_at.unwrap_or(past.from)),
            validity: Interval::new(instant(past.from), instant(past.until)).ok()?,
            revoked: past.revoked,
        })
    });
    let attributes = given.attributes.iter().filter_map(|(name, known)| {
        let value = match known {
            Known::Is(scalar) => scalar.as_attribute(zone),
            Known::For(Spell { from, until }) => Value::Interval(Interval::new(instant(*from), instant(*until)).ok()?),
        };
        Some(Attribute { name: name.clone(), value })
    });
    Facts {
        history: history.collect(),
        registration: given
            .registration
            .as_ref()
            .map(|stay| RegistrationFact { territory: stay.place.clone(), since: instant(stay.since) }),
        attributes: attributes.collect(),
    }
}
