//! An officer, and an officer's system, with the real regimes, policies and database.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "../../portal/tests/common/mod.rs"]
#[expect(dead_code, reason = "the portal's tests need more of it")]
mod common;

use axum::http::{StatusCode, header};
use common::{Browser, Page, Services};
use domain::{Application, Channel, PermitCode, RegistrationCode, Scope, Secret, Verdict};
use permits::{Command, Composed, Effect, Envelope, RegistrationForm};
use serde_json::{Value as Json, json};
use verification::{Rate, SECTION, VerificationState, router};
use web::{Access, Pages, Token};

const MORNING: &str = "2020-12-15T10:00:00+04:00";
const TOKEN: &str = "a token that nobody guesses";

fn browser(services: &Services, access: Access, rate: Rate) -> Browser {
    let pages = Pages::new([SECTION]).expect("pages");
    let state = VerificationState { permits: services.permits.clone(), pages: pages.clone(), clock: services.clock.clone(), access, rate };
    Browser::new(pages.wrap(router(state)))
}

async fn site(now: &str) -> (Services, Browser) {
    let services = Services::at(now).await;
    let browser = browser(&services, Access::guarded([Token::new(TOKEN).expect("a token")]), Rate { burst: 1000, per_minute: 1000 });
    (services, browser)
}

async fn handled(services: &Services, id: &str, command: Command) -> Effect {
    let envelope = Envelope { source: "test".to_owned(), id: Some(id.to_owned()), from: None, to: None, text: Secret::new(id) };
    let answer = services.permits.handle(&envelope, command, (services.clock)(), |_| Composed::default()).await.expect("an answer");
    answer.effect.expect("an effect")
}

/// A permit for Baku, for three hours.
async fn permit(services: &Services) -> PermitCode {
    let application = Application {
        channel: Channel::Portal,
        scope: Scope::Place("AZ-BA".parse().expect("a place")),
        purpose: "medical".parse().expect("a purpose"),
        identity: Some("AZE1234567".parse().expect("a number")),
        phone: None,
        plate: Some("10AA123".parse().expect("a plate")),
        start: None,
    };
    match handled(services, "permit", Command::Apply(application)).await {
        Effect::Applied(applied) => applied.permit.expect("a permit").code,
        other => panic!("{other:?}"),
    }
}

/// A registration in Kazan.
async fn registration(services: &Services) -> RegistrationCode {
    let form = RegistrationForm {
        scope: Scope::Number("2590".parse().expect("a number")),
        name: Secret::new("Алия Каримова"),
        identity: "9204123456".parse().expect("a number"),
        address: Secret::new("Казань, Тукая 12"),
        territory: "RU-TA.kazan".parse().expect("a place"),
        phone: None,
        code: None,
    };
    match handled(services, "registration", Command::Register(form)).await {
        Effect::Registered(registered) => registered.code,
        other => panic!("{other:?}"),
    }
}

fn verdict(page: &Page) -> String {
    page.between("data-verdict=\"", "\"").to_owned()
}

#[tokio::test]
async fn a_permit_goes_through_its_verdicts() {
    let (services, mut officer) = site(MORNING).await;
    let code = permit(&services).await.to_string();
    let cases = [
        ("2020-12-15T09:59:00+04:00", code.clone(), "AZ-BA", "", Verdict::NotYet),
        (MORNING, code.clone(), "", "", Verdict::Valid),
        (MORNING, code.to_lowercase().replace('-', " "), "AZ-BA", "aze1234567", Verdict::Valid),
        (MORNING, code.clone(), "AZ-BA", "AZE7654321", Verdict::WrongHolder),
        (MORNING, code.clone(), "AZ-GA", "", Verdict::WrongPlace),
        (MORNING, code.clone(), "AZ-AST", "", Verdict::NotRequired),
        (MORNING, PermitCode::from_entropy(1).to_string(), "AZ-BA", "", Verdict::Unknown),
        ("2020-12-15T13:00:00+04:00", code.clone(), "", "", Verdict::Expired),
    ];
    for (now, typed, place, identity, expected) in cases {
        services.set(now);
        let page = officer.post("/check", &[("code", &typed), ("place", place), ("identity", identity)]).await;
        assert_eq!((page.status, verdict(&page)), (StatusCode::OK, expected.to_string()), "{now} {place} {identity}: {}", page.text);
    }
    let page = {
        services.set(MORNING);
        officer.post("/check", &[("code", &code), ("place", "AZ-BA")]).await
    };
    for shown in [
        "Valid",
        "urgent or scheduled medical care",
        "15.12.2020 10:00 – 13:00",
        "10AA123",
        "•••••••567",
        "class=\"sign\"",
        "<option value=\"AZ-BA\" selected>",
    ] {
        assert!(page.text.contains(shown), "{shown} is missing in {}", page.text);
    }
    assert!(!page.text.contains("AZE1234567"), "the number of the document is not shown");
    assert!(!page.text.contains(&format!("value=\"{code}\"")), "the field is ready for the next code");
}

