//! Several regimes at one place: a person must satisfy each.

use domain::{Application, Channel, Outcome, Scope, Verdict};
use engine::Library;
use permits::{Check, CheckCode, Command};

use crate::{build::root, given::*};

fn regime(id: &str, measure: &str, territory: &str, rules: &str) -> String {
    format!(
        r#"
regime: az/{id}
jurisdiction: AZ
title: {{ az: X, ru: X, en: X }}
time_zone: Asia/Baku
in_force: {{ from: 2020-12-01T00:00, until: 2021-02-01T00:00 }}
measure: {measure}
territory: {{ whole: [{territory}] }}
sources: {{ decree: {{ title: Decree }} }}
policies: [standard]
purposes:
  medical: {{ title: {{ az: Tibbi, ru: Врач, en: Medical }}, cite: decree, portal: {{}}, rules: {{ {rules} }} }}
retention: 30d
"#
    )
}

const CARD: &str = r#"
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
"#;

fn at_place(place: &str) -> Command {
    Command::Apply(Application {
        channel: Channel::Portal,
        scope: Scope::Place(place.parse().unwrap()),
        ..application("medical", IDENTITY)
    })
}

#[tokio::test]
async fn a_permit_satisfies_every_regime_and_counts_under_each() {
    let long = regime("2020-12-01-long", "stay_home", "AZ-BA, AZ-GA", "valid_for: 5h") + CARD;
    let once = regime("2020-12-01-once", "stay_home", "AZ-GA", "valid_for: 2h, quota: [{ times: 1, per: day }]") + CARD;
    let folder = policies(&[("2020-12-01-long", &long), ("2020-12-01-once", &once)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let ask = |id: &'static str, place: &'static str| {
            let node = node.clone();
            async move { node.handle(&message(Some(id), "x"), at_place(place), at(MORNING), words).await.unwrap() }
        };
        let baku = ask("1", "AZ-BA").await;
        assert_eq!((outcome(&baku), applied(&baku).regimes.len()), (Outcome::Granted, 1));
        // In Ganja both rule: the shorter validity, and the quota of the one that has one. What was granted in Baku does not count.
        let ganja = ask("2", "AZ-GA").await;
        let permit = applied(&ganja).permit.clone().unwrap();
        assert_eq!(permit.validity.interval.length(), jiff::SignedDuration::from_hours(2), "{}", given.name());
        let regimes: Vec<&str> = permit.regimes.iter().map(|regime| regime.as_str()).collect();
        assert_eq!(regimes, ["az/2020-12-01-long", "az/2020-12-01-once"]);
        assert_eq!(permit.regime.as_str(), "az/2020-12-01-long");
        let spent = ask("3", "AZ-GA").await;
        assert_eq!((outcome(&spent), reasons(&spent)), (Outcome::Refused, vec!["quota-spent"]), "{}", given.name());
        assert_eq!(outcome(&ask("4", "AZ-BA").await), Outcome::Granted);
        for recorded in node.recent(9).await.unwrap() {
            assert!(node.replay(recorded.record.id).await.unwrap().is_same());
        }
    }
}

/// A curfew on top of a quarantine: one that knows the purpose of the permit, and one that does not.
#[tokio::test]
async fn a_permit_of_the_day_is_none_for_the_curfew_of_the_night() {
    let quarantine = regime("2020-12-01-quarantine", "stay_home", "AZ-BA, AZ-GA", "valid_for: 3h") + CARD;
    let knows = regime("2020-12-01-curfew", "{ curfew: \"21:00-06:00\" }", "AZ-GA", "valid_for: 3h") + CARD;
    let knows_not = knows.replace("  medical:", "  night_work:");
    // When it is asked for, what is decided under each curfew, and the verdicts of an hour and of two hours later.
    let cases = [
        ("2020-12-15T10:00:00+04:00", "granted", "granted", Verdict::Valid, Verdict::Valid),
        ("2020-12-15T19:30:00+04:00", "granted", "granted", Verdict::Valid, Verdict::OutsideHours),
        ("2020-12-15T20:59:00+04:00", "granted", "granted", Verdict::OutsideHours, Verdict::OutsideHours),
        ("2020-12-15T21:00:00+04:00", "granted", "purpose-unknown", Verdict::Valid, Verdict::Valid),
        ("2020-12-16T05:59:00+04:00", "granted", "purpose-unknown", Verdict::NotRequired, Verdict::NotRequired),
        ("2020-12-16T06:00:00+04:00", "granted", "granted", Verdict::Valid, Verdict::Valid),
    ];
    for (known, curfew) in [(true, knows), (false, knows_not)] {
        let folder = policies(&[("2020-12-01-quarantine", &quarantine), ("2020-12-01-curfew", &curfew)]);
        for given in each_with(load(folder.path(), library())).await {
            let node = given.node().await;
            for (i, (when, with, without, one, two)) in cases.iter().enumerate() {
                let name = format!("{} {known} {when}", given.name());
                let answer = node.handle(&message(Some(&i.to_string()), "x"), at_place("AZ-GA"), at(when), words).await.unwrap();
                let said = match outcome(&answer) {
                    Outcome::Granted => "granted",
                    _ => reasons(&answer).first().copied().unwrap_or_default(),
                };
                assert_eq!(said, if known { *with } else { *without }, "{name}");
                if outcome(&answer) == Outcome::Granted && *one != Verdict::NotRequired {
                    for (later, expected) in [(1, one), (2, two)] {
                        let check = Check {
                            code: CheckCode::Permit(code(&answer)),
                            place: Some("AZ-GA".parse().unwrap()),
                            identity: Some(IDENTITY.parse().unwrap()),
                        };
                        let checked = node.check(&check, at(when) + jiff::SignedDuration::from_hours(later)).await.unwrap();
                        assert_eq!(checked.verdict, *expected, "{name} {later} h later");
                    }
                }
            }
        }
    }
}

/// By day `standard` asks nothing of a curfew, and says so in the trace; another policy of it grants all the same.
#[tokio::test]
async fn what_one_policy_grants_and_another_does_not_ask_for_is_a_permit_of_the_regime() {
    let curfew = regime("2020-12-01-curfew", "{ curfew: \"21:00-06:00\" }", "AZ-GA", "valid_for: 3h") + CARD;
    let both = curfew.replace("policies: [standard]", "policies: [standard, { name: pause, settings: { pause: 6h, valid_for: 3h } }]");
    let folder = policies(&[("2020-12-01-curfew", &both)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let answer = node.handle(&message(Some("1"), "x"), at_place("AZ-GA"), at("2020-12-15T10:00:00+04:00"), words).await.unwrap();
        assert_eq!(outcome(&answer), Outcome::Granted, "{}", given.name());
        let permit = applied(&answer).permit.clone().unwrap();
        assert_eq!(permit.regimes.iter().map(|regime| regime.as_str()).collect::<Vec<_>>(), ["az/2020-12-01-curfew"]);
        assert!(node.replay(applied(&answer).record).await.unwrap().is_same());
    }
}

/// A plugin that was built before the contract moved stands beside one of today, in one regime.
#[tokio::test]
async fn plugins_of_two_versions_of_the_contract_decide_together() {
    let plugins = tempfile::tempdir().unwrap();
    for plugin in ["plugins/dist/standard.wasm", "tests/contract/pause-1.0.0.wasm"] {
        let from = root().join(plugin);
        std::fs::copy(&from, plugins.path().join(from.file_name().unwrap())).unwrap();
    }
    let library = Library::open(&engine(), plugins.path()).unwrap();
    assert_eq!(library.iter().map(|plugin| plugin.contract()).collect::<Vec<_>>(), ["1.0.0", "1.1.0"]);

    let regime = regime("2020-12-01-both", "stay_home", "AZ-GA", "valid_for: 2h, hours: \"07:00-22:00\"") + CARD;
    let regime = regime.replace("policies: [standard]", "policies: [standard, { name: pause, settings: { pause: 6h, valid_for: 3h } }]");
    let folder = policies(&[("2020-12-01-both", &regime)]);
    for given in each_with(load(folder.path(), &library)).await {
        let node = given.node().await;
        let ask = |id: &'static str, when: &'static str| {
            let node = node.clone();
            async move { node.handle(&message(Some(id), "x"), at_place("AZ-GA"), at(when), words).await.unwrap() }
        };
        let granted = ask("1", "2020-12-15T10:00:00+04:00").await;
        assert_eq!(outcome(&granted), Outcome::Granted, "{}", given.name());
        assert_eq!(reasons(&ask("2", "2020-12-15T13:00:00+04:00").await), ["too-soon"]);
        assert_eq!(reasons(&ask("3", "2020-12-15T23:00:00+04:00").await), ["outside-hours"]);
        for answer in [granted, ask("4", "2020-12-16T10:00:00+04:00").await] {
            assert!(node.replay(applied(&answer).record).await.unwrap().is_same());
        }
    }
}

#[tokio::test]
async fn where_no_document_is_asked_for_the_telephone_is_the_person() {
    let once = regime("2020-12-01-once", "stay_home", "AZ-GA", "valid_for: 2h, quota: [{ times: 1, per: day }]");
    let folder = policies(&[("2020-12-01-once", &once)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let ask = |id: &'static str, phone: Option<&'static str>| {
            let node = node.clone();
            async move {
                let Command::Apply(application) = at_place("AZ-GA") else { panic!() };
                let phone = phone.map(|phone| phone.parse().unwrap());
                let command = Command::Apply(Application { identity: None, phone, ..application });
                node.handle(&message(Some(id), "x"), command, at(MORNING), words).await.unwrap()
            }
        };
        let first = ask("1", Some(PHONE)).await;
        assert_eq!((outcome(&first), applied(&first).holder.clone()), (Outcome::Granted, None), "{}", given.name());
        let again = ask("1", Some(PHONE)).await;
        assert_eq!((again.repeated, code(&again), applied(&again).holder.clone()), (true, code(&first), None));
        assert_eq!(reasons(&ask("2", Some(PHONE)).await), ["quota-spent"]);
        assert_eq!(outcome(&ask("3", Some("+994501112244")).await), Outcome::Granted, "{}", given.name());
        // A permit has a holder, whatever a policy says.
        assert_eq!(reasons(&ask("4", None).await), ["identity-form"], "{}", given.name());
    }
}

#[tokio::test]
async fn one_may_ask_before_a_regime_begins_for_a_time_within_it() {
    let regime = regime("2020-12-01-once", "stay_home", "AZ-GA", "valid_for: 2h") + CARD;
    let folder = policies(&[("2020-12-01-once", &regime)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let ask = |id: &'static str, when: &'static str, start: Option<&'static str>| {
            let node = node.clone();
            async move {
                let Command::Apply(application) = at_place("AZ-GA") else { panic!() };
                let command = Command::Apply(Application { start: start.map(at), ..application });
                node.handle(&message(Some(id), "x"), command, at(when), words).await.unwrap()
            }
        };
        let (before, begins, within) = ("2020-11-30T20:00:00+04:00", "2020-12-01T00:00:00+04:00", "2020-12-01T10:00:00+04:00");
        assert_eq!(reasons(&ask("1", before, None).await), ["regime-not-yet"], "{}", given.name());
        assert_eq!(reasons(&ask("2", before, Some("2020-11-30T23:59:00+04:00")).await), ["regime-not-yet"]);
        for (id, start) in [("3", begins), ("4", within)] {
            let answer = ask(id, before, Some(start)).await;
            let interval = applied(&answer).decision.validity.map(|validity| validity.interval);
            assert_eq!(
                interval.map(|i| (i.start(), i.length())),
                Some((at(start), jiff::SignedDuration::from_hours(2))),
                "{}",
                given.name()
            );
            assert!(node.replay(applied(&answer).record).await.unwrap().is_same(), "{}", given.name());
        }
        // When it is to start, nothing is needed any more.
        assert_eq!(reasons(&ask("5", "2021-01-31T23:00:00+04:00", Some("2021-02-01T10:00:00+04:00")).await), ["regime-ends"]);
        // A start that is past is no other time.
        assert_eq!(reasons(&ask("6", "2021-02-01T10:00:00+04:00", Some(within)).await), ["regime-ended"]);
    }
}
