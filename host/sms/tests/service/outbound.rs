//! Messages out over HTTP, to a real server that answers as it is told.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
    routing::post,
};
use domain::{Instant, Secret};
use jiff::SignedDuration;
use sms::gateway::{
    Backoff,
    http::{Auth, BodyFormat, Drained, FieldNames, Sender, SenderOptions},
};
use tokio::{
    net::TcpListener,
    sync::{Notify, mpsc},
};

use crate::given::{Given, PHONE, at, clock, entropy, inbound};

const NOW: &str = "2020-12-15T10:00:00+04:00";

/// What the gateway answers next.
#[derive(Clone)]
enum Next {
    Status(u16),
    RetryAfter(u16, &'static str),
    Silence,
    WhenTold(Arc<Notify>),
}

/// A gateway that takes messages, notes them and answers from a list; 200 when that is empty.
#[derive(Clone)]
struct Sink {
    script: Arc<Mutex<VecDeque<Next>>>,
    taken: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    arrivals: mpsc::UnboundedSender<()>,
}

async fn take(State(sink): State<Sink>, headers: HeaderMap, body: Bytes) -> Response {
    sink.taken.lock().unwrap().push((headers, String::from_utf8(body.to_vec()).unwrap()));
    let _ = sink.arrivals.send(());
    let next = sink.script.lock().unwrap().pop_front();
    match next {
        None => StatusCode::OK.into_response(),
        Some(Next::Status(status)) => StatusCode::from_u16(status).unwrap().into_response(),
        Some(Next::RetryAfter(status, after)) => (StatusCode::from_u16(status).unwrap(), [(RETRY_AFTER, after)]).into_response(),
        Some(Next::Silence) => std::future::pending().await,
        Some(Next::WhenTold(told)) => {
            told.notified().await;
            StatusCode::OK.into_response()
        }
    }
}

struct Scene {
    given: Given,
    sink: Sink,
    arrived: mpsc::UnboundedReceiver<()>,
    options: SenderOptions,
}

/// A gateway with this script, and as many replies in the queue as there are numbers.
async fn scene(script: &[Next], replies: usize) -> Scene {
    let given = Given::new().await;
    for number in 0..replies {
        let message = inbound(Some(&format!("m-{number}")), PHONE, "8103", &format!("1 AZE100000{number}"));
        given.messages.receive(message, at(NOW)).await.unwrap();
    }
    let (arrivals, arrived) = mpsc::unbounded_channel();
    let sink = Sink { script: Arc::new(Mutex::new(script.iter().cloned().collect())), taken: Arc::default(), arrivals };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = SenderOptions {
        source: "test".to_owned(),
        url: format!("http://{}/send", listener.local_addr().unwrap()),
        auth: Auth::None,
        fields: FieldNames::own(),
        body: BodyFormat::Json,
        timeout: Duration::from_secs(10),
        backoff: Backoff { first: SignedDuration::from_secs(2), longest: SignedDuration::from_secs(60), attempts: 3 },
        batch: 10,
        idle: Duration::from_millis(1),
    };
    let app = Router::new().route("/send", post(take)).with_state(sink.clone());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    Scene { given, sink, arrived, options }
}

impl Scene {
    fn sender(&self) -> Sender {
        Sender::new(self.given.permits.clone(), self.options.clone(), entropy()).unwrap()
    }

