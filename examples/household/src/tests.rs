//! The rule as the Rust type that it is; no host is needed.

use exeat_policy::{Attribute, Channel, Outcome, testing};

use super::*;

fn at(minute: i64) -> Instant {
    Instant::from_milliseconds(minute * 60_000)
}

/// A policy, and what a test asks it with.
struct Bench {
    setup: Setup,
    policy: Household,
}

impl Bench {
    fn new(settings: &str) -> Self {
        let regime = testing::Regime { settings, purposes: &["supplies", "care"], sources: &["decree"], ..Default::default() };
        let mut setup = regime.setup().unwrap();
        let policy = Household::configure(&mut setup).unwrap();
        Self { setup, policy }
    }

    fn facts(&self, known: &[(&str, Value)]) -> Facts {
        let name = |name: &str| self.setup.attributes().into_iter().find(|attribute| attribute.name() == name).unwrap();
        let attributes = known.iter().map(|(attribute, value)| Attribute { name: name(attribute), value: value.clone() });
        Facts { attributes: attributes.collect(), ..Facts::default() }
    }

    fn decided(&self, purpose: &str, start: Option<i64>, known: &[(&str, Value)]) -> Decision {
        let request = Request {
            at: at(0),
            purpose: self.setup.purpose(purpose).unwrap(),
            channel: Channel::Sms,
            territory: None,
            start: start.map(at),
            vehicle: false,
        };
        self.policy.decide(&request, &self.facts(known)).unwrap()
    }
}

fn out(from: i64, until: i64) -> (&'static str, Value) {
    ("household_out", Value::Interval(Interval::new(at(from), at(until)).unwrap()))
}

fn home() -> (&'static str, Value) {
    ("household", Value::from("h-17"))
}

fn adult() -> (&'static str, Value) {
    ("adult", Value::Flag(true))
}

const ADULTS: &str = r#"{ "adult": "adult", "purposes": ["supplies"] }"#;

/// From when until when a permit is good that is asked for at minute 0; or why there is none.
fn said(decision: &Decision) -> String {
    match decision.validity() {
        Some(validity) => {
            let minute = |at: Instant| at.milliseconds() / 60_000;
            let end = Some(validity.interval.end()).filter(|end| *end < at(60 * 24 * 300));
            format!("{}..{}", minute(validity.interval.start()), end.map(|end| minute(end).to_string()).unwrap_or_default())
        }
        None => decision.reasons().iter().map(|reason| format!("{} {:?}", reason.code.name(), reason.params)).collect(),
    }
}

#[test]
fn while_another_one_is_out_an_adult_stays() {
    let bench = Bench::new(ADULTS);
    let refused = |until: i64| format!("household-out [(until, Instant(Instant({})))]", until * 60_000);
    let cases = [
        ("nobody is out", None, None, "0..".to_owned()),
        ("out since a while", None, Some((-30, 60)), refused(60)),
        ("out from this very moment", None, Some((0, 60)), refused(60)),
        ("home at this very moment", None, Some((-60, 0)), "0..".to_owned()),
        ("goes out later", None, Some((45, 90)), "0..45".to_owned()),
        ("out at the start that is asked for", Some(50), Some((45, 90)), refused(90)),
        ("home again at the start that is asked for", Some(90), Some((45, 90)), "90..".to_owned()),
        ("goes out after the start that is asked for", Some(44), Some((45, 90)), "44..45".to_owned()),
        ("goes out a minute later", None, Some((1, 60)), "0..1".to_owned()),
        ("a start that has passed is now", Some(-20), Some((-30, -10)), "0..".to_owned()),
    ];
    for (case, start, somebody, expected) in cases {
        let known: Vec<_> = [home(), adult()].into_iter().chain(somebody.map(|(from, until)| out(from, until))).collect();
        assert_eq!(said(&bench.decided("supplies", start, &known)), expected, "{case}");
    }
}