/// A quarantine whose permits go on on a certificate, and a curfew on top of it in Ganja.
const REGIMES: [(&str, &str); 2] = [
    (
        "2020-12-14-quarantine",
        r#"
regime: az/2020-12-14-quarantine
title: { az: Karantin, ru: Карантин, en: Quarantine }
time_zone: Asia/Baku
in_force: { from: 2020-12-14T00:00, until: 2021-01-18T00:00 }
measure: stay_home
territory: { whole: [AZ-BA, AZ-GA] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  medical:
    title: { az: müalicə, ru: лечение, en: medical care }
    cite: decree
    portal: {}
    rules: { valid_for: 3h }
    extension: { up_to: 24h, by: [officer], show: { az: arayış, ru: справка, en: certificate }, cite: decree }
exemptions:
  summons: { title: { az: çağırış, ru: вызов, en: summons to court }, show: { az: vərəqə, ru: повестка, en: the summons }, cite: decree }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
retention: 30d
"#,
    ),
    (
        "2020-09-01-curfew",
        r#"
regime: az/2020-09-01-curfew
title: { az: Qadağan saatı, ru: Комендантский час, en: Curfew }
time_zone: Asia/Baku
in_force: { from: 2020-09-01T00:00, until: 2021-02-01T00:00 }
measure: { curfew: "21:00-06:00" }
territory: { whole: [AZ-GA] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  work: { title: { az: iş, ru: работа, en: night work }, cite: decree, portal: {}, rules: { valid_for: 3h } }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
retention: 30d
"#,
    ),
];

/// The services with [`REGIMES`] in place of Azerbaijan's own, and with nothing else.
async fn services_of_two(now: &str) -> Services {
    let (from, folder) = (common::root().join("policies"), tempfile::tempdir().expect("a folder"));
    std::fs::create_dir_all(folder.path().join("AZ")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("locales")).expect("a folder");
    for entry in std::fs::read_dir(from.join("locales")).expect("catalogues") {
        let path = entry.expect("a catalogue").path();
        std::fs::copy(&path, folder.path().join("locales").join(path.file_name().expect("a name"))).expect("a copy");
    }
    std::fs::copy(from.join("AZ/territories.yaml"), folder.path().join("AZ/territories.yaml")).expect("a copy");
    for (name, text) in REGIMES {
        std::fs::write(folder.path().join(format!("AZ/{name}.yaml")), text).expect("a regime");
    }
    Services::with(now, common::load(folder.path())).await
}

#[tokio::test]
async fn a_check_shows_what_each_regime_asks() {
    let services = services_of_two("2020-12-20T20:00:00+04:00").await;
    let code = permit(&services).await.to_string();
    services.set("2020-12-20T22:00:00+04:00");
    let mut officer = browser(&services, Access::open(), Rate::default());
    let page = officer.post("/check", &[("code", &code), ("place", "AZ-GA")]).await;
    let met: Vec<bool> =
        page.text.match_indices("data-satisfied=\"").map(|(at, found)| page.text[at + found.len()..].starts_with("true")).collect();
    assert_eq!(met, [false, false], "it is a permit for Baku: {}", page.text);
    let page = officer.post("/check", &[("code", &code), ("place", "AZ-BA")]).await;
    for shown in ["data-satisfied=\"true\"", "Quarantine", "At all hours", "medical care", "summons to court", "to carry: the summons"] {
        assert!(page.text.contains(shown), "{shown} is missing in {}", page.text);
    }
    assert!(!page.text.contains("night work"), "the curfew is not of this place");
    let api = officer.ask("POST", "/api/v1/check", "application/json", json!({ "code": code, "place": "AZ-GA" }).to_string()).await;
    let answer: Json = serde_json::from_str(&api.text).expect("JSON");
    let expected = json!({ "demands": [
        { "regime": "az/2020-09-01-curfew", "title": "Curfew", "curfew": "21:00-06:00", "satisfied": false,
          "purposes": [{ "name": "work", "title": "night work" }], "exemptions": [] },
        { "regime": "az/2020-12-14-quarantine", "title": "Quarantine", "satisfied": false,
          "exemptions": [{ "name": "summons", "show": "the summons" }] },
    ] });
    assert!(holds(&answer, &expected), "{answer}");
    let unknown = json!({ "code": PermitCode::from_entropy(1).to_string(), "place": "AZ-GA" }).to_string();
    let api = officer.ask("POST", "/api/v1/check", "application/json", unknown).await;
    assert!(api.text.contains("az/2020-09-01-curfew") && !api.text.contains("satisfied"), "{}", api.text);
}

#[tokio::test]
async fn an_officers_system_records_that_a_permit_goes_on() {
    let services = services_of_two(MORNING).await;
    let code = permit(&services).await.to_string();
    let mut officer = browser(&services, Access::guarded([Token::new(TOKEN).expect("a token")]), Rate::default());
    let five = "2020-12-15T17:00:00+04:00";
    let good = json!({ "code": code, "until": five, "document": "certificate 17" });
    let change = |name: &str, value: &str| {
        let mut changed = good.clone();
        changed[name] = value.into();
        changed
    };
    let wrong = |pointer: &str, code: &str| json!({ "code": "invalid", "errors": [{ "pointer": pointer, "code": code }] });
    let cases = [
        (change("code", "ABCD-2346"), 422, wrong("/code", "check-code-wrong")),
        (change("until", "17:00"), 422, wrong("/until", "extend-until-wrong")),
        (change("document", " "), 422, wrong("/document", "extend-document-missing")),
        (change("code", &PermitCode::from_entropy(1).to_string()), 422, wrong("/code", "extend-code-unknown")),
        (
            change("until", "2020-12-20T17:00:00+04:00"),
            422,
            json!({ "errors": [{ "detail": "The permit can be extended until 16.12.2020 13:00 at most." }] }),
        ),
        (json!({ "code": code }), 400, json!({ "code": "unreadable" })),
        (
            good.clone(),
            200,
            json!({ "old_end": "2020-12-15T09:00:00Z", "valid_until": "2020-12-15T13:00:00Z", "cite": "decree", "again": false }),
        ),
        (good.clone(), 200, json!({ "again": true })),
        (
            change("document", "another"),
            422,
            json!({ "errors": [{ "detail": "The permit is good until 15.12.2020 17:00 already. Name a later time." }] }),
        ),
    ];
    for (body, status, expected) in cases {
        let page = officer.ask("POST", "/api/v1/permits/extend", "application/json", body.to_string()).await;
        let answer: Json = serde_json::from_str(&page.text).expect("JSON");
        assert!(page.status.as_u16() == status && holds(&answer, &expected), "{body}: {answer}");
    }
    services.set("2020-12-15T16:59:00+04:00");
    assert_eq!(verdict(&officer.post("/check", &[("code", &code)]).await), "valid");
    officer.peer = ([192, 0, 2, 7], 1).into();
    let stranger = officer.ask("POST", "/api/v1/permits/extend", "application/json", good.to_string()).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    let description: Json = serde_json::from_str(&officer.get("/api/openapi.json").await.text).expect("JSON");
    let responses = &description["paths"]["/api/v1/permits/extend"]["post"]["responses"];
    for status in ["200", "400", "401", "422", "429", "500", "503"] {
        assert!(responses[status].is_object(), "{status}");
    }
}

#[tokio::test]
async fn a_code_that_nobody_has_and_one_that_may_not_be_told_look_alike() {
    let (services, mut officer) = site(MORNING).await;
    let code = permit(&services).await.to_string();
    let unknown = officer.post("/check", &[("code", &PermitCode::from_entropy(1).to_string()), ("place", "AZ-AST")]).await;
    let known = officer.post("/check", &[("code", &code), ("place", "AZ-AST")]).await;
    assert_eq!(unknown.text, known.text);
    assert_eq!(unknown.status, known.status);
}

#[tokio::test]
async fn a_registration_is_checked_against_where_the_person_stands() {
    let (services, mut officer) = site("2020-04-02T10:00:00+03:00").await;
    let code = registration(&services).await.to_string();
    for (place, expected) in [("RU-TA.kazan", "valid"), ("RU-TA", "valid")] {
        let page = officer.post("/check", &[("code", &code), ("place", place)]).await;
        assert_eq!(verdict(&page), expected, "{place}: {}", page.text);
        assert!(page.text.contains("Kazan") && !page.text.contains("Тукая") && !page.text.contains("Каримова"), "{}", page.text);
    }
    let page = officer.post("/check", &[("code", &code)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.between("id=\"place-error\">", "</p>").contains("a registration code is checked against it"), "{}", page.text);
    assert!(page.text.contains(&format!("value=\"{code}\"")), "what was typed is kept");
}

#[tokio::test]
async fn programs_ask_in_json_and_get_problems_in_json() {
    let (services, mut officer) = site(MORNING).await;
    let code = permit(&services).await.to_string();
    let ask = |body: Json| ("POST", "/api/v1/check".to_owned(), "application/json", body.to_string());
    let plain = |uri: String| ("GET", uri, "", String::new());
    let cases = [
        (ask(json!({ "code": code, "place": "AZ-BA" })), 200, json!({ "verdict": "valid", "text": "Valid" })),
        (plain(format!("/api/v1/check?code={code}&place=AZ-BA")), 200, json!({ "verdict": "valid" })),
        (ask(json!({ "code": PermitCode::from_entropy(1).to_string() })), 200, json!({ "verdict": "unknown" })),
        (ask(json!({})), 422, json!({ "code": "invalid", "errors": [{ "pointer": "/code", "code": "check-code-missing" }] })),
        (
            ask(json!({ "code": "ABCD-2346", "place": "Baku" })),
            422,
            json!({ "errors": [{ "pointer": "/code" }, { "pointer": "/place", "code": "check-place-wrong" }] }),
        ),
        (
            ask(json!({ "code": RegistrationCode::from_entropy(1).to_string() })),
            422,
            json!({ "errors": [{ "pointer": "/place", "code": "check-place-missing" }] }),
        ),
        (ask(json!({ "code": code, "plase": "AZ-BA" })), 400, json!({ "code": "unreadable" })),
        (("POST", "/api/v1/check".to_owned(), "application/json", "{".to_owned()), 400, json!({ "code": "unreadable" })),
        (("POST", "/api/v1/check".to_owned(), "text/plain", "{}".to_owned()), 400, json!({ "code": "unreadable" })),
    ];
    for ((method, uri, kind, body), status, expected) in cases {
        let page = officer.ask(method, &uri, kind, body.clone()).await;
        assert_eq!(page.status.as_u16(), status, "{body}: {}", page.text);
        let kind = if status == 200 { "application/json" } else { "application/problem+json" };
        assert_eq!(page.header(header::CONTENT_TYPE), kind, "{body}");
        let answer: Json = serde_json::from_str(&page.text).expect("JSON");
        assert!(holds(&answer, &expected), "{body}: {answer}");
    }
}

/// Whether `whole` says everything that `part` says.
fn holds(whole: &Json, part: &Json) -> bool {
    match (whole, part) {
        (Json::Object(whole), Json::Object(part)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|found| holds(found, value)))
        }
        (Json::Array(whole), Json::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| holds(whole, part))
        }
        _ => whole == part,
    }
}

