//! Permits, and the history that quotas count.

use domain::{Instant, Interval, PastPermit, PermitCode, PurposeId, RegimeId, Territory, Validity};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, NotSet, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    sea_query::{Expr, LockType, Query, SelectStatement},
};

use super::{
    group::{self, GroupId},
    person::PersonId,
};
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::{decision, permit::*, permit_regime, person},
    values::{instant, instants, millis, read},
};

/// A permit's place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PermitId(pub(crate) i64);

/// A permit to be stored.
#[derive(Debug, Clone)]
pub struct NewPermit {
    /// The code that names it.
    pub code: PermitCode,
    /// The decision that granted it.
    pub decision: String,
    /// Whose.
    pub person: PersonId,
    /// What for.
    pub purpose: PurposeId,
    /// Where it is good; wherever its regimes rule when absent.
    pub territory: Option<Territory>,
    /// The regimes that it satisfies.
    pub regimes: Vec<RegimeId>,
    /// The groups of people that it counts in, each once.
    pub groups: Vec<GroupId>,
    /// When it was granted.
    pub granted_at: Instant,
    /// When it is good.
    pub validity: Validity,
    /// The IANA name of the time zone of the daily window.
    pub time_zone: String,
    /// The plate of the vehicle.
    pub plate: Option<Sealed>,
    /// The keyed hash of the plate.
    pub plate_lookup: Option<Lookup>,
    /// The keyed hash of the telephone that asked for it by text message.
    pub phone: Option<Lookup>,
    /// Until when it has to be kept.
    pub retain_until: Option<Instant>,
}

/// A permit as stored.
#[derive(Debug, Clone)]
pub struct StoredPermit {
    /// The code that names it.
    pub code: PermitCode,
    /// The decision that granted it.
    pub decision: String,
    /// Whose.
    pub person: PersonId,
    /// What for.
    pub purpose: PurposeId,
    /// Where it is good; wherever its regimes rule when absent.
    pub territory: Option<Territory>,
    /// The regimes that it satisfies, in the order of their identifiers.
    pub regimes: Vec<RegimeId>,
    /// When it was granted.
    pub granted_at: Instant,
    /// When it is good.
    pub validity: Validity,
    /// The IANA name of the time zone of the daily window.
    pub time_zone: String,
    /// The plate of the vehicle.
    pub plate: Option<Sealed>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

/// Stores a permit. `false` when its code is taken: nothing was stored then.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, new: &NewPermit) -> Result<bool, StoreError> {
    let interval = new.validity.interval;
    let row = ActiveModel {
        id: NotSet,
        code: Set(new.code.to_string()),
        decision_id: Set(new.decision.clone()),
        person_id: Set(new.person.0),
        purpose: Set(new.purpose.to_string()),
        territory: Set(new.territory.as_ref().map(ToString::to_string)),
        granted_at: Set(millis(new.granted_at)),
        start_at: Set(millis(interval.start())),
        end_at: Set(millis(interval.end())),
        daily: Set(new.validity.daily.map(|daily| daily.to_string())),
        time_zone: Set(new.time_zone.clone()),
        plate: Set(new.plate.as_ref().map(Sealed::store)),
        plate_lookup: Set(new.plate_lookup.as_ref().map(Lookup::store)),
        phone: Set(new.phone.as_ref().map(Lookup::store)),
        revoked_at: Set(None),
        retain_until: Set(new.retain_until.map(millis)),
    };
    let TryInsertResult::Inserted(done) = Entity::insert(row).on_conflict_do_nothing_on([Column::Code]).exec(db).await? else {
        return Ok(false);
    };
    let regimes = new.regimes.iter().map(|regime| permit_regime::ActiveModel {
        permit_id: Set(done.last_insert_id),
        regime: Set(regime.to_string()),
        person_id: Set(new.person.0),
        granted_at: Set(millis(new.granted_at)),
    });
    permit_regime::Entity::insert_many(regimes).exec_without_returning(db).await?;
    group::count(db, &new.groups, done.last_insert_id, new.retain_until).await?;
    Ok(true)
}

/// The permit of this code.
///
/// # Errors
/// When the database fails.
pub async fn by_code(db: &Db<'_>, code: PermitCode) -> Result<Option<StoredPermit>, StoreError> {
    let found = Entity::find().filter(Column::Code.eq(code.to_string())).one(db).await?;
    complete(db, found).await
}

/// The permit that a decision granted.
///
/// # Errors
/// When the database fails.
pub async fn by_decision(db: &Db<'_>, decision: &str) -> Result<Option<StoredPermit>, StoreError> {
    let found = Entity::find().filter(Column::DecisionId.eq(decision)).one(db).await?;
    complete(db, found).await
}

/// The permit of this code and its place, locked until the transaction ends: what changes of one permit changes one after the
/// other.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: &Db<'_>, code: PermitCode) -> Result<Option<(PermitId, StoredPermit)>, StoreError> {
    let found = Entity::find().filter(Column::Code.eq(code.to_string())).lock(LockType::Update).one(db).await?;
    let id = found.as_ref().map(|row| PermitId(row.id));
    Ok(id.zip(complete(db, found).await?))
}

