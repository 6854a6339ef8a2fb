//! A citizen's message is acknowledged, decided on and answered, and the receipt ends it, whatever an SMSC makes of it on the way.

use serde_json::{Value, json};

use super::{
    host::{PASSWORD, messages, operator, serve},
    smsc::{Library, Smsc},
};
use crate::serving::Serving;

/// A message, and what is to come of it.
struct Case {
    rule: &'static str,
    /// Options of the SMSC.
    smsc: Value,
    text: String,
    /// Options of the delivery.
    ways: Value,
    /// How many `deliver_sm` it takes.
    parts: usize,
    reply: Reply,
    state: &'static str,
}

/// How the reply comes to the SMSC: what it says, `data_coding`, segments, and how it is cut.
struct Reply(&'static str, u64, u64, &'static str);

const LATIN: Reply = Reply("Permit granted", 0, 1, "none");
const AZERBAIJANI: Reply = Reply("İcazə verildi", 8, 2, "udh8");

fn short(rule: &'static str, smsc: Value) -> Case {
    let text = "please 2 ID".to_owned();
    Case { rule, smsc, text, ways: json!({}), parts: 1, reply: LATIN, state: "delivered" }
}

fn long(rule: &'static str, ways: Value, parts: usize) -> Case {
    let text = format!("{}2 ID", "please ".repeat(30));
    Case { text, ways, parts, ..short(rule, json!({})) }
}

fn cases() -> Vec<Case> {
    let azerbaijani =
        |rule, text: &str, ways, parts| Case { text: text.to_owned(), ways, parts, reply: AZERBAIJANI, ..short(rule, json!({})) };
    let many = format!("{}2 ID", "salam zəhmət olmasa ".repeat(5));
    let mut cases = vec![
        short("in Latin letters", json!({})),
        azerbaijani("in Azerbaijani", "mağaza: ID", json!({}), 1),
        azerbaijani("the default alphabet of GSM", "2 ID", json!({ "data_coding": 0 }), 1),
        azerbaijani("a long one in Azerbaijani", &many, json!({}), 2),
        long("parts in the wrong order", json!({ "parts": [2, 1] }), 2),
        long("a part that comes twice", json!({ "parts": [1, 1, 2] }), 3),
        long("all parts twice, in the wrong order", json!({ "parts": [2, 1, 2, 1] }), 4),
        long("a long one with a malformed parameter", json!({ "malformed": true }), 2),
        short("a malformed parameter", json!({ "malformed": true })),
        short("a receipt before the response", json!({ "receipt_first": true })),
        short("less is wanted", json!({ "throttle": 3 })),
        Case { state: "failed", ..short("a receipt of failure", json!({ "receipts": "UNDELIV" })) },
    ];
    for way in ["udh8", "udh16", "sar", "payload"] {
        cases.push(long(way, json!({ "concatenation": way }), if way == "payload" { 1 } else { 2 }));
    }
    for spelling in ["decimal", "hex", "padded", "upper"] {
        cases.push(short(spelling, json!({ "ids": spelling })));
    }
    cases
}

const AS_BEFORE: &str = r#"{"malformed":false,"receipt_first":false,"throttle":0,"receipts":"DELIVRD","ids":"decimal"}"#;

async fn goes_its_way(smsc: &mut Smsc, serving: &Serving, number: usize, case: Case, name: &str) {
    let (phone, identity) = (format!("99450111{number:04}"), format!("AZE100{number:04}"));
    let text = case.text.replace("ID", &identity);
    let mut deliver = json!({ "id": number, "from": phone, "to": "8103", "text": text });
    deliver.as_object_mut().expect("an object").extend(case.ways.as_object().expect("an object").clone());
    smsc.set(case.smsc.clone()).await;
    smsc.tell(json!({ "deliver": deliver })).await;
    for _ in 0..case.parts {
        let acknowledged = smsc.hears("deliver_resp", |resp| resp["id"] == number).await;
        assert_eq!(acknowledged["status"], 0, "{name}");
    }
    let submit = smsc.hears("submit", |submit| submit["to"] == phone).await;
    let Reply(words, data_coding, segments, concatenation) = case.reply;
    let said = submit["text"].as_str().expect("a text");
    assert!(said.contains(words) && said.contains(&identity), "{name}: {said}");
    let how = (&submit["from"], &submit["data_coding"], &submit["segments"], &submit["concatenation"]);
    assert_eq!(how, (&json!("8103"), &json!(data_coding), &json!(segments), &json!(concatenation)), "{name}");
    assert_eq!(submit["registered_delivery"], 1, "{name}");
    assert_eq!(smsc.hears("receipt_resp", |_| true).await["status"], 0, "{name}");
    let throttled = case.smsc["throttle"].as_u64().unwrap_or(0);
    for _ in 0..throttled {
        smsc.hears("throttled", |throttled| throttled["to"] == phone).await;
    }
    let message = messages(serving).into_iter().next().expect("a message");
    let known = (&message["state"], &message["effect"], &message["reply"]["carrier"], &message["reply"]["doubtful"]);
    assert_eq!(known, (&json!(case.state), &json!("applied"), &json!("operator"), &json!(0)), "{name}: {message:#}");
    smsc.set(serde_json::from_str(AS_BEFORE).expect("options")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_acknowledged_decided_on_and_answered_and_the_receipt_ends_it() {
    for library in Library::installed() {
        let mut smsc = Smsc::start(library, json!({ "password": PASSWORD })).await;
        let serving = serve(&[operator("operator", &smsc, "")], PASSWORD).await;
        smsc.bound("operator").await;
        let cases = cases();
        let count = cases.len();
        for (number, case) in cases.into_iter().enumerate() {
            let name = format!("{library:?}: {}", case.rule);
            goes_its_way(&mut smsc, &serving, number, case, &name).await;
        }
        assert_eq!(messages(&serving).len(), count, "{library:?}: each once");
        assert_eq!(smsc.heard("submit"), [] as [Value; 0], "{library:?}: no reply twice");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_reply_is_cut_as_the_operator_wants_it() {
    for library in Library::installed() {
        let mut smsc = Smsc::start(library, json!({ "password": PASSWORD })).await;
        let ways = ["udh8", "udh16", "sar", "payload"];
        let operators =
            ways.map(|way| operator(way, &smsc, &format!(", concatenation: {way}, carries: {{ allowed: ['{}'] }}", prefix(way))));
        let _serving = serve(&operators, PASSWORD).await;
        for way in ways {
            smsc.bound(way).await;
        }
        for way in ways {
            let phone = format!("{}1112233", prefix(way));
            smsc.tell(json!({ "deliver": { "from": phone, "to": "8103", "text": "1 AZE1234567" } })).await;
            let submit = smsc.hears("submit", |submit| submit["to"] == phone).await;
            let segments = if way == "payload" { 1 } else { 2 };
            assert_eq!((&submit["concatenation"], &submit["segments"]), (&json!(way), &json!(segments)), "{library:?}: {way}");
        }
    }
}

/// A network of its own for each way, so that its operator carries to it and no other does.
fn prefix(way: &str) -> &'static str {
    match way {
        "udh8" => "99450",
        "udh16" => "99451",
        "sar" => "99455",
        _ => "99470",
    }
}
