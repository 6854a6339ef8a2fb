//! Number 2590: registration first, by one message or word by word, then purposes.

use domain::Outcome;
use sms::RejectionKind;

use crate::given::{Given, Phone};

const REGISTRATION: &str = "РЕГИСТРАЦИЯ#Иванов Иван Иванович#9204123456#Казань, ул. Баумана, 1";

fn phone(given: &Given) -> Phone<'static> {
    Phone { messages: given.messages.clone(), from: "+79171234567", to: "2590", offset: "+03:00" }
}

/// The registration code in a reply.
fn registration(text: &str) -> &str {
    let found = text.split([' ', ',']).map(|word| word.trim_end_matches('.')).find(|word| word.parse::<domain::RegistrationCode>().is_ok());
    found.unwrap_or_else(|| panic!("no code in {text}"))
}

#[tokio::test]
async fn all_in_one_message_then_purposes() {
    let given = Given::new().await;
    let phone = phone(&given);
    let refused = phone.is_told("2020-04-01T09:59", "ЦЕЛЬ 4", &["РЕГИСТРАЦИЯ#", "#9204123456#"]).await;
    assert_eq!((refused.outcome, refused.language.as_str()), (Some(Outcome::Refused), "ru"));
    let answer = phone.is_told("2020-04-01T10:00", REGISTRATION, &["Казань"]).await;
    let code = registration(&answer.text).to_owned();
    for text in ["ЦЕЛЬ 4", "цель4", "Цель: 4.", "цель похороны"] {
        let granted = phone.is_told("2020-04-01T10:00", text, &["10:00–11:00", "похоронах", "!9204123456"]).await;
        assert_eq!(granted.outcome, Some(Outcome::Granted), "{text}");
    }
    let again = phone.is_told("2020-04-01T10:01", REGISTRATION, &["уже"]).await;
    assert_eq!(registration(&again.text), code);
    // The word alone asks nothing of somebody who is registered.
    let word = phone.is_told("2020-04-01T10:02", "регистрация", &["уже"]).await;
    assert_eq!(registration(&word.text), code);
}

#[tokio::test]
async fn word_by_word_in_the_order_name_document_address() {
    let given = Given::new().await;
    let phone = phone(&given);
    phone.is_told("2020-04-01T10:00", "Регистрация", &["фамилию"]).await;
    // Wrong answers are asked for again.
    assert_eq!(phone.is_told("2020-04-01T10:01", "12", &["фамилию"]).await.rejected, Some(RejectionKind::Unreadable));
    phone.is_told("2020-04-01T10:02", "Иванова Мария Петровна", &["документа", "9204123456"]).await;
    let wrong = phone.is_told("2020-04-01T10:03", "92O4 123456", &["92O4 123456", "9204123456"]).await;
    assert_eq!(wrong.rejected, Some(RejectionKind::WrongIdentity));
    // Another process goes on where this one was.
    let phone = Phone { messages: given.restarted().await, ..phone };
    phone.is_told("2020-04-01T10:04", "92 04 123456", &["адрес"]).await;
    phone.is_told("2020-04-01T10:05", "ул. Баумана, д. 1", &["город или район"]).await;
    let done = phone.is_told("2020-04-01T10:06", "Казань", &["Казань"]).await;
    registration(&done.text);
    assert_eq!((done.outcome, done.rejected), (None, None));
    assert_eq!(phone.writes("2020-04-01T10:07", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Granted));
}

#[tokio::test]
async fn what_a_message_gave_is_not_asked_for_again() {
    let given = Given::new().await;
    let phone = phone(&given);
    phone.is_told("2020-04-01T10:00", "регистрация Иванова Мария", &["документа"]).await;
    phone.is_told("2020-04-01T10:01", "9204123456", &["адрес"]).await;
    // The word alone in the middle of it asks the open question again.
    phone.is_told("2020-04-01T10:02", "регистрация", &["адрес"]).await;
    let done = phone.writes("2020-04-01T10:03", "Нижнекамск, Химиков 7").await;
    registration(&done.text);
    let other = Phone { from: "+79172223344", ..phone };
    other.is_told("2020-04-01T10:00", "регистрация#9204123457", &["фамилию"]).await;
    other.is_told("2020-04-01T10:01", "Сафин Айдар", &["адрес"]).await;
}

