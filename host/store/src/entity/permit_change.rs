//! Table `permit_change`: what became of permits after they were granted.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "permit_change")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) decision_id: String,
    pub(crate) at: i64,
    pub(crate) kind: String,
    pub(crate) old_end: i64,
    pub(crate) new_end: i64,
    pub(crate) by: String,
    pub(crate) document: Option<Vec<u8>>,
    pub(crate) regime: Option<String>,
    pub(crate) cite: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
