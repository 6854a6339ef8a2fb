//! Permits that are good or will be, by who holds them.

use domain::Instant;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    permit::{StoredPermit, complete},
    person::PersonId,
};
use crate::{Db, Lookup, StoreError, entity::permit::*, values::millis};

/// Nobody is told of more than this.
const MOST: u64 = 32;

/// Permits that were asked for from this telephone or are one of these persons', that have not been taken back and have not
/// ended: those that end first come first. With each, whether it was asked for by text message.
///
/// # Errors
/// When the database fails.
pub async fn of(db: &Db<'_>, phone: &Lookup, persons: &[PersonId], at: Instant) -> Result<Vec<(StoredPermit, bool)>, StoreError> {
    let theirs = Column::Phone.eq(phone.bytes()).or(Column::PersonId.is_in(persons.iter().map(|person| person.0)));
    let rows = Entity::find()
        .filter(theirs.and(Column::EndAt.gt(millis(at))).and(Column::RevokedAt.is_null()))
        .order_by_asc(Column::EndAt)
        .order_by_asc(Column::DecisionId)
        .limit(MOST)
        .all(db)
        .await?;
    let mut held = Vec::new();
    for row in rows {
        let by_text = row.phone.is_some();
        held.extend(complete(db, Some(row)).await?.map(|permit| (permit, by_text)));
    }
    Ok(held)
}
