//! The queries, on every database.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use domain::{Attribute, Instant, Validity, Value};
use jiff::SignedDuration;
use store::{
    Db, Lookup, Sealed, Store, StoreError,
    query::{
        attribute, conversation, decision,
        inbox::{self, Answered, Known, NewMessage, Same, Waiting},
        outbox::{self, NewOutgoing, Settled, State, StoredOutgoing},
        part::{self, NewPart},
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

/// Stores a permit, if its code is free.
async fn grant(db: &Db<'_>, new: &NewPermit, free: bool) {
    let new = std::slice::from_ref(new);
    assert_eq!(permit::take_codes(db, new).await.unwrap(), [free]);
    if free {
        permit::put_all(db, new).await.unwrap();
    }
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

fn received<'a>(source: &'a str, key: &'a Lookup, id: &str, over: Option<String>, second: i64) -> NewMessage<'a> {
    let answered = Ok(Answered { effect: Some(second.to_string()), registration: None });
    NewMessage { id: id.to_owned(), source, key, over, message_id: Some("7"), at: at(second), answered }
}

/// Receives a message unless the same came within five seconds. The number of the one that it is the same as.
async fn receive(store: &Store, source: &str, second: i64) -> Option<String> {
    let key = lookup("message");
    write!(store, |db| {
        let known = inbox::known(&db, &[Same { source, key: &key, since: at(second - 5), also: None }]).await.unwrap().remove(0);
        let over = match known {
            Known::Before(_, answered) => return answered.effect,
            Known::Over(over) => Some(over),
            Known::New => None,
        };
        inbox::put_all(&db, &[received(source, &key, &format!("{source}-{second}"), over, second)]).await.unwrap();
        None
    })
}

#[tokio::test]
async fn a_message_is_the_same_within_its_window() {
    for db in databases().await {
        let store = db.open().await;
        assert_eq!(receive(&store, "a", 0).await, None, "{}", db.name());
        assert_eq!(receive(&store, "a", 0).await.as_deref(), Some("0"));
        assert_eq!(receive(&store, "b", 1).await, None, "another source, another message");
        assert_eq!(receive(&store, "a", 4).await.as_deref(), Some("0"));
        assert_eq!(receive(&store, "a", 5).await, None, "the window is over");
        assert_eq!(receive(&store, "a", 9).await.as_deref(), Some("5"));
        let forgotten = write!(store, |db| inbox::forget(&db, at(5)).await.unwrap());
        assert_eq!((forgotten, receive(&store, "b", 3).await), (1, None), "{}", db.name());
    }
}

#[tokio::test]
async fn a_message_is_the_same_as_one_of_a_time_that_may_come_again() {
    for db in databases().await {
        let store = db.open().await;
        receive(&store, "a", 0).await;
        let key = lookup("message");
        for (from, until, same) in [(-5, 0, false), (-5, 1, true), (0, 1, true), (1, 9, false)] {
            let asked = Same { source: "a", key: &key, since: at(100), also: Some((at(from), at(until))) };
            let known = inbox::known(&store.db(), &[asked]).await.unwrap();
            assert_eq!(matches!(known[0], Known::Before(..)), same, "{} {from}..{until}", db.name());
        }
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
                    let write = store.write().await.unwrap();
                    let known = inbox::known(&write.db(), &[Same { source: "a", key: &key, since: at(-9), also: None }]).await.unwrap();
                    if known != [Known::New] {
                        return false;
                    }
                    match inbox::put_all(&write.db(), &[received("a", &key, &format!("m{i}"), None, 0)]).await {
                        Ok(()) => write.commit().await.is_ok(),
                        Err(error) => {
                            assert!(error.is_busy(), "{error}");
                            false
                        }
                    }
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
async fn what_waits_to_be_decided_on_is_each_nodes_own_for_a_while() {
    for db in databases().await {
        let nodes = [db.open().await, db.open().await];
        let keys: Vec<Lookup> = (0..20).map(|i| lookup(&format!("k{i}"))).collect();
        write!(nodes[0], |db| {
            for (i, key) in keys.iter().enumerate() {
                let waiting = Waiting { content: sealed(&format!("c{i}")), error: "it broke".to_owned(), next_at: at(10) };
                let new = NewMessage { answered: Err(waiting), ..received("a", key, &format!("m{i:02}"), None, 0) };
                inbox::put_all(&db, &[new]).await.unwrap();
            }
        });
        assert!(write!(nodes[0], |db| inbox::claim(&db, at(9), at(70), 9).await.unwrap()).is_empty(), "not yet due");
        let claiming: Vec<_> = (0..4)
            .map(|i| {
                let store = nodes[i % 2].clone();
                tokio::spawn(async move { write!(store, |db| inbox::claim(&db, at(10), at(70), 5).await.unwrap()) })
            })
            .collect();
        let mut claimed = Vec::new();
        for claiming in claiming {
            claimed.extend(claiming.await.unwrap().into_iter().map(|undecided| (undecided.id, undecided.attempts)));
        }
        claimed.extend(write!(nodes[1], |db| inbox::claim(&db, at(10), at(70), 99).await.unwrap()).into_iter().map(|u| (u.id, u.attempts)));
        claimed.sort();
        assert_eq!(claimed, (0..20).map(|i| (format!("m{i:02}"), 2)).collect::<Vec<_>>(), "{}: each once", db.name());
        write!(nodes[0], |db| {
            assert!(inbox::decided(&db, "m00", &Answered::default()).await.unwrap());
            assert!(!inbox::decided(&db, "m00", &Answered::default()).await.unwrap(), "once");
            inbox::postpone(&db, "m01", "it broke again", at(100)).await.unwrap();
        });
        let again = write!(nodes[0], |db| inbox::claim(&db, at(99), at(150), 99).await.unwrap());
        assert_eq!(again.len(), 18, "{}: neither what was decided nor what was put off", db.name());
    }
}

#[tokio::test]
async fn the_parts_of_a_long_message_come_in_any_order_and_are_whole_once() {
    for db in databases().await {
        let store = db.open().await;
        let key = lookup("long");
        let part = |number: u8, second: i64| {
            let (store, key) = (store.clone(), key.clone());
            async move {
                let part = NewPart { source: "a", key: &key, number, total: 3, content: sealed(&number.to_string()), at: at(second) };
                write!(store, |db| part::put(&db, &part, at(second - 1800)).await.unwrap())
            }
        };
        assert_eq!(part(3, 0).await, None, "{}", db.name());
        assert_eq!(part(1, 1).await, None);
        assert_eq!(part(1, 2).await, None, "the same again");
        let whole = Some(vec![sealed("1"), sealed("2"), sealed("3")]);
        assert_eq!((part(2, 3).await, part(2, 3).await), (whole.clone(), whole), "until it is done with");
        write!(store, |db| part::done(&db, "a", &key).await.unwrap());
        assert_eq!(part(1, 4).await, None, "the next message of the same number");
        assert_eq!(part(2, 1804).await, None);
        assert_eq!(part(3, 1805).await, None, "the first part is too old");
        assert_eq!(write!(store, |db| part::forget(&db, at(1805)).await.unwrap()), 1);
    }
}

fn outgoing(id: &str, at: Instant, due: Instant) -> NewOutgoing {
    NewOutgoing {
        id: id.to_owned(),
        source: "http".to_owned(),
        message: lookup("m"),
        recipient: sealed("+994"),
        sender: "8103".parse().unwrap(),
        text: sealed(id),
        at,
        due,
        expires_at: None,
        claimed_until: None,
    }
}

async fn lease(store: &Store, source: &str, second: i64, limit: u32) -> Vec<StoredOutgoing> {
    write!(store, |db| outbox::lease(&db, &[source], at(second), SignedDuration::from_secs(60), limit).await.unwrap())
}

#[tokio::test]
async fn two_nodes_never_hand_out_the_same_message() {
    for db in databases().await {
        let nodes = [db.open().await, db.open().await];
        let new = (0..40).map(|i| outgoing(&format!("m{i:02}"), at(i), at(i))).collect();
        write!(nodes[0], |db| outbox::put_all(&db, new).await.unwrap());
        let leasing: Vec<_> = (0..8)
            .map(|i| {
                let store = nodes[i % 2].clone();
                tokio::spawn(async move { lease(&store, "http", 100, 5).await })
            })
            .collect();
        let mut ids = Vec::new();
        for leased in leasing {
            ids.extend(leased.await.unwrap().into_iter().map(|outgoing| (outgoing.id, outgoing.attempts)));
        }
        ids.sort();
        ids.dedup();
        assert!(ids.iter().all(|(_, attempts)| *attempts == 1), "{}: {ids:?}", db.name());
        assert!(lease(&nodes[0], "console", 100, 100).await.is_empty(), "{}: one gateway carries another's messages", db.name());
        // A node may have found nothing because all that was due was just being handed out to others; what is left is still due.
        let rest = lease(&nodes[0], "http", 100, 100).await;
        assert_eq!(ids.len() + rest.len(), 40, "{}", db.name());
    }
}

#[tokio::test]
async fn a_message_is_handed_out_until_it_is_settled() {
    for db in databases().await {
        let store = db.open().await;
        let leased = |second: i64| {
            let store = store.clone();
            async move { lease(&store, "http", second, 10).await.into_iter().map(|o| (o.id, o.attempts, o.doubtful)).collect::<Vec<_>>() }
        };
        let is = |id: &str, attempts: u32, doubtful: u32| (id.to_owned(), attempts, doubtful);
        write!(store, |db| outbox::put_all(&db, vec![outgoing("a", at(0), at(0)), outgoing("b", at(0), at(0))]).await.unwrap());
        assert_eq!(leased(-1).await, [], "not yet due");
        assert_eq!(leased(0).await, [is("a", 1, 0), is("b", 1, 0)]);
        assert_eq!(leased(59).await, [], "leased");
        let settle = |id: &'static str, what: Settled| {
            let store = store.clone();
            async move { write!(store, |db| outbox::settle(&db, &[(id.to_owned(), what)], at(59)).await.unwrap()) }
        };
        settle("a", Settled::Delivered).await;
        settle("b", Settled::Again(at(300))).await;
        // A node that comes late must not bring back what was delivered.
        settle("a", Settled::Again(at(0))).await;
        settle("a", Settled::Failed("late".to_owned())).await;
        assert_eq!(leased(299).await, []);
        assert_eq!(leased(300).await, [is("b", 2, 0)]);
        assert_eq!(leased(360).await, [is("b", 3, 1)], "nobody said what became of it: it may have been sent");
        settle("b", Settled::Uncertain(at(400))).await;
        assert_eq!(leased(400).await, [is("b", 4, 2)], "somebody said that it may have been");
        assert_eq!(outbox::waiting(&store.db()).await.unwrap(), 1);
        settle("b", Settled::Failed("never".to_owned())).await;
        assert_eq!(leased(9999).await, []);
        let state = |id: &'static str| {
            let store = store.clone();
            async move { outbox::by_id(&store.db(), id).await.unwrap().unwrap().state }
        };
        assert_eq!((state("a").await, state("b").await), (State::Delivered, State::Failed), "{}", db.name());
    }
}

#[tokio::test]
async fn what_a_carrier_took_is_found_by_its_own_identifier_until_it_is_known_what_became_of_it() {
    for db in databases().await {
        let store = db.open().await;
        let claimed = |id: &str| NewOutgoing { claimed_until: Some(at(60)), ..outgoing(id, at(0), at(0)) };
        write!(store, |db| outbox::put_all(&db, ["a", "b", "c", "d", "e"].map(claimed).to_vec()).await.unwrap());
        assert!(lease(&store, "http", 59, 9).await.is_empty(), "whoever claimed them sends them");
        let sent = |id: &str, carrier_id: Option<&str>| {
            (id.to_owned(), Settled::Sent { carrier: "azercell".to_owned(), carrier_id: carrier_id.map(str::to_owned) })
        };
        let settled = [sent("a", Some("1f")), sent("b", Some("2f")), sent("c", Some("3f")), sent("d", None)];
        write!(store, |db| outbox::settle(&db, &settled, at(1)).await.unwrap());
        let asked = |carrier: &'static str| {
            let (store, ids) = (store.clone(), ["2f", "31", "3f", "1f"].map(str::to_owned));
            async move {
                let mut found = outbox::carried(&store.db(), carrier, &ids).await.unwrap();
                found.sort();
                found.into_iter().map(|(id, carrier_id)| id + &carrier_id).collect::<Vec<_>>()
            }
        };
        assert_eq!(asked("azercell").await, ["a1f", "b2f", "c3f"], "{}", db.name());
        assert!(asked("bakcell").await.is_empty());
        write!(store, |db| {
            let settled = [("b".to_owned(), Settled::Delivered), ("c".to_owned(), Settled::Failed("undeliverable".to_owned()))];
            outbox::settle(&db, &settled, at(2)).await.unwrap();
        });
        assert_eq!(asked("azercell").await, ["a1f"]);
        let left = lease(&store, "http", 60, 9).await;
        assert_eq!(left.into_iter().map(|o| (o.id, o.doubtful)).collect::<Vec<_>>(), [("e".to_owned(), 1)], "{}", db.name());
    }
}

#[tokio::test]
async fn a_conversation_is_replaced_and_its_dialog_expires() {
    for db in databases().await {
        let store = db.open().await;
        let key = lookup("conversation");
        let get = |key: Lookup, second: i64| {
            let store = store.clone();
            async move { conversation::all(&store.db(), std::slice::from_ref(&key), at(second)).await.unwrap().remove(&key) }
        };
        assert_eq!(get(key.clone(), 0).await, None);
        let with = |dialog: Option<(Sealed, Instant)>, version: i64| conversation::StoredConversation {
            language: Some("tt".parse().unwrap()),
            dialog,
            silent_since: Some(at(-5)),
            letters: Some("latin".to_owned()),
            version,
        };
        for (text, version) in [("first", 1), ("second", 2)] {
            let new = with(Some((sealed(text), at(60))), version);
            write!(store, |db| conversation::put_all(&db, vec![(key.clone(), new.clone())], at(0)).await.unwrap());
            assert_eq!(get(key.clone(), 59).await, Some(new), "{}", db.name());
        }
        assert_eq!(get(key.clone(), 60).await, Some(with(None, 2)));
        assert_eq!(get(lookup("other"), 0).await, None);
        // What somebody else began is not begun again.
        write!(store, |db| conversation::begin_all(&db, vec![(lookup("other"), with(None, 0))], at(1)).await.unwrap());
        let both = ["another", "other"].map(|name| (lookup(name), with(None, 0)));
        let write = store.write().await.unwrap();
        assert!(conversation::begin_all(&write.db(), both.to_vec(), at(1)).await.unwrap_err().is_busy(), "{}", db.name());
        drop(write);
        let keys = [key.clone(), lookup("other"), lookup("another")];
        let versions = write!(store, |db| conversation::lock_all(&db, &keys).await.unwrap());
        assert_eq!(keys.map(|key| versions.get(&key).copied()), [Some(2), Some(1), None], "{}", db.name());
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
            let mut told = Vec::new();
            for names in [&names[..], &names[..1], &[]] {
                let mut of = attribute::of_persons(&db, &[one, two], names).await.unwrap();
                told.push([one, two].map(|person| of.remove(&person).unwrap_or_default()));
            }
            told
        });
        let flag = attribute("quarantined", Value::Flag(false));
        let other = vec![attribute("quarantined", Value::Flag(true))];
        let expected = [[vec![until.clone(), flag.clone()], other.clone()], [vec![flag], other], [Vec::new(), Vec::new()]];
        assert_eq!(told, expected, "{}", db.name());
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
                decision::put_all(&db, vec![new]).await.unwrap();
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
                grant(&db, &new, i == 0).await;
                if i > 0 {
                    new.code = domain::PermitCode::from_entropy(i as u64);
                    grant(&db, &new, true).await;
                }
            }
            let persons = [one, two];
            let granted = |person: PersonId, regimes: Vec<domain::RegimeId>, second: i64| {
                let db = &db;
                async move {
                    let mut histories = permit::histories(db, &persons, &regimes, at(second)).await.unwrap();
                    histories.remove(&person).unwrap_or_default().iter().map(|p| p.granted_at).collect::<Vec<_>>()
                }
            };
            let regime = |id: &str| -> domain::RegimeId { id.parse().unwrap() };
            let (first, second, both) = (vec![regime(first)], vec![regime(second)], vec![regime(first), regime(second)]);
            [
                granted(one, first.clone(), 0).await,
                granted(one, first.clone(), 20).await,
                granted(one, second.clone(), 0).await,
                granted(two, first.clone(), 0).await,
                granted(one, both.clone(), 0).await,
                granted(two, both.clone(), 0).await,
            ]
        });
        let all = || vec![at(10), at(20), at(30)];
        assert_eq!(history, [all(), vec![at(20), at(30)], vec![at(20)], vec![at(25)], all(), vec![at(25)]], "{}", db.name());
        let code = domain::PermitCode::from_entropy(1);
        let revoke = |second| {
            let store = store.clone();
            async move { write!(store, |db| permit::revoke(&db, "decision-1", at(second)).await.unwrap()) }
        };
        assert_eq!((revoke(40).await, revoke(50).await), (true, false), "a permit is taken back once");
        let stored = permit::by_code(&store.db(), code).await.unwrap().unwrap();
        assert_eq!((stored.revoked_at, stored.decision.as_str(), stored.regimes.len()), (Some(at(40)), "decision-1", 2));
        assert_eq!(permit::by_decision(&store.db(), "decision-1").await.unwrap().map(|p| p.code), Some(code));
        let one = person::find(&store.db(), &lookup("one")).await.unwrap().unwrap().id;
        let second = ["az/2020-12-14-second".parse().unwrap()];
        let past = permit::histories(&store.db(), &[one], &second, at(0)).await.unwrap().remove(&one).unwrap();
        assert!(past.iter().all(|p| p.revoked) && past.len() == 1);
        let latest = decision::latest(&store.db(), 3).await.unwrap();
        assert_eq!(latest.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["decision-3", "decision-2", "decision-1"], "{}", db.name());
    }
}

