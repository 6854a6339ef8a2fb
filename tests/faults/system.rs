//! A host of one or two nodes, its database, and two operators: everything that can be killed.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use bench::sms::{Listener, Options, Smsc};
use domain::Instant as At;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    sync::{Mutex, OwnedMutexGuard},
};

use crate::postgres::Postgres;

/// When everything begins: a morning on which the regime of Azerbaijan rules, and a few hours of either side do not end the day.
pub const BEGINS: &str = "2020-12-15T10:00:00+04:00";

/// Where messages and permits are kept.
pub enum Database {
    Sqlite,
    /// SQLite in a folder that is given.
    SqliteIn(PathBuf),
    Postgres(Postgres),
}

/// The operators: their names, and what the telephones of each begin with. People write from both.
pub const OPERATORS: [(&str, &str); 2] = [("first", "99450"), ("second", "99455")];

/// A peer that nodes bind to.
pub struct Operator {
    pub smsc: Smsc,
    _listener: Listener,
}

pub struct System {
    pub data: TempDir,
    pub database: Database,
    pub operators: Vec<Operator>,
    pub nodes: Vec<Option<Node>>,
    pub policies: PathBuf,
    pub plugins: PathBuf,
    /// What the environment of a node says in addition.
    pub environment: Vec<(String, String)>,
    /// Whether the nodes are told what time it is.
    pub told_the_time: bool,
    began: Instant,
    _turn: OwnedMutexGuard<()>,
}

pub struct Node {
    child: Child,
    pub address: String,
}

/// Where compiled plugins stay from one system to the next.
fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}", std::process::id()))
}

/// Copies a folder with its rights.
pub fn copy(from: &Path, to: &Path) {
    assert!(std::process::Command::new("cp").arg("-a").arg(from).arg(to).status().expect("cp").success());
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl System {
    /// Nothing runs yet but the operators. One system at a time: what takes its time is the machine's.
    pub async fn new(database: Database) -> Self {
        static TURN: std::sync::LazyLock<std::sync::Arc<Mutex<()>>> = std::sync::LazyLock::new(Default::default);
        let _turn = std::sync::Arc::clone(&TURN).lock_owned().await;
        let data = tempfile::tempdir().expect("a folder");
        let mut operators = Vec::new();
        let mut config = String::from("operators:\n");
        for (name, numbers) in OPERATORS {
            let smsc = Smsc::new(&Options::default());
            let listener = smsc.listen("127.0.0.1:0").await.expect("a port");
            let address = listener.address();
            config += &format!(
                "  - {{ name: {name}, addresses: ['{address}'], system_id: exeat, password: {{ env: SMSC_PASSWORD }}, window: 50, \
                 response_seconds: 3, patience_seconds: 2, reconnect_seconds: 1, reconnect_most_seconds: 2, enquire_link_seconds: 5, \
                 carries: {{ allowed: ['{numbers}'] }}, hears: {{ allowed: ['{numbers}'] }} }}\n"
            );
            operators.push(Operator { smsc, _listener: listener });
        }
        if cache().exists() {
            copy(&cache(), &data.path().join("cache"));
        }
        fs::write(data.path().join("exeat.yaml"), config).expect("written");
        Self {
            data,
            database,
            operators,
            nodes: Vec::new(),
            policies: root().join("policies"),
            plugins: root().join("plugins/dist"),
            environment: Vec::new(),
            told_the_time: true,
            began: Instant::now(),
            _turn,
        }
    }

    pub fn url(&self) -> String {
        match &self.database {
            Database::Sqlite => format!("sqlite:{}?mode=rwc", self.data.path().join("exeat.db").display()),
            Database::SqliteIn(folder) => format!("sqlite:{}?mode=rwc", folder.join("exeat.db").display()),
            Database::Postgres(postgres) => postgres.url(),
        }
    }

    pub fn postgres(&self) -> &Postgres {
        let Database::Postgres(postgres) = &self.database else { panic!("it is on PostgreSQL") };
        postgres
    }

    pub fn keys(&self) -> PathBuf {
        self.data.path().join("keys")
    }

    /// Starts nodes one after the other.
    pub async fn start(&mut self, nodes: usize) {
        for node in 0..nodes {
            self.nodes.push(None);
            self.start_node(node, 0).await;
        }
        if !cache().exists() {
            copy(&self.data.path().join("cache"), &cache());
        }
    }

    /// Starts a node whose clock is wrong by so many seconds.
    pub async fn start_node(&mut self, node: usize, wrong: i64) {
        let at: At = BEGINS.parse().expect("an instant");
        let at = at
            .saturating_add(self.began.elapsed())
            .and_then(|at| at.saturating_add(jiff::SignedDuration::from_secs(wrong)))
            .expect("an instant");
        let mut command = self.command();
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        if self.told_the_time {
            command.args(["--at", &at.to_string()]);
        }
        let log = self.log(node);
        let log = File::options().create(true).append(true).open(log).expect("a log");
        let mut child = command.stdout(Stdio::piped()).stderr(log).kill_on_drop(true).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines.next_line().await.expect("a line");
        let line = line.unwrap_or_else(|| panic!("a node does not start: {}", self.end_of_log(node)));
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("the address").to_owned();
        let slot = self.nodes.get_mut(node).expect("a node");
        *slot = Some(Node { child, address });
    }

    /// The command with everything that a node is given.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_exeat"));
        command.current_dir(root());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EXEAT_")) {
            command.env_remove(name);
        }
        command.arg("--data").arg(self.data.path()).arg("--config").arg(self.data.path().join("exeat.yaml"));
        command.arg("--policies").arg(&self.policies).arg("--plugins").arg(&self.plugins);
        command.env("EXEAT_DATABASE", self.url()).env("SMSC_PASSWORD", "secret");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    pub async fn kill(&mut self, node: usize) {
        let mut node = self.nodes.get_mut(node).and_then(Option::take).expect("it runs");
        node.child.kill().await.expect("killed");
    }

    /// Tells every node to stop, and waits until they have.
    pub async fn stop(&mut self) {
        for node in 0..self.nodes.len() {
            self.stop_node(node).await;
        }
    }

    pub async fn stop_node(&mut self, node: usize) {
        let Some(mut running) = self.nodes.get_mut(node).and_then(Option::take) else { return };
        let process = running.child.id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-TERM", &process]).status().await.expect("kill").success());
        let ended = tokio::time::timeout(Duration::from_secs(60), running.child.wait()).await;
        assert!(ended.is_ok(), "node {node} does not stop: {}", self.end_of_log(node));
    }

    fn log(&self, node: usize) -> PathBuf {
        self.data.path().join(format!("node-{node}.log"))
    }

    /// What a node said last.
    pub fn end_of_log(&self, node: usize) -> String {
        let said = fs::read_to_string(self.log(node)).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        lines.iter().skip(lines.len().saturating_sub(30)).copied().collect::<Vec<_>>().join("\n")
    }

    /// Every line of every node's log that holds one of these words.
    pub fn logged(&self, words: &[&str]) -> Vec<String> {
        let logs = (0..self.nodes.len()).map(|node| fs::read_to_string(self.log(node)).unwrap_or_default());
        logs.flat_map(|log| log.lines().filter(|line| words.iter().any(|word| line.contains(word))).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }
}
