//! What people ask beside permits: what they have, to give one back, other letters, silence; and to put a registration right.

use domain::{Outcome, PermitCode, RegistrationCode};
use sms::RejectionKind;

use crate::given::{Given, PHONE, Phone};

const REGISTRATION: &str = "РЕГИСТРАЦИЯ#Иванов Иван Иванович#9204123456#Казань, ул. Баумана, 1";

fn baku(given: &Given) -> Phone<'static> {
    Phone { messages: given.messages.clone(), from: PHONE, to: "8103", offset: "+04:00" }
}

fn kazan(given: &Given) -> Phone<'static> {
    Phone { messages: given.messages.clone(), from: "+79171234567", to: "2590", offset: "+03:00" }
}

/// Every word of a text that is a code of this kind.
fn codes<T: std::str::FromStr + ToString>(text: &str) -> Vec<String> {
    let words = text.split([' ', ',', ';', ':', '.']).filter(|word| word.contains('-') && word.is_ascii());
    words.filter_map(|word| word.parse::<T>().ok()).map(|code| code.to_string()).collect()
}

fn permits(text: &str) -> Vec<String> {
    codes::<PermitCode>(text)
}

fn registrations(text: &str) -> Vec<String> {
    codes::<RegistrationCode>(text)
}

#[tokio::test]
async fn what_do_i_have_now() {
    let given = Given::new().await;
    let phone = baku(&given);
    phone.is_told("2020-12-15T09:59", "icazələrim", &["yoxdur", "1 AZE1234567"]).await;
    let granted = phone.writes("2020-12-15T10:00", "2 AZE1234567").await;
    let code = permits(&granted.text).remove(0);
    for (text, language) in [("STATUS", "az"), ("İCAZƏLƏRİM", "az"), ("статус", "ru"), ("my permits", "en")] {
        let told = phone.is_told("2020-12-15T10:01", text, &[&code, "13:00"]).await;
        assert_eq!((told.language.as_str(), told.outcome, told.rejected), (language, None, None), "{text}");
    }
    // For somebody else of the family: whose it is is told then, by the ends of the number.
    phone.writes("2020-12-15T10:02", "1 AZE7654321").await;
    let both = phone.is_told("2020-12-15T10:03", "icazələrim", &["(AZ******67)", "(AZ******21)", "!AZE"]).await;
    assert_eq!(permits(&both.text.replace(" (", ",")).len(), 2, "{}", both.text);
    let stranger = Phone { from: "+994507778899", ..baku(&given) };
    stranger.is_told("2020-12-15T10:04", "icazələrim", &["yoxdur", &format!("!{code}")]).await;
    phone.is_told("2020-12-15T13:02", "icazələrim", &["yoxdur"]).await;
    // Where nothing rules, that is what is said.
    phone.is_told("2021-01-18T00:00", "icazələrim", &["18.01.2021"]).await;
}

#[tokio::test]
async fn more_permits_than_fit_are_counted() {
    let given = Given::new().await;
    let phone = baku(&given);
    for minute in 10..20 {
        phone.writes(&format!("2020-12-15T10:{minute}"), "1 AZE1234567").await;
    }
    let told = phone.writes("2020-12-15T10:30", "icazələrim").await;
    let shown = permits(&told.text).len();
    assert!(shown >= 1 && told.text.contains(&format!("+{}", 10 - shown)), "{}", told.text);
}

#[tokio::test]
async fn a_permit_is_given_back_and_asked_for_again() {
    let given = Given::new().await;
    let phone = baku(&given);
    phone.is_told("2020-12-15T09:59", "ləğv", &["yoxdur"]).await;
    let first = permits(&phone.writes("2020-12-15T10:00", "2 AZE1234567").await.text).remove(0);
    assert_eq!(phone.writes("2020-12-15T10:01", "2 AZE1234567").await.outcome, Some(Outcome::Refused));
    phone.is_told("2020-12-15T10:02", "ləğv", &[&first]).await;
    phone.is_told("2020-12-15T10:02", "icazələrim", &["yoxdur"]).await;
    // It does not count: another one is given on the same day.
    let second = permits(&phone.writes("2020-12-15T10:03", "2 AZE1234567").await.text).remove(0);
    let third = permits(&phone.writes("2020-12-15T10:04", "1 AZE1234567").await.text).remove(0);
    // Of two, the code is asked for; a code that is none gives back nothing.
    for text in ["ləğv", "ləğv birinci", &format!("ləğv {}", first)] {
        phone.is_told("2020-12-15T10:05", text, &[&second, &third, &format!("ləğv {second}")]).await;
    }
    let stranger = Phone { from: "+994507778899", ..baku(&given) };
    stranger.is_told("2020-12-15T10:06", &format!("ləğv {second}"), &["yoxdur"]).await;
    for (text, code) in [(format!("cancel {}", second.to_lowercase().replace('-', " ")), &second), (format!("{third} отмена"), &third)]
    {
        let told = phone.is_told("2020-12-15T10:07", &text, &[code]).await;
        assert_eq!((told.outcome, told.rejected), (None, None), "{text}");
    }
    phone.is_told("2020-12-15T10:08", "ləğv", &["yoxdur"]).await;
}

