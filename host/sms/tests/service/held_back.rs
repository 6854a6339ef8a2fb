//! Replies that a regime has held back, and numbers that it has masked.

use domain::Outcome;
use sms::gateway::console;

use crate::given::{Given, PHONE, Phone, at, clock, inbound};

const TEN: &str = "2020-07-21T10:00:00+04:00";

#[tokio::test]
async fn a_granting_reply_waits_and_nothing_else_does() {
    let given = Given::new().await;
    let receive = |id: &'static str, text: &'static str, when: &'static str| {
        let messages = given.messages.clone();
        async move { messages.receive(inbound(Some(id), PHONE, "8103", text), at(when)).await.unwrap() }
    };
    let quarter = "2020-07-21T10:15:00+04:00";
    let granted = receive("1", "2 AZE1234567", TEN).await;
    assert_eq!((granted.outcome, granted.reply.unwrap().held_until), (Some(Outcome::Granted), Some(at(quarter))));
    let refused = receive("2", "2 AZE1234567", TEN).await;
    assert_eq!((refused.outcome, refused.reply.unwrap().held_until), (Some(Outcome::Refused), None));
    let due = |when: &'static str| {
        let permits = given.permits.clone();
        async move { permits.due(&["test"], at(when), 9).await.unwrap().into_iter().map(|due| due.text.reveal().to_owned()).collect::<Vec<_>>() }
    };
    let first = due("2020-07-21T10:14:59+04:00").await;
    assert!(first.len() == 1 && !first[0].contains("AZE1234567"), "only the refusal: {first:?}");
    // The words that name a permit don't name it before.
    let code = |text: &str| text.split([' ', '.']).find_map(|word| word.parse::<domain::PermitCode>().ok());
    for (id, text) in [("3", "status"), ("4", "cancel")] {
        let told = receive(id, text, "2020-07-21T10:14:59+04:00").await.reply.unwrap();
        assert_eq!((code(told.text.reveal()), told.held_until), (None, None), "{:?}", told.text.reveal());
    }
    let told = receive("5", "status", quarter).await.reply.unwrap();
    assert!(told.text.reveal().contains("13:00"), "{}", told.text.reveal());
    // The same message again is held as long, and no longer.
    assert_eq!(receive("1", "2 AZE1234567", "2020-07-21T10:14:59+04:00").await.reply.unwrap().held_until, Some(at(quarter)));
    assert_eq!(receive("1", "2 AZE1234567", quarter).await.reply.unwrap().held_until, None);
    assert!(due(quarter).await.iter().any(|text| text.contains("AZE1234567")));
}

#[tokio::test]
async fn the_console_writes_it_when_it_is_due() {
    let given = Given::new().await;
    let (clock, time) = clock(at(TEN));
    let mut out = Vec::new();
    let first = format!("@a {PHONE} 8103 2 AZE1234567\n");
    console::run(&given.messages, first.as_bytes(), &mut out, clock.clone()).await.unwrap();
    *time.lock().unwrap() = at("2020-07-21T10:15:00+04:00");
    let second = format!("@b {PHONE} 8103 ?\n");
    console::run(&given.messages, second.as_bytes(), &mut out, clock).await.unwrap();
    let out = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((lines.len(), lines[0].trim()), (3, "@a"), "{out}");
    assert!(lines[1].starts_with(&format!("> {PHONE} ")) && lines[1].contains("AZE1234567"), "{out}");
    assert!(lines[2].starts_with("@b ") && lines[2].contains("9108"), "{out}");
}

#[tokio::test]
async fn a_masked_number_shows_its_end() {
    let file = "AZ/2020-07-20-tightened-quarantine.yaml";
    let given = Given::changed(file, "repeat_identity: whole", "repeat_identity: masked").await;
    let phone = Phone { messages: given.messages.clone(), from: PHONE, to: "8103", offset: "+04:00" };
    let granted = phone.is_told("2020-07-21T10:00", "2 AZE1234567", &["AZ******67", "!AZE1234567"]).await;
    assert_eq!(granted.outcome, Some(Outcome::Granted));
}
