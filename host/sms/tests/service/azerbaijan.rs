//! Number 8103: the code of a purpose and the number of a document.

use domain::Outcome;
use sms::RejectionKind;

use crate::given::{Given, PHONE, Phone, inbound};

async fn phone(given: &Given) -> Phone<'static> {
    Phone { messages: given.messages.clone(), from: PHONE, to: "8103", offset: "+04:00" }
}

/// The code in a reply: four symbols, a dash, four symbols.
fn code(text: &str) -> &str {
    let is_code = |word: &&str| word.len() == 9 && word.as_bytes()[4] == b'-' && word.parse::<domain::PermitCode>().is_ok();
    text.split([' ', '.', ',']).find(is_code).unwrap_or_else(|| panic!("no code in {text}"))
}

#[tokio::test]
async fn a_day_of_permits() {
    let given = Given::new().await;
    let phone = phone(&given).await;
    let first = phone.is_told("2020-12-15T10:00", "2 AZE1234567", &["AZE1234567", "10:00–13:00", "ərzaq", "!15.12"]).await;
    assert_eq!((first.outcome, first.language.as_str()), (Some(Outcome::Granted), "az"));
    code(&first.text);

    let again = phone.is_told("2020-12-15T10:05", "2 AZE1234567", &["16.12.2020", "!00:00"]).await;
    assert_eq!(again.outcome, Some(Outcome::Refused));
    assert_eq!(phone.writes("2020-12-15T10:06", "1 AZE1234567").await.outcome, Some(Outcome::Granted));
    // A permit over midnight says both days.
    let night = phone.is_told("2020-12-15T23:30", "1 AZE1234567", &["23:30–16.12.2020 02:30"]).await;
    assert_eq!(night.outcome, Some(Outcome::Granted));
    assert_eq!(phone.writes("2020-12-16T00:00", "2 AZE1234567").await.outcome, Some(Outcome::Granted));
    let over = phone.is_told("2021-01-18T00:00", "2 AZE1234567", &["18.01.2021"]).await;
    assert_eq!(over.outcome, Some(Outcome::NotRequired));
}

#[tokio::test]
async fn however_it_is_typed_the_number_is_repeated() {
    let given = Given::new().await;
    let phone = phone(&given).await;
    for (day, text) in
        (14..).zip(["2.aze 1234567", "2 АZE1234567", "２ AZE1234567", "2AZE1234567", "AZE1234567 2", "mağaza: aze-123-45-67"])
    {
        let answer = phone.is_told(&format!("2020-12-{day}T10:00"), text, &["AZE1234567"]).await;
        assert_eq!((answer.outcome, answer.language.as_str()), (Some(Outcome::Granted), "az"), "{text}");
    }
}

#[tokio::test]
async fn a_vehicle_is_repeated_too() {
    let given = Given::new().await;
    phone(&given).await.is_told("2020-12-15T10:00", "2 aze1234567 10-aa-123", &["AZE1234567", "10AA123"]).await;
}

#[tokio::test]
async fn what_is_wrong_and_how_to_put_it_right() {
    let given = Given::new().await;
    let phone = phone(&given).await;
    let cases: [(&str, RejectionKind, &[&str]); 10] = [
        (" . ", RejectionKind::Empty, &["1 AZE1234567"]),
        ("salam, necəsiniz", RejectionKind::Unreadable, &["1 AZE1234567"]),
        ("5 AZE1234567", RejectionKind::UnknownCode, &["1 - ", "2 - ", "Misal: 1 AZE1234567"]),
        ("2", RejectionKind::Missing, &["sənədin nömrəsi", "2 AZE1234567"]),
        ("AZE1234567", RejectionKind::Missing, &["məqsədin kodu", "1 AZE1234567"]),
        ("2 AZE12345", RejectionKind::WrongIdentity, &["AZE12345", "2 AZE1234567"]),
        ("2 MYI12345", RejectionKind::WrongIdentity, &["MYI12345", "2 MYI1234567"]),
        ("2 AZE12345O7", RejectionKind::WrongIdentity, &["AZE12345O7", "2 AZE1234507"]),
        ("2 AZE1234567 maşın", RejectionKind::WrongPlate, &["maşın", "2 AZE1234567 10AA123"]),
        (&"a".repeat(1_601), RejectionKind::TooLong, &["1 AZE1234567"]),
    ];
    for (text, kind, parts) in cases {
        let answer = phone.is_told("2020-12-15T10:00", text, parts).await;
        assert_eq!((answer.rejected, answer.outcome), (Some(kind), None), "{text}");
    }
}

