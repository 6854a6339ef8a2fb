//! The queries, on every database.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use domain::{Attribute, Instant, Validity, Value};
use jiff::SignedDuration;
use store::{
    Db, Lookup, Sealed, Store, StoreError,
    query::{
        attribute, conversation, decision,
        inbox::{self, Answered, Received, Taken},
        outbox::{self, NewOutgoing, OutgoingId},
        permit::{self, NewPermit},
        person::{self, NewPerson, PersonId},
        registration::{self, NewRegistration},
    },
    testing::databases,
};

fn at(second: i64) -> Instant {
    Instant::from_second(1_600_000_000 + second).unwrap()
}

fn lookup(text: &str) -> Lookup {
    Lookup::new(text.as_bytes().to_vec())
}

fn sealed(text: &str) -> Sealed {
    Sealed::new(text.as_bytes().to_vec())
}

async fn person_in(db: &Db<'_>, name: &str) -> PersonId {
    person::lock_or_put(db, NewPerson { lookup: lookup(name), identity: sealed(name), kind: None }, at(0)).await.unwrap().id
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

#[tokio::test]
async fn a_message_is_the_same_within_its_window() {
    for db in databases().await {
        let store = db.open().await;
        let key = lookup("message");
        let receive = |second: i64, source: &'static str| {
            let (store, key) = (store.clone(), key.clone());
            async move {
                let window = SignedDuration::from_secs(5);
                write!(store, |db| {
                    let taken =
                        inbox::take(&db, &Received { source, key: &key, message_id: Some("7"), at: at(second), window }).await.unwrap();
                    if let Taken::New(id) = &taken {
                        inbox::answer(&db, *id, &Answered { effect: Some(second.to_string()), ..Answered::default() }).await.unwrap();
                    }
                    taken
                })
            }
        };
        let before = |second: i64| Taken::Before(Answered { effect: Some(second.to_string()), ..Answered::default() });
        assert!(matches!(receive(0, "a").await, Taken::New(_)), "{}", db.name());
        assert_eq!(receive(0, "a").await, before(0));
        assert!(matches!(receive(1, "b").await, Taken::New(_)), "another source, another message");
        assert_eq!(receive(4, "a").await, before(0));
        assert!(matches!(receive(5, "a").await, Taken::New(_)), "the window is over");
        assert_eq!(receive(9, "a").await, before(5));
    }
}

#[tokio::test]
async fn the_same_message_at_the_same_moment_is_taken_once() {
    for db in databases().await {
        let nodes = [db.open().await, db.open().await];
        let receiving: Vec<_> = (0..16)
            .map(|i| {
                let store: Store = nodes[i % 2].clone();
                tokio::spawn(async move {
                    let key = lookup("message");
                    let received = Received { source: "a", key: &key, message_id: None, at: at(0), window: SignedDuration::from_hours(48) };
                    write!(store, |db| matches!(inbox::take(&db, &received).await.unwrap(), Taken::New(_)))
                })
            })
            .collect();
        let mut new = 0;
        for received in receiving {
            new += usize::from(received.await.unwrap());
        }
        assert_eq!(new, 1, "{}", db.name());
    }
}

#[tokio::test]
async fn two_nodes_never_hand_out_the_same_message() {
    for db in databases().await {
        let nodes = [db.open().await, db.open().await];
        write!(nodes[0], |db| {
            for i in 0..40 {
                let new = NewOutgoing {
                    source: "http".to_owned(),
                    message: lookup("m"),
                    recipient: sealed("+994"),
                    sender: "8103".parse().unwrap(),
                    text: sealed("text"),
                    at: at(i),
                    due: at(i),
                };
                outbox::put(&db, new).await.unwrap();
            }
        });
        let leasing: Vec<_> = (0..8)
            .map(|i| {
                let store = nodes[i % 2].clone();
                tokio::spawn(async move {
                    write!(store, |db| outbox::lease(&db, "http", at(100), SignedDuration::from_secs(60), 5).await.unwrap())
                })
            })
            .collect();
        let mut ids = Vec::new();
        for leased in leasing {
            ids.extend(leased.await.unwrap().into_iter().map(|outgoing| (outgoing.id.get(), outgoing.attempts)));
        }
        ids.sort_unstable();
        ids.dedup();
        assert!(ids.iter().all(|(_, attempts)| *attempts == 1), "{}: {ids:?}", db.name());
        let other = write!(nodes[0], |db| outbox::lease(&db, "console", at(100), SignedDuration::from_secs(60), 100).await.unwrap());
        assert_eq!(other.len(), 0, "{}: one gateway carries another's messages", db.name());
        // A node may have found nothing because all that was due was just being handed out to others; what is left is still due.
        let rest = write!(nodes[0], |db| outbox::lease(&db, "http", at(100), SignedDuration::from_secs(60), 100).await.unwrap());
        assert_eq!(ids.len() + rest.len(), 40, "{}", db.name());
    }
}

