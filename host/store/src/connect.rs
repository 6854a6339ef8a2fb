//! From an address to a pool of connections.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr,
    sqlx::{
        self, ConnectOptions as _, Connection, SqliteConnection,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{
    error::{StoreError, is_busy},
    log::Log,
};

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Memory,
    File,
    Postgres,
}

/// How long a transaction of another process is waited for. Ours take milliseconds; a backup may take seconds.
pub(crate) const BUSY: Duration = Duration::from_secs(15);
/// How long a database that does not answer is waited for.
const CONNECT: Duration = Duration::from_secs(5);
/// How often a file is tried to be opened that another process is just making.
const OPENING: u32 = 100;
/// How long a free connection is waited for. On a file longer than `BUSY`, so that the true cause is reported.
const ACQUIRE: Duration = Duration::from_secs(20);
/// On PostgreSQL shorter than an SMSC waits for an answer: while the server is gone everybody waits for so long, and is told to come again.
const ACQUIRE_POSTGRES: Duration = Duration::from_secs(5);
/// Those of a SQLite file that only read.
const FILE_READERS: u32 = 4;
/// What the one that writes may keep in memory of the file, in KiB. It alone changes the file, so that what it keeps stays true; what the
/// others keep is worth nothing after the next change.
const WRITER_CACHE: &str = "-49152";
/// Of a new file, in octets. Keys that are hashes fall anywhere, and each of them costs a whole page of the log: half of the usual page is half
/// as much to write.
const PAGE: u32 = 2048;
/// After so many pages, 1 GB, SQLite itself moves its log into the file: when what we do about it ([`crate::log`]) does not get through.
const CHECKPOINT: &str = "500000";
/// How many statements each connection keeps prepared: some twenty tables, in up to 18 sizes each.
const STATEMENTS: usize = 384;
/// Of PostgreSQL's usual hundred, so that several nodes fit.
const POSTGRES_CONNECTIONS: u32 = 16;

impl Kind {
    fn of(url: &str) -> Option<Self> {
        match url.split_once(':')? {
            ("sqlite", rest) if rest.contains(":memory:") || rest.contains("mode=memory") => Some(Self::Memory),
            ("sqlite", rest) if !rest.is_empty() => Some(Self::File),
            ("postgres" | "postgresql", rest) if rest.starts_with("//") => Some(Self::Postgres),
            _ => None,
        }
    }
}

/// The address without what follows the first `:` of its user part, and without parameters, which can hold a password too.
pub(crate) fn redacted(url: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, ""), |(address, _)| (address, "?…"));
    let shown = match (address.split_once("://"), address.rfind('@')) {
        (Some((scheme, rest)), Some(_)) => {
            let (user, host) = rest.rsplit_once('@').unwrap_or(("", rest));
            match user.split_once(':') {
                Some((name, _)) => format!("{scheme}://{name}:…@{host}"),
                None => format!("{scheme}://{user}@{host}"),
            }
        }
        _ => address.to_owned(),
    };
    shown + parameters
}

/// The connections that read, and those that write. They are the same ones but on a SQLite file, which has one writer.
pub(crate) struct Connections {
    pub(crate) kind: Kind,
    pub(crate) reading: DatabaseConnection,
    pub(crate) writing: DatabaseConnection,
    /// Of a SQLite file.
    pub(crate) log: Option<Log>,
}

