//! How many permits were granted, by purpose.

use domain::{Instant, PurposeId, RegimeId};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr};

use crate::{
    Db, StoreError,
    entity::{permit, permit_regime},
    values::{millis, read},
};

/// How many permits were granted under any of these regimes from `from` until before `until`, each once, by purpose; in no order.
///
/// # Errors
/// When the database fails.
pub async fn by_purpose(db: &Db<'_>, regimes: &[RegimeId], from: Instant, until: Instant) -> Result<Vec<(PurposeId, u64)>, StoreError> {
    use permit_regime::Column as Under;
    let purpose = Expr::col((permit::Entity, permit::Column::Purpose));
    let rows: Vec<(String, i64)> = permit_regime::Entity::find()
        .select_only()
        .column_as(purpose.clone(), "purpose")
        .column_as(Expr::col((permit_regime::Entity, Under::DecisionId)).count_distinct(), "granted")
        .join(
            sea_orm::JoinType::InnerJoin,
            permit_regime::Entity::belongs_to(permit::Entity).from(Under::DecisionId).to(permit::Column::DecisionId).into(),
        )
        .filter(
            Under::Regime
                .is_in(regimes.iter().map(RegimeId::as_str))
                .and(Under::GrantedAt.gte(millis(from)))
                .and(Under::GrantedAt.lt(millis(until))),
        )
        .group_by(purpose)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(|(purpose, granted)| Ok((read("the purpose of a permit", &purpose)?, granted.unsigned_abs()))).collect()
}
