//! Row of `accounts`: an account.

use sea_orm::entity::prelude::*;

use crate::db::json_rows;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "accounts")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) reporting_unit_id: i64,
    pub(crate) org_unit_id: i64,
    pub(crate) org1_id: i64,
    pub(crate) org2_id: Option<i64>,
    pub(crate) org3_id: Option<i64>,
    pub(crate) kind: String,
    pub(crate) platform_code: String,
    pub(crate) platform_name: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) url: String,
    pub(crate) external_id: Option<String>,
    #[serde(deserialize_with = "json_rows::boolean")]
    pub(crate) external_id_by_hand: bool,
    pub(crate) identity: Option<String>,
    #[serde(deserialize_with = "json_rows::optional_boolean")]
    pub(crate) represents_government: Option<bool>,
    pub(crate) functions: i16,
    pub(crate) other_function: String,
    pub(crate) contact_name: String,
    pub(crate) contact_position: String,
    pub(crate) contact_mobile: String,
    pub(crate) contact_landline: String,
    pub(crate) status: String,
    pub(crate) turn_org_id: Option<i64>,
    pub(crate) step_since: i64,
    pub(crate) application_id: Option<i64>,
    #[serde(deserialize_with = "json_rows::boolean")]
    pub(crate) restored: bool,
    pub(crate) identifier: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) modified_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "crate::entity::reporting_units::Entity",
        from = "Column::ReportingUnitId",
        to = "crate::entity::reporting_units::Column::Id"
    )]
    ReportingUnit,
}

impl Related<crate::entity::reporting_units::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ReportingUnit.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
