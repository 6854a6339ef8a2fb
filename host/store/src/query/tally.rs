//! How often somebody applied, by keyed hashes.

use domain::{Instant, RegimeId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::many;
use crate::{
    Db, Lookup, StoreError,
    entity::tally::*,
    values::{instant, millis, read},
};

/// Whose applications are counted, and where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Counted {
    /// The keyed hash of a telephone or an identity number.
    pub who: Lookup,
    /// The regime under which it is counted.
    pub regime: RegimeId,
    /// When the period began.
    pub since: Instant,
}

/// Counts one more application for each of these, each of which stands there once, in the period that began at its instant; and says
/// how many there are with it, in no order. Until the transaction ends, another that counts the same waits: nobody counts past the other.
///
/// # Errors
/// When the database fails.
pub async fn count_all(db: &Db<'_>, mut counted: Vec<Counted>) -> Result<Vec<(Counted, u32)>, StoreError> {
    counted.sort_by(|a, b| (a.who.bytes(), &a.regime, a.since).cmp(&(b.who.bytes(), &b.regime, b.since)));
    let mut counts = Vec::with_capacity(counted.len());
    for part in many::parts(&counted) {
        let rows = part.iter().map(|counted| ActiveModel {
            lookup: Set(counted.who.store()),
            regime: Set(counted.regime.to_string()),
            since: Set(millis(counted.since)),
            count: Set(1),
        });
        let mut more = OnConflict::columns([Column::Lookup, Column::Regime, Column::Since]);
        more.value(Column::Count, Expr::col((Entity, Column::Count)).add(1));
        for row in Entity::insert_many(rows).on_conflict(more).exec_with_returning(db).await? {
            let counted =
                Counted { who: Lookup::new(row.lookup), regime: read("the regime of a count", &row.regime)?, since: instant(row.since)? };
            counts.push((counted, row.count.unsigned_abs()));
        }
    }
    Ok(counts)
}

/// Forgets what was counted in periods that began before an instant. Returns how many rows are gone.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db<'_>, before: Instant) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::Since.lt(millis(before))).exec(db).await?.rows_affected)
}
