//! Many messages together are as the same messages one after the other; and what one of them breaks.

use std::collections::BTreeMap;

use domain::{Application, Channel, Instant, PermitCode, PhoneNumber, Scope};
use jiff::SignedDuration;
use permits::{Answer, Cancel, Command, Effect, Envelope, Handling, Permits, PermitsError, Which};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use sea_orm::ConnectionTrait;

use crate::given::*;

/// What somebody sends. People and telephones are few, so that they meet.
#[derive(Debug, Clone, Copy)]
enum Sent {
    /// For a purpose with a quota, or for one without.
    Applies { person: u8, phone: u8, quota: bool },
    /// For a place where nothing is needed.
    Elsewhere { person: u8, phone: u8 },
    /// The only permit that the telephone has.
    GivesBack { phone: u8 },
    /// What came before at this place, once more.
    Again { place: usize },
}

/// One person has a telephone of their own, and gives back what it asked for; the others share theirs.
const OWN: (u8, u8) = (4, 3);

fn sent() -> impl Strategy<Value = Sent> {
    let asks = || (0..=OWN.0, 0..OWN.1).prop_map(|(person, phone)| if person == OWN.0 { OWN } else { (person, phone) });
    prop_oneof![
        8 => (asks(), any::<bool>()).prop_map(|((person, phone), quota)| Sent::Applies { person, phone, quota }),
        1 => asks().prop_map(|(person, phone)| Sent::Elsewhere { person, phone }),
        2 => Just(Sent::GivesBack { phone: OWN.1 }),
        2 => (0..24_usize).prop_map(|place| Sent::Again { place }),
    ]
}

struct Message {
    envelope: Envelope,
    command: Command,
    at: Instant,
}

fn phone_number(phone: u8) -> PhoneNumber {
    format!("+99450111000{phone}").parse().unwrap()
}

fn messages(all: &[Sent]) -> Vec<Message> {
    let mut made: Vec<(u8, Command, String)> = Vec::new();
    let mut messages = Vec::new();
    for (number, sent) in all.iter().enumerate() {
        let applies = |person: u8, phone: u8, purpose: &str, scope: Option<&str>| {
            let application = application(purpose, &format!("AZE100000{person}"));
            let scope = scope.map_or(application.scope.clone(), |place| Scope::Place(place.parse().unwrap()));
            Command::Apply(Application { phone: Some(phone_number(phone)), scope, channel: Channel::Sms, ..application })
        };
        let new = match *sent {
            Sent::Applies { person, phone, quota } => (phone, applies(person, phone, if quota { "necessities" } else { "medical" }, None)),
            Sent::Elsewhere { person, phone } => (phone, applies(person, phone, "necessities", Some("AZ-NX"))),
            Sent::GivesBack { phone } => {
                let (phone_number, number) = (phone_number(phone), "8103".parse().unwrap());
                (phone, Command::Cancel(Cancel { phone: phone_number, number, which: Which::Only }))
            }
            // Where nothing came before there is nothing to repeat.
            Sent::Again { .. } if made.is_empty() => (0, Command::Note),
            Sent::Again { place } => {
                let before = made.iter().cycle().nth(place).cloned().unwrap();
                messages.push(message_of(&before, number));
                made.push(before);
                continue;
            }
        };
        let new = (new.0, new.1, number.to_string());
        messages.push(message_of(&new, number));
        made.push(new);
    }
    messages
}

fn message_of((phone, command, id): &(u8, Command, String), number: usize) -> Message {
    let envelope = Envelope { from: Some(phone_number(*phone)), ..message(Some(id), id) };
    Message { envelope, command: command.clone(), at: at(MORNING) + SignedDuration::from_millis(number as i64) }
}

async fn one_by_one(node: &Permits, messages: &[Message]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for Message { envelope, command, at } in messages {
        answers.push(node.handle(envelope, command.clone(), *at, words).await.unwrap());
    }
    answers
}

fn handling(message: &Message) -> Handling<'static> {
    Handling::new(message.envelope.clone(), message.command.clone(), message.at, words)
}

async fn together(node: &Permits, messages: &[Message], size: usize) -> Vec<Answer> {
    let mut answers = Vec::new();
    for part in messages.chunks(size) {
        let came = node.handle_all(part.iter().map(handling).collect()).await;
        answers.extend(came.into_iter().map(|answer| answer.unwrap().unwrap()));
    }
    answers
}

