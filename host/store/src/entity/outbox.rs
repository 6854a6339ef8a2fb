//! Table `outbox`: messages to be delivered.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) source: String,
    pub(crate) message: Vec<u8>,
    pub(crate) recipient: Vec<u8>,
    pub(crate) sender: String,
    pub(crate) text: Vec<u8>,
    pub(crate) created_at: i64,
    pub(crate) next_at: i64,
    pub(crate) attempts: i32,
    pub(crate) state: String,
    pub(crate) delivered_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
