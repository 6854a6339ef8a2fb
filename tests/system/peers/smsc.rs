//! An SMSC that nobody here wrote, driven in the lines of `tests/peers/README.md`.

use std::{
    process::{Command as Program, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, Command},
    sync::mpsc,
};

use crate::exeat::root;

/// Until when something that should have happened has not.
const PATIENCE: Duration = Duration::from_secs(40);

/// Whose library an SMSC stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    Node,
    Perl,
}

impl Library {
    /// Those that are installed. In CI a missing one is a failure.
    pub fn installed() -> Vec<Self> {
        let there = |library: &Self| {
            let why = match library {
                Self::Node if root().join("tests/peers/node/node_modules/smpp").is_dir() => return true,
                Self::Node => "npm's `smpp`: run `npm ci` in tests/peers/node",
                Self::Perl
                    if Program::new("perl").args(["-MNet::SMPP", "-e", "1"]).stderr(Stdio::null()).status().is_ok_and(|s| s.success()) =>
                {
                    return true;
                }
                Self::Perl => "Net::SMPP: install the package `libnet-smpp-perl`",
            };
            assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "an SMSC can't run without {why}");
            eprintln!("skipped: an SMSC on {why}");
            false
        };
        [Self::Node, Self::Perl].into_iter().filter(there).collect()
    }

    /// Both, or none where one of them is missing.
    pub fn both() -> Vec<Self> {
        Some(Self::installed()).filter(|installed| installed.len() == 2).unwrap_or_default()
    }
}

pub struct Smsc {
    pub port: u64,
    _child: Child,
    input: ChildStdin,
    lines: mpsc::UnboundedReceiver<Value>,
    /// What it said and nobody has asked for yet.
    said: Vec<Value>,
}

impl Smsc {
    pub async fn start(library: Library, options: Value) -> Self {
        let (program, script) = match library {
            Library::Node => ("node", "tests/peers/node/smsc.mjs"),
            Library::Perl => ("perl", "tests/peers/perl/smsc.pl"),
        };
        let mut command = Command::new(program);
        command.current_dir(root()).arg(script).arg(options.to_string());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn().expect("it starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (say, lines) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok(Some(line)) = output.next_line().await {
                let _ = say.send(serde_json::from_str(&line).expect("a line of JSON"));
            }
        });
        let input = child.stdin.take().expect("its input");
        let mut smsc = Self { port: 0, _child: child, input, lines, said: Vec::new() };
        smsc.port = smsc.hears("listening", |_| true).await.as_u64().expect("a port");
        smsc
    }

    pub async fn tell(&mut self, line: Value) {
        self.input.write_all(format!("{line}\n").as_bytes()).await.expect("it listens");
    }

    pub async fn set(&mut self, options: Value) {
        self.tell(json!({ "set": options })).await;
    }

    /// The first thing of a kind that nobody has asked for yet.
    pub async fn hears(&mut self, what: &str, which: impl Fn(&Value) -> bool) -> Value {
        let found = |line: &Value| line.get(what).is_some_and(&which);
        loop {
            if let Some(place) = self.said.iter().position(found) {
                return self.said.remove(place)[what].take();
            }
            match tokio::time::timeout(PATIENCE, self.lines.recv()).await {
                Ok(Some(line)) => self.said.push(line),
                _ => panic!("no `{what}` among {:#?}", self.said),
            }
        }
    }

    /// What it said of a kind up to now and nobody has asked for.
    pub fn heard(&mut self, what: &str) -> Vec<Value> {
        while let Ok(line) = self.lines.try_recv() {
            self.said.push(line);
        }
        self.said.iter().filter_map(|line| line.get(what)).cloned().collect()
    }

    /// Who is bound next.
    pub async fn bound(&mut self, name: &str) {
        self.hears("bound", |bound| bound["system_id"] == name && bound["status"] == 0).await;
    }
}
