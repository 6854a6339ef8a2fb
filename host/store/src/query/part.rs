//! Parts of long messages that wait for the others.

use domain::Instant;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::SimpleExpr};

use crate::{Db, Lookup, Sealed, StoreError, entity::inbox_part::*, values::millis};

/// A part of a long message.
#[derive(Debug, Clone)]
pub struct NewPart<'a> {
    /// Who brought it.
    pub source: &'a str,
    /// A keyed hash of what the parts of one message have in common.
    pub key: &'a Lookup,
    /// Which one, from 1 on.
    pub number: u8,
    /// Of how many.
    pub total: u8,
    /// What it says.
    pub content: Sealed,
    /// When it was received.
    pub at: Instant,
}

/// Stores a part, unless it is there, and returns what all parts say, in their order, when they are complete. They stay until they are
/// [done](done) with. Those that were received before `since` count no longer.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, part: &NewPart<'_>, since: Instant) -> Result<Option<Vec<Sealed>>, StoreError> {
    let old = of_message(part.source, part.key).and(Column::ReceivedAt.lt(millis(since)));
    Entity::delete_many().filter(old).exec(db).await?;
    let row = ActiveModel {
        source: Set(part.source.to_owned()),
        key: Set(part.key.store()),
        number: Set(part.number.into()),
        total: Set(part.total.into()),
        content: Set(part.content.store()),
        received_at: Set(millis(part.at)),
    };
    let place = [Column::Key, Column::Source, Column::Number];
    Entity::insert(row).on_conflict_do_nothing_on(place).exec_without_returning(db).await?;
    let all = Entity::find().filter(of_message(part.source, part.key)).order_by_asc(Column::Number).all(db).await?;
    let complete = all.len() >= usize::from(part.total);
    Ok(complete.then(|| all.into_iter().map(|row| Sealed::new(row.content)).collect()))
}

/// Takes away the parts of a message that was handled.
///
/// # Errors
/// When the database fails.
pub async fn done(db: &Db<'_>, source: &str, key: &Lookup) -> Result<(), StoreError> {
    Entity::delete_many().filter(of_message(source, key)).exec(db).await?;
    Ok(())
}

fn of_message(source: &str, key: &Lookup) -> SimpleExpr {
    Column::Key.eq(key.bytes()).and(Column::Source.eq(source))
}

/// Takes away the parts that were received before an instant and were never completed. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db<'_>, before: Instant) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::ReceivedAt.lt(millis(before))).exec(db).await?.rows_affected)
}
