//! A host that serves.

use std::{fs, path::Path, process::Stdio};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    sync::mpsc,
};

use crate::exeat::{Host, Ran, exeat, root};

/// When its clock begins.
pub const AT: &str = "2020-11-10T10:00:00+02:00";

/// A host that serves from a folder of policies of its own, with one jurisdiction in it.
pub struct Serving {
    pub host: Host,
    pub child: Child,
    pub address: String,
    /// Its log.
    pub log: mpsc::UnboundedReceiver<String>,
}

impl Serving {
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    pub async fn start_with(environment: &[(&str, &str)]) -> Self {
        Self::start_in(one_jurisdiction(), environment).await
    }

    /// Serves from a folder that was prepared: `policies` in it and, where there are any, `plugins`.
    pub async fn start_in(host: Host, environment: &[(&str, &str)]) -> Self {
        Self::run(host, environment, &["serve", "--at", AT]).await
    }

    /// Opens the demo over a folder that was prepared.
    pub async fn demo(host: Host) -> Self {
        Self::run(host, &[], &["demo"]).await
    }

    /// Runs a command that serves over a folder that was prepared.
    pub async fn run(host: Host, environment: &[(&str, &str)], what: &[&str]) -> Self {
        let own = host.data.path().join("plugins");
        let plugins = if own.is_dir() { own } else { "plugins/dist".into() };
        let mut command = Command::new(env!("CARGO_BIN_EXE_exeat"));
        command.current_dir(root()).arg("--data").arg(host.data.path()).arg("--policies").arg(host.data.path().join("policies"));
        command.arg("--plugins").arg(plugins).args(what).args(["--listen", "127.0.0.1:0"]);
        let config = host.data.path().join("exeat.yaml");
        if config.is_file() {
            command.arg("--config").arg(config);
        }
        command.envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines.next_line().await.expect("a line").expect("the address");
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("the address").to_owned();
        let mut lines = BufReader::new(child.stderr.take().expect("its log")).lines();
        let (heard, log) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let _ = heard.send(line);
            }
        });
        Self { host, child, address, log }
    }

    pub fn path(&self, file: &str) -> std::path::PathBuf {
        self.host.data.path().join("policies").join(file)
    }

    pub fn change(&self, file: &str, from: &str, to: &str) {
        change(&self.path(file), from, to);
    }

    /// Asks it by a command.
    pub async fn ask(&self, command: &[&str]) -> Ran {
        let mut asking = Command::from(exeat());
        asking.env("HTTP_PROXY", "http://127.0.0.1:1").env("http_proxy", "http://127.0.0.1:1");
        asking.args(["--format", "json"]).args(command).args(["--host", &self.address]).output().await.expect("it starts").into()
    }

    /// Asks it by a command, and reads the answer.
    pub async fn said(&self, command: &[&str]) -> (Ran, Value) {
        let ran = self.ask(command).await;
        let said = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
        (ran, said)
    }
}

/// A data folder with policies of one jurisdiction in it.
pub fn one_jurisdiction() -> Host {
    let host = Host::new();
    for folder in ["locales", "GR"] {
        copy(&root().join("policies").join(folder), &host.data.path().join("policies").join(folder));
    }
    host
}

/// Puts a text in the place of another in a file.
pub fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("it is there");
    assert!(text.contains(from), "`{from}` is not in {}", file.display());
    fs::write(file, text.replace(from, to)).expect("written");
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let to = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &to);
        } else {
            fs::copy(&entry, &to).expect("copied");
        }
    }
}
