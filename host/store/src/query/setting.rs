//! What the database itself has to know.

use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{Db, StoreError, entity::setting::*};

/// The value under a name, after `value` was put there if there was none.
///
/// # Errors
/// When the database fails.
pub async fn get_or_put(db: &Db<'_>, name: &str, value: &[u8]) -> Result<Vec<u8>, StoreError> {
    if let Some(found) = Entity::find_by_id(name).one(db).await? {
        return Ok(found.value);
    }
    let row = ActiveModel { name: Set(name.to_owned()), value: Set(value.to_owned()) };
    Entity::insert(row).on_conflict_do_nothing().exec_without_returning(db).await?;
    let found = Entity::find_by_id(name).one(db).await?;
    found.map(|row| row.value).ok_or(StoreError::corrupt("a setting vanished"))
}
