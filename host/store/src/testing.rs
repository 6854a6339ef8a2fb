//! Databases for tests: SQLite in a file, and PostgreSQL from a server that is given or started here.
//!
//! Seen only by tests, behind the feature `testing`. The server is that of `EXEAT_TEST_POSTGRES` (the address of a database in
//! which schemas may be made); without one, a private cluster is started from the PostgreSQL that is installed, once per
//! process, and goes away with it, however the process ends. Where there is none, tests run on SQLite alone and say so; in CI
//! (`CI=true`) that is a failure.
#![expect(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "tests fail by panicking and speak to the one who runs them")]

use std::{
    env,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use sea_orm::ConnectionTrait;
use tempfile::TempDir;

use crate::{Store, connect::connect};

/// An empty database of its own. It is gone when this is dropped.
pub struct TestDatabase {
    name: &'static str,
    url: String,
    dir: Option<TempDir>,
}

impl TestDatabase {
    /// `sqlite` or `postgres`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its address. It can be opened many times, by several processes too.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens it, as one more node would.
    ///
    /// # Panics
    /// When it can't be opened.
    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// Everything that lies in its files, as a thief of the disk would read it. Only of SQLite; empty of PostgreSQL.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let files = self.dir.iter().flat_map(|dir| std::fs::read_dir(dir.path()).into_iter().flatten().flatten());
        files.flat_map(|file| std::fs::read(file.path()).unwrap_or_default()).collect()
    }
}

/// A database of every kind that is supported, each empty and not used by any other test.
///
/// # Panics
/// When one can't be made; in CI also when there is no PostgreSQL.
pub async fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite()];
    match SERVER.get_or_init(server) {
        Ok(server) => databases.push(postgres(server).await),
        Err(why) if env::var("CI").is_ok_and(|ci| ci == "true") => panic!("the tests on PostgreSQL can't run: {why}"),
        Err(why) => eprintln!("skipped: the tests on PostgreSQL ({why})"),
    }
    databases
}

/// SQLite in a file of its own.
///
/// # Panics
/// When there is no place for temporary files.
#[must_use]
pub fn sqlite() -> TestDatabase {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let url = format!("sqlite:{}?mode=rwc", dir.path().join("exeat.db").display());
    TestDatabase { name: "sqlite", url, dir: Some(dir) }
}

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();

struct Server {
    /// Without a schema.
    url: String,
    /// Of the cluster that was started here. While its standard input is open, the cluster runs; the system closes it when
    /// this process ends.
    _keeper: Option<Child>,
}

/// A schema of its own within the server's database.
async fn postgres(server: &Server) -> TestDatabase {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let schema = format!("exeat_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let db = connect(&server.url).await.unwrap_or_else(|error| panic!("postgres: {error}")).writing;
    let made = db.execute_unprepared(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")).await;
    made.unwrap_or_else(|error| panic!("postgres: {error}"));
    db.close().await.expect("a connection can be closed");
    let joint = if server.url.contains('?') { '&' } else { '?' };
    TestDatabase {
        name: "postgres",
        url: format!("{}{joint}application_name={schema}&options=-c%20search_path%3D{schema}", server.url),
        dir: None,
    }
}

/// A server that is given keeps running, so what was made in it is dropped again; connections that the test left open are
/// closed first, or a transaction that nobody rolls back any more would be waited for.
impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some(Ok(Server { url, _keeper: None })) = SERVER.get() else { return };
        let Some((_, schema)) = self.url.split_once("search_path%3D") else { return };
        let statement = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{schema}'; DROP SCHEMA IF EXISTS {schema} CASCADE"
        );
        let url = url.clone();
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async { connect(&url).await.ok()?.writing.execute_unprepared(&statement).await.ok() })
        });
        dropping.join().ok();
    }
}

fn server() -> Result<Server, String> {
    if let Ok(url) = env::var("EXEAT_TEST_POSTGRES") {
        return Ok(Server { url, _keeper: None });
    }
    let bin = installed().ok_or("PostgreSQL is not installed: no `initdb` on the PATH or under /usr/lib/postgresql")?;
    start(&bin)
}

/// The folder of the newest PostgreSQL that is installed.
fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin")).collect();
    versions.sort();
    env::split_paths(&path).chain(versions.into_iter().rev()).find(|bin| bin.join("initdb").exists() && bin.join("pg_ctl").exists())
}

/// Makes a cluster, prints its folder, keeps it until standard input ends, and leaves nothing.
const KEEPER: &str = r#"
set -eu
trap '' INT TERM HUP
dir=$(mktemp -d "${TMPDIR:-/tmp}/exeat-postgres.XXXXXX")
trap '"$1/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
"$1/initdb" -D "$dir/data" -U exeat -A trust -E UTF8 --no-locale --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
"$1/pg_ctl" -D "$dir/data" -w -l "$dir/log" start -o \
    "-c listen_addresses='' -c unix_socket_directories='$dir' -c fsync=off -c max_connections=400" >/dev/null || { cat "$dir/log" >&2; exit 1; }
echo "$dir"
cat >/dev/null
"#;

fn start(bin: &Path) -> Result<Server, String> {
    // PostgreSQL refuses to run as root.
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    let mut command = Command::new(if root { "runuser" } else { "sh" });
    if root {
        command.args(["-u", "postgres", "--", "sh"]);
    }
    command.args(["-c", KEEPER, "keeper"]).arg(bin).current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped());
    for name in ["PGDATA", "PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGOPTIONS"] {
        command.env_remove(name);
    }
    let mut keeper = command.spawn().map_err(|error| format!("a cluster could not be started: {error}"))?;
    let mut dir = String::new();
    if let Some(output) = keeper.stdout.take() {
        BufReader::new(output).read_line(&mut dir).map_err(|error| format!("a cluster could not be started: {error}"))?;
    }
    match dir.trim() {
        "" => Err("a cluster could not be started; what it said stands above".to_owned()),
        dir => Ok(Server { url: format!("postgres://exeat@localhost/postgres?host={dir}"), _keeper: Some(keeper) }),
    }
}
