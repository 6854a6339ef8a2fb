//! Messages in over HTTP, by real requests to a real server.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{Instant, Secret};
use reqwest::{Client, Response, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};
use sms::gateway::http::{FieldNames, HttpGateway, ReplyMode, SIGNATURE, Signature, TIMESTAMP, TWILIO, router, sign};
use tokio::net::TcpListener;

use crate::given::{Given, PHONE, at, clock};

const KEY: &str = "between gateway and host";
const ADDRESS: &str = "https://permits.example/gateways/twilio";

struct Server {
    given: Given,
    time: std::sync::Arc<std::sync::Mutex<Instant>>,
    address: String,
    client: Client,
    now: Instant,
}

async fn server() -> Server {
    server_at(at("2020-12-15T10:00:00+04:00")).await
}

async fn server_at(now: Instant) -> Server {
    let given = Given::new().await;
    let (clock, time) = clock(now);
    let own = |name: &str, reply| HttpGateway {
        name: name.to_owned(),
        signature: Signature::Timestamped { secret: Secret::new(KEY), tolerance: "5min".parse().unwrap() },
        fields: FieldNames::own(),
        reply,
    };
    let twilio = HttpGateway {
        name: "twilio".to_owned(),
        signature: Signature::Twilio { token: Secret::new(KEY), address: ADDRESS.to_owned() },
        fields: FieldNames::twilio(),
        reply: ReplyMode::Inline,
    };
    let app = router(given.messages.clone(), [own("inline", ReplyMode::Inline), own("queued", ReplyMode::Queue), twilio], clock);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    Server { given, time, address, client: Client::new(), now }
}

impl Server {
    async fn post(&self, gateway: &str, content_type: &str, body: String, headers: [(&str, String); 2]) -> Response {
        let mut request = self.client.post(format!("{}/gateways/{gateway}", self.address)).header(CONTENT_TYPE, content_type);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.body(body).send().await.unwrap()
    }

    /// A request signed as it should be.
    async fn signed(&self, gateway: &str, content_type: &str, body: String) -> Response {
        let (time, signature) = sign(&Secret::new(KEY), body.as_bytes(), self.now);
        self.post(gateway, content_type, body, [(TIMESTAMP, time), (SIGNATURE, signature)]).await
    }

    async fn message(&self, gateway: &str, id: &str, text: &str) -> Value {
        let body = json!({ "id": id, "from": PHONE, "to": "8103", "text": text });
        let response = self.signed(gateway, "application/json", body.to_string()).await;
        assert_eq!(response.status(), StatusCode::OK);
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
    }

