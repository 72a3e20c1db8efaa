//! Uploaded spreadsheets: what was read, until it is committed or a day has passed.

use sea_orm_migration::prelude::*;

use crate::schema::{flag, index, key, number, number_or_null, references, text, text_or_null};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000008_imports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(imports()).await?;
        manager
            .create_index(index("imports", &["reporting_unit_id", "expires_at"]))
            .await?;
        // What has expired is removed.
        manager
            .create_index(index("imports", &["expires_at"]))
            .await?;
        manager.create_table(rows()).await?;
        // What is counted and looked through of every row, without its cells.
        let mut outline = index(
            "import_rows",
            &[
                "import_id",
                "row_number",
                "skipped",
                "has_error",
                "blocks_draft",
                "has_warning",
                "platform_code",
                "identity_hash",
            ],
        );
        manager
            .create_index(outline.name("import_rows_outline").take())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["import_rows", "imports"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}

fn imports() -> TableCreateStatement {
    Table::create()
        .table("imports")
        .col(key())
        .col(number("reporting_unit_id"))
        .col(text("filename"))
        // JSON: where the columns of the sheet stand.
        .col(text("layout"))
        // JSON: what was noticed about the file as a whole.
        .col(text("notices"))
        // JSON: rows, errors, warnings, as they were last counted.
        .col(text("counts"))
        .col(number("version"))
        .col(number("created_at"))
        .col(number("expires_at"))
        // `submit` or `draft`, how many accounts, and when; once it is committed.
        .col(text_or_null("committed_mode"))
        .col(number_or_null("committed_accounts"))
        .col(number_or_null("committed_at"))
        .foreign_key(&mut references(
            "imports",
            "reporting_unit_id",
            "reporting_units",
        ))
        .take()
}

fn rows() -> TableCreateStatement {
    Table::create()
        .table("import_rows")
        .col(number("import_id"))
        // As the spreadsheet program numbers it.
        .col(number("row_number"))
        // JSON: the text of each column of the layout.
        .col(text("cells"))
        // JSON: what the register says; what the cells and the other rows say follows from them.
        .col(text("errors"))
        .col(text("warnings"))
        .col(flag("has_error"))
        .col(flag("blocks_draft"))
        .col(flag("has_warning"))
        .col(flag("skipped"))
        // Of rows that carry an identity; it may be long, so its hash is compared.
        .col(text_or_null("platform_code"))
        .col(text_or_null("identity_hash"))
        .primary_key(Index::create().col("import_id").col("row_number"))
        .foreign_key(
            references("import_rows", "import_id", "imports").on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
