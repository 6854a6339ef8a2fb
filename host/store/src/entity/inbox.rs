//! Table `inbox`: messages that were received.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) message_id: Option<String>,
    pub(crate) received_at: i64,
    pub(crate) state: String,
    pub(crate) effect: Option<String>,
    pub(crate) registration_id: Option<i64>,
    pub(crate) content: Option<Vec<u8>>,
    pub(crate) error: Option<String>,
    pub(crate) attempts: i32,
    pub(crate) next_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