    async fn due(&self, gateway: &str) -> Vec<String> {
        let due = self.given.permits.due(&[gateway], self.now, 10).await.unwrap();
        due.iter().map(|message| message.text.reveal().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_reply_in_the_answer_and_the_same_one_to_the_same_message() {
    let server = server().await;
    let first = server.message("inline", "m-1", "2 AZE1234567").await;
    let text = first["reply"]["text"].as_str().unwrap();
    assert!(text.contains("AZE1234567") && text.contains("13:00"), "{text}");
    assert_eq!(
        (first["repeated"].as_bool(), first["reply"]["to"].as_str(), first["reply"]["encoding"].as_str()),
        (Some(false), Some(PHONE), Some("UCS-2"))
    );
    let again = server.message("inline", "m-1", "2 AZE1234567").await;
    assert_eq!((&again["reply"], &again["repeated"]), (&first["reply"], &json!(true)));
    assert!(server.due("inline").await.is_empty());
}

#[tokio::test]
async fn a_reply_that_is_held_back_is_in_no_answer_before_it_is_due() {
    let mut server = server_at(at("2020-07-21T10:00:00+04:00")).await;
    assert_eq!(server.message("inline", "m-1", "2 AZE1234567").await["reply"], Value::Null);
    assert!(server.due("inline").await.is_empty(), "and nothing takes it from the queue");
    server.now = at("2020-07-21T10:15:00+04:00");
    *server.time.lock().unwrap() = server.now;
    let again = server.message("inline", "m-1", "2 AZE1234567").await;
    assert!(again["reply"]["text"].as_str().unwrap().contains("AZE1234567"), "{again}");
    assert!(server.due("inline").await.is_empty(), "it was given");
}

#[tokio::test]
async fn a_reply_from_the_queue() {
    let server = server().await;
    let answer = server.message("queued", "m-1", "2 AZE1234567").await;
    assert_eq!(answer["reply"], Value::Null);
    server.message("queued", "m-1", "2 AZE1234567").await;
    let due = server.due("queued").await;
    assert!(due.len() == 1 && due[0].contains("AZE1234567"), "{due:?}");
}

#[tokio::test]
async fn a_form_signed_as_twilio_signs() {
    let server = server().await;
    // Signed: the public address with its query, then the fields in the order of their names.
    let signed = format!("{ADDRESS}?a=1Body2 AZE1234567From{PHONE}MessageSidSM1To8103");
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, KEY.as_bytes());
    let signature = STANDARD.encode(aws_lc_rs::hmac::sign(&key, signed.as_bytes()));
    let form = |text: &str| format!("MessageSid=SM1&From=%2B994501112233&To=8103&Body={text}");
    let send = |query: &'static str, text: &'static str, signature: String| {
        server.post(query, "application/x-www-form-urlencoded", form(text), [(TWILIO, signature), ("x-other", String::new())])
    };
    let answered = send("twilio?a=1", "2+AZE1234567", signature.clone()).await;
    assert_eq!(answered.status(), StatusCode::OK);
    assert!(answered.text().await.unwrap().contains("AZE1234567"));
    for (query, text, signature) in [
        ("twilio?a=2", "2+AZE1234567", signature.clone()),
        ("twilio", "2+AZE1234567", signature.clone()),
        ("twilio?a=1", "2+AZE7654321", signature.clone()),
        ("twilio?a=1", "2+AZE1234567", String::new()),
    ] {
        assert_eq!(send(query, text, signature).await.status(), StatusCode::UNAUTHORIZED, "{query} {text}");
    }
}

#[tokio::test]
async fn what_is_not_a_signed_message_is_turned_away() {
    let server = server().await;
    let body = |from: &str, to: &str| json!({ "from": from, "to": to, "text": "2 AZE1234567" }).to_string();
    let good = body(PHONE, "8103");
    let cases = [
        ("nobody", "application/json", good.clone(), StatusCode::NOT_FOUND),
        ("inline", "text/plain", good.clone(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("inline", "application/json", "{".to_owned(), StatusCode::BAD_REQUEST),
        ("inline", "application/json", "[]".to_owned(), StatusCode::BAD_REQUEST),
        ("inline", "application/json", body("8103", "8103"), StatusCode::UNPROCESSABLE_ENTITY),
        ("inline", "application/json", body(PHONE, "x"), StatusCode::UNPROCESSABLE_ENTITY),
        ("inline", "application/json", format!("{good}{}", " ".repeat(16 * 1024)), StatusCode::PAYLOAD_TOO_LARGE),
    ];
    for (gateway, content_type, body, status) in cases {
        assert_eq!(server.signed(gateway, content_type, body.clone()).await.status(), status, "{gateway} {body:.40}");
    }
    let (time, signature) = sign(&Secret::new(KEY), good.as_bytes(), server.now);
    let (old, old_signature) = sign(&Secret::new(KEY), good.as_bytes(), at("2020-12-15T09:54:59+04:00"));
    for headers in [
        [(TIMESTAMP, time.clone()), (SIGNATURE, String::new())],
        [(TIMESTAMP, String::new()), (SIGNATURE, signature.clone())],
        [(TIMESTAMP, old), (SIGNATURE, old_signature)],
        [(TIMESTAMP, time), (SIGNATURE, signature.replace('a', "b"))],
    ] {
        assert_eq!(server.post("inline", "application/json", good.clone(), headers).await.status(), StatusCode::UNAUTHORIZED);
    }
    let get = server.client.get(format!("{}/gateways/inline", server.address)).send().await.unwrap();
    assert_eq!(get.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(server.given.permits.recent(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn nothing_is_acknowledged_that_was_not_stored() {
    let server = server().await;
    server.given.store.clone().close().await.unwrap();
    let body = json!({ "id": "m", "from": PHONE, "to": "8103", "text": "2 AZE1234567" }).to_string();
    let response = server.signed("inline", "application/json", body).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
}
