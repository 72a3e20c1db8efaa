//! Accounts, applications, reviews, and the log.

use sea_orm_migration::prelude::*;

use crate::schema::{
    flag, index, key, number, number_or_null, order_by_bytes, references, text, text_or_null,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000003_accounts"
    }
}

/// Indexes of the lists; `docs/adr/0003-work-list-at-a-million.md` has the measurements. What
/// stands behind `id` is only read: it lets a condition be tested without fetching the row.
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

/// Partial indexes, which sea-query cannot write; both databases read the same text.
const PARTIAL_INDEXES: [&str; 3] = [
    // One living account an identity (DESIGN section 4).
    "CREATE UNIQUE INDEX accounts_living_identity ON accounts (platform_code, identity) \
     WHERE status NOT IN ('draft', 'closed', 'gone')",
    // The queue of an office, oldest first.
    "CREATE INDEX accounts_by_turn ON accounts (turn_org_id, step_since, id) \
     WHERE turn_org_id IS NOT NULL",
    // One open application an account.
    "CREATE UNIQUE INDEX applications_open ON applications (account_id) WHERE state = 'open'",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(accounts()).await?;
        order_by_bytes(manager, "accounts", "identifier").await?;
        manager.create_table(applications()).await?;
        manager
            .create_index(index("applications", &["account_id", "id"]))
            .await?;
        manager.create_table(reviews()).await?;
        manager.create_table(events()).await?;
        for columns in LIST_INDEXES {
            manager.create_index(index("accounts", columns)).await?;
        }
        for sql in PARTIAL_INDEXES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["account_events", "reviews", "applications", "accounts"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("accounts")
        .col(key())
        .col(number("reporting_unit_id"))
        .col(number("org_unit_id"))
        // The ancestors, level by level: scope is an equality on one of them.
        .col(number("org1_id"))
        .col(number_or_null("org2_id"))
        .col(number_or_null("org3_id"))
        .col(text("kind"))
        .col(text("platform_code"))
        .col(text("platform_name"))
        .col(text("name"))
        .col(text("owner"))
        .col(text("url"))
        .col(text_or_null("external_id"))
        .col(flag("external_id_by_hand"))
        .col(text_or_null("identity"))
        .col(ColumnDef::new("represents_government").boolean())
        .col(ColumnDef::new("functions").small_integer().not_null())
        .col(text("other_function"))
        .col(text("contact_name"))
        .col(text("contact_position"))
        .col(text("contact_mobile"))
        .col(text("contact_landline"))
        .col(text("status"))
        // Whose decision it waits for; set exactly while an application is pending.
        .col(number_or_null("turn_org_id"))
        // Since when it has been in the present step.
        .col(number("step_since"))
        // The application that is pending or was rejected and not handled yet.
        .col(number_or_null("application_id"))
        .col(flag("restored"))
        .col(text_or_null("identifier").unique_key())
        .col(number("version"))
        .col(number("created_at"))
        .col(number("modified_at"))
        .foreign_key(&mut references(
            "accounts",
            "reporting_unit_id",
            "reporting_units",
        ))
        .foreign_key(&mut references("accounts", "org_unit_id", "org_units"))
        .foreign_key(&mut references("accounts", "turn_org_id", "org_units"))
        .take()
}

fn applications() -> TableCreateStatement {
    Table::create()
        .table("applications")
        .col(key())
        .col(number("account_id"))
        .col(text("kind"))
        // open, approved, rejected, resubmitted, abandoned, removed
        .col(text("state"))
        // What was entered, as the log has it; and for a modification the requested fields.
        .col(text("form"))
        .col(text_or_null("requested"))
        .col(number("applied_at"))
        .col(number("applied_by"))
        .col(number_or_null("closed_at"))
        .foreign_key(&mut references("applications", "account_id", "accounts"))
        .foreign_key(&mut references("applications", "applied_by", "users"))
        .take()
}

fn reviews() -> TableCreateStatement {
    Table::create()
        .table("reviews")
        .col(key())
        .col(number("application_id"))
        .col(number("org_unit_id"))
        .col(number("user_id"))
        .col(text("verdict"))
        .col(text("reason"))
        .col(text("reviewer_name"))
        .col(text("reviewer_phone"))
        .col(number("decided_at"))
        .foreign_key(&mut references("reviews", "application_id", "applications"))
        .foreign_key(&mut references("reviews", "org_unit_id", "org_units"))
        .foreign_key(&mut references("reviews", "user_id", "users"))
        // An office decides an application once, whatever the program does.
        .index(
            Index::create()
                .name("reviews_once")
                .col("application_id")
                .col("org_unit_id")
                .unique(),
        )
        .take()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("account_events")
        .col(number("account_id"))
        .col(number("seq"))
        .col(number("at"))
        .col(text("actor_code"))
        .col(text("actor_name"))
        .col(text("kind"))
        .col(text_or_null("from_status"))
        .col(text("to_status"))
        .col(text("details"))
        .col(text("hash"))
        .primary_key(Index::create().col("account_id").col("seq"))
        .foreign_key(&mut references("account_events", "account_id", "accounts"))
        .take()
}
