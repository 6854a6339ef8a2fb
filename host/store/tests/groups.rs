//! Groups of people and the permits that count in them, on every database.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use domain::{Instant, Interval, PermitCode, Validity};
use store::{
    Db, Lookup, Sealed,
    query::{
        decision,
        group::{self, GroupId},
        permit::{self, NewPermit},
        person::{self, NewPerson, PersonId},
    },
    testing::databases,
};

fn at(second: i64) -> Instant {
    Instant::from_second(1_600_000_000 + second).unwrap()
}

fn interval(from: i64, until: i64) -> Interval {
    Interval::new(at(from), at(until)).unwrap()
}

fn lookup(text: &str) -> Lookup {
    Lookup::new(text.as_bytes().to_vec())
}

async fn person_in(db: &Db<'_>, name: &str) -> PersonId {
    let new = NewPerson { lookup: lookup(name), identity: Sealed::new(name.as_bytes().to_vec()), kind: None };
    person::lock_or_put(db, new, at(0)).await.unwrap().id
}

/// The code of a permit that counts in these groups.
async fn permit_of(db: &Db<'_>, number: u64, person: PersonId, groups: &[GroupId], good: Interval) -> PermitCode {
    let new = decision::NewDecision {
        id: format!("d{number}"),
        person: Some(person),
        at: at(0),
        channel: domain::Channel::Sms,
        purpose: "supplies".parse().unwrap(),
        outcome: domain::Outcome::Granted,
        record: b"{}".to_vec(),
        retain_until: None,
    };
    decision::put_all(db, vec![new]).await.unwrap();
    let new = NewPermit {
        code: PermitCode::from_entropy(number),
        decision: format!("d{number}"),
        person,
        purpose: "supplies".parse().unwrap(),
        territory: None,
        regimes: vec!["co/2020-03-25-x".parse().unwrap()],
        groups: groups.to_vec(),
        granted_at: at(0),
        validity: Validity { interval: good, daily: None },
        time_zone: "America/Bogota".to_owned(),
        plate: None,
        plate_lookup: None,
        phone: None,
        retain_until: Some(at(number as i64)),
    };
    grant(db, &new).await;
    new.code
}

/// Stores a permit whose code is free.
async fn grant(db: &Db<'_>, new: &NewPermit) {
    let new = std::slice::from_ref(new);
    assert_eq!(permit::take_codes(db, new).await.unwrap(), [true]);
    permit::put_all(db, new).await.unwrap();
}

#[tokio::test]
async fn of_the_permits_of_others_the_first_that_is_not_over_is_told() {
    for database in databases().await {
        let store = database.open().await;
        let write = store.write().await.unwrap();
        let db = write.db();
        let (ana, luis) = (person_in(&db, "ana").await, person_in(&db, "luis").await);
        let home = group::lock_or_put(&db, &lookup("home")).await.unwrap();
        let other = group::lock_or_put(&db, &lookup("other")).await.unwrap();
        assert_eq!(group::lock_or_put(&db, &lookup("home")).await.unwrap(), home, "{}: it is there already", database.name());
        assert_ne!(home, other);
        let out = async |who: PersonId, moment: i64| group::out(&db, home, who, at(moment)).await.unwrap();
        assert_eq!(out(ana, 0).await, None);

        permit_of(&db, 1, ana, &[home], interval(10, 20)).await;
        let later = permit_of(&db, 2, ana, &[other, home], interval(40, 50)).await;
        permit_of(&db, 3, ana, &[other], interval(22, 30)).await;
        permit_of(&db, 4, ana, &[], interval(23, 31)).await;
        assert_eq!((out(ana, 0).await, group::out(&db, other, luis, at(0)).await.unwrap()), (None, Some(interval(22, 30))));
        for (moment, expected) in [(0, Some((10, 20))), (10, Some((10, 20))), (19, Some((10, 20))), (20, Some((40, 50))), (50, None)] {
            assert_eq!(out(luis, moment).await, expected.map(|(from, until)| interval(from, until)), "{} {moment}", database.name());
        }

        // Of two that begin together, the one that lasts; and what begins first stands before what ends first.
        permit_of(&db, 5, person_in(&db, "sol").await, &[home], interval(40, 60)).await;
        assert_eq!(out(luis, 45).await, Some(interval(40, 60)));
        // What becomes of a permit stands in its own row.
        let id = permit::lock(&db, later).await.unwrap().unwrap().decision;
        permit::move_end(&db, &id, at(70)).await.unwrap();
        assert_eq!(out(luis, 45).await, Some(interval(40, 70)));
        assert!(permit::revoke(&db, &id, at(45)).await.unwrap());
        assert_eq!((out(luis, 45).await, out(luis, 60).await), (Some(interval(40, 60)), None), "{}", database.name());
        write.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_group_that_is_new_is_stored_once_however_many_come_at_once() {
    for database in databases().await {
        let nodes = [database.open().await, database.open().await];
        let locking: Vec<_> = (0..16)
            .map(|i| {
                let store = nodes[i % 2].clone();
                tokio::spawn(async move {
                    let write = store.write().await.unwrap();
                    let id = group::lock_or_put(&write.db(), &lookup("home")).await.unwrap();
                    write.commit().await.unwrap();
                    id
                })
            })
            .collect();
        let mut ids = Vec::new();
        for locked in locking {
            ids.push(locked.await.unwrap());
        }
        assert!(ids.windows(2).all(|two| two[0] == two[1]), "{}: {ids:?}", database.name());
    }
}
