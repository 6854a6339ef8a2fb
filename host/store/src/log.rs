//! The log of a SQLite file (WAL): what was committed stands there first, and is moved into the file from time to time.
//!
//! SQLite does that within a commit, and everybody waits while some tens of megabytes are written in a thousand places. Here most of it is
//! moved, and forced to the disk, beside the commits, over a connection that only reads otherwise; the little that was committed meanwhile is
//! moved while nobody writes. Then the log begins anew.

use std::{
    fs::File,
    io,
    mem::ManuallyDrop,
    path::PathBuf,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};
use tokio::sync::Mutex;

use crate::connect::BUSY;

/// From so many pages on it is moved, 256 MiB. Pages that change often are moved once for many times.
const LONG: i64 = 131_072;

/// How long whoever reads is waited for, while everybody waits who would write. Another time will do as well.
const PATIENCE: Duration = Duration::from_millis(100);

/// The log of one file.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    path: PathBuf,
    /// From so many pages on it is moved.
    long: i64,
    /// Never closed: with any handle of the file, a process gives up every lock that SQLite holds on it.
    file: Arc<OnceLock<ManuallyDrop<File>>>,
    moving: Arc<AtomicBool>,
}

impl Log {
    /// Of the database in a file.
    pub(crate) fn of(file: &std::path::Path) -> Self {
        Self { path: file.to_owned(), long: LONG, file: Arc::default(), moving: Arc::default() }
    }

    /// Has it moved when it is long. `turn` is held by whoever writes.
    pub(crate) fn tend(&self, reading: &DatabaseConnection, writing: &DatabaseConnection, turn: &Arc<Mutex<()>>) {
        if self.moving.swap(true, Ordering::Relaxed) {
            return;
        }
        let moving = Moving(Arc::clone(&self.moving));
        let (log, reading, writing, turn) = (self.clone(), reading.clone(), writing.clone(), Arc::clone(turn));
        tokio::spawn(async move {
            let _moving = moving;
            if let Err(error) = log.moved(&reading, &writing, &turn).await {
                // It goes on growing, and is tried again with the next commit; SQLite itself moves it in the end.
                tracing::warn!(%error, "the log of the database could not be moved into its file");
            }
        });
    }

    async fn moved(&self, reading: &DatabaseConnection, writing: &DatabaseConnection, turn: &Mutex<()>) -> Result<(), DbErr> {
        let (pages, moved) = checkpoint(reading, "NOOP").await?;
        if pages - moved < self.long {
            return Ok(());
        }
        checkpoint(reading, "PASSIVE").await?;
        // SQLite forces the file to the disk only when nothing was committed meanwhile, and would do it while everybody waits.
        let log = self.clone();
        let forced = tokio::task::spawn_blocking(move || log.force()).await;
        forced.unwrap_or_else(|error| Err(io::Error::other(error))).map_err(|error| DbErr::Custom(error.to_string()))?;
        checkpoint(reading, "PASSIVE").await?;
        let _turn = turn.lock().await;
        patience(writing, PATIENCE).await?;
        let restarted = checkpoint(writing, "RESTART").await;
        patience(writing, BUSY).await?;
        restarted.map(drop)
    }

    /// Forces what was written into the file to the disk.
    fn force(&self) -> io::Result<()> {
        let file = match self.file.get() {
            Some(file) => file,
            None => {
                let opened = ManuallyDrop::new(File::open(&self.path)?);
                self.file.get_or_init(|| opened)
            }
        };
        file.sync_data()
    }
}

/// The pages of the log, and how many of them are in the file.
async fn checkpoint(connection: &DatabaseConnection, how: &str) -> Result<(i64, i64), DbErr> {
    let asked = Statement::from_string(connection.get_database_backend(), format!("PRAGMA wal_checkpoint({how})"));
    let Some(row) = connection.query_one_raw(asked).await? else { return Ok((0, 0)) };
    Ok((row.try_get_by_index(1)?, row.try_get_by_index(2)?))
}

/// How long a connection waits for others.
async fn patience(connection: &DatabaseConnection, patience: Duration) -> Result<(), DbErr> {
    connection.execute_unprepared(&format!("PRAGMA busy_timeout = {}", patience.as_millis())).await.map(drop)
}

/// However it ends.
struct Moving(Arc<AtomicBool>);

impl Drop for Moving {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::TransactionTrait;

    use super::*;
    use crate::connect::{Connections, connect};

    async fn opened(folder: &std::path::Path) -> (Connections, Log) {
        let file = folder.join("log.db");
        let connections = connect(&format!("sqlite:{}?mode=rwc", file.display())).await.unwrap();
        connections.writing.execute_unprepared("CREATE TABLE row (text TEXT)").await.unwrap();
        (connections, Log { long: 1, ..Log::of(&file) })
    }

    async fn write(connections: &Connections) {
        connections.writing.execute_unprepared("INSERT INTO row VALUES ('one')").await.unwrap();
    }

    #[tokio::test]
    async fn a_long_log_is_moved_and_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (connections, log) = opened(folder.path()).await;
        for _ in 0..50 {
            write(&connections).await;
        }
        let (before, _) = checkpoint(&connections.reading, "NOOP").await.unwrap();
        log.moved(&connections.reading, &connections.writing, &Mutex::default()).await.unwrap();
        write(&connections).await;
        let (after, moved) = checkpoint(&connections.reading, "NOOP").await.unwrap();
        assert!(before >= 50 && after < 5 && moved == 0, "{before} pages, then {after}, {moved} of them moved");
    }

    #[tokio::test]
    async fn a_log_that_is_short_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (connections, log) = opened(folder.path()).await;
        let log = Log { long: 1_000, ..log };
        log.moved(&connections.reading, &connections.writing, &Mutex::default()).await.unwrap();
        let (pages, moved) = checkpoint(&connections.reading, "NOOP").await.unwrap();
        assert!(pages > 0 && moved == 0, "{moved} of {pages} moved");
    }

    #[tokio::test]
    async fn one_who_reads_for_long_keeps_nobody_from_writing() {
        let folder = tempfile::tempdir().unwrap();
        let (connections, log) = opened(folder.path()).await;
        let reading = connections.reading.begin().await.unwrap();
        reading.query_one_raw(Statement::from_string(reading.get_database_backend(), "SELECT text FROM row")).await.unwrap();
        write(&connections).await;
        let moved = async {
            log.moved(&connections.reading, &connections.writing, &Mutex::default()).await.unwrap();
            write(&connections).await;
        };
        tokio::time::timeout(BUSY / 3, moved).await.expect("nobody is waited for");
        reading.rollback().await.unwrap();
        log.moved(&connections.reading, &connections.writing, &Mutex::default()).await.unwrap();
        write(&connections).await;
        assert!(checkpoint(&connections.reading, "NOOP").await.unwrap().0 < 5, "and then it begins anew");
    }
}
