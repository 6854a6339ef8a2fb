//! How often somebody may apply, whatever becomes of it.

use std::collections::BTreeMap;

use domain::{Application, Channel, Instant, Outcome, Scope, Value};
use jiff::{SignedDuration, tz::TimeZone};
use permits::{Answer, Command, Permits};
use proptest::prelude::*;

use crate::given::*;

fn regime(safeguards: &str) -> String {
    format!(
        r#"
regime: az/2020-12-01-capped
jurisdiction: AZ
title: {{ az: X, ru: X, en: X }}
time_zone: Asia/Baku
in_force: {{ from: 2020-12-01T00:00, until: 2021-02-01T00:00 }}
measure: stay_home
territory: {{ whole: [AZ-BA] }}
sources: {{ decree: {{ title: Decree }} }}
policies: [standard]
purposes:
  medical: {{ title: {{ az: Tibbi, ru: Врач, en: Medical }}, cite: decree, sms: {{ code: "1" }}, portal: {{}}, rules: {{ valid_for: 1h }} }}
exemptions:
  summons: {{ title: {{ az: Çağırış, ru: Повестка, en: Summons }}, cite: decree }}
identity:
  kinds: {{ card: {{ title: {{ az: Vəsiqə, ru: Карта, en: Card }}, pattern: "AZE[0-9]{{7}}", example: AZE1234567 }} }}
sms: {{ number: "8199", languages: [en], forms: {{ apply: {{ fields: [purpose, identity] }} }} }}
safeguards: {{ {safeguards} }}
retention: 30d
"#
    )
}

fn asked(purpose: &str, identity: &str, phone: &str) -> Command {
    Command::Apply(Application {
        channel: Channel::Portal,
        scope: Scope::Place("AZ-BA".parse().unwrap()),
        phone: Some(phone.parse().unwrap()),
        ..application(purpose, identity)
    })
}

async fn ask(node: &Permits, id: &str, command: Command, when: &str) -> Answer {
    node.handle(&message(Some(id), "x"), command, at(when), words).await.unwrap()
}

const OTHER: &str = "+994501112244";
const EVENING: &str = "2020-12-15T23:59:59.999+04:00";
const MIDNIGHT: &str = "2020-12-16T00:00:00+04:00";

#[tokio::test]
async fn a_telephone_is_heard_so_often_a_day() {
    let folder = policies(&[("2020-12-01-capped", &regime("per_phone: { times: 2, per: day }"))]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let steps = [
            ("1", asked("medical", IDENTITY, PHONE), MORNING, vec![]),
            // What is refused counts, and what comes again does not.
            ("2", asked("nonsense", IDENTITY, PHONE), MORNING, vec!["purpose-unknown"]),
            ("2", asked("nonsense", IDENTITY, PHONE), MORNING, vec!["purpose-unknown"]),
            ("3", asked("medical", "AZE7654321", PHONE), EVENING, vec!["cap-phone"]),
            // Who needs no permit needs none.
            ("4", asked("summons", IDENTITY, PHONE), EVENING, vec!["exempt"]),
            ("5", asked("medical", IDENTITY, OTHER), EVENING, vec![]),
            ("6", asked("medical", IDENTITY, PHONE), MIDNIGHT, vec![]),
        ];
        let mut capped = None;
        for (id, command, when, expected) in steps {
            let answer = ask(&node, id, command, when).await;
            assert_eq!(reasons(&answer), expected, "{} {id}", given.name());
            if id == "3" {
                capped = Some(answer);
            }
        }
        let capped = capped.unwrap();
        let params = &applied(&capped).decision.reasons[0].params;
        let param = |name: &str| params.get(name).cloned();
        assert_eq!(param("times"), Some(Value::Number(2)));
        assert_eq!(param("per"), Some(Value::Text("day".to_owned())));
        assert_eq!(param("again"), Some(Value::Instant(at(MIDNIGHT))), "{}", given.name());
        for recorded in node.recent(99).await.unwrap() {
            let replay = node.replay(recorded.record.id).await.unwrap();
            assert!(replay.is_same(), "{}\n{}", String::from_utf8_lossy(&replay.stored), String::from_utf8_lossy(&replay.again));
            let text = String::from_utf8(recorded.bytes).unwrap();
            assert!(!text.contains("501112"), "{text}");
        }
        // What would be decided is said without being counted.
        let Command::Apply(application) = asked("medical", IDENTITY, "+994501112255") else { panic!() };
        for _ in 0..5 {
            assert_eq!(node.consider(&application, at(MORNING)).await.unwrap().decision.outcome, Outcome::Granted);
        }
    }
}

