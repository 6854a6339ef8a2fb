//! What is recorded of a decision, and the same decision made again.

use domain::{Application, Attribute, Channel, Outcome, PurposeId, Scope, Value};
use permits::{Command, DecisionId, Effect, Permits, PermitsError, RECORD_VERSION};
use proptest::prelude::*;

use crate::given::*;

/// Applications of every kind, on one person's way through the weeks.
fn table() -> Vec<(&'static str, Application, &'static str, Outcome, Vec<&'static str>)> {
    let sms = |purpose: &str| application(purpose, IDENTITY);
    let place = |purpose: &str, territory: &str| Application {
        channel: Channel::Portal,
        scope: Scope::Place(territory.parse().unwrap()),
        ..application(purpose, IDENTITY)
    };
    let number = |purpose: &str, number: &str| Application { scope: Scope::Number(number.parse().unwrap()), ..sms(purpose) };
    let by = |channel, purpose: &str| Application { channel, ..place(purpose, "AZ-BA") };
    let car = Application { plate: Some("10-AA-123".parse().unwrap()), ..sms("medical") };
    let foreigner = Application { identity: Some("XX99".parse().unwrap()), ..sms("medical") };
    let nobody = Application { identity: None, ..sms("medical") };
    let marked = application("medical", "AZE7654321");
    vec![
        ("granted", sms("medical"), MORNING, Outcome::Granted, vec![]),
        ("granted with a car", car, MORNING, Outcome::Granted, vec![]),
        ("granted at a place", place("necessities", "AZ-BA"), MORNING, Outcome::Granted, vec![]),
        ("refused by quota", sms("necessities"), MORNING, Outcome::Refused, vec!["quota-spent"]),
        ("blocked", marked, MORNING, Outcome::Refused, vec!["blocked"]),
        ("exempt", sms("summons"), MORNING, Outcome::NotRequired, vec!["exempt"]),
        ("no such purpose", sms("countryside"), MORNING, Outcome::Refused, vec!["purpose-unknown"]),
        ("by telephone only", sms("funeral"), MORNING, Outcome::Refused, vec!["ask-elsewhere"]),
        ("not on the portal", by(Channel::Portal, "funeral"), MORNING, Outcome::Refused, vec!["ask-elsewhere"]),
        ("at the desk", by(Channel::Desk, "funeral"), MORNING, Outcome::Granted, vec![]),
        ("not at the desk", by(Channel::Desk, "medical"), MORNING, Outcome::Refused, vec!["ask-elsewhere"]),
        ("by another system", by(Channel::Api, "medical"), MORNING, Outcome::Granted, vec![]),
        ("no such document", foreigner, MORNING, Outcome::Refused, vec!["identity-form"]),
        ("nobody", nobody, MORNING, Outcome::Refused, vec!["identity-form"]),
        ("too early", sms("medical"), "2020-12-13T23:59:00+04:00", Outcome::NotRequired, vec!["regime-not-yet"]),
        ("too late", sms("medical"), "2021-01-18T00:00:00+04:00", Outcome::NotRequired, vec!["regime-ended"]),
        ("elsewhere", place("medical", "AZ-AST"), MORNING, Outcome::NotRequired, vec!["outside-territory"]),
        ("too early there", place("medical", "AZ-BA"), "2020-01-01T00:00:00Z", Outcome::NotRequired, vec!["regime-not-yet"]),
        ("too late there", place("medical", "GR-G"), "2022-01-01T00:00:00Z", Outcome::NotRequired, vec!["regime-ended"]),
        ("never there", place("medical", "FR-974"), "2020-01-01T00:00:00Z", Outcome::NotRequired, vec!["no-regime-in-force"]),
        ("nobody's number", number("medical", "9999"), MORNING, Outcome::NotRequired, vec!["no-regime-in-force"]),
        ("not registered", number("medical", "2590"), "2020-04-10T10:00:00+03:00", Outcome::Refused, vec!["identity-form"]),
    ]
}

async fn mark(node: &Permits) {
    let quarantined = Attribute { name: "quarantined".parse().unwrap(), value: Value::Flag(true) };
    node.mark(&"AZE7654321".parse().unwrap(), &quarantined, at(MORNING)).await.unwrap();
}

#[tokio::test]
async fn every_kind_of_decision_is_made_again_byte_for_byte() {
    for given in each().await {
        let node = given.node().await;
        mark(&node).await;
        let mut made = Vec::new();
        for (note, application, when, expected, why) in table() {
            let answer = node.handle(&message(Some(note), note), Command::Apply(application), at(when), words).await.unwrap();
            assert_eq!((outcome(&answer), reasons(&answer)), (expected, why), "{} {note}: {answer:?}", given.name());
            made.push((note, applied(&answer).record, applied(&answer).decision.clone()));
        }
        // Later decisions do not change what an earlier one followed from, and another node makes the same.
        let other = given.node().await;
        for (note, id, decision) in made {
            let replay = other.replay(id).await.unwrap();
            assert!(replay.is_same(), "{note}\n{}\n{}", String::from_utf8_lossy(&replay.stored), String::from_utf8_lossy(&replay.again));
            let recorded = other.record(id).await.unwrap().unwrap();
            assert_eq!((recorded.record.decision, recorded.bytes), (decision, replay.stored), "{note}");
        }
    }
}

