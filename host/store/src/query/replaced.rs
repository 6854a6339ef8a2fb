//! What registrations were before they were corrected. Only ever added to.

use domain::{Instant, RegistrationCode};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, NotSet, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::registration::{NewRegistration, Registration, RegistrationId};
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::{registration, replaced_registration::*},
    values::millis,
};

/// Whether this code was a registration's before it was corrected.
///
/// # Errors
/// When the database fails.
pub async fn was_code(db: &Db<'_>, code: RegistrationCode) -> Result<bool, StoreError> {
    Ok(Entity::find().filter(Column::Code.eq(code.to_string())).count(db).await? > 0)
}

/// How often a registration was corrected.
///
/// # Errors
/// When the database fails.
pub async fn times(db: &Db<'_>, id: RegistrationId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::RegistrationId.eq(id.0)).count(db).await?)
}

/// What a registration keeps sealed; `None` when there is none in this place of the table.
///
/// # Errors
/// When the database fails.
pub async fn details(db: &Db<'_>, id: RegistrationId) -> Result<Option<Sealed>, StoreError> {
    Ok(registration::Entity::find_by_id(id.0).one(db).await?.map(|row| Sealed::new(row.details)))
}

/// Puts what is right in the place of what was wrong, and keeps what was wrong beside it. The registration stands since when
/// it did. `false` when the new code is taken, or the person has another registration: nothing was changed then.
///
/// # Errors
/// When the database fails.
pub async fn correct(db: &Db<'_>, wrong: &Registration, right: &NewRegistration, at: Instant) -> Result<bool, StoreError> {
    use registration::Column as Right;
    let Some(row) = registration::Entity::find_by_id(wrong.id.0).one(db).await? else { return Ok(false) };
    let theirs = Right::PersonId.eq(right.person.0).and(Right::Jurisdiction.eq(right.jurisdiction.to_string()));
    let taken = Right::Code.eq(right.code.to_string()).or(theirs);
    let others = registration::Entity::find().filter(taken.and(Right::Id.ne(wrong.id.0))).count(db).await?;
    if others > 0 || was_code(db, right.code).await? {
        return Ok(false);
    }
    let before = ActiveModel {
        id: NotSet,
        registration_id: Set(row.id),
        code: Set(row.code),
        person_id: Set(row.person_id),
        territory: Set(row.territory),
        details: Set(row.details),
        since: Set(row.since),
        replaced_at: Set(millis(at)),
        retain_until: Set(row.retain_until),
    };
    Entity::insert(before).exec_without_returning(db).await?;
    registration::Entity::update_many()
        .col_expr(Right::Code, Expr::value(right.code.to_string()))
        .col_expr(Right::PersonId, Expr::value(right.person.0))
        .col_expr(Right::Phone, Expr::value(right.phone.as_ref().map(Lookup::store)))
        .col_expr(Right::Territory, Expr::value(right.territory.to_string()))
        .col_expr(Right::Details, Expr::value(right.details.store()))
        .filter(Right::Id.eq(wrong.id.0))
        .exec(db)
        .await?;
    Ok(true)
}