    fn bodies(&self) -> Vec<String> {
        self.sink.taken.lock().unwrap().iter().map(|(_, body)| body.clone()).collect()
    }
}

fn later(seconds: i64) -> Instant {
    at(NOW).checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

fn drained(delivered: u32, postponed: u32, given_up: u32) -> Drained {
    Drained { delivered, postponed, given_up, hold_until: None }
}

#[tokio::test]
async fn each_message_once_and_in_order() {
    let scene = scene(&[], 3).await;
    let sender = scene.sender();
    assert_eq!(sender.drain(at(NOW)).await.unwrap(), drained(3, 0, 0));
    assert_eq!(sender.drain(later(3_600)).await.unwrap(), drained(0, 0, 0));
    let bodies = scene.bodies();
    for (number, body) in bodies.iter().enumerate() {
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert!(body["text"].as_str().unwrap().contains(&format!("AZE100000{number}")));
        assert_eq!((body["to"].as_str(), body["from"].as_str()), (Some(PHONE), Some("8103")));
    }
    let keys: std::collections::BTreeSet<_> =
        scene.sink.taken.lock().unwrap().iter().map(|(headers, _)| headers["idempotency-key"].clone()).collect();
    assert_eq!(keys.len(), 3);
}

#[tokio::test]
async fn a_form_and_who_sends_it() {
    let mut scene = scene(&[], 2).await;
    scene.options = SenderOptions { body: BodyFormat::Form, fields: FieldNames::twilio(), batch: 1, ..scene.options };
    scene.options.auth = Auth::Basic { user: "account".to_owned(), password: Secret::new("password") };
    scene.sender().drain(at(NOW)).await.unwrap();
    scene.options.auth = Auth::Bearer(Secret::new("token"));
    scene.sender().drain(at(NOW)).await.unwrap();
    let taken = scene.sink.taken.lock().unwrap();
    assert_eq!(taken[0].0["authorization"], "Basic YWNjb3VudDpwYXNzd29yZA==");
    assert_eq!(taken[1].0["authorization"], "Bearer token");
    assert!(taken[0].1.contains("From=8103&To=%2B994501112233&Body=%C4%B0caz"), "{}", taken[0].1);
}

#[tokio::test]
async fn tried_again_with_longer_and_longer_waits_then_given_up() {
    let scene = scene(&[Next::Status(500), Next::Status(502), Next::Status(503)], 1).await;
    let sender = scene.sender();
    assert_eq!(sender.drain(at(NOW)).await.unwrap(), drained(0, 1, 0));
    // Between one second and two later, then between two and four.
    assert_eq!(sender.drain(later(0)).await.unwrap(), drained(0, 0, 0));
    assert_eq!(sender.drain(later(2)).await.unwrap(), drained(0, 1, 0));
    assert_eq!(sender.drain(later(3)).await.unwrap(), drained(0, 0, 0));
    assert_eq!(sender.drain(later(6)).await.unwrap(), drained(0, 0, 1));
    assert_eq!(sender.drain(later(36_000)).await.unwrap(), drained(0, 0, 0));
    assert_eq!(scene.bodies().len(), 3);
}

#[tokio::test]
async fn what_the_gateway_will_never_take_is_given_up_at_once() {
    let scene = scene(&[Next::Status(400), Next::Status(200)], 2).await;
    assert_eq!(scene.sender().drain(at(NOW)).await.unwrap(), drained(1, 0, 1));
}

#[tokio::test]
async fn a_wrong_password_is_no_reason_to_give_a_message_up() {
    let scene = scene(&[Next::Status(401), Next::Status(403)], 1).await;
    let sender = scene.sender();
    assert_eq!(sender.drain(at(NOW)).await.unwrap(), drained(0, 1, 0));
    assert_eq!(sender.drain(later(2)).await.unwrap(), drained(0, 1, 0));
    assert_eq!(sender.drain(later(60)).await.unwrap(), drained(1, 0, 0));
}

#[tokio::test]
async fn a_throttle_holds_the_queue_and_keeps_its_order() {
    let scene = scene(&[Next::Status(200), Next::RetryAfter(429, "30")], 4).await;
    let sender = scene.sender();
    assert_eq!(sender.drain(at(NOW)).await.unwrap(), Drained { hold_until: Some(later(30)), ..drained(1, 3, 0) });
    assert_eq!(sender.drain(later(29)).await.unwrap(), drained(0, 0, 0));
    assert_eq!(sender.drain(later(30)).await.unwrap(), drained(3, 0, 0));
    let order: Vec<bool> =
        [0, 1, 1, 2, 3].iter().zip(scene.bodies()).map(|(number, body)| body.contains(&format!("AZE100000{number}"))).collect();
    assert_eq!(order, [true; 5]);
}

#[tokio::test]
async fn a_gateway_that_is_silent_or_away_is_tried_again() {
    let mut scene = scene(&[Next::Silence], 1).await;
    scene.options.timeout = Duration::from_millis(50);
    assert_eq!(scene.sender().drain(at(NOW)).await.unwrap(), drained(0, 1, 0));
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let url = std::mem::replace(&mut scene.options.url, format!("http://{nobody}/send"));
    assert_eq!(scene.sender().drain(later(2)).await.unwrap(), drained(0, 1, 0));
    scene.options.url = url;
    assert_eq!(scene.sender().drain(later(60)).await.unwrap(), drained(1, 0, 0));
}

#[tokio::test]
async fn it_runs_until_it_is_told_to_stop() {
    let mut scene = scene(&[], 2).await;
    let (clock, _) = clock(at(NOW));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let sender = scene.sender();
    let running = tokio::spawn(async move {
        sender.run(clock, async { stopped.await.unwrap_or(()) }).await;
    });
    scene.arrived.recv().await.unwrap();
    scene.arrived.recv().await.unwrap();
    stop.send(()).unwrap();
    running.await.unwrap();
    assert!(scene.given.permits.due(&["test"], later(3_600), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_message_under_way_is_finished_and_the_others_go_back() {
    let told = Arc::new(Notify::new());
    let mut scene = scene(&[Next::WhenTold(Arc::clone(&told))], 3).await;
    let (clock, _) = clock(at(NOW));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let sender = scene.sender();
    let running = tokio::spawn(async move {
        sender.run(clock, async { stopped.await.unwrap_or(()) }).await;
    });
    scene.arrived.recv().await.unwrap();
    stop.send(()).unwrap();
    told.notify_one();
    running.await.unwrap();
    assert_eq!(scene.bodies().len(), 1);
    let left = scene.given.permits.due(&["test"], at(NOW), 10).await.unwrap();
    assert_eq!(left.len(), 2);
}

#[test]
fn an_address_must_be_one() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let scene = scene(&[], 0).await;
        for url in ["", "example", "ftp://example"] {
            let options = SenderOptions { url: url.to_owned(), ..scene.options.clone() };
            let error = Sender::new(scene.given.permits.clone(), options, entropy()).err().unwrap();
            assert!(error.to_string().starts_with(&format!("`{url}` is not an address")), "{error}");
        }
    });
}
