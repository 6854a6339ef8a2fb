//! The store, and transactions that write to it.

use std::sync::Arc;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{
    connect::{Connections, Kind, connect, redacted},
    error::StoreError,
    log::Log,
    migration,
};

/// Where a question is asked: the store itself, or a transaction of it.
pub type Db<'a> = DatabaseExecutor<'a>;

/// An open database with an up-to-date schema. Cheap to clone; every clone is the same store.
#[derive(Debug, Clone)]
pub struct Store {
    /// For questions.
    db: DatabaseConnection,
    /// For transactions: another one on a SQLite file only.
    writing: DatabaseConnection,
    kind: Kind,
    turn: Arc<Mutex<()>>,
    /// Of a SQLite file.
    log: Option<Log>,
}

/// A transaction that may write. Dropped without [`commit`](Self::commit), it leaves nothing behind.
#[derive(Debug)]
pub struct Write {
    transaction: DatabaseTransaction,
    turn: Option<OwnedMutexGuard<()>>,
    store: Store,
}

impl Store {
    /// Opens a database and brings its schema up to date: `sqlite:path?mode=rwc`, `sqlite::memory:` or
    /// `postgres://user:password@host/name`.
    ///
    /// # Errors
    /// When the address is of no known kind, the database can't be reached, or a later version of the program wrote it.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let Connections { kind, reading, writing, log } = connect(url).await?;
        let store = Self { db: reading, writing, kind, turn: Arc::default(), log };
        migration::up(&store, &redacted(url)).await?;
        Ok(store)
    }

    /// For questions outside a transaction.
    #[must_use]
    pub fn db(&self) -> Db<'_> {
        Db::from(&self.db)
    }

    /// Begins a transaction that may write. On SQLite writers of one store take turns here, and the write lock is taken at
    /// once: a transaction that reads first and writes later could find that another has written in between.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn write(&self) -> Result<Write, StoreError> {
        let turn = match self.kind {
            Kind::Postgres => None,
            Kind::Memory | Kind::File => Some(Arc::clone(&self.turn).lock_owned().await),
        };
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        Ok(Write { transaction: self.writing.begin_with_options(options).await?, turn, store: self.clone() })
    }

    /// How many batches get further at once than one. SQLite has one writer, but while one batch is written another is read.
    #[must_use]
    pub fn writers(&self) -> usize {
        match self.kind {
            Kind::Postgres => 4,
            Kind::File => 2,
            Kind::Memory => 1,
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it doesn't.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.kind == Kind::Postgres
    }

    /// Closes every connection, so that the file may be moved. Optional: what was committed is safe without it.
    ///
    /// # Errors
    /// When the driver fails to.
    pub async fn close(self) -> Result<(), StoreError> {
        self.db.close().await?;
        Ok(self.writing.close().await?)
    }
}

impl Write {
    /// For questions and changes within the transaction.
    #[must_use]
    pub fn db(&self) -> Db<'_> {
        Db::from(&self.transaction)
    }

    /// Makes it durable. When this returns without an error, it is.
    ///
    /// # Errors
    /// When the database refuses, or its answer was lost; then it may be durable or not.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { transaction, turn, store } = self;
        transaction.commit().await?;
        drop(turn);
        if let Some(log) = &store.log {
            log.tend(&store.db, &store.writing, &store.turn);
        }
        Ok(())
    }
}
