//! Comparison of a database's applied migrations with those of this program.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, EntityTrait as _};
use sea_orm_migration::seaql_migrations;

use crate::Migrator;

/// Relation of a database to the migrations of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaState {
    /// All migrations of this program are applied, and no others.
    Current,
    /// Some migrations of this program are not applied yet; a new database has none.
    Pending,
    /// A development version made the database, with migrations that were squashed since. Holds
    /// the name of one of them.
    Development(String),
    /// A newer program migrated the database. Holds the name of its latest migration.
    Newer(String),
}

/// Reads which migrations are applied, and writes nothing.
///
/// # Errors
/// Database errors.
pub async fn schema_state(db: &DatabaseConnection) -> Result<SchemaState, DbErr> {
    let table = Migrator::migration_table_name().to_string();
    if !SchemaManager::new(db).has_table(table).await? {
        return Ok(SchemaState::Pending);
    }
    let applied = seaql_migrations::Entity::find().all(db).await?;
    Ok(compare(applied.into_iter().map(|row| row.version)))
}

fn compare(applied: impl Iterator<Item = String>) -> SchemaState {
    let migrations = Migrator::migrations();
    let known: Vec<&str> = migrations
        .iter()
        .map(|migration| migration.name())
        .collect();
    let (applied, mut unknown): (Vec<_>, Vec<_>) =
        applied.partition(|name| known.contains(&name.as_str()));
    unknown.sort_unstable();
    // Names begin with their date, so a migration that was added later sorts after all known ones.
    let is_newer = |name: &String| known.iter().all(|known| *known < name.as_str());
    match unknown.iter().find(|name| !is_newer(name)) {
        Some(name) => SchemaState::Development(name.clone()),
        None => match unknown.pop() {
            Some(name) => SchemaState::Newer(name),
            None if applied.len() < known.len() => SchemaState::Pending,
            None => SchemaState::Current,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        let migrations = Migrator::migrations();
        migrations.iter().map(|m| m.name().to_owned()).collect()
    }

    fn state(names: &[&[String]]) -> SchemaState {
        compare(names.concat().into_iter())
    }

    #[test]
    fn a_database_with_every_known_migration_is_current() {
        assert_eq!(state(&[&known()]), SchemaState::Current);
    }

    #[test]
    fn a_database_that_lacks_known_migrations_is_pending() {
        assert_eq!(state(&[]), SchemaState::Pending);
        assert_eq!(state(&[&known()[..3]]), SchemaState::Pending);
    }

    #[test]
    fn an_unknown_later_migration_is_of_a_newer_program() {
        let later = ["m20270101_000001_tickets", "m20270301_000002_draws"].map(str::to_owned);
        let expected = SchemaState::Newer("m20270301_000002_draws".to_owned());
        assert_eq!(state(&[&later, &known()]), expected);
        assert_eq!(state(&[&known()[..3], &later]), expected);
    }

    #[test]
    fn an_unknown_earlier_migration_is_of_a_development_version() {
        let earlier = ["m20261124_000002_users", "m20261124_000001_units"].map(str::to_owned);
        let expected = SchemaState::Development("m20261124_000001_units".to_owned());
        assert_eq!(state(&[&earlier]), expected);
        let later = ["m20270101_000001_tickets".to_owned()];
        assert_eq!(state(&[&later, &known(), &earlier]), expected);
    }

    #[test]
    fn every_migration_runs_in_a_transaction() {
        for migration in Migrator::migrations() {
            assert_eq!(
                migration.use_transaction(),
                Some(true),
                "{}",
                migration.name()
            );
        }
    }

    #[test]
    fn migrations_are_listed_in_the_order_of_their_names() {
        assert!(known().is_sorted());
    }
}
