//! Services as the host asks them: a real server on this machine that answers as it is told.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{OriginalUri, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{AttributeName, Instant, Secret, ServiceName, Value};
use facts::{Rest, Service, ServiceOptions, Services};
use jiff::SignedDuration;
use permits::{Asked, Fact, FactServices};
use tokio::net::TcpListener;

/// What the server answers next.
#[derive(Clone)]
enum Next {
    Says(&'static str),
    Status(u16),
    Long(usize),
    Elsewhere,
    Silence,
    Half,
}

#[derive(Clone, Default)]
struct Server {
    script: Arc<Mutex<VecDeque<Next>>>,
    asked: Arc<Mutex<Vec<(String, HeaderMap, String)>>>,
}

async fn answer(State(server): State<Server>, OriginalUri(uri): OriginalUri, headers: HeaderMap, body: Bytes) -> Response {
    server.asked.lock().unwrap().push((uri.to_string(), headers, String::from_utf8(body.to_vec()).unwrap()));
    let next = server.script.lock().unwrap().pop_front();
    match next {
        None => r#"{ "attributes": {} }"#.into_response(),
        Some(Next::Says(text)) => text.into_response(),
        Some(Next::Status(status)) => (StatusCode::from_u16(status).unwrap(), r#"{ "attributes": { "resident": true } }"#).into_response(),
        Some(Next::Long(bytes)) => format!(r#"{{ "attributes": {{ "resident": true }}, "x": "{}" }}"#, "x".repeat(bytes)).into_response(),
        Some(Next::Elsewhere) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/other")]).into_response(),
        Some(Next::Silence) => std::future::pending().await,
        Some(Next::Half) => {
            let (first, never) = (Ok::<_, std::io::Error>(Bytes::from_static(b"{ \"attributes\"")), std::future::pending());
            let body = tokio_stream(first, never);
            Response::new(body)
        }
    }
}

/// A body that begins and never goes on.
fn tokio_stream(first: Result<Bytes, std::io::Error>, never: std::future::Pending<()>) -> axum::body::Body {
    struct Stuck(Option<Result<Bytes, std::io::Error>>, std::future::Pending<()>);
    impl futures_core::Stream for Stuck {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
            let _ = &self.1;
            self.0.take().map_or(std::task::Poll::Pending, |first| std::task::Poll::Ready(Some(first)))
        }
    }
    axum::body::Body::from_stream(Stuck(Some(first), never))
}

const FAILURES: u32 = 3;
const PAUSE: i64 = 30;

fn options(url: &str) -> ServiceOptions {
    ServiceOptions {
        name: "register".parse().unwrap(),
        url: url.to_owned(),
        token: Some(Secret::new("a token of some length")),
        ca: None,
        client: None,
        rest: Rest { failures: FAILURES, pause: SignedDuration::from_secs(PAUSE) },
    }
}

struct Given {
    server: Server,
    services: Services,
    attributes: Vec<AttributeName>,
}

impl Given {
    async fn new() -> Self {
        let server = Server::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/attributes", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let services = Services::new([Service::new(options(&url)).unwrap()]);
        Self { server, services, attributes: vec!["quarantined".parse().unwrap(), "resident".parse().unwrap()] }
    }

    fn will(&self, next: impl IntoIterator<Item = Next>) {
        self.server.script.lock().unwrap().extend(next);
    }

    async fn ask(&self, identity: &str, cache: Option<u64>, second: i64) -> Result<Vec<Fact>, String> {
        let service: ServiceName = "register".parse().unwrap();
        let asked = Asked {
            service: &service,
            identity: &identity.parse().unwrap(),
            person: identity.as_bytes(),
            attributes: &self.attributes,
            timeout: Duration::from_millis(150),
            cache: cache.map(Duration::from_secs),
            at: Instant::from_second(1_600_000_000 + second).unwrap(),
        };
        self.services.ask(asked).await.map_err(|error| error.to_string())
    }

    fn times(&self) -> usize {
        self.server.asked.lock().unwrap().len()
    }
}

const WHO: &str = "AZE1234567";

fn resident() -> Vec<Fact> {
    vec![Fact::always("resident".parse().unwrap(), Value::Flag(true))]
}

#[tokio::test]
async fn a_number_travels_in_the_body_and_nowhere_else() {
    let given = Given::new().await;
    given.will([Next::Says(r#"{ "attributes": { "resident": true, "name": "Anna Example", "quarantined": null } }"#)]);
    assert_eq!(given.ask(WHO, None, 0).await, Ok(resident()));
    let asked = given.server.asked.lock().unwrap();
    let (address, headers, body) = &asked[0];
    assert_eq!((address.as_str(), body.as_str()), ("/attributes", r#"{"identity":"AZE1234567","attributes":["quarantined","resident"]}"#));
    assert_eq!(headers[header::AUTHORIZATION], "Bearer a token of some length");
    assert!(headers.iter().all(|(_, value)| !value.to_str().unwrap().contains("1234567")));
}

#[tokio::test]
async fn whatever_is_no_answer_is_a_failure_that_tells_nothing_of_the_person() {
    let cases = [
        (Next::Status(500), "it answered with status 500"),
        (Next::Status(401), "it answered with status 401"),
        (Next::Status(404), "it answered with status 404"),
        (Next::Status(204), "it answered with status 204"),
        (Next::Elsewhere, "it answered with status 307"),
        (Next::Says("<html>"), "its answer is not of the form that is expected, at line 1 column 1"),
        (Next::Says(r#"{ "attributes": { "resident": "Anna Example" } }"#), "what it says of `resident` is not understood"),
        (Next::Long(1 << 20), "its answer is longer than 65536 bytes"),
        (Next::Silence, "no answer within 150 ms"),
        (Next::Half, "no answer within 150 ms"),
    ];
    for (next, why) in cases {
        let given = Given::new().await;
        given.will([next]);
        assert_eq!(given.ask(WHO, Some(60), 0).await.unwrap_err(), format!("service `register` gave no facts: {why}"));
        assert_eq!((given.times(), given.ask(WHO, Some(60), 0).await), (1, Ok(Vec::new())), "a failure is not remembered: {why}");
    }
}

#[tokio::test]
async fn who_fails_in_a_row_is_left_alone_for_a_while() {
    let given = Given::new().await;
    given.will([
        Next::Status(500),
        Next::Status(500),
        Next::Says(r#"{"attributes":{}}"#),
        Next::Status(500),
        Next::Silence,
        Next::Status(503),
    ]);
    for (second, ok) in [(0, false), (0, false), (1, true), (2, false), (3, false), (4, false)] {
        assert_eq!(given.ask(WHO, None, second).await.is_ok(), ok, "{second}");
    }
    let left_alone = "service `register` gave no facts: it failed several times in a row and is left alone for a while";
    for second in [4, 10, 3 + PAUSE] {
        assert_eq!(given.ask(WHO, None, second).await.unwrap_err(), left_alone);
    }
    assert_eq!(given.times(), 6, "nobody asked while it was left alone");
    given.will([Next::Status(500)]);
    assert!(given.ask(WHO, None, 4 + PAUSE).await.is_err_and(|why| why.contains("500")), "one question finds out");
    assert_eq!(given.ask(WHO, None, 4 + PAUSE).await.unwrap_err(), left_alone);
    assert!(given.ask(WHO, None, 4 + 2 * PAUSE).await.is_ok());
    assert!(given.ask(WHO, None, 4 + 2 * PAUSE).await.is_ok(), "it is back");
    assert_eq!(given.times(), 9);
}

#[tokio::test]
async fn an_answer_is_remembered_as_long_as_the_regime_says() {
    let given = Given::new().await;
    given.will([Next::Says(r#"{ "attributes": { "resident": true } }"#)]);
    assert_eq!(given.ask(WHO, Some(60), 0).await, Ok(resident()));
    assert_eq!(given.ask(WHO, Some(60), 59).await, Ok(resident()));
    assert_eq!(given.times(), 1);
    assert_eq!(given.ask("AZE7654321", Some(60), 59).await, Ok(Vec::new()), "somebody else");
    assert_eq!(given.ask(WHO, None, 59).await, Ok(Vec::new()), "a regime that wants to know it now");
    assert_eq!(given.times(), 3);
    assert_eq!(given.ask(WHO, Some(60), 60).await, Ok(Vec::new()), "the answer is too old");
    assert_eq!(given.times(), 4);
}

#[tokio::test]
async fn a_service_that_nobody_listens_for_or_nobody_configured_is_down() {
    let given = Given::new().await;
    let nobody = Services::new([Service::new(options("http://127.0.0.1:1/")).unwrap()]);
    let given = Given { services: nobody, ..given };
    let why = given.ask(WHO, None, 0).await.unwrap_err();
    assert!(why.starts_with("service `register` gave no facts: error sending request") && !why.contains("1234567"), "{why}");
    let given = Given { services: Services::default(), ..given };
    assert_eq!(given.ask(WHO, None, 0).await.unwrap_err(), "service `register` gave no facts: it is not configured");
}

#[test]
fn an_address_that_would_show_numbers_is_refused() {
    let told = |url: &str| Service::new(options(url)).err().map(|error| error.to_string());
    for good in ["https://register.example/x", "http://127.0.0.1:8080/", "http://[::1]/", "http://localhost/x"] {
        assert_eq!(told(good), None, "{good}");
    }
    let only = "service `register` can't be asked: identity numbers travel over `https://` only, or within this machine";
    for bad in ["http://register.example/", "http://10.0.0.1/", "http://127.0.0.1.example/", "http://localhost.example/"] {
        assert_eq!(told(bad).as_deref(), Some(only), "{bad}");
    }
    assert!(told("register").unwrap().contains("`register` is no address"));
    assert!(told("ftp://register.example").unwrap().contains("must begin with `https://`"));
    let broken = |change: fn(&mut ServiceOptions)| {
        let mut options = options("https://register.example/");
        change(&mut options);
        Service::new(options).err().map(|error| error.to_string()).unwrap()
    };
    assert!(broken(|options| options.client = Some(Secret::new("no certificate"))).contains("`client` holds no certificate"));
    assert!(broken(|options| options.token = Some(Secret::new("two\nlines"))).contains("its token can't be sent"));
}
