//! Declared places of stay.

use std::collections::HashMap;

use domain::{Instant, Jurisdiction, RegistrationCode, Territory};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, NotSet, QueryFilter, QueryOrder, TryInsertResult, sea_query::Expr};

use super::{many, person::PersonId};
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::registration::*,
    values::{instant, millis, read},
};

/// A registration's place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RegistrationId(pub(crate) i64);

/// A registration as stored.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Where.
    pub id: RegistrationId,
    /// The code that names it.
    pub code: RegistrationCode,
    /// Whose.
    pub person: PersonId,
    /// Under whose rules it was made.
    pub jurisdiction: Jurisdiction,
    /// The declared place.
    pub territory: Territory,
    /// Since when it stands.
    pub since: Instant,
    /// The keyed hash of the telephone that speaks for the person.
    pub phone: Option<Lookup>,
}

/// A registration to be stored.
#[derive(Debug, Clone)]
pub struct NewRegistration {
    /// The code that names it.
    pub code: RegistrationCode,
    /// Whose.
    pub person: PersonId,
    /// Under whose rules it is made.
    pub jurisdiction: Jurisdiction,
    /// The keyed hash of the telephone that speaks for the person.
    pub phone: Option<Lookup>,
    /// The declared place.
    pub territory: Territory,
    /// Name, address and telephone.
    pub details: Sealed,
    /// Since when it stands.
    pub since: Instant,
    /// Until when it has to be kept.
    pub retain_until: Option<Instant>,
}

fn registration(row: Model) -> Result<Registration, StoreError> {
    Ok(Registration {
        id: RegistrationId(row.id),
        code: read("a registration code", &row.code)?,
        person: PersonId(row.person_id),
        jurisdiction: read("the jurisdiction of a registration", &row.jurisdiction)?,
        territory: read("the territory of a registration", &row.territory)?,
        since: instant(row.since)?,
        phone: row.phone.map(Lookup::new),
    })
}

/// Stores a registration; `None` when its code is taken. A person has one in each jurisdiction: look before, under the
/// person's lock.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, new: NewRegistration) -> Result<Option<Registration>, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        code: Set(new.code.to_string()),
        person_id: Set(new.person.0),
        jurisdiction: Set(new.jurisdiction.to_string()),
        phone: Set(new.phone.as_ref().map(Lookup::store)),
        territory: Set(new.territory.to_string()),
        details: Set(new.details.store()),
        since: Set(millis(new.since)),
        retain_until: Set(new.retain_until.map(millis)),
    };
    let TryInsertResult::Inserted(done) = Entity::insert(row).on_conflict_do_nothing_on([Column::Code]).exec(db).await? else {
        return Ok(None);
    };
    Ok(Some(Registration {
        id: RegistrationId(done.last_insert_id),
        code: new.code,
        person: new.person,
        jurisdiction: new.jurisdiction,
        territory: new.territory,
        since: new.since,
        phone: new.phone,
    }))
}

/// Lets a telephone speak for the person from now on, in place of the one before.
///
/// # Errors
/// When the database fails.
pub async fn speak(db: &Db<'_>, id: RegistrationId, phone: &Lookup) -> Result<(), StoreError> {
    Entity::update_many().col_expr(Column::Phone, Expr::value(phone.store())).filter(Column::Id.eq(id.0)).exec(db).await?;
    Ok(())
}

/// The registration of a person in a jurisdiction.
///
/// # Errors
/// When the database fails.
pub async fn of_person(db: &Db<'_>, person: PersonId, jurisdiction: &Jurisdiction) -> Result<Option<Registration>, StoreError> {
    let mine = Column::PersonId.eq(person.0).and(Column::Jurisdiction.eq(jurisdiction.to_string()));
    Entity::find().filter(mine).one(db).await?.map(registration).transpose()
}

/// The latest registration in a jurisdiction that a telephone speaks for.
///
/// # Errors
/// When the database fails.
pub async fn by_phone(db: &Db<'_>, phone: &Lookup, jurisdiction: &Jurisdiction) -> Result<Option<Registration>, StoreError> {
    let mine = Column::Phone.eq(phone.bytes()).and(Column::Jurisdiction.eq(jurisdiction.to_string()));
    let latest = Entity::find().filter(mine).order_by_desc(Column::Since).order_by_desc(Column::Id);
    latest.one(db).await?.map(registration).transpose()
}

/// The registrations of these persons in a jurisdiction.
///
/// # Errors
/// When the database fails.
pub async fn of_persons(
    db: &Db<'_>,
    persons: &[PersonId],
    jurisdiction: &Jurisdiction,
) -> Result<HashMap<PersonId, Registration>, StoreError> {
    let mut registrations = HashMap::new();
    for list in many::lists(persons.iter().map(|person| person.0)) {
        let theirs = Column::PersonId.is_in(list).and(Column::Jurisdiction.eq(jurisdiction.to_string()));
        for row in Entity::find().filter(theirs).all(db).await? {
            let stored = registration(row)?;
            registrations.insert(stored.person, stored);
        }
    }
    Ok(registrations)
}

/// The latest registration in a jurisdiction that each of these telephones speaks for.
///
/// # Errors
/// When the database fails.
pub async fn by_phones(db: &Db<'_>, phones: &[Lookup], jurisdiction: &Jurisdiction) -> Result<HashMap<Lookup, Registration>, StoreError> {
    let mut registrations = HashMap::new();
    for list in many::lists(phones.iter().map(Lookup::store)) {
        let theirs = Column::Phone.is_in(list).and(Column::Jurisdiction.eq(jurisdiction.to_string()));
        // The latest comes last and takes the place of the others.
        for row in Entity::find().filter(theirs).order_by_asc(Column::Since).order_by_asc(Column::Id).all(db).await? {
            let stored = registration(row)?;
            registrations.extend(stored.phone.clone().map(|phone| (phone, stored)));
        }
    }
    Ok(registrations)
}

/// The registration of this code.
///
/// # Errors
/// When the database fails.
pub async fn by_code(db: &Db<'_>, code: RegistrationCode) -> Result<Option<Registration>, StoreError> {
    Entity::find().filter(Column::Code.eq(code.to_string())).one(db).await?.map(registration).transpose()
}

/// The registration in this place of the table.
///
/// # Errors
/// When the database fails.
pub async fn by_id(db: &Db<'_>, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    Entity::find_by_id(id.0).one(db).await?.map(registration).transpose()
}
