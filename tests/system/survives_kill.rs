//! `kill -9` in the middle of a thousand messages: what was acknowledged is answered, and never with two codes.
//!
//! The gateway is the edge of the world, so it is a fake: it posts signed messages, sends each again until it is acknowledged,
//! and takes replies. The host, its database on disk, its plugin and its kills are real.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Json, Router, extract::State, routing::post};
use domain::{Instant, Secret};
use serde_json::{Value, json};
use sms::gateway::http::{SIGNATURE, TIMESTAMP, sign};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpListener,
    process::{Child, Command},
    sync::{Mutex as AsyncMutex, watch},
};

use crate::exeat::{Host, root};

const MESSAGES: usize = 1_000;
const AT_ONCE: usize = 8;
const KILLS: usize = 12;
const KEY: &str = "a key between gateway and host";
const AT: &str = "2020-12-15T10:00:00+04:00";

/// Replies that the gateway took, by telephone.
type Taken = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_message_is_lost_and_none_has_two_codes() {
    let taken = Taken::default();
    let (arrived, mut arrivals) = watch::channel(());
    let sink = sink(taken.clone(), arrived).await;
    let host = Host::new();
    let config = host.data.path().join("exeat.yaml");
    let gateway =
        format!("gateways:\n  - name: smsc\n    signature: exeat\n    key: {{ env: GATEWAY_KEY }}\n    replies: {{ url: '{sink}' }}\n");
    std::fs::write(&config, gateway).expect("written");

    let server = Server::start(&host).await;
    let (address, addresses) = watch::channel(server.address.clone());
    let acknowledged = watch::Sender::new(0usize);
    let next = Arc::new(Mutex::new(0..MESSAGES));
    let workers: Vec<_> =
        (0..AT_ONCE).map(|_| tokio::spawn(gateway_worker(next.clone(), addresses.clone(), acknowledged.clone()))).collect();

    // Kills fall at places that no two runs of the code share, but that every run of this test does.
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut counts = acknowledged.subscribe();
    let server = AsyncMutex::new(server);
    for kill in 1..=KILLS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = kill * MESSAGES / (KILLS + 1) + (seed >> 60) as usize;
        counts.wait_for(|count| *count >= at).await.expect("workers");
        let mut server = server.lock().await;
        server.child.kill().await.expect("killed");
        *server = Server::start(&host).await;
        address.send_replace(server.address.clone());
    }
    for worker in workers {
        worker.await.expect("a worker");
    }

    let phones: BTreeSet<String> = (0..MESSAGES).map(phone).collect();
    let all = async {
        while !phones.iter().all(|phone| taken.lock().expect("taken").contains_key(phone)) {
            arrivals.changed().await.expect("the sink");
        }
    };
    tokio::time::timeout(Duration::from_secs(180), all).await.expect("every acknowledged message is answered");
    server.lock().await.child.kill().await.expect("killed");

    let taken = taken.lock().expect("taken");
    let mut codes = BTreeMap::new();
    let mut repeated = 0;
    for (phone, replies) in taken.iter() {
        let different: BTreeSet<&str> = replies.iter().map(|reply| code(reply).unwrap_or_else(|| panic!("no code: {reply}"))).collect();
        assert_eq!(different.len(), 1, "{phone} got {different:?}");
        repeated += replies.len() - 1;
        codes.insert(different.into_iter().next().expect("one"), phone);
    }
    assert_eq!((taken.len(), codes.len()), (MESSAGES, MESSAGES), "each person has a code of their own");
    let replay = host.run(&["--format", "json", "replay"]);
    let replayed: Value = serde_json::from_str(&replay.out).unwrap_or_else(|error| panic!("{error}: {}{}", replay.out, replay.err));
    assert_eq!((replayed["same"].as_u64(), replay.code), (Some(MESSAGES as u64), 0), "one decision a message: {}", replay.out);
    println!("{MESSAGES} messages, {KILLS} kills: all answered, {repeated} replies delivered twice with the same code");
}

fn phone(message: usize) -> String {
    format!("+99450{:07}", message + 1)
}

fn code(reply: &str) -> Option<&str> {
    reply.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).find(|word| word.len() == 9 && word.as_bytes().get(4) == Some(&b'-'))
}

/// Posts messages, each again until it is acknowledged.
async fn gateway_worker(
    next: Arc<Mutex<std::ops::Range<usize>>>,
    mut addresses: watch::Receiver<String>,
    acknowledged: watch::Sender<usize>,
) {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(15)).build().expect("a client");
    loop {
        let Some(message) = next.lock().expect("next").next() else { return };
        let body =
            json!({ "id": format!("m-{message}"), "from": phone(message), "to": "8103", "text": format!("2 AZE{}", 1_000_000 + message) })
                .to_string();
        loop {
            let address = addresses.borrow_and_update().clone();
            // The rehearsal's clock began at this instant, a few minutes ago at most.
            let at: Instant = AT.parse().expect("an instant");
            let (timestamp, signature) = sign(&Secret::new(KEY), body.as_bytes(), at);
            let request = client.post(format!("{address}/gateways/smsc")).header("content-type", "application/json");
            match request.header(TIMESTAMP, timestamp).header(SIGNATURE, signature).body(body.clone()).send().await {
                Ok(response) if response.status().is_success() => break,
                Ok(response) => panic!("{}: {}", response.status(), response.text().await.unwrap_or_default()),
                // Nobody listens: wait for the next start.
                Err(_) => drop(tokio::time::timeout(Duration::from_millis(200), addresses.changed()).await),
            }
        }
        acknowledged.send_modify(|count| *count += 1);
    }
}

/// Where replies are posted to.
async fn sink(taken: Taken, arrived: watch::Sender<()>) -> String {
    async fn take(State((taken, arrived)): State<(Taken, watch::Sender<()>)>, Json(reply): Json<Value>) {
        let field = |name: &str| reply[name].as_str().unwrap_or_default().to_owned();
        taken.lock().expect("taken").entry(field("to")).or_default().push(field("text"));
        arrived.send_replace(());
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let routes = Router::new().route("/replies", post(take)).with_state((taken, arrived));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}/replies")
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    async fn start(host: &Host) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_exeat"));
        command.current_dir(root()).arg("--data").arg(host.data.path()).arg("--config").arg(host.data.path().join("exeat.yaml"));
        command.args(["--policies", "policies", "--plugins", "plugins/dist", "serve", "--listen", "127.0.0.1:0", "--at", AT]);
        let mut child = command.env("GATEWAY_KEY", KEY).stdout(Stdio::piped()).kill_on_drop(true).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines.next_line().await.expect("a line").expect("the address");
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("the address").to_owned();
        Self { child, address }
    }
}
