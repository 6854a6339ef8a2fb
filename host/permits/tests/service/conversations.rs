//! What a telephone asks about its own: the permits that it holds, one of them given back, a registration put right; and what
//! it does not want to be told. And that no message is answered after a conversation that has gone on.

use domain::{Application, Channel, Outcome, PermitCode, Scope, Secret, Verdict};
use permits::{
    Answer, Cancel, Check, CheckCode, Command, Composed, Conversation, Effect, Envelope, Handling, Permits, Registered, RegistrationForm,
    Which,
};

use crate::given::*;

const OTHER: &str = "+994507778899";
const SPRING: &str = "2020-04-10T10:00:00+03:00";
const PASSPORT: &str = "9204123456";

/// The codes of the permits that a telephone may know of.
async fn held(node: &Permits, phone: &str, when: &str) -> Vec<PermitCode> {
    let held = node.held(&phone.parse().unwrap(), &"8103".parse().unwrap(), at(when)).await.unwrap();
    held.iter().map(|held| held.permit.code).collect()
}

async fn give_back(node: &Permits, id: &str, phone: &str, which: Which, when: &str) -> Effect {
    let cancel = Cancel { phone: phone.parse().unwrap(), number: "8103".parse().unwrap(), which };
    node.handle(&message(Some(id), id), Command::Cancel(cancel), at(when), words).await.unwrap().effect.unwrap()
}

#[tokio::test]
async fn a_telephone_knows_what_it_was_given_and_nothing_else() {
    for given in each().await {
        let node = given.node().await;
        let mine = code(&send(&node, "1", "medical", IDENTITY, at(MORNING)).await);
        // For a relative, from the same telephone.
        let hers = code(&send(&node, "2", "necessities", "AZE7654321", at(MORNING)).await);
        // The same person on a form that names this telephone: nothing proves that it is theirs.
        let form =
            Application { channel: Channel::Portal, scope: Scope::Place("AZ-BA".parse().unwrap()), ..application("medical", IDENTITY) };
        let envelope = Envelope { from: None, to: None, ..message(Some("3"), "form") };
        code(&node.handle(&envelope, Command::Apply(form), at(MORNING), words).await.unwrap());
        assert_eq!(held(&node, PHONE, MORNING).await, [mine, hers], "{}", given.name());
        assert_eq!(held(&node, OTHER, MORNING).await, []);
        assert_eq!(held(&node, PHONE, "2020-12-15T12:59:59.999+04:00").await, [mine, hers]);
        assert_eq!(held(&node, PHONE, "2020-12-15T13:00:00+04:00").await, [], "they have ended");
        // Of another country's number it learns nothing.
        let abroad = node.held(&PHONE.parse().unwrap(), &"2590".parse().unwrap(), at(MORNING)).await.unwrap();
        assert!(abroad.is_empty(), "{abroad:?}");
    }
}

#[tokio::test]
async fn a_permit_is_given_back_by_whoever_holds_it_once() {
    for given in each().await {
        let node = given.node().await;
        let first = code(&send(&node, "1", "necessities", IDENTITY, at(MORNING)).await);
        let nothing = give_back(&node, "2", OTHER, Which::Code(first), MORNING).await;
        assert!(matches!(&nothing, Effect::NotCancelled(held) if held.is_empty()), "{nothing:?}");
        let unclear = give_back(&node, "3", PHONE, Which::Unclear, MORNING).await;
        assert!(matches!(&unclear, Effect::NotCancelled(held) if held.len() == 1), "{unclear:?}");
        for (id, repeated) in [("4", false), ("4", true)] {
            let effect = give_back(&node, id, PHONE, Which::Only, MORNING).await;
            let Effect::Cancelled(cancelled) = &effect else { panic!("{effect:?}") };
            assert_eq!(cancelled.permit.code, first, "{} {repeated}", given.name());
        }
        assert_eq!(held(&node, PHONE, MORNING).await, []);
        let check = Check { code: CheckCode::Permit(first), place: None, identity: None };
        assert_eq!(node.check(&check, at(MORNING)).await.unwrap().verdict, Verdict::Revoked);
        // It counts against no quota, and of two permits the code must be said.
        let second = code(&send(&node, "5", "necessities", IDENTITY, at(MORNING)).await);
        let third = code(&send(&node, "6", "medical", IDENTITY, at(MORNING)).await);
        let which = give_back(&node, "7", PHONE, Which::Only, MORNING).await;
        assert!(matches!(&which, Effect::NotCancelled(held) if held.len() == 2), "{which:?}");
        assert!(matches!(give_back(&node, "8", PHONE, Which::Code(third), MORNING).await, Effect::Cancelled(_)));
        assert_eq!(held(&node, PHONE, MORNING).await, [second], "{}", given.name());
    }
}

