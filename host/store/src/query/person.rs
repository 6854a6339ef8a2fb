//! Persons, by the keyed hash of their identity number.

use domain::Instant;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, NotSet, QueryFilter, QuerySelect, sea_query::LockType};

use crate::{Db, Lookup, Sealed, StoreError, entity::person::*, values::millis};

/// A person's place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonId(pub(crate) i64);

/// A person as stored.
#[derive(Debug, Clone)]
pub struct Person {
    /// Where.
    pub id: PersonId,
    /// The keyed hash of the identity number.
    pub lookup: Lookup,
    /// The identity number.
    pub identity: Sealed,
    /// The kind of document that it is the number of.
    pub kind: Option<String>,
}

/// A person to be stored.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The keyed hash of the identity number.
    pub lookup: Lookup,
    /// The identity number.
    pub identity: Sealed,
    /// The kind of document that it is the number of.
    pub kind: Option<String>,
}

impl From<Model> for Person {
    fn from(row: Model) -> Self {
        Self { id: PersonId(row.id), lookup: Lookup::new(row.lookup), identity: Sealed::new(row.identity), kind: row.kind }
    }
}

/// The person with this hash.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db<'_>, lookup: &Lookup) -> Result<Option<Person>, StoreError> {
    Ok(Entity::find().filter(Column::Lookup.eq(lookup.bytes())).one(db).await?.map(Person::from))
}

/// Stores the person unless that was done before, and locks the row until the transaction ends: what is granted to one person
/// is granted one after the other.
///
/// # Errors
/// When the database fails.
pub async fn lock_or_put(db: &Db<'_>, person: NewPerson, at: Instant) -> Result<Person, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        lookup: Set(person.lookup.store()),
        identity: Set(person.identity.store()),
        kind: Set(person.kind),
        created_at: Set(millis(at)),
        retain_until: Set(None),
    };
    // What is found first costs one question; most applicants are known.
    if let Some(found) = locked(db, &person.lookup).await? {
        return Ok(found);
    }
    Entity::insert(row).on_conflict_do_nothing_on([Column::Lookup]).exec_without_returning(db).await?;
    locked(db, &person.lookup).await?.ok_or(StoreError::corrupt("a person vanished"))
}

/// The person in this place of the table.
///
/// # Errors
/// When the database fails.
pub async fn get(db: &Db<'_>, id: PersonId) -> Result<Option<Person>, StoreError> {
    Ok(Entity::find_by_id(id.0).one(db).await?.map(Person::from))
}

/// Locks the row of a person until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: &Db<'_>, id: PersonId) -> Result<Option<Person>, StoreError> {
    Ok(Entity::find_by_id(id.0).lock(LockType::Update).one(db).await?.map(Person::from))
}

/// Keeps what is stored of a person until `until` at least.
///
/// # Errors
/// When the database fails.
pub async fn retain(db: &Db<'_>, id: PersonId, until: Instant) -> Result<(), StoreError> {
    let until = millis(until);
    Entity::update_many()
        .col_expr(Column::RetainUntil, until.into())
        .filter(Column::Id.eq(id.0))
        .filter(Column::RetainUntil.is_null().or(Column::RetainUntil.lt(until)))
        .exec(db)
        .await?;
    Ok(())
}

async fn locked(db: &Db<'_>, lookup: &Lookup) -> Result<Option<Person>, StoreError> {
    let found = Entity::find().filter(Column::Lookup.eq(lookup.bytes())).lock(LockType::Update).one(db).await?;
    Ok(found.map(Person::from))
}
