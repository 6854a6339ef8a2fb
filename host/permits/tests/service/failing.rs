//! A policy that fails refers the person to a human; its neighbours go on.

use std::sync::Arc;

use domain::{Application, Channel, Outcome, Scope};
use engine::Library;
use permits::{Command, Environment};

use crate::{build, given::*};

/// A regime in one place, decided by the plugin `good` or by a hostile one of the same name.
const GOOD: &str = r#"
regime: az/2020-12-01-good
jurisdiction: AZ
title: { az: X, ru: X, en: X }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2021-02-01T00:00 }
measure: stay_home
territory: { whole: [AZ-NX] }
sources: { decree: { title: Decree } }
policies: [good]
purposes:
  medical: { title: { az: Tibbi, ru: Врач, en: Medical }, cite: decree, portal: {} }
  leisure: { title: { az: Gəzinti, ru: Прогулка, en: Leisure }, cite: decree, portal: {} }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
"#;

fn environment_of(hostile: &str) -> Arc<Environment> {
    let mut library: Library = library().clone();
    library.add(format!("{hostile}.wasm"), engine().load(&build::component(hostile)).unwrap()).unwrap();
    let own = std::fs::read_to_string(build::root().join("policies/AZ/2020-12-14-tightened-quarantine.yaml")).unwrap();
    let folder = policies(&[("2020-12-14-tightened-quarantine", &own), ("2020-12-01-good", GOOD)]);
    for entry in std::fs::read_dir(folder.path().join("locales")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}\nreason-closed = closed\n")).unwrap();
    }
    load(folder.path(), &library)
}

fn at_place(purpose: &str, place: &str) -> Command {
    Command::Apply(Application { channel: Channel::Portal, scope: Scope::Place(place.parse().unwrap()), ..application(purpose, IDENTITY) })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_failing_policy_refers_and_is_recorded() {
    let cases = [
        ("good", Outcome::Granted),
        ("loop-decide", Outcome::Referred),
        ("trap", Outcome::Referred),
        ("memory-decide", Outcome::Referred),
        ("gives-up", Outcome::Referred),
        ("grant-without-validity", Outcome::Referred),
    ];
    for (hostile, expected) in cases {
        for given in each_with(environment_of(hostile)).await {
            let node = given.node().await;
            let (one, two) = (message(Some("1"), "x"), message(Some("2"), "x"));
            let (failing, neighbour) = tokio::join!(
                node.handle(&one, at_place("medical", "AZ-NX"), at(MORNING), words),
                node.handle(&two, at_place("medical", "AZ-BA"), at(MORNING), words),
            );
            let (failing, neighbour) = (failing.unwrap(), neighbour.unwrap());
            assert_eq!(outcome(&failing), expected, "{} {hostile}: {failing:?}", given.name());
            assert_eq!(outcome(&neighbour), Outcome::Granted, "{} {hostile}", given.name());
            if expected == Outcome::Referred {
                assert_eq!(reasons(&failing), ["policy-failed"], "{hostile}");
                assert!(applied(&failing).permit.is_none());
            }
            assert!(node.replay(applied(&failing).record).await.unwrap().is_same(), "{hostile}");
        }
    }
}

#[test]
fn a_folder_with_an_error_makes_no_environment() {
    let own = std::fs::read_to_string(build::root().join("policies/AZ/2020-12-14-tightened-quarantine.yaml")).unwrap();
    let cases = [
        ("policies: [standard]", "policies: [no-such]", "no-such"),
        ("valid_for: 3h", "valid_for: 3 hours", "3 hours"),
        ("quota: [{ times: 1, per: day }]", "quota: [{ times: 0, per: day }]", "quota"),
    ];
    for (from, to, said) in cases {
        let changed = own.replacen(from, to, 1);
        assert_ne!(changed, own);
        let folder = policies(&[("2020-12-14-tightened-quarantine", &changed)]);
        let Err(wrong) = Environment::load(folder.path(), library()) else { panic!("{to} was taken") };
        assert!(wrong.report(false).contains(said), "{}", wrong.report(false));
    }
}
