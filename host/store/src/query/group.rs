//! Groups of people, such as households, and when another one of the group is out.

use domain::{Instant, Interval};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, JoinType, NotSet, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

use super::person::PersonId;
use crate::{
    Db, Lookup, StoreError,
    entity::{permit, permit_group, person_group::*},
    values::{instant, millis},
};

/// A group's place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GroupId(pub(crate) i64);

/// Stores the group unless that was done before, and locks its row until the transaction ends: what is granted to those of one
/// group is granted one after the other. Whoever locks several locks them in the order of their hashes, and persons before.
///
/// # Errors
/// When the database fails.
pub async fn lock_or_put(db: &Db<'_>, lookup: &Lookup) -> Result<GroupId, StoreError> {
    if let Some(found) = locked(db, lookup).await? {
        return Ok(found);
    }
    let row = ActiveModel { id: NotSet, lookup: Set(lookup.store()), retain_until: Set(None) };
    Entity::insert(row).on_conflict_do_nothing_on([Column::Lookup]).exec_without_returning(db).await?;
    locked(db, lookup).await?.ok_or(StoreError::corrupt("a group of people vanished"))
}

async fn locked(db: &Db<'_>, lookup: &Lookup) -> Result<Option<GroupId>, StoreError> {
    let found: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Lookup.eq(lookup.bytes()))
        .lock(LockType::Update)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(GroupId))
}

/// When another one of the group than `but` is out: of the permits that count in it, were not taken back and end after `moment`,
/// the one that begins first. Of several that begin then, the one that ends last.
///
/// # Errors
/// When the database fails.
pub async fn out(db: &Db<'_>, group: GroupId, but: PersonId, moment: Instant) -> Result<Option<Interval>, StoreError> {
    use permit::Column as Permit;
    use permit_group::Column as Counted;
    let column = |column: Permit| Expr::col((permit::Entity, column));
    let found: Option<(i64, i64)> = permit_group::Entity::find()
        .select_only()
        .column_as(column(Permit::StartAt), "start_at")
        .column_as(column(Permit::EndAt), "end_at")
        .join(JoinType::InnerJoin, permit_group::Entity::belongs_to(permit::Entity).from(Counted::DecisionId).to(Permit::DecisionId).into())
        .filter(Counted::GroupId.eq(group.0))
        .filter(Permit::PersonId.ne(but.0).and(Permit::EndAt.gt(millis(moment))).and(Permit::RevokedAt.is_null()))
        .order_by_asc(column(Permit::StartAt))
        .order_by_desc(column(Permit::EndAt))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    let Some((start, end)) = found else { return Ok(None) };
    let interval = Interval::new(instant(start)?, instant(end)?).map_err(|_| StoreError::corrupt("the validity of a permit"))?;
    Ok(Some(interval))
}

/// Lets a permit count in groups, and keeps these until `retain` at least.
///
/// # Errors
/// When the database fails.
pub(super) async fn count(db: &Db<'_>, groups: &[GroupId], decision: &str, retain: Option<Instant>) -> Result<(), StoreError> {
    if groups.is_empty() {
        return Ok(());
    }
    let counted = groups.iter().map(|group| permit_group::ActiveModel { group_id: Set(group.0), decision_id: Set(decision.to_owned()) });
    permit_group::Entity::insert_many(counted).exec_without_returning(db).await?;
    let Some(until) = retain.map(millis) else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::RetainUntil, Expr::value(until))
        .filter(Column::Id.is_in(groups.iter().map(|group| group.0)))
        .filter(Column::RetainUntil.is_null().or(Column::RetainUntil.lt(until)))
        .exec(db)
        .await?;
    Ok(())
}