#[tokio::test]
async fn silence_is_confirmed_once_and_answers_still_come() {
    let given = Given::new().await;
    let phone = baku(&given);
    let stopped = phone.is_told("2020-12-15T10:00", "СТОП", &["только отвечаем"]).await;
    assert_eq!((stopped.outcome, stopped.rejected, stopped.language.as_str()), (None, None, "ru"));
    assert!(phone.receives("2020-12-15T10:01", "stop").await.reply.is_none(), "it was confirmed before");
    let (from, number) = (PHONE.parse().unwrap(), "8103".parse().unwrap());
    let at = crate::given::at("2020-12-15T06:02:00Z");
    assert!(!given.permits.announce("test", &number, &from, "news", at).await.unwrap());
    assert_eq!(phone.writes("2020-12-15T10:03", "2 AZE1234567").await.outcome, Some(Outcome::Granted));
    // Somebody else is none of its business.
    assert!(given.permits.announce("test", &number, &"+994507778899".parse().unwrap(), "news", at).await.unwrap());
}

#[tokio::test]
async fn every_language_is_asked_for_by_any_of_its_names() {
    let given = Given::new().await;
    let (baku, kazan) = (baku(&given), kazan(&given));
    for (text, language) in
        [("EN", "en"), ("RU", "ru"), ("AZ", "az"), ("английский", "en"), ("rusca", "ru"), ("Azeri", "az"), ("по-русски", "ru")]
    {
        let told = baku.writes("2020-12-15T10:00", text).await;
        assert_eq!((told.language.as_str(), told.rejected), (language, None), "{text}");
    }
    for (text, language) in [("TT", "tt"), ("Русча", "ru"), ("tatarca", "tt"), ("english", "en"), ("татарский", "tt")] {
        let told = kazan.writes("2020-04-01T10:00", text).await;
        assert_eq!((told.language.as_str(), told.rejected), (language, None), "{text}");
    }
}

#[tokio::test]
async fn help_says_what_the_codes_mean_where_there_is_room() {
    let given = Given::new().await;
    let phone = baku(&given);
    phone.is_told("2020-12-15T10:00", "help", &["1 AZE1234567", "9108", "1 - urgent", "2 - food"]).await;
    phone.is_told("2020-12-15T10:00", "5 AZE7654321", &["1 AZE7654321"]).await;
    // In Tatarstan nine purposes are too many.
    let kazan = kazan(&given);
    kazan.writes("2020-04-01T10:00", REGISTRATION).await;
    kazan.is_told("2020-04-01T10:01", "помощь", &["ЦЕЛЬ 1", "!суд"]).await;
}

#[tokio::test]
async fn all_that_was_understood_stands_in_the_correction() {
    let given = Given::new().await;
    let phone = baku(&given);
    for (text, ready) in [
        ("AZE7654321", "1 AZE7654321"),
        ("AZE7654321 10AA999", "1 AZE7654321 10AA999"),
        ("5 AZE7654321", "1 AZE7654321"),
        ("2 AZE7654321 maşın", "2 AZE7654321 10AA123"),
        ("2 AZE76543 10AA999", "2 AZE1234567 10AA999"),
        ("2", "2 AZE1234567"),
    ] {
        let told = phone.is_told("2020-12-15T10:00", text, &[ready]).await;
        assert!(told.rejected.is_some() && told.outcome.is_none(), "{text}");
    }
}

#[tokio::test]
async fn status_names_the_registration() {
    let given = Given::new().await;
    let phone = kazan(&given);
    phone.is_told("2020-04-01T09:59", "статус", &["нет разрешения", "РЕГИСТРАЦИЯ#"]).await;
    let code = registrations(&phone.writes("2020-04-01T10:00", REGISTRATION).await.text).remove(0);
    phone.is_told("2020-04-01T10:01", "статус", &["нет разрешения", "ЦЕЛЬ 1", &code, "Казань"]).await;
    let permit = permits(&phone.writes("2020-04-01T10:02", "ЦЕЛЬ 3").await.text).remove(0);
    phone.is_told("2020-04-01T10:03", "статус", &[&permit, "11:02", &code]).await;
    phone.is_told("2020-04-01T10:04", "отмена", &[&permit]).await;
}

