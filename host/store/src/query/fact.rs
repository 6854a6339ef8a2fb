//! Imported tables of facts: versions that come in, are switched to, and go.
//!
//! A person is named by a key that means nothing without the vault. Rows come and go in steps of their own, so that nobody waits
//! long; which version counts changes in one step.

use std::{collections::HashMap, fmt::Write as _};

use domain::{AttributeName, Instant, Jurisdiction, TableName};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, NotSet, QueryFilter, QueryOrder, Statement, Value,
    sea_query::Expr,
};

use super::many;
use crate::{
    Db, StoreError,
    entity::{fact_row, fact_table::*},
    values::{instant, millis, read},
};

/// A version's place in the table of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VersionId(i64);

impl VersionId {
    /// The number by which it is shown.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }
}

const LOADING: &str = "loading";
const CURRENT: &str = "current";
const DROPPED: &str = "dropped";

/// How many rows one statement stores. SQLite takes 32,766 parameters, PostgreSQL 65,535; more than this makes neither faster.
const ROWS: usize = 1000;
/// How many rows are deleted in one transaction, roughly.
const DELETED: u64 = 50_000;

/// A table, as its current version has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTable {
    /// The version.
    pub version: VersionId,
    /// Whose table.
    pub jurisdiction: Jurisdiction,
    /// Its name.
    pub name: TableName,
    /// The attributes that it speaks of, whether it has a row with them or not.
    pub attributes: Vec<AttributeName>,
    /// The rows of the files that it came from.
    pub rows: u64,
    /// The persons that it speaks of.
    pub persons: u64,
    /// The name of the file that was imported last.
    pub file: String,
    /// SHA-256 of that file, in hexadecimal.
    pub digest: String,
    /// When.
    pub imported_at: Instant,
}

/// What is said of a version when it becomes the current one.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The attributes that it speaks of.
    pub attributes: Vec<AttributeName>,
    /// The rows of the files that it came from.
    pub rows: u64,
    /// The name of the file.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// When.
    pub at: Instant,
}

/// What a table says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The attributes that the table speaks of.
    pub attributes: Vec<AttributeName>,
    /// What it says of this person; nothing when the person is not in it.
    pub facts: Option<String>,
}

/// Begins a version. Every other version of the table that is not the current one is given up, also one that somebody is
/// loading just now.
///
/// # Errors
/// When the database fails.
pub async fn begin(db: &Db<'_>, jurisdiction: &Jurisdiction, name: &TableName, at: Instant) -> Result<VersionId, StoreError> {
    retire(db, jurisdiction, name, LOADING).await?;
    let row = ActiveModel {
        id: NotSet,
        jurisdiction: Set(jurisdiction.to_string()),
        name: Set(name.to_string()),
        state: Set(LOADING.to_owned()),
        attributes: Set("[]".to_owned()),
        rows: Set(0),
        persons: Set(0),
        file: Set(String::new()),
        digest: Set(String::new()),
        imported_at: Set(millis(at)),
    };
    Ok(VersionId(Entity::insert(row).exec(db).await?.last_insert_id))
}

/// Adds persons to a version that is being loaded; each is there once. `false` when somebody has given the version up.
///
/// # Errors
/// When the database fails.
pub async fn add(db: &Db<'_>, version: VersionId, persons: &[(Vec<u8>, String)]) -> Result<bool, StoreError> {
    let more = i64::try_from(persons.len()).unwrap_or(i64::MAX);
    let counted = Entity::update_many()
        .col_expr(Column::Persons, Expr::col(Column::Persons).add(more))
        .filter(Column::Id.eq(version.0).and(Column::State.eq(LOADING)))
        .exec(db)
        .await?;
    if counted.rows_affected == 0 {
        return Ok(false);
    }
    let backend = db.get_database_backend();
    for part in persons.chunks(ROWS) {
        let values = part.iter().flat_map(|(key, facts)| [Value::from(key.clone()), Value::from(facts.clone())]);
        db.execute_raw(Statement::from_sql_and_values(backend, insertion(backend, version, part.len()), values)).await?;
    }
    Ok(true)
}