pub(crate) async fn connect(url: &str) -> Result<Connections, StoreError> {
    let kind = Kind::of(url).ok_or_else(|| StoreError::Url { url: redacted(url) })?;
    let mut options = ConnectOptions::new(url);
    options.connect_timeout(CONNECT).acquire_timeout(ACQUIRE).sqlx_logging(false).record_stmt_in_spans(false);
    match kind {
        // A database in memory lives as long as its one connection.
        Kind::Memory => options.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None).test_before_acquire(false),
        Kind::File => options.max_connections(FILE_READERS).test_before_acquire(false),
        Kind::Postgres => options.max_connections(POSTGRES_CONNECTIONS).acquire_timeout(ACQUIRE_POSTGRES),
    };
    if kind == Kind::Postgres && !url.contains("application_name=") {
        options.set_application_name("exeat");
    }
    options.map_sqlx_sqlite_opts(sqlite).map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(STATEMENTS));
    if kind == Kind::Postgres {
        probe(url).await.map_err(|why| failed(url, &why))?;
    }
    let reading = open(&options).await.map_err(|error| failed(url, &error.to_string()))?;
    let writing = if kind == Kind::File {
        options.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
        // What a statement of many rows would be taken back by stays in memory, too.
        options.map_sqlx_sqlite_opts(|options| sqlite(options).pragma("cache_size", WRITER_CACHE).pragma("temp_store", "memory"));
        options.map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_at_rest(connection))));
        open(&options).await.map_err(|error| failed(url, &error.to_string()))?
    } else {
        reading.clone()
    };
    let file = (kind == Kind::File).then(|| url.parse::<SqliteConnectOptions>().ok()).flatten();
    let log = file.map(|options| Log::of(options.get_filename()));
    Ok(Connections { kind, reading, writing, log })
}

/// Whatever a connection to SQLite is for.
fn sqlite(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .page_size(PAGE)
        .pragma("wal_autocheckpoint", CHECKPOINT)
        .statement_cache_capacity(STATEMENTS)
}

async fn open(options: &ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let mut attempt = 1;
    loop {
        match Database::connect(options.clone()).await {
            // Of several processes that open a new file at once, one turns it to WAL; SQLite does not let the others wait.
            Err(error) if is_busy(&error) && attempt < OPENING => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                attempt += 1;
            }
            other => return other,
        }
    }
}

/// Whether a connection has no transaction. When the disk is full SQLite itself rolls back, the driver does not notice, and whatever is
/// written over the connection afterwards is within a transaction that nobody commits. So such a connection is used no more.
async fn is_at_rest(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A rollback that waits for its turn is done before this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// The driver may repeat the address.
fn failed(url: &str, why: &str) -> StoreError {
    StoreError::Connect { url: redacted(url), why: why.replace(url, &redacted(url)) }
}

/// One connection without a pool, which would only say that it took too long: refused, unknown host, wrong password, no such
/// database.
async fn probe(url: &str) -> Result<(), String> {
    let options: PgConnectOptions = url.parse().map_err(|error: sea_orm::sqlx::Error| error.to_string())?;
    let connecting = tokio::time::timeout(CONNECT, options.connect());
    let connection = connecting.await.map_err(|_| format!("no answer within {} seconds", CONNECT.as_secs()))?;
    connection.map_err(|error| error.to_string())?.close().await.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_show() {
        let cases = [
            ("postgres://exeat:secret@db:5432/exeat", "postgres://exeat:…@db:5432/exeat"),
            ("postgres://exeat:se@cret@db/exeat", "postgres://exeat:…@db/exeat"),
            ("postgres://exeat@db/exeat?password=secret", "postgres://exeat@db/exeat?…"),
            ("postgres://db/exeat", "postgres://db/exeat"),
            ("sqlite:data/exeat.db?mode=rwc", "sqlite:data/exeat.db?…"),
            ("mysql://root:secret@db/x", "mysql://root:…@db/x"),
        ];
        for (url, shown) in cases {
            assert_eq!(redacted(url), shown);
        }
    }

    #[test]
    fn kinds_are_told_by_the_address() {
        let cases = [
            ("sqlite::memory:", Some(Kind::Memory)),
            ("sqlite://file?mode=memory", Some(Kind::Memory)),
            ("sqlite:exeat.db", Some(Kind::File)),
            ("sqlite:///var/lib/exeat.db?mode=rwc", Some(Kind::File)),
            ("postgres://db/exeat", Some(Kind::Postgres)),
            ("postgresql://db/exeat", Some(Kind::Postgres)),
            ("mysql://db/exeat", None),
            ("sqlite:", None),
            ("exeat.db", None),
            ("", None),
        ];
        for (url, kind) in cases {
            assert_eq!(Kind::of(url), kind, "{url}");
        }
    }
}
