//! A host that is bound to SMSCs, with the regimes of Azerbaijan.

use std::{fs, process::Command, sync::OnceLock};

use serde_json::Value;
use tempfile::TempDir;

use super::smsc::Smsc;
use crate::{
    exeat::{Host, exeat, root},
    serving::{Serving, copy},
};

/// When its clock begins: a morning on which everybody needs a permit.
const AT: &str = "2020-12-15T10:00:00+04:00";
pub const PASSWORD: &str = "geheim";

/// An operator of the configuration.
pub fn operator(name: &str, smsc: &Smsc, more: &str) -> String {
    let port = smsc.port;
    format!(
        "  - {{ name: {name}, system_id: {name}, addresses: ['127.0.0.1:{port}'], password: {{ env: SMSC_PASSWORD }}, reconnect_seconds: 1{more} }}\n"
    )
}

/// A host that serves with these operators.
pub async fn serve(operators: &[String], password: &str) -> Serving {
    let host = Host::new();
    copy(compiled(), &host.data.path().join("cache"));
    policies(&host);
    fs::write(host.data.path().join("exeat.yaml"), format!("operators:\n{}", operators.concat())).expect("written");
    Serving::run(host, &[("SMSC_PASSWORD", password)], &["serve", "--at", AT]).await
}

fn policies(host: &Host) {
    for folder in ["locales", "AZ"] {
        copy(&root().join("policies").join(folder), &host.data.path().join("policies").join(folder));
    }
}

/// The plugins as one host has compiled them, for all: a start takes a tenth of the time.
fn compiled() -> &'static std::path::Path {
    static COMPILED: OnceLock<TempDir> = OnceLock::new();
    let host = COMPILED.get_or_init(|| {
        let host = Host::new();
        policies(&host);
        command(&host).args(["messages", "--at", AT]).output().expect("it starts");
        host.data
    });
    static CACHE: OnceLock<std::path::PathBuf> = OnceLock::new();
    CACHE.get_or_init(|| host.path().join("cache"))
}

fn command(host: &Host) -> Command {
    let mut command = exeat();
    command.arg("--data").arg(host.data.path()).arg("--policies").arg(host.data.path().join("policies"));
    command.args(["--plugins", "plugins/dist", "--format", "json"]);
    command
}

/// What `exeat messages` says, the latest first.
pub fn messages(serving: &Serving) -> Vec<Value> {
    said(serving, &["messages", "--at", AT, "--limit", "1000"]).as_array().expect("a list").clone()
}

/// How many decisions there are, each of which can be made again to the byte.
pub fn decisions(serving: &Serving) -> u64 {
    said(serving, &["replay"])["same"].as_u64().expect("a number")
}

fn said(serving: &Serving, what: &[&str]) -> Value {
    let output = command(&serving.host).args(what).output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

/// The next line of its log that has all of these words.
pub async fn logged(serving: &mut Serving, words: &[&str]) -> String {
    let looking = async {
        loop {
            let line = serving.log.recv().await.expect("it runs");
            if words.iter().all(|word| line.contains(word)) {
                return line;
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(40), looking).await.unwrap_or_else(|_| panic!("nothing is logged of {words:?}"))
}