/// The same text for the same number of rows, so that the database reads it once.
fn insertion(backend: DbBackend, version: VersionId, rows: usize) -> String {
    let mut sql = "INSERT INTO fact_row (version, key, facts) VALUES ".to_owned();
    for row in 0..rows {
        let comma = if row == 0 { "" } else { ", " };
        let version = version.0;
        let written = match backend {
            DbBackend::Postgres => write!(sql, "{comma}({version}, ${}, ${})", 2 * row + 1, 2 * row + 2),
            _ => write!(sql, "{comma}({version}, ?, ?)"),
        };
        debug_assert!(written.is_ok(), "a String takes everything");
    }
    sql
}

/// Makes a version the current one of its table, at once; the one before is dropped. `false` when somebody has given it up.
///
/// # Errors
/// When the database fails, or another version became the current one at the same moment.
pub async fn switch(db: &Db<'_>, version: VersionId, finished: &Finished) -> Result<bool, StoreError> {
    let loading = Entity::find_by_id(version.0).filter(Column::State.eq(LOADING)).one(db).await?;
    let Some(loading) = loading else { return Ok(false) };
    Entity::update_many()
        .col_expr(Column::State, DROPPED.into())
        .filter(of_table(&loading.jurisdiction, &loading.name).and(Column::State.eq(CURRENT)))
        .exec(db)
        .await?;
    let attributes = serde_json::to_string(&finished.attributes).map_err(|_| StoreError::corrupt("names can't be written"))?;
    let done = Entity::update_many()
        .col_expr(Column::State, CURRENT.into())
        .col_expr(Column::Attributes, attributes.into())
        .col_expr(Column::Rows, count(finished.rows).into())
        .col_expr(Column::File, finished.file.as_str().into())
        .col_expr(Column::Digest, finished.digest.as_str().into())
        .col_expr(Column::ImportedAt, millis(finished.at).into())
        .filter(Column::Id.eq(version.0).and(Column::State.eq(LOADING)))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Every table that is there, by jurisdiction and name.
///
/// # Errors
/// When the database fails, or holds something that can't be read.
pub async fn all(db: &Db<'_>) -> Result<Vec<StoredTable>, StoreError> {
    let found = Entity::find().filter(Column::State.eq(CURRENT)).order_by_asc(Column::Jurisdiction).order_by_asc(Column::Name);
    found.all(db).await?.into_iter().map(stored).collect()
}

/// One table.
///
/// # Errors
/// When the database fails, or holds something that can't be read.
pub async fn current(db: &Db<'_>, jurisdiction: &Jurisdiction, name: &TableName) -> Result<Option<StoredTable>, StoreError> {
    let found = Entity::find().filter(of_table(&jurisdiction.to_string(), name.as_str()).and(Column::State.eq(CURRENT)));
    found.one(db).await?.map(stored).transpose()
}

/// What a table says of each of these persons, by their keys; nobody is there when there is no such table. One question, so that a switch
/// comes before it or after it.
///
/// # Errors
/// When the database fails, or holds something that can't be read.
pub async fn said_all(
    db: &Db<'_>,
    jurisdiction: &Jurisdiction,
    name: &TableName,
    keys: &[Vec<u8>],
) -> Result<HashMap<Vec<u8>, Said>, StoreError> {
    let mut said = HashMap::new();
    for list in many::lists(keys.iter().cloned()) {
        let mut sql =
            String::from("SELECT t.attributes, r.key, r.facts FROM fact_table t LEFT JOIN fact_row r ON r.version = t.id AND r.key IN (");
        let mut values = vec![Value::from(jurisdiction.to_string()), Value::from(name.to_string())];
        for (place, key) in list.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            let _ = write!(sql, "{comma}${}", place + 3);
            values.push(Value::from(key.clone()));
        }
        sql.push_str(") WHERE t.jurisdiction = $1 AND t.name = $2 AND t.state = 'current'");
        let mut attributes = None;
        let mut facts: HashMap<Vec<u8>, String> = HashMap::new();
        for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
            attributes = Some(names(&row.try_get::<String>("", "attributes")?)?);
            let key: Option<Vec<u8>> = row.try_get("", "key")?;
            let found: Option<String> = row.try_get("", "facts")?;
            facts.extend(key.zip(found));
        }
        let Some(attributes) = attributes else { continue };
        let of = |key: Vec<u8>| {
            let facts = facts.get(&key).cloned();
            (key, Said { attributes: attributes.clone(), facts })
        };
        said.extend(list.into_iter().map(of));
    }
    Ok(said)
}

