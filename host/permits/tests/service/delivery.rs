//! What is queued is handed out, sealed on the way, and what conversations remember.

use std::collections::BTreeMap;

use domain::Secret;
use jiff::SignedDuration;
use permits::{Command, Composed, Conversation, Dialog, Effect, Envelope, Fate, Keys, Permits, PermitsError, Vault};

use crate::given::*;

#[tokio::test]
async fn a_reply_is_queued_with_the_answer_and_handed_out_once_a_minute() {
    for given in each().await {
        let node = given.node().await;
        let answer = send(&node, "1", "medical", IDENTITY, at(MORNING)).await;
        let queued = answer.reply.unwrap();
        let [due] = node.due(&["http"], at(MORNING), 10).await.unwrap().try_into().unwrap();
        assert_eq!(due, permits::Outgoing { attempts: 1, ..queued.clone() }, "{}", given.name());
        assert_eq!((due.source.as_str(), due.to.as_str(), due.from.as_str()), ("http", PHONE, "8103"));
        let later = |seconds: i64| at(MORNING) + SignedDuration::from_secs(seconds);
        let other = given.node().await;
        assert_eq!(other.due(&["http"], later(59), 10).await.unwrap(), []);
        assert_eq!(other.due(&["http"], later(60), 10).await.unwrap().len(), 1, "the first node did not come back");
        node.settle(vec![(due.id, Fate::NotSent(later(300)))], later(60)).await.unwrap();
        assert_eq!(node.due(&["http"], later(299), 10).await.unwrap(), []);
        assert_eq!(node.due(&["http"], later(300), 10).await.unwrap().first().map(|d| d.attempts), Some(3));
        assert_eq!(node.waiting().await.unwrap(), 1);
        node.settle(vec![(due.id, Fate::Delivered)], later(301)).await.unwrap();
        assert_eq!((node.due(&["http"], later(9999), 10).await.unwrap(), node.waiting().await.unwrap()), (vec![], 0), "{}", given.name());
    }
}

#[tokio::test]
async fn without_both_ends_nothing_is_queued() {
    for given in each().await {
        let node = given.node().await;
        for (id, envelope) in
            [("1", Envelope { from: None, ..message(Some("1"), "x") }), ("2", Envelope { to: None, ..message(Some("2"), "x") })]
        {
            let compose = |_: &Effect| Composed { reply: Some("x".to_owned()), conversation: Some(Conversation::default()) };
            let answer = node.handle(&envelope, apply("medical", IDENTITY), at(MORNING), compose).await.unwrap();
            assert!(answer.reply.is_none() && applied(&answer).permit.is_some(), "{} {id}", given.name());
        }
        assert_eq!(node.waiting().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_dialog_is_remembered_until_it_expires() {
    for given in each().await {
        let node = given.node().await;
        let (from, to) = (PHONE.parse().unwrap(), "8103".parse().unwrap());
        let dialog = Dialog {
            form: "register".to_owned(),
            regime: "ru-ta/2020-03-30-self-isolation".parse().unwrap(),
            collected: BTreeMap::from([("name".to_owned(), Secret::new("Gülnarə"))]),
            expires_at: at("2020-12-15T10:30:00+04:00"),
        };
        let conversation =
            Conversation { language: Some("tt".parse().unwrap()), dialog: Some(dialog), version: 1, ..Conversation::default() };
        let compose = |_: &Effect| Composed { reply: None, conversation: Some(conversation.clone()) };
        node.handle(&message(Some("1"), "x"), Command::Note, at(MORNING), compose).await.unwrap();
        // A reply that says nothing of the conversation leaves it as it is.
        node.handle(&message(Some("2"), "x"), Command::Note, at(MORNING), words).await.unwrap();
        let other = given.node().await;
        assert_eq!(other.conversation(&from, &to, at("2020-12-15T10:29:59+04:00")).await.unwrap(), conversation, "{}", given.name());
        let forgotten = other.conversation(&from, &to, at("2020-12-15T10:30:00+04:00")).await.unwrap();
        assert_eq!(forgotten, Conversation { dialog: None, ..conversation.clone() });
        let stranger = other.conversation(&"+994501112234".parse().unwrap(), &to, at(MORNING)).await.unwrap();
        assert_eq!(stranger, Conversation::default());
    }
}

#[tokio::test]
async fn a_database_of_other_keys_is_noticed() {
    for given in each().await {
        given.node().await.ready().await.unwrap();
        given.node().await.ready().await.unwrap();
        let own = format!("data 1 {}\nlookup {}", "11".repeat(32), "22".repeat(32));
        let cases =
            [(own.replace("22", "33"), false), (own.replace("11", "33"), false), (format!("{own}\ndata 2 {}", "44".repeat(32)), true)];
        for (keys, fits) in cases {
            let vault = Vault::new(&keys.parse::<Keys>().unwrap()).unwrap();
            let node = Permits::new(given.database.open().await, environment(), vault, entropy());
            let ready = node.ready().await;
            assert!(if fits { ready.is_ok() } else { matches!(ready, Err(PermitsError::OtherKeys)) }, "{}: {ready:?}", given.name());
        }
    }
}

#[tokio::test]
async fn a_random_source_that_repeats_itself_is_an_error_and_not_a_second_permit() {
    for given in each().await {
        let count = std::sync::atomic::AtomicU64::new(0);
        // Every other number is the same: the names of decisions differ, the codes do not.
        let stuck = std::sync::Arc::new(move || match count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 => 1,
            1 => 7,
            2 => 2,
            _ => 7,
        });
        let node = Permits::new(given.database.open().await, environment(), vault(), stuck);
        send(&node, "1", "medical", IDENTITY, at(MORNING)).await;
        let second = node.handle(&message(Some("2"), "x"), apply("medical", IDENTITY), at(MORNING), words).await;
        assert!(matches!(second, Err(PermitsError::Codes)), "{}: {second:?}", given.name());
        assert_eq!(node.recent(9).await.unwrap().len(), 1);
    }
}
