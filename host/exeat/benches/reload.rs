//! What a reload costs those who are served: a thousand messages a second, open loop, while the whole environment is built, tried and
//! swapped. Prints a line for each second and the figures of messages that came while a reload ran, beside those of all others.
//!
//! Run it with `cargo bench -p exeat --bench reload`. The gateway is the edge of the world, so it is a fake.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark may stop where it stands"
)]

use std::{
    path::Path,
    process::Stdio,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, routing::post};
use domain::Secret;
use serde_json::json;
use sms::gateway::http::{SIGNATURE, TIMESTAMP, sign};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpListener,
    process::Command,
};

const AT: &str = "2020-12-15T10:00:00+04:00";
const KEY: &str = "a key between gateway and host";
const SECONDS: usize = 30;
/// When a reload is asked for.
const RELOADS: [u64; 2] = [5, 17];

/// A message: when it should have been sent, and how long its acknowledgement took from then; none when there was none.
type Sent = (Duration, Option<Duration>);

#[tokio::main]
async fn main() {
    let rate: usize = std::env::var("RATE").ok().and_then(|rate| rate.parse().ok()).unwrap_or(1_000);
    let replies = Arc::new(AtomicUsize::new(0));
    let sink = sink(replies.clone()).await;
    let data = tempfile::tempdir().expect("a folder");
    let config = data.path().join("exeat.yaml");
    let gateway =
        format!("gateways:\n  - name: smsc\n    signature: exeat\n    key: {{ env: GATEWAY_KEY }}\n    replies: {{ url: '{sink}' }}\n");
    std::fs::write(&config, gateway).expect("written");
    let mut host = Command::new(env!("CARGO_BIN_EXE_exeat"));
    host.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).arg("--data").arg(data.path()).arg("--config").arg(&config);
    host.args(["--policies", "policies", "--plugins", "plugins/dist", "serve", "--listen", "127.0.0.1:0", "--at", AT]);
    let mut host =
        host.env("GATEWAY_KEY", KEY).env("EXEAT_LOG__FILTER", "warn").stdout(Stdio::piped()).kill_on_drop(true).spawn().expect("it starts");
    let mut lines = BufReader::new(host.stdout.take().expect("its output")).lines();
    let line = lines.next_line().await.expect("a line").expect("the address");
    let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("the address").to_owned();

    let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
    let sent: Arc<Mutex<Vec<Sent>>> = Arc::default();
    let began = Instant::now();
    let reloads = tokio::spawn(reloads(client.clone(), address.clone(), began));
    let mut tasks = tokio::task::JoinSet::new();
    for message in 0..rate * SECONDS {
        let due = Duration::from_micros((message * 1_000_000 / rate) as u64);
        tokio::time::sleep_until((began + due).into()).await;
        let (client, address, sent) = (client.clone(), address.clone(), sent.clone());
        tasks.spawn(async move {
            let acknowledged = post_message(&client, &address, message).await;
            let took = acknowledged.then(|| began.elapsed().saturating_sub(due));
            sent.lock().expect("a lock").push((due, took));
        });
    }
    while tasks.join_next().await.is_some() {}
    let spans = reloads.await.expect("reloads");
    let all = SECONDS * rate;
    let patience = Instant::now();
    while replies.load(Ordering::Relaxed) < all && patience.elapsed() < Duration::from_secs(60) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    report(&sent.lock().expect("a lock"), &spans, replies.load(Ordering::Relaxed), all);
}

async fn post_message(client: &reqwest::Client, address: &str, message: usize) -> bool {
    let phone = format!("+99450{:07}", message + 1);
    let body =
        json!({ "id": format!("m-{message}"), "from": phone, "to": "8103", "text": format!("2 AZE{}", 1_000_000 + message) }).to_string();
    let (timestamp, signature) = sign(&Secret::new(KEY), body.as_bytes(), AT.parse().expect("an instant"));
    let request = client.post(format!("{address}/gateways/smsc")).header("content-type", "application/json");
    let answer = request.header(TIMESTAMP, timestamp).header(SIGNATURE, signature).body(body).send().await;
    answer.is_ok_and(|answer| answer.status().is_success())
}

/// Asks for reloads, and says from when to when each ran.
async fn reloads(client: reqwest::Client, address: String, began: Instant) -> Vec<(Duration, Duration)> {
    let mut spans = Vec::new();
    for second in RELOADS {
        tokio::time::sleep_until((began + Duration::from_secs(second)).into()).await;
        let from = began.elapsed();
        let answer = client.post(format!("{address}/reload")).header("exeat-reload", "1").timeout(Duration::from_secs(300)).send().await;
        let answer = answer.expect("an answer");
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
        spans.push((from, began.elapsed()));
    }
    spans
}

async fn sink(replies: Arc<AtomicUsize>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let take = move || {
        replies.fetch_add(1, Ordering::Relaxed);
        std::future::ready(())
    };
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/replies", post(take))).await });
    format!("http://{address}/replies")
}

fn report(sent: &[Sent], spans: &[(Duration, Duration)], replies: usize, all: usize) {
    let during = |due: Duration| spans.iter().any(|(from, until)| (*from..*until).contains(&due));
    println!("second  messages      p50       p99   slowest");
    let seconds = sent.iter().map(|(due, _)| due.as_secs()).max().unwrap_or_default();
    for second in 0..=seconds {
        let of: Vec<&Sent> = sent.iter().filter(|(due, _)| due.as_secs() == second).collect();
        let mark = if of.iter().any(|(due, _)| during(*due)) { "  reload" } else { "" };
        println!("{second:>6}  {}{mark}", figures(&of));
    }
    for (name, meant) in [("while a reload ran", true), ("otherwise", false)] {
        println!("{name:>20}  {}", figures(&sent.iter().filter(|(due, _)| during(*due) == meant).collect::<Vec<_>>()));
    }
    for (from, until) in spans {
        println!("a reload took {:.1} s", (*until - *from).as_secs_f64());
    }
    let lost = sent.iter().filter(|(_, took)| took.is_none()).count();
    let late = sent.iter().filter(|(_, took)| took.is_some_and(|took| took > Duration::from_secs(1))).count();
    println!("{all} messages: {lost} not acknowledged, {late} acknowledged after more than a second, {replies} replies");
}

fn figures(of: &[&Sent]) -> String {
    let mut took: Vec<Duration> = of.iter().filter_map(|(_, took)| *took).collect();
    took.sort_unstable();
    let at = |hundredth: usize| took.get(took.len() * hundredth / 100).or(took.last()).copied().unwrap_or_default().as_secs_f64() * 1e3;
    format!("{:>8}  {:>6.1} ms {:>6.1} ms {:>6.1} ms", of.len(), at(50), at(99), at(100))
}