/// The persons of a version whose keys lie in `[from, until)`, in the order of their keys.
///
/// # Errors
/// When the database fails.
pub async fn within(db: &Db<'_>, version: VersionId, from: &[u8], until: Option<&[u8]>) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
    use fact_row::Column;
    let mut found = fact_row::Entity::find().filter(Column::Version.eq(version.0).and(Column::Key.gte(from)));
    if let Some(until) = until {
        found = found.filter(Column::Key.lt(until));
    }
    Ok(found.order_by_asc(Column::Key).all(db).await?.into_iter().map(|row| (row.key, row.facts)).collect())
}

/// Takes a table away: from now on there is none. `false` when there was none.
///
/// # Errors
/// When the database fails.
pub async fn drop_table(db: &Db<'_>, jurisdiction: &Jurisdiction, name: &TableName) -> Result<bool, StoreError> {
    Ok(retire(db, jurisdiction, name, CURRENT).await? > 0)
}

async fn retire(db: &Db<'_>, jurisdiction: &Jurisdiction, name: &TableName, state: &str) -> Result<u64, StoreError> {
    let mine = of_table(&jurisdiction.to_string(), name.as_str()).and(Column::State.eq(state));
    Ok(Entity::update_many().col_expr(Column::State, DROPPED.into()).filter(mine).exec(db).await?.rows_affected)
}

/// Versions whose rows still have to go, each with the bounds of the steps in which [`sweep`] deletes them.
///
/// # Errors
/// When the database fails.
pub async fn dropped(db: &Db<'_>) -> Result<Vec<(VersionId, Vec<u8>)>, StoreError> {
    let found = Entity::find().filter(Column::State.eq(DROPPED)).order_by_asc(Column::Id).all(db).await?;
    let steps = |persons: i64| {
        let steps = (u64::try_from(persons).unwrap_or(0) / DELETED).clamp(1, 256);
        (1..steps).filter_map(move |step| u8::try_from(step * 256 / steps).ok()).collect()
    };
    Ok(found.into_iter().map(|row| (VersionId(row.id), steps(row.persons))).collect())
}

/// Deletes the rows of a dropped version whose keys begin below `until`; without it all of them, and the version.
///
/// # Errors
/// When the database fails.
pub async fn sweep(db: &Db<'_>, version: VersionId, until: Option<u8>) -> Result<(), StoreError> {
    let mine = fact_row::Column::Version.eq(version.0);
    let Some(until) = until else {
        fact_row::Entity::delete_many().filter(mine).exec(db).await?;
        Entity::delete_many().filter(Column::Id.eq(version.0).and(Column::State.eq(DROPPED))).exec(db).await?;
        return Ok(());
    };
    fact_row::Entity::delete_many().filter(mine.and(fact_row::Column::Key.lt(vec![until]))).exec(db).await?;
    Ok(())
}

fn of_table(jurisdiction: &str, name: &str) -> sea_orm::sea_query::SimpleExpr {
    Column::Jurisdiction.eq(jurisdiction).and(Column::Name.eq(name))
}

fn stored(row: Model) -> Result<StoredTable, StoreError> {
    let unsigned = |number: i64| u64::try_from(number).map_err(|_| StoreError::corrupt("a count of a table"));
    Ok(StoredTable {
        version: VersionId(row.id),
        jurisdiction: read("the jurisdiction of a table", &row.jurisdiction)?,
        name: read("the name of a table", &row.name)?,
        attributes: names(&row.attributes)?,
        rows: unsigned(row.rows)?,
        persons: unsigned(row.persons)?,
        file: row.file,
        digest: row.digest,
        imported_at: instant(row.imported_at)?,
    })
}

fn names(text: &str) -> Result<Vec<AttributeName>, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt("the attributes of a table"))
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