#[tokio::test]
async fn a_record_holds_what_decided_and_no_person() {
    for given in each().await {
        let node = given.node().await;
        let application = Application { plate: Some("10AA123".parse().unwrap()), ..application("medical", IDENTITY) };
        let answer = node.handle(&message(Some("1"), "1 AZE1234567"), Command::Apply(application), at(MORNING), words).await.unwrap();
        let recorded = node.record(applied(&answer).record).await.unwrap().unwrap();
        let record = &recorded.record;
        assert_eq!((record.version, record.at, record.channel), (RECORD_VERSION, at(MORNING), Channel::Sms));
        let [regime] = record.regimes.as_slice() else { panic!("{record:?}") };
        let loaded = environment();
        let loaded = loaded.regimes().get(&"az/2020-12-14-tightened-quarantine".parse().unwrap()).unwrap();
        assert_eq!((&regime.id, &regime.digest), (&loaded.id, &loaded.digest));
        let policies: Vec<_> = regime.policies.iter().map(|policy| (policy.name.as_str(), policy.digest.as_str())).collect();
        assert_eq!(policies, [("standard", library().get(&"standard".parse().unwrap()).unwrap().digest())]);
        assert_eq!(recorded.permit, Some(code(&answer)));
        let text = String::from_utf8(recorded.bytes).unwrap();
        for personal in [IDENTITY, "1234567", PHONE, "501112233", "10AA123"] {
            assert!(!text.contains(personal), "{} {personal} in {text}", given.name());
        }
    }
}

#[tokio::test]
async fn a_decision_is_not_made_again_by_other_rules() {
    for given in each().await {
        let node = given.node().await;
        let answer = send(&node, "1", "medical", IDENTITY, at(MORNING)).await;
        let id = applied(&answer).record;
        let own = std::fs::read_to_string(crate::build::root().join("policies/AZ/2020-12-14-tightened-quarantine.yaml")).unwrap();
        let changed = own.replace("rules: { valid_for: 3h }", "rules: { valid_for: 2h }");
        assert_ne!(own, changed);
        let folder = policies(&[("2020-12-14-tightened-quarantine", &changed)]);
        node.swap(load(folder.path(), library()));
        let error = node.replay(id).await.unwrap_err();
        assert!(matches!(&error, PermitsError::NotLoaded { what: "regime", .. }), "{}: {error}", given.name());
        node.swap(environment());
        assert!(node.replay(id).await.unwrap().is_same());
        let unknown: DecisionId = "0".repeat(28).parse().unwrap();
        assert!(matches!(node.replay(unknown).await.unwrap_err(), PermitsError::UnknownDecision(_)));
        assert!(node.record(unknown).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_swap_is_whole_and_at_once() {
    for given in each().await {
        let node = given.node().await;
        let before = node.environment();
        let own = std::fs::read_to_string(crate::build::root().join("policies/AZ/2020-12-14-tightened-quarantine.yaml")).unwrap();
        let folder = policies(&[("2020-12-14-tightened-quarantine", &own.replace("rules: { valid_for: 3h }", "rules: { valid_for: 2h }"))]);
        assert_eq!(outcome(&send(&node, "1", "medical", IDENTITY, at(MORNING)).await), Outcome::Granted);
        node.swap(load(folder.path(), library()));
        let answer = send(&node, "2", "medical", IDENTITY, at(MORNING)).await;
        let Some(Effect::Applied(applied)) = &answer.effect else { panic!() };
        let length = applied.decision.validity.unwrap().interval.length();
        assert_eq!(length, jiff::SignedDuration::from_hours(2), "{}", given.name());
        assert_eq!(before.regimes().iter().count(), environment().regimes().iter().count(), "who holds the old one keeps it");
    }
}

fn purposes() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["medical", "necessities", "funeral", "summons", "court", "countryside", "nonsense"])
}

fn scopes() -> impl Strategy<Value = Scope> {
    let places = ["AZ-BA", "AZ-MAS.centre", "AZ-MAS", "AZ-NX", "RU-TA.kazan", "RU"].map(|place| Scope::Place(place.parse().unwrap()));
    let numbers = ["8103", "2590", "1234"].map(|number| Scope::Number(number.parse().unwrap()));
    prop::sample::select([places.as_slice(), numbers.as_slice()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever a handful of people ask, wherever and whenever, each decision is made again byte for byte.
    #[test]
    fn any_history_replays(
        asked in prop::collection::vec(
            (purposes(), scopes(), 0i64..500 * 24, 0usize..4, any::<bool>(), prop::option::of(0i64..48), any::<Option<u32>>()), 1..25),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = store::Store::open("sqlite::memory:").await.unwrap();
            let node = Permits::new(store, environment(), vault(), entropy());
            mark(&node).await;
            for (i, (purpose, scope, hours, who, car, start, sms)) in asked.into_iter().enumerate() {
                let when = at("2020-03-01T00:00:00Z") + jiff::SignedDuration::from_hours(hours);
                let application = Application {
                    channel: if sms.is_some() { Channel::Sms } else { Channel::Portal },
                    scope,
                    purpose: purpose.parse::<PurposeId>().unwrap(),
                    identity: [Some("AZE1234567"), Some("AZE7654321"), Some("9204123456"), None][who].map(|number| number.parse().unwrap()),
                    phone: Some(PHONE.parse().unwrap()),
                    plate: car.then(|| "10AA123".parse().unwrap()),
                    start: start.map(|hours| when + jiff::SignedDuration::from_hours(hours)),
                };
                node.handle(&message(Some(&i.to_string()), ""), Command::Apply(application), when, words).await.unwrap();
            }
            for recorded in node.recent(100).await.unwrap() {
                let replay = node.replay(recorded.record.id).await.unwrap();
                prop_assert!(replay.is_same(), "{}", String::from_utf8_lossy(&replay.stored));
                prop_assert_eq!(recorded.permit.is_some(), recorded.record.decision.outcome == Outcome::Granted);
            }
            Ok(())
        })?;
    }
}
