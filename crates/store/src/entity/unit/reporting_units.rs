//! Row of `reporting_units`: a reporting unit.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reporting_units")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) org_unit_id: i64,
    pub(crate) org1_id: i64,
    pub(crate) org2_id: Option<i64>,
    pub(crate) org3_id: Option<i64>,
    pub(crate) account_count: i64,
    pub(crate) profile_complete: bool,
    pub(crate) created_at: i64,
    pub(crate) deleted_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
