//! What can go wrong with the database, said so that an operator can act on it and a password never shows.

use sea_orm::{DbErr, RuntimeErr};

/// The database refused, could not be reached, or holds something that it should not.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// An address of no kind that is known.
    #[error("`{url}` is not the address of a database: it must begin with `sqlite:` or `postgres://`")]
    Url {
        /// The address without its password.
        url: String,
    },
    /// A database that could not be reached or opened.
    #[error("the database `{url}` can't be opened: {why}")]
    Connect {
        /// The address without its password.
        url: String,
        /// What the driver said.
        why: String,
    },
    /// A schema that a later version of the program made.
    #[error("the database `{url}` was written by a later version of this program: it has {unknown}, which this one does not know")]
    Newer {
        /// The address without its password.
        url: String,
        /// Migrations that are not known.
        unknown: String,
    },
    /// A schema that could not be brought up to date.
    #[error("the schema of the database `{url}` could not be brought up to date: {why}")]
    Migration {
        /// The address without its password.
        url: String,
        /// What the database said.
        why: String,
    },
    /// The database refused a question.
    #[error("the database failed: {0}")]
    Database(DbErr),
    /// Two transactions were in each other's way; the same again may go through.
    #[error("the database is busy: {0}")]
    Busy(DbErr),
    /// Another transaction was faster with the same; the same again finds what it did.
    #[error("another transaction was faster with the same")]
    Overtaken,
    /// Something stored can't be what was stored.
    #[error("the database holds something unreadable: {0}")]
    Corrupt(&'static str),
}

impl StoreError {
    pub(crate) fn corrupt(what: &'static str) -> Self {
        Self::Corrupt(what)
    }

    /// Whether nothing goes through now, whatever is asked: the database can't be reached, is shutting down, or has no room on its disk.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Database(error) if is_unavailable(error))
    }

    /// Whether the same again may go through.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Overtaken)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if is_busy(&error) { Self::Busy(error) } else { Self::Database(error) }
    }
}

pub(crate) fn is_busy(error: &DbErr) -> bool {
    // PostgreSQL: serialization failure, deadlock, lock not available. SQLite: BUSY and LOCKED.
    match driver(error).and_then(Code::of) {
        Some(Code::Postgres(code)) => matches!(code.as_str(), "40001" | "40P01" | "55P03"),
        Some(Code::Sqlite(code)) => matches!(code, 5 | 6),
        None => false,
    }
}

fn is_unavailable(error: &DbErr) -> bool {
    use sea_orm::sqlx::Error;
    if matches!(error, DbErr::ConnectionAcquire(_)) {
        return true;
    }
    let Some(driver) = driver(error) else { return false };
    match Code::of(driver) {
        // Connections, resources, shutting down, failures of the system.
        Some(Code::Postgres(code)) => ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class)),
        // READONLY, IOERR, FULL, CANTOPEN.
        Some(Code::Sqlite(code)) => matches!(code, 8 | 10 | 13 | 14),
        None => matches!(driver, Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed | Error::Protocol(_)),
    }
}

fn driver(error: &DbErr) -> Option<&sea_orm::sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(driver))
        | DbErr::Exec(RuntimeErr::SqlxError(driver))
        | DbErr::Query(RuntimeErr::SqlxError(driver)) => Some(driver),
        _ => None,
    }
}

/// What a database says of an error.
enum Code {
    /// SQLSTATE.
    Postgres(String),
    /// The primary result code: the lowest byte.
    Sqlite(u32),
}

impl Code {
    fn of(error: &sea_orm::sqlx::Error) -> Option<Self> {
        let database = error.as_database_error()?;
        let code = database.code()?;
        if database.try_downcast_ref::<sea_orm::sqlx::postgres::PgDatabaseError>().is_some() {
            return Some(Self::Postgres(code.into_owned()));
        }
        code.parse::<u32>().ok().map(|code| Self::Sqlite(code & 0xff))
    }
}
