//! What becomes of permits, and how often somebody applied, on every database.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use domain::{Channel, Instant, Interval, PermitCode, PurposeId, RegimeId, Validity};
use store::{
    Db, Lookup, Sealed, Store,
    query::{
        carry::{self, Going, Onward},
        decision, grants,
        permit::{self, NewPermit},
        permit_change::{self, StoredChange},
        person::{self, NewPerson},
        tally,
    },
    testing::databases,
};

const OLD: &str = "az/2020-06-21-old";
const NEW: &str = "az/2020-07-20-new";

fn at(second: i64) -> Instant {
    Instant::from_second(1_600_000_000 + second).unwrap()
}

fn code(entropy: u64) -> PermitCode {
    PermitCode::from_entropy(entropy)
}

fn regime(id: &str) -> RegimeId {
    id.parse().unwrap()
}

/// Everything in one transaction that is committed.
macro_rules! write {
    ($store:expr, |$db:ident| $body:expr) => {{
        let write = $store.write().await.unwrap();
        let $db = write.db();
        let result = $body;
        write.commit().await.unwrap();
        result
    }};
}

/// Stores a permit whose code is free.
async fn grant(db: &Db<'_>, new: &NewPermit) {
    let new = std::slice::from_ref(new);
    assert_eq!(permit::take_codes(db, new).await.unwrap(), [true]);
    permit::put_all(db, new).await.unwrap();
}

/// A permit of the old regime that was granted at second 0, under a code of its own.
async fn put(db: &Db<'_>, entropy: u64, channel: Channel, purpose: &str, end: i64) {
    let name = format!("person-{entropy}").into_bytes();
    let new = NewPerson { lookup: Lookup::new(name.clone()), identity: Sealed::new(name), kind: None };
    let person = person::lock_or_put(db, new, at(0)).await.unwrap().id;
    let decision = decision::NewDecision {
        id: format!("decision-{entropy}"),
        person: Some(person),
        at: at(0),
        channel,
        purpose: purpose.parse().unwrap(),
        outcome: domain::Outcome::Granted,
        record: b"{}".to_vec(),
        retain_until: None,
    };
    decision::put_all(db, vec![decision]).await.unwrap();
    let new = NewPermit {
        code: code(entropy),
        decision: format!("decision-{entropy}"),
        person,
        purpose: purpose.parse().unwrap(),
        territory: None,
        regimes: vec![regime(OLD)],
        groups: Vec::new(),
        granted_at: at(0),
        validity: Validity { interval: Interval::new(at(0), at(end)).unwrap(), daily: None },
        time_zone: "Asia/Baku".to_owned(),
        plate: None,
        plate_lookup: None,
        phone: None,
        retain_until: None,
    };
    grant(db, &new).await;
}

fn going<'a>(old: &'a RegimeId, new: &'a RegimeId, channels: &'a [Channel], purposes: &'a [PurposeId]) -> Going<'a> {
    Going { from: old, to: new, begins: at(100), channels, purposes }
}

fn onward(retain: Option<Instant>) -> Onward<'static> {
    Onward { until: at(500), retain_until: retain, at: at(110), kind: "carry_over", by: "host", cite: None }
}

async fn carry_all(store: &Store, which: &Going<'_>, how: &Onward<'_>, limit: u32) -> u64 {
    let (mut carried, mut after) = (0, None::<String>);
    loop {
        let batch = write!(store, |db| carry::batch(&db, which, how, after.as_deref(), limit).await.unwrap());
        carried += batch.carried;
        after = batch.next;
        if after.is_none() {
            return carried;
        }
    }
}

