//! A policy behind the border, seen as the host sees it: in numbers.

use super::{wit, *};
use crate::{Decision, Description, Problems, Reason, ReasonCode, Rule};

/// Grants an hour to whoever is registered where the application is made, and tells others how often they were out.
struct Home {
    rule: Rule,
    away: ReasonCode,
    times: crate::Param,
    ill: AttributeName,
}

impl Policy for Home {
    fn describe() -> Description {
        Description { name: "home", version: "1.2.3", settings_schema: "{}" }
    }

    fn configure(setup: &mut Setup) -> Result<Self, Problems> {
        let root = setup.settings();
        if root.get("wrong").is_some() {
            root.wrong("it is wrong");
        }
        root.finish(())?;
        setup.needs_registration();
        setup.needs_history(Duration::from_seconds(60));
        setup.needs_history(Duration::from_seconds(30));
        let ill = setup.needs_attribute("ill");
        Ok(Self { rule: setup.rule("home"), away: setup.reason("away"), times: setup.param("times"), ill })
    }

    fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, PolicyError> {
        if facts.flag(self.ill) {
            return Err(PolicyError::Internal("ill".to_owned()));
        }
        match (facts.registration, request.territory) {
            (Some(registration), Some(place)) if place.is_within(registration.territory) => {
                Ok(Decision::granted(request.at.until(request.at + Duration::from_seconds(3_600))?).passed(self.rule))
            }
            _ => {
                let times = i64::try_from(facts.history.len()).unwrap_or(i64::MAX);
                let reason = Reason::new(self.away).with(self.times, times).citing(request.purpose.cite());
                Ok(Decision::refused(reason).failed(self.rule))
            }
        }
    }
}

fn configuration(settings: &str) -> wit::Configuration {
    let node = |code: &str, parent| wit::TerritoryNode { code: code.into(), parent };
    wit::Configuration {
        settings: settings.into(),
        purposes: vec![wit::Purpose { name: "walk".into(), cite: Some(1) }],
        territories: vec![node("AZ", None), node("AZ-BA", Some(0)), node("AZ-LA", Some(0))],
        sources: vec!["decree".into(), "order".into()],
        in_force_from: 0,
        in_force_until: None,
    }
}

fn home() -> Slot<Home> {
    let slot = Slot::default();
    configure(&slot, configuration("{}")).unwrap();
    slot
}

fn request(territory: Option<u32>) -> wit::Request {
    wit::Request { at: 1_000, purpose: 0, channel: wit::Channel::Sms, territory, start: None, vehicle: false }
}

fn facts(registered: Option<u32>) -> wit::Facts {
    let past = wit::PastPermit { purpose: 0, granted_at: 1, validity: wit::Interval { start: 1, end: 2 }, revoked: false };
    wit::Facts {
        history: vec![past],
        registration: registered.map(|territory| wit::Registration { territory, since: 0 }),
        attributes: Vec::new(),
    }
}

fn row(holder: u32, territory: u32, registered: u32) -> wit::Row {
    wit::Row { holder, at: 5, purpose: 0, territory, registered, flags: 0, channel: wit::Channel::Sms, vehicle: false }
}

#[test]
fn its_tables_name_what_it_declared() {
    let tables = configure(&Slot::<Home>::default(), configuration("{}")).unwrap();
    assert_eq!((tables.rules, tables.reasons, tables.params), (vec!["home".to_owned()], vec!["away".to_owned()], vec!["times".to_owned()]));
    assert_eq!((tables.needs.history, tables.needs.registration, tables.needs.attributes), (Some(60), true, vec!["ill".to_owned()]));
    assert_eq!(describe::<Home>().name, "home");
}

#[test]
fn problems_come_out_with_their_places() {
    let problems = |settings: &str, change: fn(&mut wit::Configuration)| {
        let mut configuration = configuration(settings);
        change(&mut configuration);
        let problems = configure(&Slot::<Home>::default(), configuration).unwrap_err();
        problems.into_iter().map(|problem| (problem.pointer, problem.message)).collect::<Vec<_>>()
    };
    assert_eq!(problems(r#"{ "wrong": 1 }"#, |_| ()), [(String::new(), "it is wrong".to_owned())]);
    assert!(problems("{", |_| ())[0].1.starts_with("not JSON"));
    assert!(problems("{}", |given| given.territories[1].parent = Some(2))[0].1.contains("does not stand before it"));
}

#[test]
fn numbers_in_and_numbers_out() {
    let slot = home();
    let granted = decide(&slot, request(Some(1)), facts(Some(0))).unwrap();
    assert_eq!(granted.validity.map(|validity| (validity.interval.start, validity.interval.end)), Some((1_000, 3_601_000)));
    let refused = decide(&slot, request(Some(1)), facts(Some(2))).unwrap();
    assert_eq!(refused.outcome, wit::Outcome::Refused);
    let [reason] = refused.reasons.as_slice() else { panic!("{refused:?}") };
    assert_eq!((reason.code, reason.cite, reason.params[0].name), (0, Some(1), 0));
    assert!(matches!(reason.params[0].value, wit::Value::Number(1)));
}

#[test]
fn what_is_in_no_table_is_bad_input() {
    let slot = home();
    let bad = |request: wit::Request, facts: wit::Facts| matches!(decide(&slot, request, facts), Err(wit::PolicyError::BadInput(_)));
    assert!(bad(wit::Request { purpose: 1, ..request(None) }, facts(None)));
    assert!(bad(request(Some(3)), facts(None)));
    assert!(bad(request(None), facts(Some(3))));
    let attribute = |name, value| wit::Facts { attributes: vec![wit::Attribute { name, value }], ..facts(None) };
    assert!(bad(request(None), attribute(1, wit::Value::Flag(true))));
    assert!(bad(request(None), attribute(0, wit::Value::Interval(wit::Interval { start: 2, end: 2 }))));
    assert!(!bad(request(None), facts(None)));
    assert!(matches!(decide(&slot, request(None), attribute(0, wit::Value::Flag(true))), Err(wit::PolicyError::Internal(_))));
}

#[test]
fn a_batch_is_answered_or_referred_as_a_whole() {
    let slot = home();
    let outcomes = |rows: Vec<wit::Row>| {
        decide_batch(&slot, rows).into_iter().map(|verdict| (verdict.outcome, verdict.end, verdict.reason)).collect::<Vec<_>>()
    };
    let (granted, refused) = ((wit::Outcome::Granted, 3_600_005, u32::MAX), (wit::Outcome::Refused, 0, 0));
    assert_eq!(outcomes(vec![row(1, 1, 1), row(2, u32::MAX, 1), row(2, 1, u32::MAX)]), [granted, refused, refused]);
    assert_eq!(outcomes(vec![row(1, 1, 1), row(1, 7, 1)]), [(wit::Outcome::Referred, 0, u32::MAX); 2]);
}

#[test]
fn before_it_is_configured_it_decides_nothing() {
    let slot = Slot::<Home>::default();
    assert!(matches!(decide(&slot, request(None), facts(None)), Err(wit::PolicyError::Internal(_))));
    assert_eq!(decide_batch(&slot, vec![row(1, 1, 1)])[0].outcome, wit::Outcome::Referred);
    assert!(critical_points(&slot).is_none() && critical_points(&home()).is_none());
}
