//! Latin letters by choice, and for everybody.

use sms::Reply;

use crate::given::{Given, Phone};

const REGISTRATION: &str = "РЕГИСТРАЦИЯ#Иванов Иван Иванович#9204123456#Казань, ул. Баумана, 1";

async fn given(latin: &str) -> Given {
    Given::changed("RU-TA/2020-03-30-self-isolation.yaml", "dialog_timeout: 30min", &format!("dialog_timeout: 30min\n  latin: {latin}"))
        .await
}

fn kazan(given: &Given, from: &'static str) -> Phone<'static> {
    Phone { messages: given.messages.clone(), from, to: "2590", offset: "+03:00" }
}

async fn reply(phone: &Phone<'_>, minute: u32, text: &str) -> Reply {
    phone.receives(&format!("2020-04-01T10:{minute:02}"), text).await.reply.unwrap()
}

#[tokio::test]
async fn by_choice_they_are_remembered_and_cost_less() {
    let given = given("by_choice").await;
    let phone = kazan(&given, "+79171234567");
    let native = reply(&phone, 0, "статус").await;
    let chosen = reply(&phone, 1, "латиницей").await;
    assert_eq!(chosen.text.reveal(), "Teper my pishem vam tak.");
    let latin = reply(&phone, 2, "статус").await;
    assert!(latin.text.reveal().is_ascii() && latin.segments.count < native.segments.count, "{}", latin.text.reveal());
    assert!(reply(&phone, 3, REGISTRATION).await.text.reveal().contains("Mesto: Kazan"));
    assert!(reply(&phone, 4, "ЦЕЛЬ 3").await.text.reveal().contains("Vykhod razreshyon"));
    // Another telephone chose nothing; and the choice can be taken back.
    assert_eq!(reply(&kazan(&given, "+79172223344"), 5, "статус").await.text, native.text);
    assert!(reply(&phone, 6, "кириллица").await.text.reveal().contains("Теперь"));
}

#[tokio::test]
async fn always_is_for_whoever_did_not_ask_for_their_own() {
    let given = given("always").await;
    let phone = kazan(&given, "+79171234567");
    assert!(reply(&phone, 0, "помощь").await.text.reveal().is_ascii());
    // In Tatar, what the seven-bit alphabet has of it stays.
    let tatar = reply(&phone, 1, "ярдәм").await;
    assert_eq!((tatar.segments.encoding.as_str(), tatar.text.reveal().contains('ö')), ("GSM-7", true), "{}", tatar.text.reveal());
    reply(&phone, 2, "кириллица").await;
    assert!(!reply(&phone, 3, "помощь").await.text.reveal().is_ascii());
}

#[tokio::test]
async fn where_the_regime_knows_no_other_letters_nobody_asks_for_them() {
    let given = Given::new().await;
    let phone = kazan(&given, "+79171234567");
    let told = phone.writes("2020-04-01T10:00", "латиницей").await;
    assert!(told.rejected.is_some(), "{}", told.text);
}
