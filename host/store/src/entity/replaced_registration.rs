//! Table `replaced_registration`: what registrations were before they were corrected.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "replaced_registration")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) registration_id: i64,
    #[sea_orm(unique)]
    pub(crate) code: String,
    pub(crate) person_id: i64,
    pub(crate) territory: String,
    pub(crate) details: Vec<u8>,
    pub(crate) since: i64,
    pub(crate) replaced_at: i64,
    pub(crate) retain_until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
