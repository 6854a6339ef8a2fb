//! A PostgreSQL of a test's own, which writes to the disk as a real one does, and can be killed and started again.

use std::{
    env,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// A cluster. It goes away with the process that made it, however that ends: then its keeper's standard input is closed.
pub struct Postgres {
    dir: PathBuf,
    bin: PathBuf,
    _keeper: Child,
}

const KEEPER: &str = r#"
set -eu
trap '' INT TERM HUP
dir=$(mktemp -d "${TMPDIR:-/tmp}/exeat-faults.XXXXXX")
trap '"$1/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
"$1/initdb" -D "$dir/data" -U exeat -A trust -E UTF8 --no-locale --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
printf "listen_addresses=''\nunix_socket_directories='%s'\nfsync=on\nmax_connections=100\n" "$dir" >>"$dir/data/postgresql.conf"
"$1/pg_ctl" -D "$dir/data" -w -l "$dir/log" start >/dev/null || { cat "$dir/log" >&2; exit 1; }
echo "$dir"
cat >/dev/null
"#;

impl Postgres {
    /// `None`, with a word, where none is installed; in CI that is a failure.
    pub fn start() -> Option<Self> {
        let Some(bin) = installed() else {
            assert!(!env::var("CI").is_ok_and(|ci| ci == "true"), "PostgreSQL is not installed");
            eprintln!("skipped: PostgreSQL is not installed");
            return None;
        };
        let mut keeper = as_postgres("sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(&bin).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut keeper = keeper.spawn().expect("the keeper starts");
        let mut dir = String::new();
        BufReader::new(keeper.stdout.take().expect("its output")).read_line(&mut dir).expect("a folder");
        assert!(!dir.trim().is_empty(), "a cluster could not be started; what it said stands above");
        Some(Self { dir: PathBuf::from(dir.trim()), bin, _keeper: keeper })
    }

    pub fn url(&self) -> String {
        format!("postgres://exeat@localhost/postgres?host={}", self.dir.display())
    }

    /// `kill -9` of every process of it, as when the machine loses power.
    pub fn kill(&self) {
        let file = std::fs::read_to_string(self.dir.join("data/postmaster.pid")).expect("it runs");
        let first = file.lines().next().expect("a process").to_owned();
        let kill = |signal: &str, whom: &[&str]| {
            Command::new("kill").arg(signal).args(whom).stderr(Stdio::null()).status().expect("kill");
        };
        // What it would start while the others are looked for would live on.
        kill("-STOP", &[&first]);
        let children = Command::new("ps").args(["-o", "pid=", "--ppid", &first]).output().expect("ps").stdout;
        let children = String::from_utf8(children).expect("numbers");
        kill("-9", &[&first]);
        kill("-9", &children.split_whitespace().collect::<Vec<_>>());
    }

    /// It does not start while one of those that were killed is not gone yet.
    pub fn start_again(&self) {
        let starts = || {
            let mut command = as_postgres(self.bin.join("pg_ctl").to_str().expect("a path"));
            command.arg("-D").arg(self.dir.join("data")).arg("-l").arg(self.dir.join("log")).args(["-w", "-t", "60", "start"]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("pg_ctl").success()
        };
        let started = (0..20).any(|attempt| {
            std::thread::sleep(std::time::Duration::from_millis(100 * attempt));
            starts()
        });
        let said = std::fs::read_to_string(self.dir.join("log")).unwrap_or_default();
        assert!(started, "PostgreSQL does not start again: {said}");
    }
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &str) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    let mut command = Command::new(if root { "runuser" } else { program });
    if root {
        command.args(["-u", "postgres", "--", program]);
    }
    for name in ["PGDATA", "PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGOPTIONS"] {
        command.env_remove(name);
    }
    command.current_dir("/");
    command
}

fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort();
    env::split_paths(&path).chain(versions.into_iter().rev()).find(|bin| bin.join("initdb").exists() && bin.join("pg_ctl").exists())
}