#[tokio::test]
async fn the_description_says_what_is_answered() {
    let (services, mut officer) = site(MORNING).await;
    let code = permit(&services).await.to_string();
    let description: Json = serde_json::from_str(&officer.get("/api/openapi.json").await.text).expect("JSON");
    let schemas = &description["components"]["schemas"];
    let names = |schema: &str| {
        schemas[schema]["properties"].as_object().map(|properties| properties.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    let check = async |officer: &mut Browser, body: Json| {
        let page = officer.ask("POST", "/api/v1/check", "application/json", body.to_string()).await;
        serde_json::from_str::<Json>(&page.text).expect("JSON")
    };
    let answer = check(&mut officer, json!({ "code": code })).await;
    let problem = check(&mut officer, json!({})).await;
    for (schema, said) in [
        ("Answer", &answer),
        ("PermitAnswer", &answer["permit"]),
        ("DemandAnswer", &answer["demands"][0]),
        ("ProblemDocument", &problem),
        ("FieldProblem", &problem["errors"][0]),
    ] {
        let known = names(schema);
        let said: Vec<&String> = said.as_object().map(|object| object.keys().collect()).unwrap_or_default();
        assert!(!said.is_empty() && said.iter().all(|name| known.contains(name)), "{schema}: {said:?} of {known:?}");
    }
    let verdicts = [
        Verdict::Valid,
        Verdict::NotYet,
        Verdict::Expired,
        Verdict::OutsideHours,
        Verdict::Revoked,
        Verdict::WrongPlace,
        Verdict::WrongHolder,
        Verdict::NotRequired,
        Verdict::Unknown,
    ];
    assert_eq!(schemas["VerdictName"]["enum"], json!(verdicts.map(|verdict| verdict.as_str())));
    assert_eq!(schemas["Question"]["required"], json!(["code"]));
    for method in ["get", "post"] {
        let operation = &description["paths"]["/api/v1/check"][method];
        for status in ["200", "400", "401", "422", "429", "500", "503"] {
            assert!(operation["responses"][status].is_object(), "{method} {status}");
        }
    }
}

#[tokio::test]
async fn strangers_are_not_answered_and_may_read_the_description() {
    let (services, mut officer) = site(MORNING).await;
    let code = permit(&services).await.to_string();
    officer.peer = ([192, 0, 2, 7], 1).into();
    let api = officer.ask("POST", "/api/v1/check", "application/json", json!({ "code": code }).to_string()).await;
    assert_eq!((api.status, api.header(header::CONTENT_TYPE)), (StatusCode::UNAUTHORIZED, "application/problem+json"));
    let page = officer.post("/check", &[("code", &code)]).await;
    assert_eq!((page.status, page.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/check/sign-in"));
    assert_eq!(officer.get("/api/openapi.json").await.status, StatusCode::OK);
    let signed = officer.post("/check/sign-in", &[("token", TOKEN)]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER);
    let page = officer.post("/check", &[("code", &code)]).await;
    assert_eq!(verdict(&page), "valid");
    assert!(page.text.contains("/check/sign-out"));
}

#[tokio::test]
async fn one_peer_cannot_try_codes_without_end() {
    let services = Services::at(MORNING).await;
    let mut officer = browser(&services, Access::open(), Rate { burst: 3, per_minute: 1 });
    let code = PermitCode::from_entropy(1).to_string();
    for _ in 0..2 {
        assert_eq!(verdict(&officer.post("/check", &[("code", &code)]).await), "unknown");
    }
    assert_eq!(officer.get(&format!("/api/v1/check?code={code}")).await.status, StatusCode::OK);
    let page = officer.post("/check", &[("code", &code)]).await;
    assert_eq!((page.status, page.header(header::RETRY_AFTER)), (StatusCode::TOO_MANY_REQUESTS, "60"));
    let api = officer.get(&format!("/api/v1/check?code={code}")).await;
    assert_eq!((api.status, api.header(header::CONTENT_TYPE)), (StatusCode::TOO_MANY_REQUESTS, "application/problem+json"));
    officer.peer = ([127, 0, 0, 2], 1).into();
    assert_eq!(verdict(&officer.post("/check", &[("code", &code)]).await), "unknown");
    services.set("2020-12-15T10:01:00+04:00");
    officer.peer = ([127, 0, 0, 1], 1).into();
    assert_eq!(verdict(&officer.post("/check", &[("code", &code)]).await), "unknown");
}