/// What came of each message, with permits named by the message that they were granted to.
fn outcomes(answers: &[Answer]) -> Vec<String> {
    let mut granted: BTreeMap<PermitCode, usize> = BTreeMap::new();
    let mut name = |code: PermitCode, place: usize| *granted.entry(code).or_insert(place);
    let mut outcomes = Vec::new();
    for (place, answer) in answers.iter().enumerate() {
        let what = match answer.effect.as_ref() {
            Some(Effect::Applied(applied)) => {
                let reasons: Vec<&str> = applied.decision.reasons.iter().map(|reason| reason.code.as_str()).collect();
                let permit = applied.permit.as_ref().map(|permit| (name(permit.code, place), permit.validity));
                format!("{} {reasons:?} {permit:?}", applied.decision.outcome)
            }
            Some(Effect::Cancelled(held)) => format!("cancelled {}", name(held.permit.code, place)),
            Some(Effect::NotCancelled(held)) => {
                format!("not cancelled {:?}", held.iter().map(|held| name(held.permit.code, place)).collect::<Vec<_>>())
            }
            other => format!("{other:?}"),
        };
        outcomes.push(format!("{what}, repeated: {}", answer.repeated));
    }
    outcomes
}

/// On every kind of database: what comes of the messages one after the other, and in batches of that many.
async fn compared(sent: &[Sent], size: usize) -> Result<(), TestCaseError> {
    let messages = messages(sent);
    for (alone, batched) in each().await.into_iter().zip(each().await) {
        let one_by_one = outcomes(&one_by_one(&alone.node().await, &messages).await);
        let together = outcomes(&together(&batched.node().await, &messages, size).await);
        prop_assert_eq!(one_by_one, together, "{}: batches of {}", alone.name(), size);
    }
    Ok(())
}

#[test]
fn a_batch_gives_everybody_what_the_same_messages_give_one_after_the_other() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config = ProptestConfig { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() };
    let strategy = (vec(sent(), 8..24), prop_oneof![Just(24_usize), 2..8_usize]);
    let ran = TestRunner::new(config).run(&strategy, |(sent, size)| runtime.block_on(compared(&sent, size)));
    if let Err(error) = ran {
        panic!("{error}");
    }
}

/// A database that does not take one message.
#[tokio::test]
async fn what_one_message_breaks_takes_nothing_from_the_others() {
    for given in each().await {
        let node = given.node().await;
        node.ready().await.unwrap();
        let poison = match given.name() {
            "postgres" => "ALTER TABLE inbox ADD CONSTRAINT poison CHECK (message_id IS DISTINCT FROM '3')",
            _ => "CREATE TRIGGER poison BEFORE INSERT ON inbox WHEN NEW.message_id = '3' BEGIN SELECT RAISE(ABORT, 'poison'); END",
        };
        let write = given.database.open().await.write().await.unwrap();
        write.db().execute_unprepared(poison).await.unwrap();
        write.commit().await.unwrap();
        // Each of another person and telephone, so that all are in one transaction.
        let messages: Vec<Message> = (0..8_u8)
            .map(|number| {
                let phone = phone_number(number);
                let application = Application { phone: Some(phone.clone()), ..application("necessities", &format!("AZE100000{number}")) };
                let envelope = Envelope { from: Some(phone), ..message(Some(&number.to_string()), "x") };
                Message { envelope, command: Command::Apply(application), at: at(MORNING) }
            })
            .collect();
        let came = node.handle_all(messages.iter().map(handling).collect()).await;
        for (number, came) in came.iter().enumerate() {
            match came {
                Ok(Some(answer)) => assert!(number != 3 && answer.reply.is_some(), "{}: {number}", given.name()),
                Ok(None) => panic!("{}: {number} is stale", given.name()),
                Err(error) => assert!(number == 3 && matches!(error, PermitsError::Store(_)), "{}: {number}: {error}", given.name()),
            }
        }
        // What was stored of the others was stored once, and nothing of the one.
        assert_eq!(node.recent(100).await.unwrap().len(), 7, "{}", given.name());
        assert_eq!(node.due(&["http"], at(MORNING), 100).await.unwrap().len(), 7, "{}", given.name());
    }
}
