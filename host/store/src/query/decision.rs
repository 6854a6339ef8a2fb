//! Decision records: written once, never changed.

use domain::{Channel, Instant, Outcome, PurposeId};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{many, person::PersonId};
use crate::{
    Db, StoreError,
    entity::decision::*,
    values::{instant, millis},
};

/// A decision record to be stored.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// Its name.
    pub id: String,
    /// Who applied, where that is known.
    pub person: Option<PersonId>,
    /// The instant of the decision.
    pub at: Instant,
    /// The way in which the application came.
    pub channel: Channel,
    /// What it was for.
    pub purpose: PurposeId,
    /// What was decided.
    pub outcome: Outcome,
    /// The record.
    pub record: Vec<u8>,
    /// Until when it has to be kept.
    pub retain_until: Option<Instant>,
}

/// A decision record as stored.
#[derive(Debug, Clone)]
pub struct StoredDecision {
    /// Its name.
    pub id: String,
    /// Who applied, where that is known.
    pub person: Option<PersonId>,
    /// The instant of the decision.
    pub at: Instant,
    /// The record.
    pub record: Vec<u8>,
}

fn decision(row: Model) -> Result<StoredDecision, StoreError> {
    Ok(StoredDecision { id: row.id, person: row.person_id.map(PersonId), at: instant(row.at)?, record: row.record })
}

/// Stores decision records.
///
/// # Errors
/// When the database fails, or a name is taken.
pub async fn put_all(db: &Db<'_>, new: Vec<NewDecision>) -> Result<(), StoreError> {
    let row = |new: NewDecision| ActiveModel {
        id: Set(new.id),
        person_id: Set(new.person.map(|person| person.0)),
        at: Set(millis(new.at)),
        channel: Set(new.channel.to_string()),
        purpose: Set(new.purpose.to_string()),
        outcome: Set(new.outcome.to_string()),
        record: Set(new.record),
        retain_until: Set(new.retain_until.map(millis)),
    };
    let rows: Vec<ActiveModel> = new.into_iter().map(row).collect();
    for part in many::parts(&rows) {
        Entity::insert_many(part.iter().cloned()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The decision of this name.
///
/// # Errors
/// When the database fails.
pub async fn by_id(db: &Db<'_>, id: &str) -> Result<Option<StoredDecision>, StoreError> {
    Entity::find_by_id(id).one(db).await?.map(decision).transpose()
}

/// The latest decisions, newest first: their names are in the order of time.
///
/// # Errors
/// When the database fails.
pub async fn latest(db: &Db<'_>, limit: u32) -> Result<Vec<StoredDecision>, StoreError> {
    let latest = Entity::find().order_by_desc(Column::Id).limit(u64::from(limit));
    latest.all(db).await?.into_iter().map(decision).collect()
}

/// Names of decisions in their own order, which is that of time, after the one given.
///
/// # Errors
/// When the database fails.
pub async fn names(db: &Db<'_>, after: Option<&str>, limit: u32) -> Result<Vec<String>, StoreError> {
    let mut names = Entity::find().select_only().column(Column::Id).order_by_asc(Column::Id).limit(u64::from(limit));
    if let Some(after) = after {
        names = names.filter(Column::Id.gt(after));
    }
    Ok(names.into_tuple().all(db).await?)
}

/// The decisions from one name on and before another, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn span(db: &Db<'_>, since: Option<&str>, until: Option<&str>, limit: u32) -> Result<Vec<StoredDecision>, StoreError> {
    let found = Entity::find().filter(within(since, until)).order_by_desc(Column::Id).limit(u64::from(limit));
    found.all(db).await?.into_iter().map(decision).collect()
}

/// How many decisions there are from one name on and before another.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &Db<'_>, since: Option<&str>, until: Option<&str>) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(within(since, until)).count(db).await?)
}

/// Names are in the order of time.
fn within(since: Option<&str>, until: Option<&str>) -> Condition {
    let since = since.map(|since| Column::Id.gte(since));
    let until = until.map(|until| Column::Id.lt(until));
    Condition::all().add_option(since).add_option(until)
}
