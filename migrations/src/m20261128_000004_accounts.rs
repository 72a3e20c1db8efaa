//! Accounts, and the indexes of their lists.

use sea_orm_migration::prelude::*;

use crate::schema::{
    boolean, drop_tables, execute, id, index, integer, integer_or_null, order_by_bytes, references,
    text, text_or_null,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Indexes of the lists, measured in `docs/adr/0003-work-list-at-a-million.md`. The columns after
/// `id` make filters testable without fetching the row.
const LIST_INDEXES: [&[&str]; 12] = [
    &["org1_id", "status", "modified_at", "id", "kind"],
    &["org1_id", "status", "created_at", "id", "kind"],
    &["org1_id", "modified_at", "id", "status", "kind"],
    &["org1_id", "created_at", "id", "status", "kind"],
    &["org2_id", "modified_at", "id", "status", "kind"],
    &["org3_id", "modified_at", "id", "status", "kind"],
    &["status", "modified_at", "id", "kind"],
    &["status", "created_at", "id", "kind"],
    &["modified_at", "id", "status", "kind"],
    &["created_at", "id", "status", "kind"],
    &["reporting_unit_id", "modified_at", "id"],
    &["platform_code", "identity"],
];

/// At most one living account per identity.
const UNIQUE_IDENTITY: &str = "CREATE UNIQUE INDEX accounts_living_identity \
                               ON accounts (platform_code, identity) \
                               WHERE status NOT IN ('draft', 'closed', 'gone')";

/// The review queue of an office, oldest first.
const REVIEW_QUEUE: &str = "CREATE INDEX accounts_by_turn \
                            ON accounts (turn_org_id, step_since, id) \
                            WHERE turn_org_id IS NOT NULL";

/// Pending accounts by waiting time, one index per scope. Of a million accounts some ten thousand
/// are pending, so a partial index is small and is written only when an account starts or stops
/// waiting. The columns after `id` serve counts, filters and the other orders.
const WAITING: [(&str, &str); 4] = [
    ("accounts_waiting", ""),
    ("accounts_waiting_by_org1", "org1_id, "),
    ("accounts_waiting_by_org2", "org2_id, "),
    ("accounts_waiting_by_org3", "org3_id, "),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(accounts()).await?;
        order_by_bytes(manager, "accounts", "identifier").await?;
        for columns in LIST_INDEXES {
            manager.create_index(index("accounts", columns)).await?;
        }
        execute(manager, &[UNIQUE_IDENTITY, REVIEW_QUEUE]).await?;
        for (name, scope) in WAITING {
            let sql = format!(
                "CREATE INDEX {name} ON accounts \
                 ({scope}step_since, id, status, kind, turn_org_id, modified_at, created_at) \
                 WHERE turn_org_id IS NOT NULL"
            );
            execute(manager, &[&sql]).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["accounts"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("accounts")
        .col(id())
        .col(integer("reporting_unit_id"))
        .col(integer("org_unit_id"))
        // Ancestors by level: a scope is an equality on one of these columns.
        .col(integer("org1_id"))
        .col(integer_or_null("org2_id"))
        .col(integer_or_null("org3_id"))
        .col(text("kind"))
        .col(text("platform_code"))
        .col(text("platform_name"))
        .col(text("name"))
        .col(text("owner"))
        .col(text("url"))
        .col(text_or_null("external_id"))
        .col(boolean("external_id_by_hand"))
        .col(text_or_null("identity"))
        .col(ColumnDef::new("represents_government").boolean())
        .col(ColumnDef::new("functions").small_integer().not_null())
        .col(text("other_function"))
        .col(text("contact_name"))
        .col(text("contact_position"))
        .col(text("contact_mobile"))
        .col(text("contact_landline"))
        .col(text("status"))
        // Office that decides next; set exactly while an application is pending.
        .col(integer_or_null("turn_org_id"))
        // Start of the present step.
        .col(integer("step_since"))
        // Application that is pending, or was rejected and is neither resubmitted nor abandoned.
        .col(integer_or_null("application_id"))
        .col(boolean("restored"))
        .col(text_or_null("identifier").unique_key())
        .col(integer("version"))
        .col(integer("created_at"))
        .col(integer("modified_at"))
        .foreign_key(&mut references(
            "accounts",
            "reporting_unit_id",
            "reporting_units",
        ))
        .foreign_key(&mut references("accounts", "org_unit_id", "org_units"))
        .foreign_key(&mut references("accounts", "turn_org_id", "org_units"))
        .take()
}
