//! Row of `account_keys`: the match keys of a living account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_keys")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) account_id: i64,
    pub(crate) reporting_unit_id: i64,
    pub(crate) org_unit_id: i64,
    pub(crate) org1_id: i64,
    pub(crate) platform_code: String,
    pub(crate) name_key: Option<String>,
    pub(crate) link_key: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
