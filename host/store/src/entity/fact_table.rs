//! Table `fact_table`: versions of imported tables.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fact_table")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) jurisdiction: String,
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) attributes: String,
    pub(crate) rows: i64,
    pub(crate) persons: i64,
    pub(crate) file: String,
    pub(crate) digest: String,
    pub(crate) imported_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