fn form(identity: &str, territory: &str, phone: &str) -> RegistrationForm {
    RegistrationForm {
        scope: Scope::Number("2590".parse().unwrap()),
        name: Secret::new("Gulnara Aminova"),
        identity: identity.parse().unwrap(),
        address: Secret::new("Kazan, Bauman 1"),
        territory: territory.parse().unwrap(),
        phone: Some(phone.parse().unwrap()),
        code: None,
    }
}

async fn done(node: &Permits, id: &str, command: Command, when: &str) -> Result<Registered, String> {
    let envelope = Envelope { to: Some("2590".parse().unwrap()), ..message(Some(id), id) };
    match node.handle(&envelope, command, at(when), words).await.unwrap().effect.unwrap() {
        Effect::Registered(registered) | Effect::Corrected(registered) => Ok(registered),
        Effect::NotRegistered(reason) => Err(reason.code.to_string()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_wrong_registration_is_put_right_once_within_a_day_from_its_telephone() {
    let next_day = "2020-04-11T09:59:59+03:00";
    let too_late = "2020-04-11T10:00:00+03:00";
    for given in each().await {
        let node = given.node().await;
        let right = |territory, phone| Command::Correct(form("9204123457", territory, phone));
        assert_eq!(done(&node, "0", right("RU-TA.arsky", PHONE), SPRING).await, Err("not-registered".to_owned()));
        let wrong = done(&node, "1", Command::Register(form(PASSPORT, "RU-TA.kazan", PHONE)), SPRING).await.unwrap();
        done(&node, "2", Command::Register(form("9204999999", "RU-TA.kazan", OTHER)), SPRING).await.unwrap();
        assert_eq!(done(&node, "3", right("RU-TA.arsky", PHONE), too_late).await, Err("correction-over".to_owned()));
        assert_eq!(done(&node, "4", right("RU", PHONE), next_day).await, Err("outside-territory".to_owned()));
        let theirs = Command::Correct(form("9204999999", "RU-TA.arsky", PHONE));
        assert_eq!(done(&node, "5", theirs, next_day).await, Err("registered-elsewhere".to_owned()));
        let corrected = done(&node, "6", right("RU-TA.arsky", PHONE), next_day).await.unwrap();
        assert_eq!((corrected.territory.as_str(), corrected.since), ("RU-TA.arsky", wrong.since), "{}", given.name());
        assert_ne!(corrected.code, wrong.code);
        assert_eq!(done(&node, "6", right("RU-TA.arsky", PHONE), next_day).await, Ok(corrected.clone()), "the same message again");
        assert_eq!(done(&node, "7", right("RU-TA.kazan", PHONE), next_day).await, Err("correction-over".to_owned()));
        // It is the other person's now, and the old code is nobody's.
        let tatarstan = "RU-TA".parse().unwrap();
        for (identity, code) in [(PASSPORT, None), ("9204123457", Some(corrected.code))] {
            let found = node.registration_by_identity(&identity.parse().unwrap(), &tatarstan).await.unwrap();
            assert_eq!(found.map(|found| found.code), code, "{}", given.name());
        }
        for (code, verdict) in [(wrong.code, Verdict::Revoked), (corrected.code, Verdict::Valid)] {
            let check = Check { code: CheckCode::Registration(code), place: None, identity: None };
            assert_eq!(node.check(&check, at(next_day)).await.unwrap().verdict, verdict, "{}", given.name());
        }
    }
}

#[tokio::test]
async fn a_telephone_that_only_took_over_corrects_nothing() {
    for given in each().await {
        let node = given.node().await;
        let made = done(&node, "1", Command::Register(form(PASSPORT, "RU-TA.kazan", PHONE)), SPRING).await.unwrap();
        let other = RegistrationForm { code: Some(made.code), ..form(PASSPORT, "RU-TA.kazan", OTHER) };
        done(&node, "2", Command::Register(other), SPRING).await.unwrap();
        let right = Command::Correct(form(PASSPORT, "RU-TA.arsky", OTHER));
        assert_eq!(done(&node, "3", right, SPRING).await, Err("correction-over".to_owned()), "{}", given.name());
    }
}

#[tokio::test]
async fn who_asked_for_silence_is_told_nothing_but_answers() {
    for given in each().await {
        let node = given.node().await;
        let (phone, number) = (PHONE.parse().unwrap(), "8103".parse().unwrap());
        let announce = |text: &'static str| {
            let (node, phone, number) = (node.clone(), &phone, &number);
            async move { node.announce("http", number, phone, text, at(MORNING)).await.unwrap() }
        };
        assert!(announce("before").await, "{}", given.name());
        let silent = Conversation { silent_since: Some(at(MORNING)), ..Conversation::default() };
        let compose = move |_: &Effect| Composed { reply: Some("confirmed".to_owned()), conversation: Some(silent.clone()) };
        node.handle(&message(Some("1"), "stop"), Command::Note, at(MORNING), compose).await.unwrap();
        assert!(!announce("after").await);
        send(&node, "2", "medical", IDENTITY, at(MORNING)).await;
        let due = node.due(&["http"], at(MORNING), 9).await.unwrap();
        let texts: Vec<&str> = due.iter().map(|message| message.text.reveal()).collect();
        assert_eq!((texts.len(), &texts[..2]), (3, &["before", "confirmed"][..]), "{}", given.name());
    }
}

/// A message that comes after a look at the conversation.
async fn handle_after(
    node: &Permits,
    seen: &Conversation,
    envelope: Envelope,
    command: Command,
    compose: impl FnMut(&Effect) -> Composed + Send,
) -> Option<Answer> {
    let handling = Handling { after: Some(seen.version), ..Handling::new(envelope, command, at(MORNING), compose) };
    node.handle_all(vec![handling]).await.remove(0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_messages_after_one_conversation_one_is_answered() {
    for given in each().await {
        let nodes = [given.node().await, given.node().await];
        let (from, to) = (PHONE.parse().unwrap(), "8103".parse().unwrap());
        for round in 1..=2i64 {
            let seen = nodes[0].conversation(&from, &to, at(MORNING)).await.unwrap();
            assert_eq!(seen.version, round - 1);
            let answering: Vec<_> = (0..16)
                .map(|i| {
                    let (node, seen) = (nodes[i % 2].clone(), seen.clone());
                    tokio::spawn(async move {
                        let next = seen.clone();
                        let compose = move |_: &Effect| Composed { reply: Some("answer".to_owned()), conversation: Some(next.clone()) };
                        let envelope = message(Some(&format!("{round}-{i}")), "answer");
                        handle_after(&node, &seen, envelope, Command::Note, compose).await.is_some()
                    })
                })
                .collect();
            let mut answered = 0;
            for one in answering {
                answered += i32::from(one.await.unwrap());
            }
            assert_eq!(answered, 1, "{} round {round}", given.name());
        }
        // Who is too late has left nothing behind: the same message is new when it comes after another look.
        let seen = nodes[0].conversation(&from, &to, at(MORNING)).await.unwrap();
        let command = || apply("medical", IDENTITY);
        let (early, late) = (message(Some("x"), "x"), Conversation { version: 0, ..seen.clone() });
        assert!(handle_after(&nodes[0], &late, early.clone(), command(), words).await.is_none());
        let answer = handle_after(&nodes[0], &seen, early, command(), words).await.unwrap();
        assert_eq!((outcome(&answer), answer.repeated), (Outcome::Granted, false), "{}", given.name());
        assert_eq!(nodes[0].recent(9).await.unwrap().len(), 1);
    }
}