#[tokio::test]
async fn a_message_is_handed_out_until_it_is_delivered_or_given_up() {
    for db in databases().await {
        let store = db.open().await;
        let lease = |second: i64| {
            let store = store.clone();
            async move {
                let leased = write!(store, |db| outbox::lease(&db, "http", at(second), SignedDuration::from_secs(60), 10).await.unwrap());
                leased.into_iter().map(|outgoing| (outgoing.id, outgoing.attempts)).collect::<Vec<_>>()
            }
        };
        let held = |text: &'static str, due: i64| NewOutgoing {
            source: "http".to_owned(),
            message: lookup("m"),
            recipient: sealed("+994"),
            sender: "8103".parse().unwrap(),
            text: sealed(text),
            at: at(0),
            due: at(due),
        };
        let put = |text: &'static str| held(text, 0);
        let ids: [OutgoingId; 2] =
            write!(store, |db| [outbox::put(&db, put("a")).await.unwrap(), outbox::put(&db, put("b")).await.unwrap()]);
        assert_eq!(lease(-1).await, [], "not yet due");
        assert_eq!(lease(0).await, [(ids[0], 1), (ids[1], 1)]);
        assert_eq!(lease(59).await, [], "leased");
        write!(store, |db| {
            outbox::delivered(&db, ids[0], at(59)).await.unwrap();
            outbox::failed(&db, ids[1], Some(at(300))).await.unwrap();
            // A node that comes late must not bring back what was delivered.
            outbox::failed(&db, ids[0], Some(at(0))).await.unwrap();
            outbox::failed(&db, ids[0], None).await.unwrap();
        });
        assert_eq!(lease(299).await, []);
        assert_eq!(lease(300).await, [(ids[1], 2)]);
        assert_eq!(outbox::waiting(&store.db()).await.unwrap(), 1);
        write!(store, |db| outbox::failed(&db, ids[1], None).await.unwrap());
        assert_eq!(lease(9999).await, []);
        assert_eq!(
            outbox::by_id(&store.db(), ids[1]).await.unwrap().map(|o| (o.text, o.attempts)),
            Some((sealed("b"), 2)),
            "{}",
            db.name()
        );
    }
}

#[tokio::test]
async fn a_conversation_is_replaced_and_its_dialog_expires() {
    for db in databases().await {
        let store = db.open().await;
        let key = lookup("conversation");
        assert_eq!(conversation::get(&store.db(), &key, at(0)).await.unwrap(), None);
        let with = |dialog: Option<(Sealed, Instant)>, version: i64| conversation::StoredConversation {
            language: Some("tt".parse().unwrap()),
            dialog,
            silent_since: Some(at(-5)),
            letters: Some("latin".to_owned()),
            version,
        };
        for (text, version) in [("first", 1), ("second", 2)] {
            let new = with(Some((sealed(text), at(60))), version);
            write!(store, |db| conversation::put(&db, &key, new.clone(), at(0)).await.unwrap());
            assert_eq!(conversation::get(&store.db(), &key, at(59)).await.unwrap(), Some(new), "{}", db.name());
        }
        assert_eq!(conversation::get(&store.db(), &key, at(60)).await.unwrap(), Some(with(None, 2)));
        assert_eq!(conversation::get(&store.db(), &lookup("other"), at(0)).await.unwrap(), None);
        // What somebody else began is not begun again.
        let begun = write!(store, |db| [
            conversation::begin(&db, &key, with(None, 0), at(1)).await.unwrap(),
            conversation::begin(&db, &lookup("other"), with(None, 0), at(1)).await.unwrap(),
        ]);
        let versions = write!(store, |db| [
            conversation::lock(&db, &key).await.unwrap(),
            conversation::lock(&db, &lookup("other")).await.unwrap(),
            conversation::lock(&db, &lookup("nobody")).await.unwrap(),
        ]);
        assert_eq!((begun, versions), ([false, true], [2, 1, 0]), "{}", db.name());
        assert_eq!(conversation::silent_since(&store.db(), &key).await.unwrap(), Some(at(-5)));
    }
}