#[tokio::test]
async fn registrations_are_found_for_many_at_once() {
    for db in databases().await {
        let store = db.open().await;
        let tatarstan: domain::Jurisdiction = "RU-TA".parse().unwrap();
        write!(store, |db| {
            let mut persons = Vec::new();
            for (i, phone) in ["mother's", "mother's", "daughter's"].into_iter().enumerate() {
                let person = person_in(&db, &i.to_string()).await;
                let new = NewRegistration {
                    code: domain::RegistrationCode::from_entropy(i as u64),
                    person,
                    jurisdiction: tatarstan.clone(),
                    phone: Some(lookup(phone)),
                    territory: "RU-TA.kazan".parse().unwrap(),
                    details: sealed("details"),
                    since: at(i as i64),
                    retain_until: None,
                };
                registration::put(&db, new).await.unwrap();
                persons.push(person);
            }
            let phones = ["mother's", "daughter's", "nobody's"].map(lookup);
            let by_phone = registration::by_phones(&db, &phones, &tatarstan).await.unwrap();
            let of = |phone: &Lookup| by_phone.get(phone).map(|registration| registration.person);
            assert_eq!(phones.each_ref().map(of), [Some(persons[1]), Some(persons[2]), None], "{}: the latest", store_name(&db));
            assert_eq!(registration::of_persons(&db, &persons, &tatarstan).await.unwrap().len(), 3);
            assert!(registration::of_persons(&db, &persons, &"AZ".parse().unwrap()).await.unwrap().is_empty());
        });
    }
}

#[tokio::test]
async fn persons_are_stored_once_and_locked_whether_they_are_new_or_not() {
    for db in databases().await {
        let store = db.open().await;
        let named = |name: &str| NewPerson { lookup: lookup(name), identity: sealed(name), kind: None };
        let known = write!(store, |db| person_in(&db, "known").await);
        let also = write!(store, |db| person_in(&db, "also").await);
        let asked: Vec<NewPerson> = (0..300).map(|i| named(&i.to_string())).chain([named("known"), named("7")]).collect();
        let stored = write!(store, |db| person::lock_or_put_all(&db, &asked, &[also], at(0)).await.unwrap());
        assert_eq!(stored.len(), 302, "{}", db.name());
        assert!([known, also].iter().all(|id| stored.iter().any(|person| person.id == *id)));
        let again = write!(store, |db| person::lock_or_put_all(&db, &asked, &[], at(9)).await.unwrap());
        assert_eq!(again.len(), 301, "{}: none is stored twice", db.name());
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
