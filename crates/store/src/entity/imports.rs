//! Row of `imports`: an uploaded spreadsheet.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) reporting_unit_id: i64,
    pub(crate) filename: String,
    pub(crate) layout: String,
    pub(crate) notices: String,
    pub(crate) counts: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) committed_mode: Option<String>,
    pub(crate) committed_accounts: Option<i64>,
    pub(crate) committed_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