#[tokio::test]
async fn attributes_are_replaced_and_only_those_asked_for_are_told() {
    for db in databases().await {
        let store = db.open().await;
        let attribute = |name: &str, value| Attribute { name: name.parse().unwrap(), value };
        let until = attribute("exempt", Value::Instant(at(5)));
        let told = write!(store, |db| {
            let (one, two) = (person_in(&db, "one").await, person_in(&db, "two").await);
            for (person, value) in [(one, true), (one, false), (two, true)] {
                attribute::put(&db, person, &attribute("quarantined", Value::Flag(value)), at(0)).await.unwrap();
            }
            attribute::put(&db, one, &until, at(0)).await.unwrap();
            let names = ["quarantined", "exempt", "unknown"].map(|name| name.parse().unwrap());
            [
                attribute::of_person(&db, one, &names).await.unwrap(),
                attribute::of_person(&db, one, &names[..1]).await.unwrap(),
                attribute::of_person(&db, one, &[]).await.unwrap(),
            ]
        });
        let flag = attribute("quarantined", Value::Flag(false));
        assert_eq!(told, [vec![until.clone(), flag.clone()], vec![flag], Vec::new()], "{}", db.name());
    }
}

#[tokio::test]
async fn history_is_of_one_person_under_some_regimes_each_permit_once_and_oldest_first() {
    for db in databases().await {
        let store = db.open().await;
        let (first, second) = ("az/2020-12-14-first", "az/2020-12-14-second");
        let history = write!(store, |db| {
            let (one, two) = (person_in(&db, "one").await, person_in(&db, "two").await);
            let rows = [(one, vec![first], 30), (one, vec![first, second], 20), (two, vec![first], 25), (one, vec![first], 10)];
            for (i, (person, regimes, second)) in rows.into_iter().enumerate() {
                let id = format!("decision-{i}");
                let new = decision::NewDecision {
                    id: id.clone(),
                    person: Some(person),
                    at: at(second),
                    channel: domain::Channel::Sms,
                    purpose: "medical".parse().unwrap(),
                    outcome: domain::Outcome::Granted,
                    record: b"{}".to_vec(),
                    retain_until: None,
                };
                decision::put(&db, new).await.unwrap();
                let interval = domain::Interval::new(at(second), at(second + 5)).unwrap();
                let mut new = NewPermit {
                    code: domain::PermitCode::from_entropy(0),
                    decision: id,
                    person,
                    purpose: "medical".parse().unwrap(),
                    territory: Some("AZ-BA".parse().unwrap()),
                    regimes: regimes.iter().map(|r| r.parse().unwrap()).collect(),
                    groups: Vec::new(),
                    granted_at: at(second),
                    validity: Validity { interval, daily: Some("08:00-20:00".parse().unwrap()) },
                    time_zone: "Asia/Baku".to_owned(),
                    plate: None,
                    plate_lookup: None,
                    phone: None,
                    retain_until: None,
                };
                // The code is taken by the first one.
                assert_eq!(permit::put(&db, &new).await.unwrap(), i == 0, "{i}");
                new.code = domain::PermitCode::from_entropy(i as u64);
                assert_eq!(permit::put(&db, &new).await.unwrap(), i != 0, "{i}");
            }
            let granted = |past: Vec<domain::PastPermit>| past.iter().map(|p| p.granted_at).collect::<Vec<_>>();
            let regime = |id: &str| -> domain::RegimeId { id.parse().unwrap() };
            let (first, second, both) = ([regime(first)], [regime(second)], [regime(first), regime(second)]);
            [
                granted(permit::history(&db, one, &first, at(0)).await.unwrap()),
                granted(permit::history(&db, one, &first, at(20)).await.unwrap()),
                granted(permit::history(&db, one, &second, at(0)).await.unwrap()),
                granted(permit::history(&db, two, &first, at(0)).await.unwrap()),
                granted(permit::history(&db, one, &both, at(0)).await.unwrap()),
                granted(permit::history(&db, two, &both, at(0)).await.unwrap()),
            ]
        });
        let all = || vec![at(10), at(20), at(30)];
        assert_eq!(history, [all(), vec![at(20), at(30)], vec![at(20)], vec![at(25)], all(), vec![at(25)]], "{}", db.name());
        let code = domain::PermitCode::from_entropy(1);
        let revoke = |second| {
            let store = store.clone();
            async move { write!(store, |db| permit::revoke(&db, code, at(second)).await.unwrap()) }
        };
        assert_eq!((revoke(40).await, revoke(50).await), (true, false), "a permit is taken back once");
        let stored = permit::by_code(&store.db(), code).await.unwrap().unwrap();
        assert_eq!((stored.revoked_at, stored.decision.as_str(), stored.regimes.len()), (Some(at(40)), "decision-1", 2));
        assert_eq!(permit::by_decision(&store.db(), "decision-1").await.unwrap().map(|p| p.code), Some(code));
        let one = person::find(&store.db(), &lookup("one")).await.unwrap().unwrap().id;
        let past = permit::history(&store.db(), one, &["az/2020-12-14-second".parse().unwrap()], at(0)).await.unwrap();
        assert!(past.iter().all(|p| p.revoked) && past.len() == 1);
        let latest = decision::latest(&store.db(), 3).await.unwrap();
        assert_eq!(latest.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["decision-0", "decision-2", "decision-1"], "{}", db.name());
    }
}

