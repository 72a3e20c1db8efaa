//! Short forms for the columns, indexes and statements that migrations repeat.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Primary key `id`, assigned by the database.
pub(crate) fn id() -> ColumnDef {
    ColumnDef::new("id")
        .big_integer()
        .not_null()
        .auto_increment()
        .primary_key()
        .take()
}

/// 64-bit integer: foreign keys, timestamps, counters.
pub(crate) fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

pub(crate) fn integer_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().take()
}

pub(crate) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

pub(crate) fn text_or_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().take()
}

/// Boolean with the default `false`.
pub(crate) fn boolean(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .boolean()
        .not_null()
        .default(false)
        .take()
}

/// Foreign key to the `id` of another table.
pub(crate) fn references(
    from: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").take()
}

/// Index over columns, named after them.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let name = format!("{table}_by_{}", columns.join("_"));
    named_index(&name, table, columns)
}

/// Index over columns whose names together would be too long for a name.
pub(crate) fn named_index(
    name: &str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// Sets the collation of a code column to byte order. Codes are searched by prefix as a range,
/// which PostgreSQL can serve from an index in byte order only; SQLite compares bytes by default.
pub(crate) async fn order_by_bytes(
    manager: &SchemaManager<'_>,
    table: &str,
    column: &str,
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let sql = format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\"");
        execute(manager, &[&sql]).await?;
    }
    Ok(())
}

/// Executes statements that the query builder does not have, such as partial indexes.
pub(crate) async fn execute(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for sql in statements {
        manager.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
}

/// Drops tables; those that refer to others come first.
pub(crate) async fn drop_tables(
    manager: &SchemaManager<'_>,
    tables: &[&'static str],
) -> Result<(), DbErr> {
    for table in tables {
        let drop = Table::drop().table(*table).take();
        manager.drop_table(drop).await?;
    }
    Ok(())
}
