//! Table `outbox`: messages to be delivered.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) message: Vec<u8>,
    pub(crate) recipient: Vec<u8>,
    pub(crate) sender: String,
    pub(crate) text: Vec<u8>,
    pub(crate) created_at: i64,
    pub(crate) next_at: i64,
    pub(crate) expires_at: Option<i64>,
    pub(crate) attempts: i32,
    pub(crate) doubtful: i32,
    pub(crate) state: String,
    pub(crate) carrier: Option<String>,
    pub(crate) carrier_id: Option<String>,
    pub(crate) sent_at: Option<i64>,
    pub(crate) delivered_at: Option<i64>,
    pub(crate) error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