/// The place of the permit of this code.
///
/// # Errors
/// When the database fails.
pub async fn place(db: &Db<'_>, code: PermitCode) -> Result<Option<PermitId>, StoreError> {
    let id: Option<i64> =
        Entity::find().select_only().column(Column::Id).filter(Column::Code.eq(code.to_string())).into_tuple().one(db).await?;
    Ok(id.map(PermitId))
}

pub(super) async fn complete(db: &Db<'_>, row: Option<Model>) -> Result<Option<StoredPermit>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let regimes = permit_regime::Entity::find()
        .filter(permit_regime::Column::PermitId.eq(row.id))
        .order_by_asc(permit_regime::Column::Regime)
        .all(db)
        .await?;
    Ok(Some(StoredPermit {
        code: read("a permit code", &row.code)?,
        decision: row.decision_id,
        person: PersonId(row.person_id),
        purpose: read("the purpose of a permit", &row.purpose)?,
        territory: row.territory.map(|territory| read("the territory of a permit", &territory)).transpose()?,
        regimes: regimes.iter().map(|r| read("the regime of a permit", &r.regime)).collect::<Result<_, _>>()?,
        granted_at: instant(row.granted_at)?,
        validity: Validity {
            interval: interval(row.start_at, row.end_at)?,
            daily: row.daily.map(|daily| read("the daily window of a permit", &daily)).transpose()?,
        },
        time_zone: row.time_zone,
        plate: row.plate.map(Sealed::new),
        revoked_at: instants(row.revoked_at)?,
    }))
}

fn interval(start: i64, end: i64) -> Result<Interval, StoreError> {
    Interval::new(instant(start)?, instant(end)?).map_err(|_| StoreError::corrupt("the validity of a permit"))
}

#[derive(FromQueryResult)]
struct Past {
    purpose: String,
    granted_at: i64,
    start_at: i64,
    end_at: i64,
    revoked_at: Option<i64>,
}

/// What a person was granted under any of these regimes from `since` on, each permit once, oldest first. Counted by the instant
/// of the grant.
///
/// # Errors
/// When the database fails.
pub async fn history(db: &Db<'_>, person: PersonId, regimes: &[RegimeId], since: Instant) -> Result<Vec<PastPermit>, StoreError> {
    use permit_regime::Column as Under;
    let rows = permit_regime::Entity::find()
        .select_only()
        .distinct()
        .columns([Under::PermitId, Under::GrantedAt])
        .column_as(Expr::col((Entity, Column::Purpose)), "purpose")
        .column_as(Expr::col((Entity, Column::StartAt)), "start_at")
        .column_as(Expr::col((Entity, Column::EndAt)), "end_at")
        .column_as(Expr::col((Entity, Column::RevokedAt)), "revoked_at")
        .join(sea_orm::JoinType::InnerJoin, permit_regime::Entity::belongs_to(Entity).from(Under::PermitId).to(Column::Id).into())
        .filter(
            Under::PersonId
                .eq(person.0)
                .and(Under::Regime.is_in(regimes.iter().map(RegimeId::as_str)))
                .and(Under::GrantedAt.gte(millis(since))),
        )
        .order_by_asc(Under::GrantedAt)
        .order_by_asc(Under::PermitId)
        .into_model::<Past>()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PastPermit {
                purpose: read("the purpose of a permit", &row.purpose)?,
                granted_at: instant(row.granted_at)?,
                validity: interval(row.start_at, row.end_at)?,
                revoked: row.revoked_at.is_some(),
            })
        })
        .collect()
}

/// Takes a permit back. `false` when there is none of this code that was not taken back before.
///
/// # Errors
/// When the database fails.
pub async fn revoke(db: &Db<'_>, code: PermitCode, at: Instant) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(millis(at)))
        .filter(Column::Code.eq(code.to_string()).and(Column::RevokedAt.is_null()))
        .exec(db)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Moves the end of a permit.
///
/// # Errors
/// When the database fails.
pub async fn move_end(db: &Db<'_>, id: PermitId, end: Instant) -> Result<(), StoreError> {
    Entity::update_many().col_expr(Column::EndAt, Expr::value(millis(end))).filter(Column::Id.eq(id.0)).exec(db).await?;
    Ok(())
}

/// Keeps permits, the decisions that granted them and their holders until `until` at least.
///
/// # Errors
/// When the database fails.
pub async fn retain(db: &Db<'_>, ids: &[PermitId], until: Instant) -> Result<(), StoreError> {
    let until = millis(until);
    let these = || Column::Id.is_in(ids.iter().map(|id| id.0));
    let of = |column: Column| -> SelectStatement { Query::select().column(column).from(Entity).and_where(these()).take() };
    Entity::update_many()
        .col_expr(Column::RetainUntil, Expr::value(until))
        .filter(these().and(Column::RetainUntil.is_null().or(Column::RetainUntil.lt(until))))
        .exec(db)
        .await?;
    let kept = decision::Column::RetainUntil;
    decision::Entity::update_many()
        .col_expr(kept, Expr::value(until))
        .filter(decision::Column::Id.in_subquery(of(Column::DecisionId)).and(kept.is_null().or(kept.lt(until))))
        .exec(db)
        .await?;
    let kept = person::Column::RetainUntil;
    person::Entity::update_many()
        .col_expr(kept, Expr::value(until))
        .filter(person::Column::Id.in_subquery(of(Column::PersonId)).and(kept.is_null().or(kept.lt(until))))
        .exec(db)
        .await?;
    Ok(())
}
