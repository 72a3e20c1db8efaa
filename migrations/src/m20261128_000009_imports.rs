//! Uploaded spreadsheets and their rows, kept until they are committed or expire after one day.

use sea_orm_migration::prelude::*;

use crate::schema::{
    boolean, drop_tables, id, index, integer, integer_or_null, named_index, references, text,
    text_or_null,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The columns that are counted and searched for duplicates, so that the cells are not read.
const OUTLINE: [&str; 8] = [
    "import_id",
    "row_number",
    "skipped",
    "has_error",
    "blocks_draft",
    "has_warning",
    "platform_code",
    "identity_hash",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(imports()).await?;
        for columns in [&["reporting_unit_id", "expires_at"][..], &["expires_at"]] {
            manager.create_index(index("imports", columns)).await?;
        }
        manager.create_table(import_rows()).await?;
        manager
            .create_index(named_index("import_rows_outline", "import_rows", &OUTLINE))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["import_rows", "imports"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn imports() -> TableCreateStatement {
    Table::create()
        .table("imports")
        .col(id())
        .col(integer("reporting_unit_id"))
        .col(text("filename"))
        // JSON: the columns of the sheet.
        .col(text("layout"))
        // JSON: notices about the file as a whole.
        .col(text("notices"))
        // JSON: numbers of rows, errors and warnings at the last check.
        .col(text("counts"))
        .col(integer("version"))
        .col(integer("created_at"))
        .col(integer("expires_at"))
        // Set at the commit: `submit` or `draft`, the number of accounts, the time.
        .col(text_or_null("committed_mode"))
        .col(integer_or_null("committed_accounts"))
        .col(integer_or_null("committed_at"))
        .foreign_key(&mut references(
            "imports",
            "reporting_unit_id",
            "reporting_units",
        ))
        .take()
}

fn import_rows() -> TableCreateStatement {
    Table::create()
        .table("import_rows")
        .col(integer("import_id"))
        // Row number in the sheet.
        .col(integer("row_number"))
        // JSON: the text of each column of the layout.
        .col(text("cells"))
        // JSON: errors and warnings from the comparison with the register. Those that follow from
        // the cells and the other rows are computed when rows are read.
        .col(text("errors"))
        .col(text("warnings"))
        .col(boolean("has_error"))
        .col(boolean("blocks_draft"))
        .col(boolean("has_warning"))
        .col(boolean("skipped"))
        // Set for rows with an identity. Identities can be long, so their hashes are indexed.
        .col(text_or_null("platform_code"))
        .col(text_or_null("identity_hash"))
        .primary_key(Index::create().col("import_id").col("row_number"))
        .foreign_key(
            references("import_rows", "import_id", "imports").on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
