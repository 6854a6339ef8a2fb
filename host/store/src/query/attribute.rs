//! What is known of persons beside their numbers.

use std::collections::HashMap;

use domain::{Attribute, AttributeName, Instant};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::{many, person::PersonId};
use crate::{
    Db, StoreError,
    entity::attribute::*,
    values::{millis, read},
};

/// Notes an attribute; what was noted under the same name before is replaced.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, person: PersonId, attribute: &Attribute, at: Instant) -> Result<(), StoreError> {
    let value = serde_json::to_string(&attribute.value).map_err(|_| StoreError::corrupt("an attribute can't be written"))?;
    let row = ActiveModel { person_id: Set(person.0), name: Set(attribute.name.to_string()), value: Set(value), since: Set(millis(at)) };
    let mut replace = OnConflict::columns([Column::PersonId, Column::Name]);
    replace.update_columns([Column::Value, Column::Since]);
    Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Those of the attributes of each of these persons that are asked for, in the order of their names.
///
/// # Errors
/// When the database fails, or holds a value that can't be read.
pub async fn of_persons(
    db: &Db<'_>,
    persons: &[PersonId],
    names: &[AttributeName],
) -> Result<HashMap<PersonId, Vec<Attribute>>, StoreError> {
    let mut attributes: HashMap<PersonId, Vec<Attribute>> = HashMap::new();
    if names.is_empty() {
        return Ok(attributes);
    }
    for list in many::lists(persons.iter().map(|person| person.0)) {
        let asked = names.iter().map(AttributeName::as_str);
        let found = Entity::find().filter(Column::PersonId.is_in(list)).filter(Column::Name.is_in(asked)).order_by_asc(Column::Name);
        for row in found.all(db).await? {
            let value = serde_json::from_str(&row.value).map_err(|_| StoreError::corrupt("the value of an attribute"))?;
            let attribute = Attribute { name: read("the name of an attribute", &row.name)?, value };
            attributes.entry(PersonId(row.person_id)).or_default().push(attribute);
        }
    }
    Ok(attributes)
}
