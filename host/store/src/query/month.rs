//! Whole months of what grows with every message: made before they begin, gone when nothing of them has to be kept.
//!
//! On PostgreSQL a month is a partition of each table, so that it goes at once and leaves no holes; what came when its month had not been
//! made lies in the partition `…_rest`, and is deleted from there. On SQLite a month is a range of names.

use domain::Instant;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use sea_orm::{ConnectionTrait, QueryResult, Statement};

use crate::{Db, Store, StoreError, migration::BY_TIME, values::millis};

/// A month of Greenwich time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

/// Any number that nothing else takes: of several nodes one makes partitions at a time.
const LOCK: &str = "SELECT pg_advisory_xact_lock(4032901468)";
/// Nobody is kept waiting for a partition that is not needed yet.
const PATIENCE: &str = "SET LOCAL lock_timeout = '2s'";

impl Month {
    /// The one that an instant lies in.
    #[must_use]
    pub fn of(at: Instant) -> Self {
        Self { first: TimeZone::UTC.to_datetime(at).date().first_of_month() }
    }

    /// The one after.
    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first.saturating_add(1.month()) }
    }

    /// Its first instant.
    #[must_use]
    pub fn begins(self) -> Instant {
        self.first.to_zoned(TimeZone::UTC).map_or(Instant::MAX, |zoned| zoned.timestamp())
    }

    /// The names of its messages begin with this or something later.
    fn from(self) -> String {
        format!("{:012x}", millis(self.begins()).max(0))
    }

    /// The name of its partition of a table.
    fn partition(self, table: &str) -> String {
        format!("{table}_{:04}_{:02}", self.first.year(), self.first.month())
    }
}

/// Makes a month and the one after it, where they are not made yet. Nothing, on SQLite.
///
/// # Errors
/// When the database fails. A month in which something lies already is left as it is.
pub async fn prepare(store: &Store, at: Instant) -> Result<(), StoreError> {
    if !store.is_postgres() {
        return Ok(());
    }
    let this = Month::of(at);
    for month in [this, this.next()] {
        if is_made(&store.db(), month).await? {
            continue;
        }
        let write = store.write().await?;
        let db = write.db();
        db.execute_unprepared(PATIENCE).await?;
        db.execute_unprepared(LOCK).await?;
        if is_made(&db, month).await? {
            continue;
        }
        for (table, column) in BY_TIME {
            let (name, from, until) = (month.partition(table), month.from(), month.next().from());
            let lies = format!("SELECT 1 FROM {table}_rest WHERE {column} >= '{from}' AND {column} < '{until}' LIMIT 1");
            if first(&db, &lies).await?.is_some() {
                continue;
            }
            let make = format!("CREATE TABLE IF NOT EXISTS {name} PARTITION OF {table} FOR VALUES FROM ('{from}') TO ('{until}')");
            db.execute_unprepared(&make).await?;
        }
        write.commit().await?;
    }
    Ok(())
}

async fn is_made(db: &Db<'_>, month: Month) -> Result<bool, StoreError> {
    let found = first(db, &format!("SELECT to_regclass('{}') IS NOT NULL AS made", month.partition("outbox"))).await?;
    Ok(found.map(|row| row.try_get("", "made")).transpose()?.unwrap_or(false))
}

/// The months before the one of an instant in which anything lies, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn past(db: &Db<'_>, at: Instant) -> Result<Vec<Month>, StoreError> {
    let this = Month::of(at);
    let mut oldest: Option<String> = None;
    for (table, column) in [("inbox", "id"), ("outbox", "id"), ("decision", "id")] {
        let row = first(db, &format!("SELECT {column} AS name FROM {table} ORDER BY {column} LIMIT 1")).await?;
        let name: Option<String> = row.map(|row| row.try_get("", "name")).transpose()?;
        oldest = oldest.into_iter().chain(name).min();
    }
    let Some(millis) = oldest.and_then(|name| i64::from_str_radix(name.get(..12)?, 16).ok()) else { return Ok(Vec::new()) };
    let mut month = Month::of(crate::values::instant(millis)?);
    let mut months = Vec::new();
    while month < this {
        months.push(month);
        month = month.next();
    }
    Ok(months)
}