#[tokio::test]
async fn a_dialog_does_not_swallow_what_is_clearly_something_else() {
    let given = Given::new().await;
    let phone = phone(&given);
    phone.is_told("2020-04-01T10:00", "регистрация", &["фамилию"]).await;
    phone.is_told("2020-04-01T10:01", "помощь", &["РЕГИСТРАЦИЯ#"]).await;
    assert_eq!(phone.writes("2020-04-01T10:02", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Refused));
    assert_eq!(phone.writes("2020-04-01T10:03", "собака").await.outcome, Some(Outcome::NotRequired));
    assert_eq!(phone.is_told("2020-04-01T10:04", "татарча", &["татарча"]).await.language, "tt");
    // After all that the dialog still waits, now in the language that was chosen.
    let answer = phone.is_told("2020-04-01T10:05", "Русских", &["Документ номерын"]).await;
    assert_eq!(answer.language, "tt");
    phone.is_told("2020-04-01T10:06", "отмена", &["остановлена"]).await;
    assert_eq!(phone.writes("2020-04-01T10:07", "9204123456").await.rejected, Some(RejectionKind::Unreadable));
    // A whole registration takes the place of a half one.
    phone.is_told("2020-04-01T10:08", "теркәлү", &["Фамилиягезне"]).await;
    let whole = phone.writes("2020-04-01T10:09", REGISTRATION).await;
    registration(&whole.text);
}

#[tokio::test]
async fn who_answers_too_late_is_told_so_and_starts_anew() {
    let given = Given::new().await;
    let phone = phone(&given);
    phone.is_told("2020-04-01T10:00", "регистрация", &["фамилию"]).await;
    phone.is_told("2020-04-01T10:29", "Иванова Мария", &["документа"]).await;
    phone.is_told("2020-04-01T10:58", "9204123456", &["адрес"]).await;
    let late = phone.is_told("2020-04-01T11:28", "Казань, Баумана 1", &["истекло"]).await;
    assert_eq!(late.rejected, Some(RejectionKind::Unreadable));
    // It is told once, and nothing of it is left.
    phone.is_told("2020-04-01T11:29", "Казань, Баумана 1", &["!истекло", "РЕГИСТРАЦИЯ#"]).await;
    phone.is_told("2020-04-01T11:30", "регистрация", &["фамилию"]).await;
    // Much later nobody remembers what was asked.
    phone.is_told("2020-04-02T11:30", "Иванова Мария", &["!истекло", "РЕГИСТРАЦИЯ#"]).await;
}

#[tokio::test]
async fn an_address_must_name_a_place_of_the_republic() {
    let given = Given::new().await;
    let phone = phone(&given);
    phone.is_told("2020-04-01T10:00", "РЕГИСТРАЦИЯ#Иванов Иван#9204123456#Самара, Гагарина 1", &["город или район"]).await;
    phone.is_told("2020-04-01T10:01", "Самара", &["город или район"]).await;
    let moved = phone.is_told("2020-04-01T10:02", "Альметьевск", &["Альметьевский"]).await;
    registration(&moved.text);
}

#[tokio::test]
async fn a_telephone_without_a_registration_gets_nothing_by_another_ones() {
    let given = Given::new().await;
    let phone = phone(&given);
    phone.writes("2020-04-01T10:00", REGISTRATION).await;
    let other = Phone { messages: phone.messages.clone(), from: "+79172223344", ..phone };
    assert_eq!(other.writes("2020-04-01T10:01", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Refused));
}

#[tokio::test]
async fn tatar_and_english_are_answered_in_kind() {
    let given = Given::new().await;
    let phone = phone(&given);
    let help = phone.is_told("2020-04-01T10:00", "ярдәм", &["ТЕРКӘЛҮ#"]).await;
    assert_eq!(help.language, "tt");
    let registered = phone.is_told("2020-04-01T10:01", "ТЕРКӘЛҮ#Сафин Айдар#9204123456#Казан, Бауман урамы 1", &["Казан"]).await;
    assert_eq!(registered.language, "tt");
    assert_eq!(phone.writes("2020-04-01T10:02", "МАКСАТ 3").await.language, "tt");
    assert_eq!(phone.writes("2020-04-01T10:03", "purpose 3").await.language, "en");
    let lost = phone.is_told("2020-04-01T10:04", "мин кая бара алам, әйтегез", &["МАКСАТ 1"]).await;
    assert_eq!((lost.language.as_str(), lost.rejected), ("tt", Some(RejectionKind::Unreadable)));
}
