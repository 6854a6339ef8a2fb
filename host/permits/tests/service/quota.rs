//! A quota holds, whoever is asked and however many ask at once.

use domain::Outcome;
use jiff::SignedDuration;
use permits::Permits;

use crate::given::*;

#[tokio::test]
async fn once_a_day_is_once_a_local_day() {
    for given in each().await {
        let node = given.node().await;
        let asked = [
            ("2020-12-15T23:58:00+04:00", "necessities", Outcome::Granted),
            ("2020-12-15T23:59:59.999+04:00", "necessities", Outcome::Refused),
            ("2020-12-15T23:59:59.999+04:00", "medical", Outcome::Granted),
            ("2020-12-16T00:00:00+04:00", "necessities", Outcome::Granted),
            ("2020-12-16T00:00:00+04:00", "necessities", Outcome::Refused),
            ("2020-12-17T00:00:00+04:00", "necessities", Outcome::Granted),
        ];
        for (i, (when, purpose, expected)) in asked.into_iter().enumerate() {
            let answer = send(&node, &i.to_string(), purpose, IDENTITY, at(when)).await;
            assert_eq!(outcome(&answer), expected, "{} {when} {purpose}", given.name());
            assert_eq!(applied(&answer).permit.is_some(), expected == Outcome::Granted);
        }
    }
}

/// Applications of one person at the same moment, spread over nodes. Their instants differ by milliseconds and are not in the
/// order in which they are handled, as with two clocks.
async fn at_once(nodes: Vec<Permits>, purpose: &'static str, identities: &[&str]) -> Vec<Outcome> {
    let applying: Vec<_> = identities
        .iter()
        .enumerate()
        .map(|(i, identity)| {
            let (node, identity) = (nodes.iter().cycle().nth(i).unwrap().clone(), (*identity).to_owned());
            let when = at(MORNING) + SignedDuration::from_millis((i as i64 * 7) % 32 - 16);
            tokio::spawn(async move { outcome(&send(&node, &format!("m{i}"), purpose, &identity, when).await) })
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

/// A person of whom nothing is stored, and one who has been here before: the first is held up by the row that is being made, the
/// second only by the lock on the one that is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_thirty_two_at_the_same_moment_one_is_granted() {
    for (nodes, known) in [(1, false), (1, true), (2, false), (2, true)] {
        for given in each().await {
            let mut all = Vec::new();
            for _ in 0..nodes {
                all.push(given.node().await);
            }
            let node = all[0].clone();
            if known {
                send(&node, "before", "medical", IDENTITY, at(MORNING)).await;
            }
            let outcomes = at_once(all, "necessities", &[IDENTITY; 32]).await;
            assert_eq!((granted(&outcomes), outcomes.len()), (1, 32), "{} {nodes} nodes, known: {known}", given.name());
            let recorded = node.recent(100).await.unwrap();
            let permits = recorded.iter().filter(|recorded| recorded.permit.is_some()).count();
            assert_eq!((recorded.len(), permits), (32 + usize::from(known), 1 + usize::from(known)), "all are recorded, one is stored");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_persons_at_the_same_moment_are_each_granted() {
    let identities: Vec<String> = (0..32).map(|i| format!("AZE{:07}", 1_000_000 + i)).collect();
    let identities: Vec<&str> = identities.iter().map(String::as_str).collect();
    for given in each().await {
        let nodes = vec![given.node().await, given.node().await];
        assert_eq!(granted(&at_once(nodes, "necessities", &identities).await), 32, "{}", given.name());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_has_no_quota_is_granted_as_often_as_asked() {
    for given in each().await {
        let node = given.node().await;
        assert_eq!(granted(&at_once(vec![node.clone()], "medical", &[IDENTITY; 16]).await), 16, "{}", given.name());
        let mut codes: Vec<String> = node.recent(100).await.unwrap().into_iter().filter_map(|r| r.permit).map(|c| c.to_string()).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), 16, "each with a code of its own");
    }
}

#[tokio::test]
async fn a_permit_that_is_taken_back_no_longer_counts() {
    for given in each().await {
        let node = given.node().await;
        let first = send(&node, "1", "necessities", IDENTITY, at(MORNING)).await;
        assert_eq!(outcome(&send(&node, "2", "necessities", IDENTITY, at(MORNING)).await), Outcome::Refused);
        assert!(node.revoke(code(&first), at(MORNING)).await.unwrap());
        assert_eq!(outcome(&send(&node, "3", "necessities", IDENTITY, at(MORNING)).await), Outcome::Granted, "{}", given.name());
    }
}
