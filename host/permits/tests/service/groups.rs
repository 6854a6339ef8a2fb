//! Groups of people: what a policy is told of somebody when another one of the household is out.

use std::sync::{Arc, OnceLock};

use domain::{Application, Attribute, Channel, Instant, Outcome, Scope, Value};
use permits::{Answering, Asked, Environment, Fact, FactServices, Permits};
use store::testing::sqlite;

use crate::given::*;

/// Whoever lives with somebody who is out gets no permit for necessities: a rule of `standard`, which knows nothing of groups. Nor does
/// anybody while another one of the house is at the doctor's.
const HOUSEHOLDS: &str = r#"
regime: az/2020-12-01-households
jurisdiction: AZ
title: { az: X, ru: X, en: X }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2021-02-01T00:00 }
measure: stay_home
territory: { whole: [AZ-BA] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  necessities:
    { title: { az: Ərzaq, ru: Продукты, en: Food }, cite: decree, portal: {}, rules: { valid_for: 3h, blocked_by: [household_out, house_out] } }
  medical: { title: { az: Həkim, ru: Врач, en: Doctor }, cite: decree, portal: {}, rules: { valid_for: 3h } }
facts:
  register:
    service: register
    gives: [household, house, adult]
    groups: { household: { counting: adult, purposes: [necessities] }, house: { purposes: [medical] } }
    when_down: refer
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
retention: 30d
"#;

fn households() -> Arc<Environment> {
    static LOADED: OnceLock<Arc<Environment>> = OnceLock::new();
    Arc::clone(LOADED.get_or_init(|| load(policies(&[("2020-12-01-households", HOUSEHOLDS)]).path(), library())))
}

/// The household is what the seventh digit of a number says, the house what the sixth does, and an adult is whose first is even.
struct Register;

const NAME: &str = "secret-home";

impl FactServices for Register {
    fn ask<'a>(&'a self, asked: Asked<'a>) -> Answering<'a> {
        let digit = |place: usize| asked.identity.reveal().as_bytes().get(place).unwrap() - b'0';
        let known = |name: &str, value: Value| Fact::always(name.parse().unwrap(), value);
        let named = |digit: u8| Value::Text(format!("{NAME}-{digit}"));
        let mut facts = vec![known("household", named(digit(9))), known("house", named(digit(8)))];
        facts.push(known("adult", Value::Flag(digit(3) % 2 == 0)));
        facts.retain(|fact| asked.attributes.contains(&fact.attribute));
        Box::pin(std::future::ready(Ok(facts)))
    }

    fn names(&self) -> Vec<domain::ServiceName> {
        vec!["register".parse().unwrap()]
    }
}

async fn node(given: &Given) -> Permits {
    given.node().await.asking(Arc::new(Register))
}

const ANA: &str = "AZE2000017";
const LUIS: &str = "AZE2000027";
const CHILD: &str = "AZE1000037";
const STRANGER: &str = "AZE2000018";

async fn ask(node: &Permits, id: &str, purpose: &str, identity: &str, when: Instant) -> permits::Answer {
    let application =
        Application { channel: Channel::Portal, scope: Scope::Place("AZ-BA".parse().unwrap()), ..application(purpose, identity) };
    node.handle(&message(Some(id), "x"), permits::Command::Apply(application), when, words).await.unwrap()
}

async fn told(node: &Permits, answer: &permits::Answer) -> Vec<Attribute> {
    node.record(applied(answer).record).await.unwrap().unwrap().record.regimes.first().unwrap().facts.attributes.clone()
}

#[tokio::test]
async fn two_of_a_household_are_out_one_after_the_other() {
    for given in each_with(households()).await {
        let (node, name) = (node(&given).await, given.name());
        let first = ask(&node, "1", "necessities", ANA, at(MORNING)).await;
        assert_eq!((outcome(&first), told(&node, &first).await), (Outcome::Granted, Vec::new()), "{name}");
        let second = ask(&node, "2", "necessities", LUIS, at(MORNING)).await;
        assert_eq!((outcome(&second), reasons(&second)), (Outcome::Refused, vec!["blocked"]), "{name}");
        let good = applied(&first).permit.as_ref().unwrap().validity.interval;
        let out = Attribute { name: "household_out".parse().unwrap(), value: Value::Interval(good) };
        assert_eq!(told(&node, &second).await, [out], "the policy asks for nothing else, and nothing else is kept");
        assert_eq!(outcome(&ask(&node, "3", "necessities", STRANGER, at(MORNING)).await), Outcome::Granted, "{name}");
        assert_eq!(outcome(&ask(&node, "4", "necessities", ANA, at(MORNING)).await), Outcome::Granted, "one's own keeps nobody in");
        // The end of a permit no longer belongs to it.
        assert_eq!(outcome(&ask(&node, "5", "necessities", LUIS, good.end()).await), Outcome::Granted, "{name}");
        assert!(node.replay(applied(&second).record).await.unwrap().is_same(), "whoever is out by now");
    }
}

#[tokio::test]
async fn a_permit_that_is_taken_back_frees_the_others() {
    for given in each_with(households()).await {
        let node = node(&given).await;
        let first = ask(&node, "1", "necessities", ANA, at(MORNING)).await;
        let second = ask(&node, "2", "necessities", LUIS, at(MORNING)).await;
        assert!(node.revoke(code(&first), at(MORNING)).await.unwrap());
        assert_eq!(outcome(&ask(&node, "3", "necessities", LUIS, at(MORNING)).await), Outcome::Granted, "{}", given.name());
        let replayed = node.replay(applied(&second).record).await.unwrap();
        assert!(replayed.is_same() && String::from_utf8(replayed.stored).unwrap().contains("household_out"));
    }
}

#[tokio::test]
async fn only_what_the_regime_counts_keeps_somebody_in() {
    for given in each_with(households()).await {
        let node = node(&given).await;
        ask(&node, "1", "medical", ANA, at(MORNING)).await;
        ask(&node, "2", "necessities", CHILD, at(MORNING)).await;
        assert_eq!(outcome(&ask(&node, "3", "necessities", LUIS, at(MORNING)).await), Outcome::Granted, "{}", given.name());
        assert_eq!(outcome(&ask(&node, "4", "necessities", CHILD, at(MORNING)).await), Outcome::Refused, "the rule is the policy's");
    }
}

#[tokio::test]
async fn what_anybody_noted_of_it_does_not_count() {
    for given in each_with(households()).await {
        let node = node(&given).await;
        let noted = Attribute { name: "household_out".parse().unwrap(), value: Value::Flag(true) };
        node.mark(&LUIS.parse().unwrap(), &noted, at(MORNING)).await.unwrap();
        assert_eq!(outcome(&ask(&node, "1", "necessities", LUIS, at(MORNING)).await), Outcome::Granted, "{}", given.name());
        // But what the authority noted of the household stands before what the register says of it.
        let moved = Attribute { name: "household".parse().unwrap(), value: Value::Text(format!("{NAME}-8")) };
        node.mark(&ANA.parse().unwrap(), &moved, at(MORNING)).await.unwrap();
        assert_eq!(outcome(&ask(&node, "2", "necessities", ANA, at(MORNING)).await), Outcome::Granted, "{}", given.name());
        assert_eq!(outcome(&ask(&node, "3", "necessities", STRANGER, at(MORNING)).await), Outcome::Refused, "{}", given.name());
    }
}

/// Applications of many persons at the same moment, spread over two nodes.
async fn at_once(given: &Given, identities: &[String]) -> Vec<Outcome> {
    let nodes = [node(given).await, node(given).await];
    let applying: Vec<_> = identities
        .iter()
        .enumerate()
        .zip(nodes.iter().cycle())
        .map(|((i, identity), node)| {
            let (node, identity) = (node.clone(), identity.clone());
            tokio::spawn(async move { outcome(&ask(&node, &format!("m{i}"), "necessities", &identity, at(MORNING)).await) })
        })
        .collect();
    let mut outcomes = Vec::new();
    for answered in applying {
        outcomes.push(answered.await.unwrap());
    }
    outcomes
}

fn granted(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|outcome| **outcome == Outcome::Granted).count()
}

