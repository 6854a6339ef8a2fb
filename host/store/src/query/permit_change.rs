//! The history of permits: what moved their ends or took them back. Only ever added to.

use domain::{Instant, RegimeId, SourceId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, NotSet, QueryFilter, QueryOrder};

use crate::{
    Db, Sealed, StoreError,
    entity::permit_change::*,
    values::{instant, millis, read},
};

/// What changed of a permit.
#[derive(Debug, Clone)]
pub struct StoredChange {
    /// When.
    pub at: Instant,
    /// What it was, in words of the caller.
    pub kind: String,
    /// The end before.
    pub old_end: Instant,
    /// The end since.
    pub new_end: Instant,
    /// Who did it, in words of the caller.
    pub by: String,
    /// What was shown for it.
    pub document: Option<Sealed>,
    /// The regime by whose rules it was done.
    pub regime: Option<RegimeId>,
    /// The source of the rule.
    pub cite: Option<SourceId>,
}

pub(super) fn row(decision: &str, change: &StoredChange) -> ActiveModel {
    ActiveModel {
        id: NotSet,
        decision_id: Set(decision.to_owned()),
        at: Set(millis(change.at)),
        kind: Set(change.kind.clone()),
        old_end: Set(millis(change.old_end)),
        new_end: Set(millis(change.new_end)),
        by: Set(change.by.clone()),
        document: Set(change.document.as_ref().map(Sealed::store)),
        regime: Set(change.regime.as_ref().map(ToString::to_string)),
        cite: Set(change.cite.as_ref().map(ToString::to_string)),
    }
}

/// Notes a change.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, decision: &str, change: &StoredChange) -> Result<(), StoreError> {
    Entity::insert(row(decision, change)).exec_without_returning(db).await?;
    Ok(())
}

/// Everything that changed of a permit, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_permit(db: &Db<'_>, decision: &str) -> Result<Vec<StoredChange>, StoreError> {
    let rows = Entity::find().filter(Column::DecisionId.eq(decision)).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredChange {
                at: instant(row.at)?,
                kind: row.kind,
                old_end: instant(row.old_end)?,
                new_end: instant(row.new_end)?,
                by: row.by,
                document: row.document.map(Sealed::new),
                regime: row.regime.map(|regime| read("the regime of a change", &regime)).transpose()?,
                cite: row.cite.map(|cite| read("the source of a change", &cite)).transpose()?,
            })
        })
        .collect()
}
