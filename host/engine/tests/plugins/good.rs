//! What holds for every plugin that keeps the contract.

use std::time::Duration;

use domain::{Channel, Facts, Outcome, RegistrationFact, Value};
use engine::{BatchRow, ConfigureError, DecideError, Engine, EngineOptions, Fault};

use crate::{
    build,
    given::{at, configuration, engine, history, neighbour, options, plugin, policy, request},
};

#[test]
fn it_grants_and_refuses_with_names() {
    let good = neighbour();
    assert!(good.is_frozen());
    let granted = good.decide(&request("medical"), &history(3)).unwrap();
    let validity = granted.validity.unwrap().interval;
    assert_eq!((granted.outcome, validity.start()), (Outcome::Granted, at("2020-12-15T10:00:00+01:00")));
    assert_eq!(validity.end(), at("2020-12-15T13:00:00+01:00"));
    assert_eq!(
        granted.trace.iter().map(|step| (step.regime.as_str(), step.rule.as_str())).collect::<Vec<_>>(),
        [("de/2020-12-16-test", "always")]
    );
    let refused = good.decide(&request("leisure"), &history(0)).unwrap();
    assert_eq!((refused.outcome, refused.validity), (Outcome::Refused, None));
    let reason = refused.reasons.first().unwrap();
    assert_eq!((reason.code.as_str(), reason.params.get("count")), ("closed", Some(&Value::Number(1))));
}

#[test]
fn it_says_what_it_is_and_what_it_needs() {
    let good = neighbour();
    assert_eq!((good.name().as_str(), good.plugin().description().version.as_str()), ("good", "1.0.0"));
    assert_eq!(good.digest().len(), 64);
    let needs = good.needs();
    assert_eq!((needs.history.map(|d| d.seconds()), needs.registration), (Some(86_400), true));
    assert_eq!(needs.attributes.iter().map(|a| a.as_str()).collect::<Vec<_>>(), ["worker"]);
    assert_eq!(good.reasons().map(|r| r.as_str()).collect::<Vec<_>>(), ["closed"]);
    assert_eq!(good.rules().map(|r| r.as_str()).collect::<Vec<_>>(), ["always"]);
    assert_eq!(good.critical_points(), None);
}

#[test]
fn a_name_that_the_regime_does_not_have_is_refused_before_the_plugin_is_asked() {
    let good = neighbour();
    let error = good.decide(&request("funeral"), &Facts::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "policy `good` for `de/2020-12-16-test` was asked about the purpose `funeral`, which the regime does not have"
    );
    let elsewhere = RegistrationFact { territory: "RU-TA".parse().unwrap(), since: at("2020-01-01T00:00:00Z") };
    let facts = Facts { registration: Some(elsewhere), ..Facts::default() };
    let error = good.decide(&request("medical"), &facts).unwrap_err();
    assert!(matches!(error, DecideError::Unknown { what: "territory", .. }), "{error}");
}

#[test]
fn every_decision_has_an_instance_of_its_own() {
    let remembers = policy("remembers");
    for _ in 0..20 {
        assert_eq!(remembers.decide(&request("medical"), &Facts::default()).unwrap().trace.len(), 1);
    }
    let mut session = remembers.session().unwrap();
    for steps in 1..20 {
        assert_eq!(session.decide(&request("medical"), &Facts::default()).unwrap().trace.len(), steps);
    }
}

#[test]
fn a_plugin_that_cannot_be_frozen_is_configured_for_each_decision() {
    let unfreezable = policy("unfreezable");
    assert!(!unfreezable.is_frozen());
    for purpose in ["medical", "leisure"] {
        let expected = neighbour().decide(&request(purpose), &history(2)).unwrap();
        assert_eq!(unfreezable.decide(&request(purpose), &history(2)).unwrap(), expected);
        assert_eq!(unfreezable.session().unwrap().decide(&request(purpose), &history(2)).unwrap(), expected);
    }
}