#[tokio::test]
async fn help_and_what_is_exempt_or_given_elsewhere() {
    let given = Given::new().await;
    let phone = phone(&given).await;
    for text in ["?", "kömək", "KOMEK", "помощь", "help"] {
        let answer = phone.is_told("2020-12-15T10:00", text, &["1 AZE1234567", "9108"]).await;
        assert_eq!((answer.outcome, answer.rejected), (None, None), "{text}");
    }
    for text in ["məhkəmə", "məhkəmə AZE1234567"] {
        let summons = phone.is_told("2020-12-15T10:00", text, &["çağırış vərəqəsi"]).await;
        assert_eq!(summons.outcome, Some(Outcome::NotRequired), "{text}");
    }
    let funeral = phone.is_told("2020-12-15T10:00", "dəfn", &["102"]).await;
    assert_eq!(funeral.outcome, Some(Outcome::Refused));
}

#[tokio::test]
async fn the_language_is_the_one_that_was_written_then_the_one_that_was_chosen() {
    let given = Given::new().await;
    let phone = phone(&given).await;
    let steps = [
        ("2 AZE1000001", "az"),
        // A first clear sign is remembered where nothing was.
        ("помощь", "ru"),
        ("2 AZE1000002", "ru"),
        ("doctor AZE1000003", "en"),
        ("2 AZE1000003", "ru"),
        ("english", "en"),
        ("2 AZE1000004", "en"),
        ("Не понимаю вас", "ru"),
        ("2 AZE1000005", "en"),
        ("az", "az"),
        ("2 АZE1000006", "az"),
    ];
    for (text, language) in steps {
        assert_eq!(phone.writes("2020-12-15T10:00", text).await.language, language, "{text}");
    }
}

#[tokio::test]
async fn where_nothing_rules_yet_or_any_more_nothing_is_needed_whatever_was_written() {
    let given = Given::new().await;
    let phone = phone(&given).await;
    for text in ["2 AZE1234567", "qəribə mesaj", "?"] {
        phone.is_told("2020-12-13T23:59", text, &["14.12.2020"]).await;
        phone.is_told("2021-01-18T00:00", text, &["18.01.2021"]).await;
    }
    assert_eq!(phone.writes("2021-01-18T00:00", "ru").await.language, "ru");
    let elsewhere = Phone { to: "8104", ..phone };
    let answer = elsewhere.writes("2020-12-15T10:00", "2 AZE1234567").await;
    assert_eq!((answer.rejected, answer.outcome), (Some(RejectionKind::NoService), None));
}

#[tokio::test]
async fn the_same_message_again_gets_the_same_answer() {
    let given = Given::new().await;
    let at = crate::given::at("2020-12-15T06:00:00Z");
    let message = || inbound(Some("m-1"), PHONE, "8103", "2 AZE1234567");
    let first = given.messages.receive(message(), at).await.unwrap();
    let again = given.restarted().await.receive(message(), at.checked_add(jiff::SignedDuration::from_hours(30)).unwrap()).await.unwrap();
    assert!(!first.repeated && again.repeated);
    let (first, again) = (first.reply.unwrap(), again.reply.unwrap());
    assert_eq!((&again.text, again.id), (&first.text, first.id));
    assert_eq!(again.language, None);
    // Rejections are repeated, too.
    let wrong = || inbound(Some("m-2"), PHONE, "8103", "what");
    let first = given.messages.receive(wrong(), at).await.unwrap();
    let again = given.messages.receive(wrong(), at).await.unwrap();
    assert_eq!((first.rejected, again.rejected, again.repeated), (Some(RejectionKind::Unreadable), None, true));
    assert_eq!(first.reply.unwrap().text, again.reply.unwrap().text);
}