#[tokio::test]
async fn a_registration_is_found_by_person_telephone_and_code() {
    for db in databases().await {
        let store = db.open().await;
        let (tatarstan, azerbaijan) = ("RU-TA".parse().unwrap(), "AZ".parse().unwrap());
        let code = domain::RegistrationCode::from_entropy;
        write!(store, |db| {
            let (one, two) = (person_in(&db, "one").await, person_in(&db, "two").await);
            let new = |person, entropy, phone: &str, second| NewRegistration {
                code: code(entropy),
                person,
                jurisdiction: "RU-TA".parse().unwrap(),
                phone: Some(lookup(phone)),
                territory: "RU-TA.kazan".parse().unwrap(),
                details: sealed("details"),
                since: at(second),
                retain_until: None,
            };
            let first = registration::put(&db, new(one, 1, "mother's", 1)).await.unwrap().unwrap().id;
            assert!(registration::put(&db, new(two, 1, "mother's", 2)).await.unwrap().is_none(), "the code is taken");
            assert!(registration::put(&db, new(two, 2, "mother's", 2)).await.unwrap().is_some());
            let found = |found: Option<registration::Registration>| found.map(|r| r.code);
            assert_eq!(found(registration::of_person(&db, one, &tatarstan).await.unwrap()), Some(code(1)));
            assert_eq!(found(registration::of_person(&db, one, &azerbaijan).await.unwrap()), None);
            assert_eq!(found(registration::by_phone(&db, &lookup("mother's"), &tatarstan).await.unwrap()), Some(code(2)), "the latest");
            assert_eq!(found(registration::by_code(&db, code(1)).await.unwrap()), Some(code(1)));
            assert_eq!(found(registration::by_code(&db, code(9)).await.unwrap()), None);
            registration::speak(&db, first, &lookup("daughter's")).await.unwrap();
            assert_eq!(found(registration::by_phone(&db, &lookup("daughter's"), &tatarstan).await.unwrap()), Some(code(1)));
            assert_eq!(found(registration::by_id(&db, first).await.unwrap()), Some(code(1)), "{}", store_name(&db));
        });
    }
}

fn store_name(db: &Db<'_>) -> String {
    format!("{:?}", sea_orm::ConnectionTrait::get_database_backend(db))
}

#[tokio::test]
async fn a_lost_race_is_told_from_a_failure() {
    use sea_orm::{ConnectionTrait, Database, TransactionTrait};
    for db in databases().await {
        let store = db.open().await;
        let lost = if db.name() == "sqlite" {
            // What was read has been changed by the time it is to be written: waiting does not help.
            let other = Database::connect(db.url()).await.unwrap();
            let reading = other.begin().await.unwrap();
            reading.execute_unprepared("SELECT * FROM setting").await.unwrap();
            write!(store, |db| store::query::setting::get_or_put(&db, "x", b"1").await.unwrap());
            reading.execute_unprepared("DELETE FROM setting").await.unwrap_err()
        } else {
            write!(store, |db| person_in(&db, "one").await);
            let holding = store.write().await.unwrap();
            person_in(&holding.db(), "one").await;
            let impatient = store.write().await.unwrap();
            impatient.db().execute_unprepared("SET LOCAL lock_timeout = '1ms'").await.unwrap();
            impatient.db().execute_unprepared("SELECT * FROM person FOR UPDATE").await.unwrap_err()
        };
        assert!(StoreError::from(lost).is_busy(), "{}", db.name());
        let wrong = store.db().execute_unprepared("SELECT * FROM no_such_table").await.unwrap_err();
        assert!(!StoreError::from(wrong).is_busy(), "{}", db.name());
    }
}
