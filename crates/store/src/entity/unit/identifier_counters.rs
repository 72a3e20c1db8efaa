//! Row of `identifier_counters`: the last identifier number of a unit on a platform.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identifier_counters")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) reporting_unit_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) platform_code: String,
    pub(crate) last_number: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
