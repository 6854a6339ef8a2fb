//! Table `conversation`: what is remembered between two messages.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conversation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) lookup: Vec<u8>,
    pub(crate) language: Option<String>,
    pub(crate) dialog: Option<Vec<u8>>,
    pub(crate) expires_at: Option<i64>,
    pub(crate) updated_at: i64,
    pub(crate) version: i64,
    pub(crate) silent_since: Option<i64>,
    pub(crate) letters: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
