//! Permits, and the history that quotas count.

use std::collections::HashMap;

use domain::{Instant, Interval, PastPermit, PermitCode, PurposeId, RegimeId, Territory, Validity};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select, TryInsertResult,
    sea_query::{BinOper, Expr, LockType, Query},
};

use super::{
    group::{self, GroupId},
    many,
    person::PersonId,
};
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::{decision, permit::*, permit_code, permit_regime, person},
    values::{instant, instants, millis, read},
};

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

/// Takes the codes of permits. `false` for those whose code is another one's.
///
/// # Errors
/// When the database fails.
pub async fn take_codes(db: &Db<'_>, new: &[NewPermit]) -> Result<Vec<bool>, StoreError> {
    let mut codes: Vec<permit_code::ActiveModel> = new.iter().map(code).collect();
    // Always in the same order, so that no two transactions wait for each other. Of two that drew the same code one has it.
    codes.sort_by(|a, b| a.code.as_ref().cmp(b.code.as_ref()));
    codes.dedup_by(|a, b| a.code.as_ref() == b.code.as_ref());
    let mut holders: HashMap<String, String> = HashMap::new();
    for part in many::parts(&codes) {
        let insert = permit_code::Entity::insert_many(part.iter().cloned()).on_conflict_do_nothing_on([permit_code::Column::Code]);
        let done = insert.exec_without_returning(db).await?;
        let is_whole = matches!(done, TryInsertResult::Inserted(rows) if rows == part.len() as u64);
        let drawn = part.iter().map(|row| (row.code.as_ref().clone(), row.decision_id.as_ref().clone()));
        if is_whole {
            holders.extend(drawn);
        } else {
            let list = drawn.map(|(code, _)| code);
            let found = permit_code::Entity::find().filter(permit_code::Column::Code.is_in(list)).all(db).await?;
            holders.extend(found.into_iter().map(|row| (row.code, row.decision_id)));
        }
    }
    Ok(new.iter().map(|new| holders.get(&new.code.to_string()) == Some(&new.decision)).collect())
}

/// Stores permits whose codes were taken.
///
/// # Errors
/// When the database fails.
pub async fn put_all(db: &Db<'_>, new: &[NewPermit]) -> Result<(), StoreError> {
    let rows: Vec<ActiveModel> = new.iter().map(row).collect();
    for part in many::parts(&rows) {
        Entity::insert_many(part.iter().cloned()).exec_without_returning(db).await?;
    }
    let under: Vec<permit_regime::ActiveModel> = new.iter().flat_map(under).collect();
    for part in many::parts(&under) {
        permit_regime::Entity::insert_many(part.iter().cloned()).exec_without_returning(db).await?;
    }
    for new in new {
        group::count(db, &new.groups, &new.decision, new.retain_until).await?;
    }
    Ok(())
}

fn code(new: &NewPermit) -> permit_code::ActiveModel {
    permit_code::ActiveModel { code: Set(new.code.to_string()), decision_id: Set(new.decision.clone()), person_id: Set(new.person.0) }
}

fn row(new: &NewPermit) -> ActiveModel {
    let interval = new.validity.interval;
    ActiveModel {
        decision_id: Set(new.decision.clone()),
        code: Set(new.code.to_string()),
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
    }
}

fn under(new: &NewPermit) -> impl Iterator<Item = permit_regime::ActiveModel> {
    new.regimes.iter().map(|regime| permit_regime::ActiveModel {
        person_id: Set(new.person.0),
        decision_id: Set(new.decision.clone()),
        regime: Set(regime.to_string()),
        granted_at: Set(millis(new.granted_at)),
    })
}

/// The decision that granted the permit of this code.
async fn decision_of(db: &Db<'_>, code: PermitCode) -> Result<Option<String>, StoreError> {
    Ok(permit_code::Entity::find_by_id(code.to_string()).one(db).await?.map(|row| row.decision_id))
}

/// The permit of this code.
///
/// # Errors
/// When the database fails.
pub async fn by_code(db: &Db<'_>, code: PermitCode) -> Result<Option<StoredPermit>, StoreError> {
    match decision_of(db, code).await? {
        Some(decision) => by_decision(db, &decision).await,
        None => Ok(None),
    }
}

/// The permit that a decision granted.
///
/// # Errors
/// When the database fails.
pub async fn by_decision(db: &Db<'_>, decision: &str) -> Result<Option<StoredPermit>, StoreError> {
    let found = Entity::find_by_id(decision).one(db).await?;
    complete(db, found).await
}

/// The permit of this code, locked until the transaction ends: what changes of one permit changes one after the other.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: &Db<'_>, code: PermitCode) -> Result<Option<StoredPermit>, StoreError> {
    let Some(decision) = decision_of(db, code).await? else { return Ok(None) };
    let found = Entity::find_by_id(decision).lock(LockType::Update).one(db).await?;
    complete(db, found).await
}

pub(super) async fn complete(db: &Db<'_>, row: Option<Model>) -> Result<Option<StoredPermit>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let regimes = permit_regime::Entity::find()
        .filter(permit_regime::Column::PersonId.eq(row.person_id).and(permit_regime::Column::DecisionId.eq(row.decision_id.as_str())))
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
    person_id: i64,
    purpose: String,
    granted_at: i64,
    start_at: i64,
    end_at: i64,
    revoked_at: Option<i64>,
}

