//! Shorthands for columns, so that a table can be read at a glance.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Automatic key.
pub(crate) fn key() -> ColumnDef {
    ColumnDef::new("id")
        .big_integer()
        .not_null()
        .auto_increment()
        .primary_key()
        .take()
}

/// Whole number that must be there: keys of other rows, moments, counters.
pub(crate) fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// Whole number that may be missing.
pub(crate) fn number_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().take()
}

/// Text that must be there.
pub(crate) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Text that may be missing.
pub(crate) fn text_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().take()
}

/// Yes or no; no unless said.
pub(crate) fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .boolean()
        .not_null()
        .default(false)
        .take()
}

/// Codes are looked for by their beginning, as a range; in PostgreSQL that holds only in the order
/// of the bytes, whatever the collation of the database.
pub(crate) async fn order_by_bytes(
    manager: &SchemaManager<'_>,
    table: &str,
    column: &str,
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let sql = format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\"");
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// A reference to the `id` of another table.
pub(crate) fn references(
    from: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").take()
}

/// An index over columns, named after them.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("{table}_by_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