#[tokio::test]
async fn a_document_is_heard_so_often_a_week() {
    let folder = policies(&[("2020-12-01-capped", &regime("per_identity: { times: 2, per: week }"))]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let sunday = "2020-12-20T23:59:00+04:00";
        let monday = "2020-12-21T00:00:00+04:00";
        let steps = [
            ("1", PHONE, MORNING, vec![]),
            ("2", OTHER, MORNING, vec![]),
            ("3", PHONE, sunday, vec!["cap-identity"]),
            ("4", PHONE, monday, vec![]),
        ];
        for (id, phone, when, expected) in steps {
            let answer = ask(&node, id, asked("medical", IDENTITY, phone), when).await;
            assert_eq!(reasons(&answer), expected, "{} {id}", given.name());
            if id == "3" {
                let params = &applied(&answer).decision.reasons[0].params;
                assert_eq!(params.get("again"), Some(&Value::Instant(at(monday))), "{}", given.name());
            }
        }
    }
}

#[tokio::test]
async fn a_cap_holds_however_many_ask_at_once() {
    let folder = policies(&[("2020-12-01-capped", &regime("per_phone: { times: 3, per: day }, per_identity: { times: 9, per: day }"))]);
    for given in each_with(load(folder.path(), library())).await {
        let nodes = [given.node().await, given.node().await];
        let asking: Vec<_> = (0..16)
            .map(|i| {
                let node = nodes[i % 2].clone();
                let identity = format!("AZE000000{}", i % 3);
                tokio::spawn(async move { ask(&node, &i.to_string(), asked("medical", &identity, PHONE), MORNING).await })
            })
            .collect();
        let mut granted = 0;
        for asking in asking {
            granted += usize::from(outcome(&asking.await.unwrap()) == Outcome::Granted);
        }
        assert_eq!(granted, 3, "{}", given.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Whoever asks whenever: somebody is refused exactly when the applications before, counted one by one, were as many as
    /// allowed.
    #[test]
    fn caps_are_those_of_counting_one_by_one(
        mut asked_at in prop::collection::vec((0i64..21 * 24 * 60, 0usize..2, 0usize..2), 1..60),
        times in 1u32..4,
        weekly in any::<bool>(),
    ) {
        asked_at.sort_unstable();
        let caps = if weekly { "week" } else { "day" };
        let folder = policies(&[(
            "2020-12-01-capped",
            &regime(&format!("per_phone: {{ times: {times}, per: {caps} }}, per_identity: {{ times: {}, per: day }}", times + 1)),
        )]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = store::Store::open("sqlite::memory:").await.unwrap();
            let node = Permits::new(store, load(folder.path(), library()), vault(), entropy());
            let zone = TimeZone::get("Asia/Baku").unwrap();
            let (mut by_phone, mut by_identity) = (BTreeMap::new(), BTreeMap::new());
            for (i, (minute, phone, identity)) in asked_at.into_iter().enumerate() {
                let when: Instant = at("2020-12-01T00:00:00+04:00") + SignedDuration::from_mins(minute);
                let date = zone.to_datetime(when).date();
                let week = date.iso_week_date().week();
                let period = if weekly { i16::from(week) } else { date.day_of_year() };
                let command = asked("medical", ["AZE1234567", "AZE7654321"][identity], [PHONE, OTHER][phone]);
                let answer = node.handle(&message(Some(&i.to_string()), "x"), command, when, words).await.unwrap();
                let counted = by_phone.entry((phone, period)).or_insert(0u32);
                *counted += 1;
                let mut expected = Vec::new();
                if times < *counted {
                    expected.push("cap-phone");
                }
                let counted = by_identity.entry((identity, date)).or_insert(0u32);
                *counted += 1;
                if times + 1 < *counted {
                    expected.push("cap-identity");
                }
                prop_assert_eq!(reasons(&answer), expected);
            }
            Ok(())
        })?;
    }
}
