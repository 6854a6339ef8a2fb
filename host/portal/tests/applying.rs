//! A citizen on the portal, with the real regimes, policies and database.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use axum::http::{StatusCode, header};
use common::{Browser, Page, Services};
use portal::{PortalState, SECTION, router};
use web::{Access, Pages};

const MORNING: &str = "2020-12-15T10:00:00+04:00";

async fn site(now: &str) -> (Services, Browser) {
    let services = Services::at(now).await;
    let pages = Pages::new([SECTION]).expect("pages");
    let state = PortalState {
        permits: services.permits.clone(),
        pages: pages.clone(),
        clock: services.clock.clone(),
        entropy: services.entropy.clone(),
        access: Access::open(),
    };
    let browser = Browser::new(pages.wrap(router(state)));
    (services, browser)
}

fn token(form: &Page) -> String {
    form.between("name=\"token\" value=\"", "\"").to_owned()
}

/// Opens the form of a place, fills it in and sends it.
async fn apply(browser: &mut Browser, place: &str, fields: &[(&str, &str)]) -> Page {
    let form = browser.get(&format!("/apply?place={place}")).await;
    let token = token(&form);
    let mut all = vec![("token", token.as_str()), ("place", place)];
    all.extend_from_slice(fields);
    browser.post("/apply", &all).await
}

async fn followed(browser: &mut Browser, sent: &Page) -> Page {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    browser.get(sent.header(header::LOCATION)).await
}

/// Names and values of a form.
type Fields<'a> = &'a [(&'a str, &'a str)];

const SHOPPING: Fields<'static> = &[("purpose", "necessities"), ("identity", "aze 1234567"), ("plate", ""), ("start", "")];

