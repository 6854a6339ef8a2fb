//! The same message delivered again is answered with the same words, and nothing changes.

use domain::{Outcome, Scope};
use jiff::SignedDuration;
use permits::{Command, Composed, Conversation, Effect, Envelope, PermitsError};

use crate::given::*;

#[tokio::test]
async fn the_same_message_gets_the_same_answer() {
    for given in each().await {
        let node = given.node().await;
        let commands = [
            ("granted", apply("necessities", IDENTITY)),
            ("refused", apply("necessities", IDENTITY)),
            ("exempt", apply("summons", IDENTITY)),
            ("noted", Command::Note),
        ];
        for (id, command) in commands {
            let first = node.handle(&message(Some(id), id), command.clone(), at(MORNING), words).await.unwrap();
            // A day later, on another node, and with an adapter that would say something else today.
            let later = at(MORNING) + SignedDuration::from_hours(24);
            let composing = |_: &Effect| panic!("nothing is composed again");
            let second = given.node().await.handle(&message(Some(id), id), command, later, composing).await.unwrap();
            assert!(!first.repeated && second.repeated);
            assert_eq!(reply(&first), reply(&second), "{} {id}", given.name());
            assert!(!reply(&first).is_empty());
            assert_eq!(first.reply.map(|r| r.id), second.reply.map(|r| r.id), "no second message is queued");
            let compare = |effect: &Option<Effect>| match effect {
                Some(Effect::Applied(a)) => {
                    let regimes: Vec<_> = a.regimes.iter().map(|regime| regime.id.clone()).collect();
                    Some((a.decision.clone(), a.permit.clone(), a.holder.clone(), a.record, regimes))
                }
                _ => None,
            };
            assert_eq!(compare(&first.effect), compare(&second.effect), "{} {id}", given.name());
        }
        assert_eq!(node.recent(100).await.unwrap().len(), 3, "no second decision is made");
        assert_eq!(node.waiting().await.unwrap(), 4);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn delivered_many_times_at_once_it_is_answered_once() {
    for given in each().await {
        let nodes = [given.node().await, given.node().await];
        let delivering: Vec<_> = (0..16)
            .map(|i| {
                let node = nodes[i % 2].clone();
                tokio::spawn(async move { send(&node, "same", "medical", IDENTITY, at(MORNING)).await })
            })
            .collect();
        let mut answers = Vec::new();
        for delivered in delivering {
            answers.push(delivered.await.unwrap());
        }
        assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1, "{}", given.name());
        assert!(answers.iter().all(|answer| code(answer) == code(&answers[0]) && reply(answer) == reply(&answers[0])));
        assert_eq!((nodes[0].recent(100).await.unwrap().len(), nodes[0].waiting().await.unwrap()), (1, 1), "{}", given.name());
    }
}

#[tokio::test]
async fn what_makes_a_message_the_same() {
    let base = || message(Some("7"), "2 AZE1234567");
    let without_id = || Envelope { id: None, ..base() };
    let from = |phone: &str| Some(phone.parse().unwrap());
    let cases = [
        ("everything", base(), base(), 47 * 3600, true),
        ("48 hours later", base(), base(), 48 * 3600, false),
        ("another identifier", base(), message(Some("8"), "2 AZE1234567"), 0, false),
        ("other words under the same identifier", base(), message(Some("7"), "2 AZE7654321"), 0, false),
        ("another sender under the same identifier", base(), Envelope { from: from("+994501112234"), ..base() }, 0, false),
        ("another gateway", base(), Envelope { source: "console".to_owned(), ..base() }, 0, false),
        ("no identifier, at once", without_id(), without_id(), 4, true),
        ("no identifier, 5 seconds later", without_id(), without_id(), 5, false),
        ("no identifier, another sender", without_id(), Envelope { from: from("+994501112234"), ..without_id() }, 0, false),
        ("no identifier, another number", without_id(), Envelope { to: Some("8104".parse().unwrap()), ..without_id() }, 0, false),
        ("with and without", base(), without_id(), 0, false),
        ("nothing to tell it by", Envelope { from: None, ..without_id() }, Envelope { from: None, ..without_id() }, 0, false),
    ];
    for given in each().await {
        let node = given.node().await;
        for (i, (note, first, second, seconds, same)) in cases.iter().enumerate() {
            // Each case on a day of its own, so that they are strangers to each other.
            let start = at("2000-01-01T00:00:00Z") + SignedDuration::from_hours(24 * 7 * i as i64);
            assert!(!node.handle(first, Command::Note, start, words).await.unwrap().repeated, "{note}");
            let again = node.handle(second, Command::Note, start + SignedDuration::from_secs(*seconds), words).await.unwrap();
            assert_eq!(again.repeated, *same, "{} {note}", given.name());
        }
    }
}

#[tokio::test]
async fn what_fails_leaves_nothing_and_can_come_again() {
    for given in each().await {
        let node = given.node().await;
        let mut wrong = application("medical", IDENTITY);
        wrong.scope = Scope::Place("AZ-XXX".parse().unwrap());
        let failed = node.handle(&message(Some("1"), "x"), Command::Apply(wrong), at(MORNING), words).await;
        assert!(matches!(failed, Err(PermitsError::UnknownTerritory(_))), "{failed:?}");
        assert_eq!((node.recent(9).await.unwrap().len(), node.waiting().await.unwrap()), (0, 0));
        let answer = node.handle(&message(Some("1"), "x"), apply("medical", IDENTITY), at(MORNING), words).await.unwrap();
        assert_eq!((answer.repeated, outcome(&answer)), (false, Outcome::Granted), "{}", given.name());
    }
}

#[tokio::test]
async fn a_message_that_comes_again_does_not_turn_a_conversation_back() {
    for given in each().await {
        let node = given.node().await;
        let (from, to) = (PHONE.parse().unwrap(), "8103".parse().unwrap());
        let speak = |language: &'static str| {
            move |_: &Effect| {
                let conversation = Conversation { language: Some(language.parse().unwrap()), ..Conversation::default() };
                Composed { reply: None, conversation: Some(conversation) }
            }
        };
        assert_eq!(node.conversation(&from, &to, at(MORNING)).await.unwrap(), Conversation::default());
        for (id, language) in [("1", "ru"), ("2", "az"), ("1", "ru")] {
            node.handle(&message(Some(id), "x"), Command::Note, at(MORNING), speak(language)).await.unwrap();
        }
        let language = node.conversation(&from, &to, at(MORNING)).await.unwrap().language.map(|l| l.to_string());
        assert_eq!(language.as_deref(), Some("az"), "{}", given.name());
    }
}
