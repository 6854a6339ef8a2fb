//! The page by its forms, with the real regimes, policies and database. A browser drives it in `tests/browser`.

use std::sync::{Arc, Mutex};

use axum::http::{StatusCode, header};
use sms::Messages;
use web::Pages;

use super::{Broken, DemoState, SECTION, router};

#[path = "../../../portal/tests/common/mod.rs"]
#[expect(dead_code, reason = "the fixture is shared with other tests")]
mod common;

use common::{Browser, Page, Services};

async fn demo() -> (Services, Browser) {
    demo_where(Arc::new(|| None)).await
}

async fn demo_where(broken: Broken) -> (Services, Browser) {
    let services = Services::at("2020-12-15T10:00:00+04:00").await;
    let pages = Pages::new([SECTION]).expect("pages");
    let state =
        DemoState::new(services.permits.clone(), Messages::new(services.permits.clone()), pages.clone(), services.now.clone(), broken);
    let browser = Browser::new(pages.wrap(router(state)));
    (services, browser)
}

/// Sends a form and opens the page that it leads to.
async fn press(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let sent = browser.post(path, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", sent.text);
    assert!(sent.header(header::LOCATION).starts_with("/#"), "the page opens where something changed");
    browser.get("/").await
}

const PHONE: &str = "+994501112233";

async fn text(browser: &mut Browser, message: &str) -> Page {
    press(browser, "/demo/message", &[("to", "8103"), ("from", PHONE), ("text", message)]).await
}

#[tokio::test]
async fn a_message_its_reply_and_why() {
    let (services, mut browser) = demo().await;
    let fresh = browser.get("/").await;
    for shown in ["Press one of the messages below", "Send a message", "None yet.", "2.aze 1234567", "First morning"] {
        assert!(fresh.text.contains(shown), "{shown} is missing in {}", fresh.text);
    }
    let page = text(&mut browser, "2 AZE1234567").await;
    for shown in [
        "13:00",
        "GSM-7",
        "UCS-2",
        "2 segments",
        "data-outcome=\"outcome-granted\"",
        "quota",
        "satisfied",
        "E-GOV Development Center",
        "sha",
    ] {
        assert!(page.text.contains(shown), "{shown} is missing in {}", page.text);
    }
    assert!(!page.between("<section class=\"card why\"", "</section>").contains("AZE1234567"), "the record holds no number of a document");
    let refused = text(&mut browser, "2 AZE1234567").await;
    assert!(refused.text.contains("data-outcome=\"outcome-refused\"") && refused.text.contains("not satisfied"), "{}", refused.text);
    assert!(
        services.permits.due(&["demo"], (services.clock)(), 10).await.expect("a queue").is_empty(),
        "the phone has the replies: nothing waits"
    );
    let unread = text(&mut browser, "?!").await;
    assert!(unread.text.contains("The last message asked for no decision."), "{}", unread.text);
}

#[tokio::test]
async fn a_decision_is_looked_at_and_made_again() {
    let (services, mut browser) = demo().await;
    text(&mut browser, "1 AZE1234567").await;
    text(&mut browser, "2 AZE1234567").await;
    let id = services.permits.recent(2).await.expect("records").last().expect("a record").record.id.to_string();
    let page = press(&mut browser, "/demo/decision", &[("id", &id)]).await;
    assert!(page.between("<section class=\"card why\"", "</section>").contains("urgent or scheduled medical care"), "{}", page.text);
    let page = press(&mut browser, "/demo/replay", &[("id", &id)]).await;
    assert!(page.text.contains("The same") && page.text.contains("bytes"), "{}", page.text);
    let unknown = browser.post("/demo/decision", &[("id", "nonsense")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_clock_goes_where_it_is_sent() {
    let (_services, mut browser) = demo().await;
    let cases: [(&[(&str, &str)], &str); 7] = [
        (&[("go", "hour")], "15.12.2020 11:00"),
        (&[("go", "day")], "16.12.2020 11:00"),
        (&[("local", "2021-01-17T23:59")], "17.01.2021 23:59"),
        (&[("local", "soon")], "17.01.2021 23:59"),
        (&[("go", "ru-ta/2020-03-30-self-isolation")], "31.03.2020 11:00"),
        (&[("go", "xx/none")], "31.03.2020 11:00"),
        (&[("go", "az/2020-12-14-tightened-quarantine")], "15.12.2020 10:00"),
    ];
    for (fields, now) in cases {
        let page = press(&mut browser, "/demo/clock", fields).await;
        assert!(page.text.contains(&format!("<strong>{now}</strong>")), "{fields:?}: {}", page.between("class=\"now\"", "</p>"));
    }
    assert!(press(&mut browser, "/demo/clock", &[("local", "")]).await.text.contains("id=\"local-error\""));
}

#[tokio::test]
async fn the_officer_is_told_what_an_officer_is_told() {
    let (services, mut browser) = demo().await;
    let page = text(&mut browser, "2 AZE1234567 10AA123").await;
    let code = page.between("name=\"offered\" value=\"", "\"").to_owned();
    let cases = [
        ("2020-12-15T10:00:00+04:00", code.as_str(), "", "data-verdict=\"valid\""),
        ("2020-12-15T10:00:00+04:00", code.as_str(), "AZ-AST", "data-verdict=\"not_required\""),
        ("2020-12-15T13:00:00+04:00", code.as_str(), "AZ-BA", "data-verdict=\"expired\""),
        ("2020-12-15T13:00:00+04:00", "ABCD-2345", "", "id=\"code-error\""),
    ];
    for (now, code, place, shown) in cases {
        services.set(now);
        let page = press(&mut browser, "/demo/check", &[("code", code), ("place", place)]).await;
        assert!(page.text.contains(shown), "{now} {place}: {}", page.text);
    }
    let offered = press(&mut browser, "/demo/check", &[("code", "typed before"), ("place", ""), ("offered", &code)]).await;
    assert!(offered.text.contains("data-verdict=\"expired\"") && offered.text.contains("•••••••567"), "{}", offered.text);
}

#[tokio::test]
async fn telephones_have_conversations_of_their_own_and_nothing_typed_is_lost() {
    let (_services, mut browser) = demo().await;
    text(&mut browser, "1 AZE1234567").await;
    let other = press(&mut browser, "/demo/number", &[("to", "8103"), ("from", "+994 50 444 55 66"), ("text", "half a mess")]).await;
    assert!(other.text.contains("Nothing has been written yet.") && other.text.contains("value=\"half a mess\""), "{}", other.text);
    let back = press(&mut browser, "/demo/number", &[("to", "8103"), ("from", "00994501112233")]).await;
    assert!(back.text.contains("class=\"bubble sent\""), "a telephone is the same however its number is typed");
    let wrong = press(&mut browser, "/demo/message", &[("to", "8103"), ("from", "me"), ("text", "1 AZE1234567")]).await;
    assert!(wrong.text.contains("id=\"from-error\"") && wrong.text.contains("value=\"1 AZE1234567\""), "{}", wrong.text);
    let tatarstan = press(&mut browser, "/demo/number", &[("to", "2590"), ("from", PHONE)]).await;
    assert!(tatarstan.text.contains("РЕГИСТРАЦИЯ") && tatarstan.text.contains("ЦЕЛЬ 3"), "{}", tatarstan.text);
}

#[tokio::test]
async fn what_is_wrong_with_a_saved_file_stands_on_the_page_until_it_is_mended() {
    let wrong = Arc::new(Mutex::new(None));
    let told = Arc::clone(&wrong);
    let (_services, mut browser) = demo_where(Arc::new(move || told.lock().expect("a text").clone())).await;
    assert!(!browser.get("/").await.text.contains("id=\"broken\""));
    *wrong.lock().expect("a text") = Some("az.yaml:3: did you mean `measure`? <here>".to_owned());
    let page = browser.get("/").await;
    let banner = page.between("id=\"broken\"", "</section>");
    assert!(banner.contains("az.yaml:3") && banner.contains("&lt;here&gt;") && banner.contains("as it was"), "{banner}");
    *wrong.lock().expect("a text") = None;
    assert!(!browser.get("/").await.text.contains("id=\"broken\""));
}

#[tokio::test]
async fn every_state_of_the_page_is_there_in_every_language() {
    let (_services, mut browser) = demo().await;
    for language in ["az", "ru", "tt", "en"] {
        browser.language = language;
        for message in ["2 AZE1234567", "təhlükə", "1 AZE12", "3 AZE1234567"] {
            let page = text(&mut browser, message).await;
            assert_eq!(page.status, StatusCode::OK, "{language} {message}");
            assert!(page.text.contains(&format!("<html lang=\"{language}\">")), "{language}");
        }
        for morning in ["ru-ta/2020-03-30-self-isolation", "az/2020-12-14-tightened-quarantine"] {
            assert_eq!(press(&mut browser, "/demo/clock", &[("go", morning)]).await.status, StatusCode::OK);
        }
    }
}
