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
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};
use tokio::sync::Mutex;

/// From so many pages on it is moved, 256 MiB. Pages that change often are moved once for many times.
const LONG: i64 = 131_072;

/// The log of one file.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    path: PathBuf,
    /// Never closed: with any handle of the file, a process gives up every lock that SQLite holds on it.
    file: Arc<OnceLock<ManuallyDrop<File>>>,
    moving: Arc<AtomicBool>,
}

impl Log {
    /// Of the database in a file.
    pub(crate) fn of(file: &std::path::Path) -> Self {
        Self { path: file.to_owned(), file: Arc::default(), moving: Arc::default() }
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
        if left(checkpoint(reading, "NOOP").await?) < LONG {
            return Ok(());
        }
        checkpoint(reading, "PASSIVE").await?;
        // SQLite forces the file to the disk only when nothing was committed meanwhile, and would do it while everybody waits.
        let log = self.clone();
        let forced = tokio::task::spawn_blocking(move || log.force()).await;
        forced.unwrap_or_else(|error| Err(io::Error::other(error))).map_err(|error| DbErr::Custom(error.to_string()))?;
        checkpoint(reading, "PASSIVE").await?;
        let _turn = turn.lock().await;
        checkpoint(writing, "RESTART").await?;
        Ok(())
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

fn left((pages, moved): (i64, i64)) -> i64 {
    pages - moved
}

/// However it ends.
struct Moving(Arc<AtomicBool>);

impl Drop for Moving {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