/// Whether nothing of a month has to be kept at `at`: no decision, no permit, and no message that waits.
///
/// # Errors
/// When the database fails.
pub async fn is_over(db: &Db<'_>, month: Month, at: Instant) -> Result<bool, StoreError> {
    let (from, until, at) = (month.from(), month.next().from(), millis(at));
    let kept = [
        format!("SELECT 1 FROM decision WHERE id >= '{from}' AND id < '{until}' AND (retain_until IS NULL OR retain_until > {at}) LIMIT 1"),
        format!(
            "SELECT 1 FROM permit WHERE decision_id >= '{from}' AND decision_id < '{until}' \
             AND (retain_until IS NULL OR retain_until > {at}) LIMIT 1"
        ),
        format!("SELECT 1 FROM outbox WHERE id >= '{from}' AND id < '{until}' AND state IN ('queued', 'sending', 'uncertain') LIMIT 1"),
        format!("SELECT 1 FROM inbox WHERE id >= '{from}' AND id < '{until}' AND state = 'received' LIMIT 1"),
    ];
    for kept in kept {
        if first(db, &kept).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes a month away: its messages, decisions and permits, with their codes and histories. In one transaction.
///
/// # Errors
/// When the database fails; then all of it is there still.
pub async fn purge(store: &Store, month: Month) -> Result<(), StoreError> {
    let (from, until) = (month.from(), month.next().from());
    let within = |column: &str| format!("{column} >= '{from}' AND {column} < '{until}'");
    let write = store.write().await?;
    let db = write.db();
    let codes = format!("DELETE FROM permit_code WHERE code IN (SELECT code FROM permit WHERE {})", within("decision_id"));
    db.execute_unprepared(&codes).await?;
    db.execute_unprepared(&format!("DELETE FROM permit_change WHERE {}", within("decision_id"))).await?;
    for (table, column) in BY_TIME {
        if store.is_postgres() {
            db.execute_unprepared(&format!("DROP TABLE IF EXISTS {}", month.partition(table))).await?;
        }
        db.execute_unprepared(&format!("DELETE FROM {table} WHERE {}", within(column))).await?;
    }
    write.commit().await
}

/// Takes away persons of whom nothing has to be kept and nothing is left. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn forget_persons(db: &Db<'_>, at: Instant) -> Result<u64, StoreError> {
    let left = ["decision", "permit", "registration", "attribute", "replaced_registration"]
        .map(|table| format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.person_id = person.id)"))
        .join(" AND ");
    let sql = format!("DELETE FROM person WHERE retain_until <= {} AND {left}", millis(at));
    Ok(db.execute_unprepared(&sql).await?.rows_affected())
}

async fn first(db: &Db<'_>, sql: &str) -> Result<Option<QueryResult>, StoreError> {
    Ok(db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_range_of_names() {
        let month = Month::of("2020-12-31T23:59:59.999Z".parse().unwrap());
        assert_eq!(month, Month::of("2020-12-01T00:00:00Z".parse().unwrap()));
        assert_eq!(month.partition("permit"), "permit_2020_12");
        assert_eq!(month.next().begins(), "2021-01-01T00:00:00Z".parse().unwrap());
        let name = |at: &str| format!("{:012x}{:016x}", millis(at.parse().unwrap()), 7);
        let holds = |at: &str| (month.from()..month.next().from()).contains(&name(at));
        assert!(holds("2020-12-01T00:00:00Z") && holds("2020-12-31T23:59:59.999Z"));
        assert!(!holds("2020-11-30T23:59:59.999Z") && !holds("2021-01-01T00:00:00Z"));
    }
}
