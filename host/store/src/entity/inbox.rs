//! Table `inbox`: messages that were received.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) source: String,
    pub(crate) key: Vec<u8>,
    pub(crate) message_id: Option<String>,
    pub(crate) received_at: i64,
    pub(crate) effect: Option<String>,
    pub(crate) decision_id: Option<String>,
    pub(crate) registration_id: Option<i64>,
    pub(crate) outbox_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