#[tokio::test]
async fn active_permits_go_on_once_with_both_ends_kept() {
    for db in databases().await {
        let store = db.open().await;
        write!(store, |db| {
            put(&db, 1, Channel::Portal, "work", 100).await; // good up to the very start
            put(&db, 2, Channel::Portal, "work", 99).await; // over before it
            put(&db, 3, Channel::Sms, "work", 200).await; // another way
            put(&db, 4, Channel::Portal, "medical", 200).await; // another purpose
            put(&db, 5, Channel::Portal, "work", 900).await; // good for longer than it would be given
            put(&db, 6, Channel::Portal, "work", 200).await; // taken back
            put(&db, 7, Channel::Portal, "work", 300).await;
            permit::revoke(&db, "decision-6", at(50)).await.unwrap()
        });
        let (old, new) = (regime(OLD), regime(NEW));
        let purposes = ["work".parse().unwrap()];
        let which = going(&old, &new, &[Channel::Portal], &purposes);
        assert_eq!(carry::left(&store.db(), &which).await.unwrap(), 3, "{}", db.name());
        assert_eq!(carry_all(&store, &which, &onward(Some(at(1000))), 2).await, 3);
        assert_eq!(carry_all(&store, &which, &onward(Some(at(1000))), 2).await, 0, "nothing is left to do");
        assert_eq!(carry::left(&store.db(), &which).await.unwrap(), 0);
        let mut ends = Vec::new();
        for entropy in 1..=7 {
            let stored = permit::by_code(&store.db(), code(entropy)).await.unwrap().unwrap();
            let changes = permit_change::of_permit(&store.db(), &stored.decision).await.unwrap();
            let changed: Vec<_> = changes.iter().map(|c| (c.old_end, c.new_end, c.regime.as_ref().map(ToString::to_string))).collect();
            ends.push((stored.validity.interval.end(), stored.regimes.len(), changed));
        }
        let carried = |old: i64, new: i64| (at(new), 2, vec![(at(old), at(new), Some(NEW.to_owned()))]);
        let left = |end: i64| (at(end), 1, Vec::new());
        assert_eq!(
            ends,
            [carried(100, 500), left(99), left(200), left(200), carried(900, 900), left(200), carried(300, 500)],
            "{}",
            db.name()
        );
        let one = person_of(&store, 1).await;
        let histories = permit::histories(&store.db(), &[one], std::slice::from_ref(&new), at(0)).await.unwrap();
        assert_eq!(histories[&one].len(), 1, "it counts under both");
    }
}

async fn person_of(store: &Store, entropy: u64) -> person::PersonId {
    permit::by_code(&store.db(), code(entropy)).await.unwrap().unwrap().person
}

#[tokio::test]
async fn several_nodes_let_a_permit_go_on_once() {
    for db in databases().await {
        let nodes = [db.open().await, db.open().await, db.open().await];
        write!(nodes[0], |db| {
            for entropy in 0..120 {
                put(&db, entropy, Channel::Portal, "work", 200).await;
            }
        });
        let running: Vec<_> = nodes
            .iter()
            .map(|store| {
                let store = store.clone();
                tokio::spawn(async move {
                    let (old, new) = (regime(OLD), regime(NEW));
                    carry_all(&store, &going(&old, &new, &[], &[]), &onward(None), 10).await
                })
            })
            .collect();
        let mut carried = 0;
        for running in running {
            carried += running.await.unwrap();
        }
        assert_eq!(carried, 120, "{}", db.name());
        for entropy in 0..120 {
            let decision = format!("decision-{entropy}");
            assert_eq!(permit_change::of_permit(&nodes[0].db(), &decision).await.unwrap().len(), 1, "{} {entropy}", db.name());
        }
    }
}

#[tokio::test]
async fn an_end_moves_and_its_history_stays() {
    for db in databases().await {
        let store = db.open().await;
        let change = |old: i64, new: i64| StoredChange {
            at: at(old),
            kind: "extension".to_owned(),
            old_end: at(old),
            new_end: at(new),
            by: "officer".to_owned(),
            document: Some(Sealed::new(b"certificate".to_vec())),
            regime: Some(regime(OLD)),
            cite: Some("decree".parse().unwrap()),
        };
        write!(store, |db| {
            put(&db, 1, Channel::Sms, "medical", 100).await;
            for (old, new) in [(100, 200), (200, 300)] {
                let stored = permit::lock(&db, code(1)).await.unwrap().unwrap();
                assert_eq!(stored.validity.interval.end(), at(old));
                permit::move_end(&db, &stored.decision, at(new)).await.unwrap();
                permit_change::put(&db, &stored.decision, &change(old, new)).await.unwrap();
                permit::retain(&db, &[stored.decision], at(new + 1000)).await.unwrap();
            }
        });
        let changes = permit_change::of_permit(&store.db(), "decision-1").await.unwrap();
        assert_eq!(format!("{changes:?}"), format!("{:?}", [change(100, 200), change(200, 300)]), "{}", db.name());
        assert_eq!(permit::by_code(&store.db(), code(1)).await.unwrap().unwrap().validity.interval.end(), at(300));
        assert!(permit::lock(&store.db(), code(2)).await.unwrap().is_none());
    }
}

