//! Several regimes at one place: a person must satisfy each.

use domain::{Application, Channel, Outcome, Scope};
use permits::Command;

use crate::given::*;

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
identity:
  kinds: {{ card: {{ title: {{ az: Vəsiqə, ru: Карта, en: Card }}, pattern: "AZE[0-9]{{7}}", example: AZE1234567 }} }}
retention: 30d
"#
    )
}

fn at_place(place: &str) -> Command {
    Command::Apply(Application {
        channel: Channel::Portal,
        scope: Scope::Place(place.parse().unwrap()),
        ..application("medical", IDENTITY)
    })
}

#[tokio::test]
async fn a_permit_satisfies_every_regime_and_counts_under_each() {
    let long = regime("2020-12-01-long", "stay_home", "AZ-BA, AZ-GA", "valid_for: 5h");
    let once = regime("2020-12-01-once", "stay_home", "AZ-GA", "valid_for: 2h, quota: [{ times: 1, per: day }]");
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