#[tokio::test]
async fn a_citizen_applies_and_sees_code_time_and_document() {
    let (_services, mut browser) = site(MORNING).await;
    let places = browser.get("/apply").await;
    assert!(places.text.contains("<option value=\"AZ-BA\">Baku</option>"), "{}", places.text);
    for place in
        ["Masalli: the town", "Masalli: villages and settlements", "Kazan, Aviastroitelny district", "Elsewhere in Republic of Tatarstan"]
    {
        assert!(places.text.contains(&format!(">{place}<")), "{place} is missing in {}", places.text);
    }
    assert!(places.text.contains("<option value=\"AZ\">Elsewhere in Azerbaijan</option>"), "a regime of April ruled all of the country");
    let form = browser.get("/apply?place=AZ-BA").await;
    for shown in [
        "food, medicine, services and fresh air",
        "urgent or scheduled medical care",
        "AZE1234567",
        "15.12.2020 10:00",
        "Call 102.",
        "Carry with you: the summons.",
    ] {
        assert!(form.text.contains(shown), "{shown} is missing in {}", form.text);
    }
    assert!(!form.text.contains("value=\"funeral\""), "what is given at a desk is not offered");
    let sent = apply(&mut browser, "AZ-BA", SHOPPING).await;
    let answer = followed(&mut browser, &sent).await;
    assert_eq!(answer.status, StatusCode::OK);
    for shown in ["Permit granted", "15.12.2020 10:00 – 13:00", "food, medicine, services and fresh air", "Baku", "AZE1234567"] {
        assert!(answer.text.contains(shown), "{shown} is missing in {}", answer.text);
    }
    assert!(answer.between("data-code>", "<").parse::<domain::PermitCode>().is_ok(), "{}", answer.text);
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn the_same_form_twice_is_one_permit_and_a_new_one_is_refused_by_quota() {
    let (services, mut browser) = site(MORNING).await;
    let form = token(&browser.get("/apply?place=AZ-BA").await);
    let mut fields = vec![("token", form.as_str()), ("place", "AZ-BA")];
    fields.extend_from_slice(SHOPPING);
    let (first, second) = (browser.post("/apply", &fields).await, browser.post("/apply", &fields).await);
    assert_eq!(first.header(header::LOCATION), second.header(header::LOCATION));
    let (first, second) = (followed(&mut browser, &first).await, followed(&mut browser, &second).await);
    assert_eq!(first.between("data-code>", "<"), second.between("data-code>", "<"));
    assert_eq!(services.permits.recent(10).await.expect("records").len(), 1);
    let corrected = [("token", form.as_str()), ("place", "AZ-BA"), ("purpose", "medical"), ("identity", "aze 1234567")];
    let corrected = browser.post("/apply", &corrected).await;
    assert!(
        followed(&mut browser, &corrected).await.text.contains("urgent or scheduled medical care"),
        "other content is another application"
    );
    assert_eq!(services.permits.recent(10).await.expect("records").len(), 2);
    let again = apply(&mut browser, "AZ-BA", SHOPPING).await;
    let refused = followed(&mut browser, &again).await;
    assert!(refused.text.contains("No permit") && refused.text.contains("16.12.2020"), "{}", refused.text);
    assert!(!refused.text.contains("data-code"));
}

#[tokio::test]
async fn the_reasons_are_in_the_readers_language() {
    let (_services, mut browser) = site(MORNING).await;
    for (language, granted, refused) in [
        ("az", "İcazə verildi", "İcazə verilmədi"),
        ("ru", "Разрешение выдано", "Разрешение не выдано"),
        ("tt", "Рөхсәт бирелде", "Рөхсәт бирелмәде"),
    ] {
        browser.language = language;
        let identity = format!("AZE00000{}", language.len() + language.bytes().map(usize::from).sum::<usize>() % 90);
        let fields = [("purpose", "necessities"), ("identity", identity.as_str())];
        for word in [granted, refused] {
            let sent = apply(&mut browser, "AZ-BA", &fields).await;
            let page = followed(&mut browser, &sent).await;
            assert!(page.text.contains(word), "{word} is missing in {}", page.text);
        }
    }
}

#[tokio::test]
async fn errors_stand_next_to_their_fields_and_nothing_typed_is_lost() {
    let (services, mut browser) = site(MORNING).await;
    let cases: [(Fields<'_>, &str, &str); 7] = [
        (&[("identity", "AZE1234567")], "purpose-error", "Choose what you have to go out for."),
        (&[("purpose", "medical"), ("identity", "")], "identity-error", "Enter the number of your document."),
        (&[("purpose", "medical"), ("identity", "123 <b>")], "identity-error", "Compare it with the examples."),
        (&[("purpose", "medical"), ("identity", "AZE1234567"), ("plate", "ABC")], "plate-error", "at least one digit"),
        (&[("purpose", "medical"), ("identity", "AZE1234567"), ("start", "tomorrow")], "start-error", "Enter a date and a time"),
        (&[("purpose", "medical"), ("identity", "AZE1234567"), ("start", "2020-12-15T09:59")], "start-error", "already over"),
        (&[("purpose", "medical"), ("identity", "AZE1234567"), ("start", "2020-02-30T10:00")], "start-error", "Enter a date and a time"),
    ];
    for (fields, id, says) in cases {
        let page = apply(&mut browser, "AZ-BA", fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error = page.between(&format!("id=\"{id}\">"), "</p>");
        assert!(error.contains(says), "{fields:?}: {}", page.text);
        assert!(
            page.text.matches(&format!("aria-describedby=\"{id}\"")).count() + page.text.matches(&format!(" {id}\"")).count() >= 1,
            "{id} is tied to no field"
        );
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let kept = if *name == "purpose" {
                format!("value=\"{value}\" id=\"purpose\" checked")
            } else {
                format!("value=\"{}\"", value.replace('<', "&lt;").replace('>', "&gt;"))
            };
            assert!(page.text.contains(&kept), "{kept} is lost in {}", page.text);
        }
    }
    assert!(services.permits.recent(10).await.expect("records").is_empty(), "nothing was decided");
}

#[tokio::test]
async fn a_wanted_start_is_local_and_the_running_minute_is_now() {
    let (_services, mut browser) = site("2020-12-15T10:00:30+04:00").await;
    for (start, valid) in [("2020-12-15T18:30", "15.12.2020 18:30 – 21:30"), ("2020-12-15T10:00", "15.12.2020 10:00 – 13:00")] {
        let fields = [("purpose", "medical"), ("identity", "AZE1234567"), ("plate", "10-aa-123"), ("start", start)];
        let sent = apply(&mut browser, "AZ-BA", &fields).await;
        let page = followed(&mut browser, &sent).await;
        assert!(page.text.contains(valid) && page.text.contains("10AA123"), "{}", page.text);
    }
}

#[tokio::test]
async fn where_nothing_rules_nothing_is_asked() {
    let (services, mut browser) = site(MORNING).await;
    let outside = browser.get("/apply?place=AZ-AST").await;
    assert!(
        outside.text.contains("No permit needed") && outside.text.contains("Astara") && !outside.text.contains("name=\"identity\""),
        "{}",
        outside.text
    );
    services.set("2021-01-18T00:00:00+04:00");
    let over = apply(&mut browser, "AZ-SR", SHOPPING).await;
    assert!(over.status == StatusCode::OK && over.text.contains("No permit needed"), "{}", over.text);
    // In Baku the curfew goes on: by day nothing is needed, at night there is no shopping.
    services.set("2021-01-18T10:00:00+04:00");
    let sent = apply(&mut browser, "AZ-BA", SHOPPING).await;
    let day = followed(&mut browser, &sent).await;
    assert!(day.text.contains("The next curfew begins: 18.01.2021 21:00"), "{}", day.text);
    services.set("2021-01-18T22:00:00+04:00");
    let sent = apply(&mut browser, "AZ-BA", SHOPPING).await;
    let night = followed(&mut browser, &sent).await;
    assert!(night.text.contains("There is no such purpose"), "{}", night.text);
    let unknown = browser.get("/apply?place=AZ-XYZ").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text.contains("Choose a place from the list."), "{}", unknown.text);
}

#[tokio::test]
async fn a_regime_with_registration_says_so_and_refuses_strangers() {
    let (_services, mut browser) = site("2020-04-02T10:00:00+03:00").await;
    let form = browser.get("/apply?place=RU-TA").await;
    assert!(form.text.contains("write to 2590"), "{}", form.text);
    let sent = apply(&mut browser, "RU-TA", &[("purpose", "medical"), ("identity", "92 04 123456")]).await;
    let page = followed(&mut browser, &sent).await;
    assert!(page.text.contains("You are not registered."), "{}", page.text);
}

#[tokio::test]
async fn an_answer_opens_only_in_the_browser_that_applied() {
    let (_services, mut browser) = site(MORNING).await;
    let sent = apply(&mut browser, "AZ-BA", SHOPPING).await;
    let address = sent.header(header::LOCATION).to_owned();
    assert!(!browser.cookies.is_empty());
    let mut other = browser.another();
    let page = other.get(&address).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("cannot be shown here") && !page.text.contains("data-code"), "{}", page.text);
    other.cookies = vec![format!("exeat_answer={}", "0".repeat(64))];
    assert_eq!(other.get("/apply/answer/000000000000").await.status, StatusCode::NOT_FOUND);
}
