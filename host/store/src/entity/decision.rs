//! Table `decision`: decision records.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: String,
    pub(crate) person_id: Option<i64>,
    pub(crate) at: i64,
    pub(crate) channel: String,
    pub(crate) purpose: String,
    pub(crate) outcome: String,
    pub(crate) record: Vec<u8>,
    pub(crate) retain_until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
