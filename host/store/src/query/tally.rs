//! How often somebody applied, by keyed hashes.

use domain::{Instant, RegimeId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{Db, Lookup, StoreError, entity::tally::*, values::millis};

/// Counts one more application in the period that began at `since`, and says how many there are with it. Until the transaction
/// ends, another that counts the same waits: nobody counts past the other.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &Db<'_>, who: &Lookup, regime: &RegimeId, since: Instant) -> Result<u32, StoreError> {
    let row = ActiveModel { lookup: Set(who.store()), regime: Set(regime.to_string()), since: Set(millis(since)), count: Set(1) };
    let mut more = OnConflict::columns([Column::Lookup, Column::Regime, Column::Since]);
    more.value(Column::Count, Expr::col((Entity, Column::Count)).add(1));
    let counted = Entity::insert(row).on_conflict(more).exec_with_returning(db).await?;
    Ok(counted.count.unsigned_abs())
}

/// Forgets what was counted in periods that began before an instant. Returns how many rows are gone.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db<'_>, before: Instant) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::Since.lt(millis(before))).exec(db).await?.rows_affected)
}