async fn count(db: &Db<'_>, counted: &[(&str, &str, i64)]) -> Vec<u32> {
    let all = counted.iter().map(|(who, under, since)| tally::Counted {
        who: Lookup::new(who.as_bytes().to_vec()),
        regime: regime(under),
        since: at(*since),
    });
    let all: Vec<tally::Counted> = all.collect();
    let counts = tally::count_all(db, all.clone()).await.unwrap();
    all.iter().map(|asked| counts.iter().find(|(counted, _)| counted == asked).unwrap().1).collect()
}

#[tokio::test]
async fn applications_are_counted_by_who_where_and_when() {
    for db in databases().await {
        let store = db.open().await;
        let counted = write!(store, |db| [
            count(&db, &[("a", OLD, 0), ("b", OLD, 0)]).await,
            count(&db, &[("b", OLD, 0), ("a", OLD, 0), ("a", NEW, 0)]).await,
            count(&db, &[("a", OLD, 86_400)]).await,
            count(&db, &[("a", OLD, 0)]).await,
        ]);
        assert_eq!(counted, [vec![1, 1], vec![2, 2, 1], vec![1], vec![3]], "{}", db.name());
        assert_eq!(write!(store, |db| tally::forget(&db, at(86_400)).await.unwrap()), 3);
        assert_eq!(write!(store, |db| count(&db, &[("a", OLD, 86_400), ("a", OLD, 0)]).await), [2, 1], "what is newer stays");
    }
}

#[tokio::test]
async fn nobody_counts_past_another() {
    for db in databases().await {
        let nodes = [db.open().await, db.open().await];
        let counting: Vec<_> = (0..40)
            .map(|i| {
                let store = nodes[i % 2].clone();
                tokio::spawn(async move { write!(store, |db| count(&db, &[("b", OLD, 0), ("a", OLD, 0)]).await) })
            })
            .collect();
        let mut counted = Vec::new();
        for counting in counting {
            counted.push(counting.await.unwrap());
        }
        counted.sort();
        assert_eq!(counted, (1..=40).map(|i| vec![i, i]).collect::<Vec<_>>(), "{}", db.name());
    }
}

#[tokio::test]
async fn grants_are_counted_by_purpose_within_a_time() {
    for db in databases().await {
        let store = db.open().await;
        write!(store, |db| {
            for (entropy, purpose) in [(1, "work"), (2, "work"), (3, "medical")] {
                put(&db, entropy, Channel::Sms, purpose, 100).await;
            }
        });
        let mut found = grants::by_purpose(&store.db(), &[regime(OLD)], at(0), at(1)).await.unwrap();
        found.sort();
        let found: Vec<_> = found.iter().map(|(purpose, count)| (purpose.as_str(), *count)).collect();
        assert_eq!(found, [("medical", 1), ("work", 2)], "{}", db.name());
        assert_eq!(grants::by_purpose(&store.db(), &[regime(OLD)], at(-10), at(0)).await.unwrap(), [], "the end does not belong to it");
        assert_eq!(grants::by_purpose(&store.db(), &[regime(NEW)], at(0), at(1)).await.unwrap(), []);
        // A permit that satisfies both is one.
        let (old, new) = (regime(OLD), regime(NEW));
        write!(store, |db| carry::batch(&db, &going(&old, &new, &[], &[]), &onward(None), None, 9).await.unwrap());
        let both = grants::by_purpose(&store.db(), &[old, new], at(0), at(1)).await.unwrap();
        assert_eq!(both.iter().map(|(_, count)| count).sum::<u64>(), 3, "{}", db.name());
    }
}
