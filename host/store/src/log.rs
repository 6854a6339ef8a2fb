//! The log of a SQLite file (WAL): what was committed stands there first, and is moved into the file from time to time.
//!
//! SQLite does that within a commit, and everybody waits while some tens of megabytes are written in a thousand places. Here most of it is
//! moved beside the commits, over a connection that only reads otherwise; the little that was committed meanwhile is moved while nobody writes.
//! Then the log begins anew.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use tokio::sync::Mutex;

/// From this size on it is moved, in bytes. Pages that change often are moved once for many times.
const LONG: u64 = 24 << 20;

/// The log of one file.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    path: PathBuf,
    moving: Arc<AtomicBool>,
}

impl Log {
    /// Of the database in a file.
    pub(crate) fn of(file: &std::path::Path) -> Self {
        let mut path = file.as_os_str().to_owned();
        path.push("-wal");
        Self { path: path.into(), moving: Arc::default() }
    }

    /// Has it moved when it is long. `turn` is held by whoever writes.
    pub(crate) fn tend(&self, reading: &DatabaseConnection, writing: &DatabaseConnection, turn: &Arc<Mutex<()>>) {
        let long = std::fs::metadata(&self.path).is_ok_and(|log| log.len() >= LONG);
        if !long || self.moving.swap(true, Ordering::Relaxed) {
            return;
        }
        let moving = Moving(Arc::clone(&self.moving));
        let (reading, writing, turn) = (reading.clone(), writing.clone(), Arc::clone(turn));
        tokio::spawn(async move {
            let _moving = moving;
            if let Err(error) = moved(&reading, &writing, &turn).await {
                // It goes on growing, and is tried again with the next commit; SQLite itself moves it in the end.
                tracing::warn!(%error, "the log of the database could not be moved into its file");
            }
        });
    }
}

async fn moved(reading: &DatabaseConnection, writing: &DatabaseConnection, turn: &Mutex<()>) -> Result<(), DbErr> {
    reading.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await?;
    let _turn = turn.lock().await;
    writing.execute_unprepared("PRAGMA wal_checkpoint(RESTART)").await?;
    Ok(())
}

/// However it ends.
struct Moving(Arc<AtomicBool>);

impl Drop for Moving {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