/// A household of which nobody was ever out is held up by the row that is being made, one that is known by the lock on its row.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_thirty_two_of_a_household_at_the_same_moment_one_is_granted() {
    let home: Vec<String> = (0..32).map(|i| format!("AZE2{i:02}0007")).collect();
    for known in [false, true] {
        for given in each_with(households()).await {
            if known {
                // One more of the same household and the same house: neither row is made below.
                let first = ask(&node(&given).await, "before", "necessities", "AZE2990007", at("2020-12-14T10:00:00+04:00")).await;
                assert_eq!(outcome(&first), Outcome::Granted);
            }
            let outcomes = at_once(&given, &home).await;
            assert_eq!((granted(&outcomes), outcomes.len()), (1, 32), "{} known: {known}", given.name());
        }
    }
}

/// Everybody is of two groups, and those of one household live in different houses: whoever locked them in any order would wait for
/// somebody who waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_each_of_eight_households_one_is_granted_although_the_houses_differ() {
    let all: Vec<String> = (0..64).map(|i| format!("AZE2{i:02}00{}{}", (i / 8 + i) % 8, i % 8)).collect();
    for given in each_with(households()).await {
        let outcomes = at_once(&given, &all).await;
        assert_eq!((granted(&outcomes), outcomes.len()), (8, 64), "{}", given.name());
    }
}

#[tokio::test]
async fn the_name_of_a_household_is_nowhere_in_the_clear() {
    let database = sqlite();
    let node = Permits::new(database.open().await, households(), vault(), entropy()).asking(Arc::new(Register));
    node.ready().await.unwrap();
    assert_eq!(outcome(&ask(&node, "1", "necessities", ANA, at(MORNING)).await), Outcome::Granted);
    assert_eq!(outcome(&ask(&node, "2", "necessities", LUIS, at(MORNING)).await), Outcome::Refused);
    let bytes = database.bytes();
    let found = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(found("household_out") && !found(NAME));
}