#[test]
fn a_time_that_is_too_short_is_none() {
    let known = |from: i64| [home(), out(from, 60)];
    let bench = Bench::new(r#"{ "shortest": "10min" }"#);
    assert_eq!(said(&bench.decided("supplies", None, &known(10))), "0..10");
    assert_eq!(bench.decided("supplies", None, &known(9)).outcome(), Outcome::Refused);
    // Another node granted it a moment later by its own clock.
    let skewed = Interval::new(Instant::from_milliseconds(16), at(60)).unwrap();
    let known = [home(), ("household_out", Value::Interval(skewed))];
    assert_eq!(Bench::new("{}").decided("supplies", None, &known).outcome(), Outcome::Refused);
}

#[test]
fn each_decision_says_its_rule_and_its_source() {
    let bench = Bench::new(ADULTS);
    let steps = |known: &[(&str, Value)]| {
        let decision = bench.decided("supplies", None, known);
        let cited = decision.reasons().iter().all(|reason| reason.cite.is_some_and(|source| source.name() == "decree"));
        (decision.trace().iter().map(|step| (step.rule.name(), step.outcome)).collect::<Vec<_>>(), cited)
    };
    let all = [
        (vec![home(), adult()], RuleOutcome::Passed),
        (vec![home(), adult(), out(-1, 1)], RuleOutcome::Failed),
        (vec![home(), adult(), out(1, 2)], RuleOutcome::Limited),
        (vec![adult()], RuleOutcome::Referred),
        (vec![home()], RuleOutcome::Passed),
    ];
    for (known, outcome) in all {
        assert_eq!(steps(&known), (vec![("one-at-a-time", outcome)], true), "{known:?}");
    }
}

#[test]
fn who_is_no_adult_is_not_limited() {
    let bench = Bench::new(ADULTS);
    for not in [vec![], vec![("adult", Value::Flag(false))], vec![("adult", Value::from(at(-1)))]] {
        let known: Vec<_> = not.into_iter().chain([home(), out(-1, 60)]).collect();
        assert_eq!(said(&bench.decided("supplies", None, &known)), "0..", "{known:?}");
    }
    // Without the setting everybody counts.
    let everybody = Bench::new("{}");
    assert_eq!(everybody.decided("supplies", None, &[home(), out(-1, 60)]).outcome(), Outcome::Refused);
}

#[test]
fn other_purposes_are_not_concerned() {
    let bench = Bench::new(ADULTS);
    assert_eq!(said(&bench.decided("care", None, &[home(), adult(), out(-1, 60)])), "0..");
    assert_eq!(said(&bench.decided("care", None, &[])), "0..", "not even a household must be known");
    assert_eq!(Bench::new("{}").decided("care", None, &[home(), out(-1, 60)]).outcome(), Outcome::Refused);
}

#[test]
fn whoever_is_of_no_known_household() {
    let missing = |attribute: &str| format!("attribute-missing [(attribute, Text(\"{attribute}\"))]");
    assert_eq!(said(&Bench::new(ADULTS).decided("supplies", None, &[adult()])), missing("household"));
    let grants = Bench::new(r#"{ "unknown": "grant" }"#);
    assert_eq!(said(&grants.decided("supplies", None, &[])), "0..");
    let asked: Vec<&str> = grants.setup.attributes().iter().map(|attribute| attribute.name()).collect();
    assert_eq!(asked, ["household_out"], "what is not needed is not asked for");
    // That somebody is out, and not until when, is not enough to refuse anybody.
    let flagged = [("household_out", Value::Flag(true))];
    assert_eq!(said(&grants.decided("supplies", None, &flagged)), missing("household_out"));
}

#[test]
fn a_household_may_be_called_otherwise() {
    let bench = Bench::new(r#"{ "group": "flat" }"#);
    let asked: Vec<&str> = bench.setup.attributes().iter().map(|attribute| attribute.name()).collect();
    assert_eq!(asked, ["flat", "flat_out"]);
}

#[test]
fn everything_wrong_with_the_settings_is_said_where_it_stands() {
    let settings =
        r#"{ "group": 7, "adult": true, "purposes": ["supplies", "suplies"], "unknown": "perhaps", "shortest": "10", "adults": 1 }"#;
    let mut setup = testing::Regime { settings, purposes: &["supplies"], ..Default::default() }.setup().unwrap();
    let problems = Household::configure(&mut setup).map(drop).unwrap_err();
    let mut places: Vec<&str> = problems.all().iter().map(|problem| problem.pointer.as_str()).collect();
    places.sort_unstable();
    assert_eq!(places, ["/adult", "/adults", "/group", "/purposes/1", "/shortest", "/unknown"]);
}

#[test]
fn what_is_no_name_of_an_attribute_is_no_setting() {
    for (setting, fits) in [("flat", true), ("Flat", false), ("7th", false), ("", false), ("a b", false), ("a\\u0000", false)] {
        for key in ["group", "adult"] {
            let settings = format!(r#"{{ "{key}": "{setting}" }}"#);
            let mut setup = testing::Regime { settings: &settings, ..Default::default() }.setup().unwrap();
            assert_eq!(Household::configure(&mut setup).is_ok(), fits, "{settings}");
        }
    }
}