#[test]
fn a_batch_answers_as_the_decisions_do() {
    let good = neighbour();
    let mut session = good.session().unwrap();
    let symbols = good.symbols();
    let ms = |i: usize| at("2020-12-15T00:00:00Z").as_millisecond() + 60_000 * i as i64;
    let names = ["medical", "leisure"];
    let row = |i: usize| BatchRow {
        holder: i as u32,
        at: ms(i),
        purpose: symbols.purpose(&names[i % 2].parse().unwrap()).unwrap(),
        territory: symbols.territory(&"DE".parse().unwrap()),
        registered: None,
        flags: symbols.flag(&"worker".parse().unwrap()).unwrap(),
        channel: Channel::Api,
        vehicle: false,
    };
    for size in [0, 1, 2, 1000, 100_000] {
        let rows: Vec<BatchRow> = (0..size).map(row).collect();
        let verdicts = session.decide_batch(&rows).unwrap();
        assert_eq!(verdicts.len(), size);
        for (i, verdict) in verdicts.iter().enumerate().rev().take(10) {
            let mut asked = request(names[i % 2]);
            asked.at = domain::Instant::from_millisecond(ms(i)).unwrap();
            let decision = good.decide(&asked, &Facts::default()).unwrap();
            assert_eq!(verdict.outcome, decision.outcome);
            let interval = decision.validity.map(|v| (v.interval.start().as_millisecond(), v.interval.end().as_millisecond()));
            assert_eq!((verdict.start, verdict.end), interval.unwrap_or((0, 0)));
            assert_eq!(verdict.reason.and_then(|r| symbols.reason(r)), decision.reasons.first().map(|r| &r.code));
        }
    }
    let one_holder = vec![row(0); engine::Session::MOST_ROWS];
    assert_eq!(session.decide_batch(&one_holder).unwrap().len(), one_holder.len());
    let many = vec![row(0); engine::Session::MOST_ROWS + 1];
    assert!(matches!(session.decide_batch(&many), Err(DecideError::TooManyRows { .. })));
    assert!(session.is_alive());
}

#[test]
fn a_session_ends_with_its_first_fault() {
    let mut session = policy("trap").session().unwrap();
    assert!(session.decide(&request("medical"), &Facts::default()).is_err());
    let error = session.decide(&request("medical"), &Facts::default()).unwrap_err();
    assert_eq!(error.fault(), Some(&Fault::SessionEnded));
    assert!(!session.is_alive());
}

#[test]
fn who_finds_no_slot_waits_and_is_told() {
    let engine = Engine::new(EngineOptions { pool: 1, wait: Duration::from_millis(10), ..options() }).unwrap();
    assert_eq!(engine.slots(), 1);
    let good = engine.load(&build::component("good")).unwrap().configure(&configuration()).unwrap();
    let session = good.session().unwrap();
    let error = good.decide(&request("medical"), &Facts::default()).unwrap_err();
    assert!(matches!(error, DecideError::Busy { .. }), "{error}");
    drop(session);
    assert!(good.decide(&request("medical"), &Facts::default()).is_ok());
}

#[test]
fn a_pool_that_the_machine_does_not_grant_is_made_smaller() {
    // Two memories of 4 GiB a slot: a process has room for some ten thousand.
    let engine = Engine::new(EngineOptions { pool: 1 << 20, ..options() }).unwrap();
    assert!(engine.slots() < 1 << 20 && engine.slots() > 1, "{}", engine.slots());
}

#[test]
fn more_threads_than_slots_all_decide() {
    let good = neighbour();
    std::thread::scope(|scope| {
        let deciders: Vec<_> = (0..3 * engine().slots())
            .map(|_| scope.spawn(|| (0..50).all(|_| good.decide(&request("medical"), &history(1)).is_ok())))
            .collect();
        assert!(deciders.into_iter().all(|decider| decider.join().unwrap()));
    });
}

#[test]
fn instructions_can_be_counted_instead_of_time() {
    let with = |fuel| Engine::new(EngineOptions { fuel: Some(fuel), ..options() }).unwrap();
    let configured = |engine: &std::sync::Arc<Engine>, name| engine.load(&build::component(name)).unwrap().configure(&configuration());
    let enough = configured(&with(1_000_000), "good").unwrap();
    assert!(enough.decide(&request("medical"), &Facts::default()).is_ok());
    let endless = configured(&with(1_000_000), "loop-decide").unwrap();
    let stopped = endless.decide(&request("medical"), &Facts::default()).unwrap_err();
    assert!(matches!(stopped.fault(), Some(Fault::Timeout { .. })), "{stopped}");
}

#[test]
fn the_settings_problems_of_a_regime_reach_its_author() {
    let error = plugin("schema-contradicted").configure(&configuration()).unwrap_err();
    assert!(
        matches!(&error, ConfigureError::Problems(problems) if problems[0].pointer == "/quota" && problems[0].message == "unknown key"),
        "{error}"
    );
}
