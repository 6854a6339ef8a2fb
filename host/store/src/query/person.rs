//! Persons, by the keyed hash of their identity number.

use std::collections::{BTreeSet, HashSet};

use domain::Instant;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, NotSet, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    sea_query::{IntoCondition, LockType},
};

use super::many;
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::person::*,
    values::{instants, millis},
};

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
    /// Until when it is kept.
    pub retain_until: Option<Instant>,
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

fn person(row: Model) -> Result<Person, StoreError> {
    Ok(Person {
        id: PersonId(row.id),
        lookup: Lookup::new(row.lookup),
        identity: Sealed::new(row.identity),
        kind: row.kind,
        retain_until: instants(row.retain_until)?,
    })
}

/// The person with this hash.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db<'_>, lookup: &Lookup) -> Result<Option<Person>, StoreError> {
    Entity::find().filter(Column::Lookup.eq(lookup.bytes())).one(db).await?.map(person).transpose()
}

/// Stores those persons that were not stored before, and locks the rows of all of them, and of those `also` named by their places, until
/// the transaction ends: what is granted to one person is granted one after the other. In no order.
///
/// # Errors
/// When the database fails.
pub async fn lock_or_put_all(db: &Db<'_>, persons: &[NewPerson], also: &[PersonId], at: Instant) -> Result<Vec<Person>, StoreError> {
    let mut known = locked(db, persons.iter().map(|person| &person.lookup), also).await?;
    let have: HashSet<&[u8]> = known.iter().map(|person| person.lookup.bytes()).collect();
    let mut new: Vec<&NewPerson> = persons.iter().filter(|person| !have.contains(person.lookup.bytes())).collect();
    new.sort_by(|a, b| a.lookup.bytes().cmp(b.lookup.bytes()));
    new.dedup_by(|a, b| a.lookup == b.lookup);
    let rows: Vec<ActiveModel> = new.iter().map(|person| row(person, at)).collect();
    for part in many::parts(&rows) {
        let insert = Entity::insert_many(part.iter().cloned()).on_conflict_do_nothing_on([Column::Lookup]);
        if let TryInsertResult::Inserted(stored) = insert.exec_with_returning_many(db).await? {
            known.extend(stored.into_iter().map(person).collect::<Result<Vec<_>, _>>()?);
        }
    }
    let have: HashSet<&[u8]> = known.iter().map(|person| person.lookup.bytes()).collect();
    // Whom another transaction stored meanwhile.
    let others: Vec<&Lookup> = new.iter().map(|person| &person.lookup).filter(|lookup| !have.contains(lookup.bytes())).collect();
    known.extend(locked(db, others.into_iter(), &[]).await?);
    Ok(known)
}

/// As [`lock_or_put_all`], of one.
///
/// # Errors
/// When the database fails.
pub async fn lock_or_put(db: &Db<'_>, person: NewPerson, at: Instant) -> Result<Person, StoreError> {
    let stored = lock_or_put_all(db, &[person], &[], at).await?;
    stored.into_iter().next().ok_or(StoreError::corrupt("a person vanished"))
}

fn row(person: &NewPerson, at: Instant) -> ActiveModel {
    ActiveModel {
        id: NotSet,
        lookup: Set(person.lookup.store()),
        identity: Set(person.identity.store()),
        kind: Set(person.kind.clone()),
        created_at: Set(millis(at)),
        retain_until: Set(None),
    }
}

/// The person in this place of the table.
///
/// # Errors
/// When the database fails.
pub async fn get(db: &Db<'_>, id: PersonId) -> Result<Option<Person>, StoreError> {
    Entity::find_by_id(id.0).one(db).await?.map(person).transpose()
}

/// Locks the row of a person until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: &Db<'_>, id: PersonId) -> Result<Option<Person>, StoreError> {
    Entity::find_by_id(id.0).lock(LockType::Update).one(db).await?.map(person).transpose()
}

/// Keeps what is stored of persons until `until` at least.
///
/// # Errors
/// When the database fails.
pub async fn retain(db: &Db<'_>, ids: &[PersonId], until: Instant) -> Result<(), StoreError> {
    let until = millis(until);
    for list in many::lists(ids.iter().map(|id| id.0)) {
        Entity::update_many()
            .col_expr(Column::RetainUntil, until.into())
            .filter(Column::Id.is_in(list))
            .filter(Column::RetainUntil.is_null().or(Column::RetainUntil.lt(until)))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// By hash or by place, locked in the order of their places.
async fn locked(db: &Db<'_>, lookups: impl Iterator<Item = &Lookup>, also: &[PersonId]) -> Result<Vec<Person>, StoreError> {
    let mut persons = Vec::new();
    // Each once, however often somebody is named.
    let lookups: BTreeSet<&[u8]> = lookups.map(Lookup::bytes).collect();
    let mut asked: Vec<Condition> =
        many::lists(lookups.into_iter().map(<[u8]>::to_vec)).into_iter().map(|list| Column::Lookup.is_in(list).into_condition()).collect();
    asked.extend(many::lists(also.iter().map(|id| id.0)).into_iter().map(|list| Column::Id.is_in(list).into_condition()));
    for asked in asked {
        let found = Entity::find().filter(asked).order_by_asc(Column::Id).lock(LockType::Update).all(db).await?;
        persons.extend(found.into_iter().map(person).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(persons)
}
