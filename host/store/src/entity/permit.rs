//! Table `permit`: permits.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "permit")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) decision_id: String,
    pub(crate) code: String,
    pub(crate) person_id: i64,
    pub(crate) purpose: String,
    pub(crate) territory: Option<String>,
    pub(crate) granted_at: i64,
    pub(crate) start_at: i64,
    pub(crate) end_at: i64,
    pub(crate) daily: Option<String>,
    pub(crate) time_zone: String,
    pub(crate) plate: Option<Vec<u8>>,
    pub(crate) plate_lookup: Option<Vec<u8>>,
    pub(crate) phone: Option<Vec<u8>>,
    pub(crate) revoked_at: Option<i64>,
    pub(crate) retain_until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
