//! Row of `import_rows`: a row of an uploaded spreadsheet.

use sea_orm::entity::prelude::*;

#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_rows")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) import_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) row_number: i64,
    pub(crate) cells: String,
    pub(crate) errors: String,
    pub(crate) warnings: String,
    pub(crate) has_error: bool,
    pub(crate) blocks_draft: bool,
    pub(crate) has_warning: bool,
    pub(crate) skipped: bool,
    pub(crate) platform_code: Option<String>,
    pub(crate) identity_hash: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