#[tokio::test]
async fn a_registration_is_put_right_once_within_a_day() {
    let given = Given::new().await;
    let phone = kazan(&given);
    phone.is_told("2020-04-01T09:59", "исправить", &["РЕГИСТРАЦИЯ#"]).await;
    let wrong = registrations(&phone.writes("2020-04-01T10:00", REGISTRATION).await.text).remove(0);
    // Given up, nothing has changed.
    phone.is_told("2020-04-01T10:01", "исправить", &["фамилию"]).await;
    phone.is_told("2020-04-01T10:02", "стоп", &["Ничего не изменено"]).await;
    phone.is_told("2020-04-01T10:03", "ИСПРАВИТЬ", &["фамилию"]).await;
    phone.is_told("2020-04-01T10:04", "Иванов Иван", &["документа"]).await;
    phone.is_told("2020-04-01T10:05", "9204123456", &["адрес"]).await;
    let right = phone.is_told("2020-04-01T10:06", "Елабуга, Казанская 1", &["исправлена", "Елабужский"]).await;
    let right = registrations(&right.text).remove(0);
    assert_ne!(right, wrong);
    phone.is_told("2020-04-01T10:07", "статус", &[&right, &format!("!{wrong}")]).await;
    let again = phone.is_told("2020-04-01T10:08", "исправить", &["больше нельзя"]).await;
    assert_eq!((again.outcome, again.rejected), (None, None));

    // All of it in one message; and a day later it is too late.
    let other = Phone { from: "+79172223344", ..kazan(&given) };
    other.writes("2020-04-01T10:00", "РЕГИСТРАЦИЯ#Сафин Айдар#9204765432#Казань, Баумана 1").await;
    let whole = "исправить Сафин Айдар#9204765433#Арск, Ленина 1";
    other.is_told("2020-04-01T11:00", whole, &["исправлена", "Арский"]).await;
    let third = Phone { from: "+79173334455", ..kazan(&given) };
    third.writes("2020-04-01T10:00", "РЕГИСТРАЦИЯ#Алиев Марат#9204111111#Казань, Баумана 1").await;
    third.is_told("2020-04-02T10:00", "исправить", &["больше нельзя"]).await;
}

#[tokio::test]
async fn another_telephone_learns_nothing_until_it_knows_the_code() {
    let given = Given::new().await;
    let phone = kazan(&given);
    let code = registrations(&phone.writes("2020-04-01T10:00", REGISTRATION).await.text).remove(0);
    let other = Phone { from: "+79172223344", ..kazan(&given) };
    let secret = format!("!{code}");
    let told = other.is_told("2020-04-01T10:01", REGISTRATION, &["другого телефона", &secret, "!Казань"]).await;
    assert_eq!(told.outcome, Some(Outcome::Refused));
    let wrong = other.is_told("2020-04-01T10:02", "R-2222-2222", &["другого телефона", &secret]).await;
    assert_eq!(wrong.outcome, Some(Outcome::Refused));
    let unclear = other.is_told("2020-04-01T10:03", "не помню", &["другого телефона"]).await;
    assert_eq!(unclear.rejected, Some(RejectionKind::Unreadable));
    assert_eq!(other.writes("2020-04-01T10:04", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Refused));
    assert_eq!(phone.writes("2020-04-01T10:05", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Granted));
    other.is_told("2020-04-01T10:06", &code.to_lowercase(), &[&code, "Казань"]).await;
    assert_eq!(other.writes("2020-04-01T10:07", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Granted));
    assert_eq!(phone.writes("2020-04-01T10:08", "ЦЕЛЬ 3").await.outcome, Some(Outcome::Refused));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn answers_of_the_same_moment_are_taken_one_after_the_other() {
    let given = Given::new().await;
    let phone = kazan(&given);
    phone.writes("2020-04-01T10:00", "регистрация").await;
    // Two answers, sent in one moment: whichever is read first, none is lost and none is read against a question that was
    // answered already.
    let receive = |id: &'static str, text: &'static str| {
        let (messages, message) = (given.messages.clone(), crate::given::inbound(Some(id), "+79171234567", "2590", text));
        tokio::spawn(async move { messages.receive(message, crate::given::at("2020-04-01T07:01:00Z")).await.unwrap() })
    };
    let (name, again) = (receive("a", "Иванова Мария"), receive("b", "Иванова Мария Петровна"));
    let replies = [name.await.unwrap(), again.await.unwrap()].map(|received| received.reply.unwrap().text.reveal().to_owned());
    let asked = |what: &str| replies.iter().filter(|reply| reply.contains(what)).count();
    assert_eq!((asked("Напишите номер документа"), asked("не похоже на номер документа")), (1, 1), "{replies:?}");
    phone.is_told("2020-04-01T10:02", "9204123456", &["адрес"]).await;
}
