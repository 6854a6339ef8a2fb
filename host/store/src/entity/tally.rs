//! Table `tally`: how often somebody applied.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tally")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) lookup: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) regime: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) since: i64,
    pub(crate) count: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
