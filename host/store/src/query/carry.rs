//! Permits of an earlier regime that go on under a later one, a batch at a time.

use domain::{Channel, Instant, PurposeId, RegimeId, SourceId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LockType, Query},
};

use super::{
    permit as permits,
    permit_change::{self, StoredChange},
};
use crate::{
    Db, StoreError,
    entity::{decision, permit, permit_change as changes, permit_regime},
    values::{instant, millis},
};

/// Which permits go on: those of `from` that were granted before `begins`, were good up to it at least, were not taken back, and
/// do not satisfy `to` already.
#[derive(Debug, Clone, Copy)]
pub struct Going<'a> {
    /// The regime that they were granted under.
    pub from: &'a RegimeId,
    /// The regime under which they go on.
    pub to: &'a RegimeId,
    /// When that begins.
    pub begins: Instant,
    /// Only those that were applied for in one of these ways; all when empty.
    pub channels: &'a [Channel],
    /// Only those for one of these purposes; all when empty.
    pub purposes: &'a [PurposeId],
}

/// How they go on.
#[derive(Debug, Clone, Copy)]
pub struct Onward<'a> {
    /// The end that they are given, unless theirs is later.
    pub until: Instant,
    /// Until when what is stored of them is kept at least.
    pub retain_until: Option<Instant>,
    /// The instant of the change.
    pub at: Instant,
    /// What the change is called.
    pub kind: &'a str,
    /// Who makes it.
    pub by: &'a str,
    /// The source that it rests on.
    pub cite: Option<&'a SourceId>,
}

/// What came of one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// How many permits went on.
    pub carried: u64,
    /// Where the next batch begins; `None` when there is none.
    pub next: Option<String>,
}

#[derive(FromQueryResult)]
struct Candidate {
    decision_id: String,
    person_id: i64,
    granted_at: i64,
    end_at: i64,
}

fn going(going: &Going<'_>) -> Select<permit::Entity> {
    use permit::Column as Permit;
    use permit_regime::Column as Under;
    let satisfied = Query::select()
        .expr(Expr::val(1))
        .from_as(permit_regime::Entity, "onward")
        .and_where(Expr::col(("onward", Under::DecisionId)).equals((permit::Entity, Permit::DecisionId)))
        .and_where(Expr::col(("onward", Under::PersonId)).equals((permit::Entity, Permit::PersonId)))
        .and_where(Expr::col(("onward", Under::Regime)).eq(going.to.as_str()))
        .take();
    let mut found = permit::Entity::find()
        .join(JoinType::InnerJoin, permit::Entity::belongs_to(permit_regime::Entity).from(Permit::DecisionId).to(Under::DecisionId).into())
        .filter(Under::Regime.eq(going.from.as_str()))
        .filter(Permit::GrantedAt.lt(millis(going.begins)).and(Permit::EndAt.gte(millis(going.begins))))
        .filter(Permit::RevokedAt.is_null())
        .filter(Expr::exists(satisfied).not());
    if !going.purposes.is_empty() {
        found = found.filter(Permit::Purpose.is_in(going.purposes.iter().map(PurposeId::as_str)));
    }
    if !going.channels.is_empty() {
        found = found
            .join(
                JoinType::InnerJoin,
                permit::Entity::belongs_to(decision::Entity).from(Permit::DecisionId).to(decision::Column::Id).into(),
            )
            .filter(decision::Column::Channel.is_in(going.channels.iter().map(Channel::as_str)));
    }
    found
}

/// How many permits have yet to go on.
///
/// # Errors
/// When the database fails.
pub async fn left(db: &Db<'_>, which: &Going<'_>) -> Result<u64, StoreError> {
    Ok(going(which).count(db).await?)
}

/// Lets one batch go on: its permits get the later end and satisfy the new regime too, and each change is noted. A permit that
/// another node was faster with is left alone.
///
/// # Errors
/// When the database fails.
pub async fn batch(db: &Db<'_>, which: &Going<'_>, how: &Onward<'_>, after: Option<&str>, limit: u32) -> Result<Batch, StoreError> {
    use permit::Column as Permit;
    let found: Vec<Candidate> = going(which)
        .select_only()
        .columns([Permit::DecisionId, Permit::PersonId, Permit::GrantedAt, Permit::EndAt])
        .filter(Permit::DecisionId.gt(after.unwrap_or_default()))
        .order_by_asc(Permit::DecisionId)
        .limit(u64::from(limit))
        .lock(LockType::Update)
        .into_model()
        .all(db)
        .await?;
    let next = found.last().filter(|_| found.len() >= limit as usize).map(|last| last.decision_id.clone());
    // What another transaction did while this one waited for the locks is seen only by a statement that begins after.
    let done: Vec<String> = permit_regime::Entity::find()
        .select_only()
        .column(permit_regime::Column::DecisionId)
        .filter(permit_regime::Column::Regime.eq(which.to.as_str()))
        .filter(permit_regime::Column::PersonId.is_in(found.iter().map(|permit| permit.person_id)))
        .filter(permit_regime::Column::DecisionId.is_in(found.iter().map(|permit| permit.decision_id.as_str())))
        .into_tuple()
        .all(db)
        .await?;
    let found: Vec<Candidate> = found.into_iter().filter(|permit| !done.contains(&permit.decision_id)).collect();
    if !found.is_empty() {
        carry(db, which, how, &found).await?;
    }
    Ok(Batch { carried: found.len() as u64, next })
}

async fn carry(db: &Db<'_>, which: &Going<'_>, how: &Onward<'_>, found: &[Candidate]) -> Result<(), StoreError> {
    let ids = || found.iter().map(|permit| permit.decision_id.as_str());
    let until = millis(how.until);
    permit::Entity::update_many()
        .col_expr(permit::Column::EndAt, Expr::value(until))
        .filter(permit::Column::DecisionId.is_in(ids()).and(permit::Column::EndAt.lt(until)))
        .exec(db)
        .await?;
    let under = found.iter().map(|permit| permit_regime::ActiveModel {
        decision_id: Set(permit.decision_id.clone()),
        regime: Set(which.to.to_string()),
        person_id: Set(permit.person_id),
        granted_at: Set(permit.granted_at),
    });
    permit_regime::Entity::insert_many(under).exec_without_returning(db).await?;
    let changes = found.iter().map(|permit| {
        Ok(permit_change::row(
            &permit.decision_id,
            &StoredChange {
                at: how.at,
                kind: how.kind.to_owned(),
                old_end: instant(permit.end_at)?,
                new_end: instant(Ord::max(permit.end_at, until))?,
                by: how.by.to_owned(),
                document: None,
                regime: Some(which.to.clone()),
                cite: how.cite.cloned(),
            },
        ))
    });
    changes::Entity::insert_many(changes.collect::<Result<Vec<_>, StoreError>>()?).exec_without_returning(db).await?;
    if let Some(retain) = how.retain_until {
        permits::retain(db, &found.iter().map(|permit| permit.decision_id.clone()).collect::<Vec<_>>(), retain).await?;
    }
    Ok(())
}