/// What each of these persons was granted under any of these regimes from `since` on, each permit once, oldest first. Counted by the
/// instant of the grant.
///
/// # Errors
/// When the database fails.
pub async fn histories(
    db: &Db<'_>,
    persons: &[PersonId],
    regimes: &[RegimeId],
    since: Instant,
) -> Result<HashMap<PersonId, Vec<PastPermit>>, StoreError> {
    let mut histories: HashMap<PersonId, Vec<PastPermit>> = HashMap::new();
    for list in many::lists(persons.iter().map(|person| person.0)) {
        let rows = past(list, regimes, since).into_model::<Past>().all(db).await?;
        for row in rows {
            histories.entry(PersonId(row.person_id)).or_default().push(PastPermit {
                purpose: read("the purpose of a permit", &row.purpose)?,
                granted_at: instant(row.granted_at)?,
                validity: interval(row.start_at, row.end_at)?,
                revoked: row.revoked_at.is_some(),
            });
        }
    }
    Ok(histories)
}

/// The permits of persons under any of these regimes from `since` on, oldest first.
fn past(persons: Vec<i64>, regimes: &[RegimeId], since: Instant) -> Select<permit_regime::Entity> {
    use permit_regime::Column as Under;
    // Computed, so that no index begins with it: a database that has not yet counted what the day brought takes everything that was granted
    // today for less than what these persons were granted ever.
    let regime = Expr::col((permit_regime::Entity, Under::Regime)).binary(BinOper::Custom("||"), Expr::val(""));
    permit_regime::Entity::find()
        .select_only()
        .distinct()
        .columns([Under::PersonId, Under::DecisionId, Under::GrantedAt])
        .column_as(Expr::col((Entity, Column::Purpose)), "purpose")
        .column_as(Expr::col((Entity, Column::StartAt)), "start_at")
        .column_as(Expr::col((Entity, Column::EndAt)), "end_at")
        .column_as(Expr::col((Entity, Column::RevokedAt)), "revoked_at")
        .join(sea_orm::JoinType::InnerJoin, permit_regime::Entity::belongs_to(Entity).from(Under::DecisionId).to(Column::DecisionId).into())
        .filter(
            Under::PersonId.is_in(persons).and(regime.is_in(regimes.iter().map(RegimeId::as_str))).and(Under::GrantedAt.gte(millis(since))),
        )
        .order_by_asc(Under::GrantedAt)
        .order_by_asc(Under::DecisionId)
}

/// Takes the permit of a decision back. `false` when there is none that was not taken back before.
///
/// # Errors
/// When the database fails.
pub async fn revoke(db: &Db<'_>, decision: &str, at: Instant) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(millis(at)))
        .filter(Column::DecisionId.eq(decision).and(Column::RevokedAt.is_null()))
        .exec(db)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Moves the end of a permit.
///
/// # Errors
/// When the database fails.
pub async fn move_end(db: &Db<'_>, decision: &str, end: Instant) -> Result<(), StoreError> {
    Entity::update_many().col_expr(Column::EndAt, Expr::value(millis(end))).filter(Column::DecisionId.eq(decision)).exec(db).await?;
    Ok(())
}

/// Keeps the permits of these decisions, the decisions and the holders until `until` at least.
///
/// # Errors
/// When the database fails.
pub async fn retain(db: &Db<'_>, decisions: &[String], until: Instant) -> Result<(), StoreError> {
    let until = millis(until);
    let these = || Column::DecisionId.is_in(decisions.iter().map(String::as_str));
    Entity::update_many()
        .col_expr(Column::RetainUntil, Expr::value(until))
        .filter(these().and(Column::RetainUntil.is_null().or(Column::RetainUntil.lt(until))))
        .exec(db)
        .await?;
    let kept = decision::Column::RetainUntil;
    decision::Entity::update_many()
        .col_expr(kept, Expr::value(until))
        .filter(decision::Column::Id.is_in(decisions.iter().map(String::as_str)).and(kept.is_null().or(kept.lt(until))))
        .exec(db)
        .await?;
    let holders = Query::select().column(Column::PersonId).from(Entity).and_where(these()).take();
    let kept = person::Column::RetainUntil;
    person::Entity::update_many()
        .col_expr(kept, Expr::value(until))
        .filter(person::Column::Id.in_subquery(holders).and(kept.is_null().or(kept.lt(until))))
        .exec(db)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DbBackend, QueryTrait};

    use super::*;
    use crate::testing::sqlite;

    #[tokio::test]
    async fn a_history_is_looked_for_by_its_persons_however_little_was_granted_today() {
        let database = sqlite();
        let store = database.open().await;
        let regime = "az/2020-12-14-tightened-quarantine".parse().unwrap();
        let mut asked = past((0..256).collect(), &[regime], "2020-12-15T00:00:00Z".parse().unwrap()).build(DbBackend::Sqlite);
        asked.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let plan = store.db().query_all_raw(asked).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        assert!(plan[0].contains("permit_regime USING INDEX") && plan[0].contains("(person_id=?)"), "{plan:?}");
    }
}
