//! A purpose that is asked for much more than it used to be.

use domain::{Application, Channel, Instant, Scope};
use jiff::SignedDuration;
use permits::{Command, Keeper, Permits};

use crate::given::*;

const WATCHED: &str = r#"
regime: az/2020-12-01-watched
jurisdiction: AZ
title: { az: X, ru: X, en: X }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2021-02-01T00:00 }
measure: stay_home
territory: { whole: [AZ-BA] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  medical: { title: { az: Tibbi, ru: Врач, en: Medical }, cite: decree, portal: {}, rules: { valid_for: 1h } }
  walk: { title: { az: Gəzinti, ru: Прогулка, en: Walk }, cite: decree, portal: {}, rules: { valid_for: 1h } }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
safeguards: { alarm: { share_rises: 20, within: 1h, least: 10 } }
"#;

async fn grant(node: &Permits, from: Instant, medical: usize, walk: usize) {
    for i in 0..medical + walk {
        let purpose = if i < medical { "medical" } else { "walk" };
        let when = from + SignedDuration::from_secs(i as i64);
        let application = Application {
            channel: Channel::Portal,
            scope: Scope::Place("AZ-BA".parse().unwrap()),
            ..application(purpose, &format!("AZE{i:0>7}"))
        };
        node.handle(&message(Some(&when.to_string()), "x"), Command::Apply(application), when, words).await.unwrap();
    }
}

#[tokio::test]
async fn an_alarm_is_raised_when_a_share_jumps_and_ends_when_it_is_usual() {
    let folder = policies(&[("2020-12-01-watched", WATCHED)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let yesterday = at("2020-12-14T12:00:00+04:00");
        // A quarter of the day before is for walks; of the last hour nearly half.
        grant(&node, yesterday, 15, 5).await;
        grant(&node, at("2020-12-15T09:30:00+04:00"), 6, 5).await;
        let now = at(MORNING);
        let alarms = node.alarms(now).await.unwrap();
        let shown: Vec<_> = alarms.iter().map(|alarm| (alarm.purpose.as_str(), alarm.share, alarm.share_before, alarm.granted)).collect();
        assert_eq!(shown, [("walk", 45, 25, 11)], "{}", given.name());

        let mut keeper = Keeper::new(node.clone());
        let raised = async |keeper: &mut Keeper, at: Instant| {
            keeper.turn(at).await.unwrap();
            keeper.raised().map(|alarm| alarm.purpose.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(raised(&mut keeper, at("2020-12-15T09:30:05+04:00")).await, Vec::<String>::new(), "a quiet hour raises none");
        assert_eq!(raised(&mut keeper, now).await, ["walk"], "{}", given.name());
        assert_eq!(raised(&mut keeper, now + SignedDuration::from_hours(1)).await, Vec::<String>::new(), "the hour is over");
        // There is nothing to compare with when the day before was quiet.
        assert_eq!(node.alarms(at("2020-12-14T12:30:00+04:00")).await.unwrap(), [], "{}", given.name());
    }
}
