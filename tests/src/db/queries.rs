//! Statements and queries of tests that bypass the program.

use nmrs_domain::event::{EventKind, EventRecord, chain_hash};
use nmrs_domain::status::Status;
use sea_orm::QueryResult;

use super::sql;
use super::test_db::TestDb;

impl TestDb {
    /// Runs statements.
    pub async fn execute(&self, sql: &str) {
        let db = sql::connect(self.url()).await;
        sql::execute(&db, sql).await;
        db.close().await.expect("a closed connection");
    }

    async fn query_rows(&self, sql: &str) -> Vec<QueryResult> {
        let db = sql::connect(self.url()).await;
        let rows = sql::rows(&db, sql).await;
        db.close().await.expect("a closed connection");
        rows
    }

    /// Returns the column `n` of the first row.
    pub async fn query_number(&self, sql: &str) -> i64 {
        let rows = self.query_rows(sql).await;
        rows[0].try_get("", "n").expect("a column named n")
    }

    /// Returns the column `text` of each row.
    pub async fn query_texts(&self, sql: &str) -> Vec<String> {
        let db = sql::connect(self.url()).await;
        let texts = sql::texts(&db, sql).await;
        db.close().await.expect("a closed connection");
        texts
    }

    /// Returns the number of rows of a table, or of those that a `WHERE` after its name selects.
    pub async fn count(&self, rows: &str) -> i64 {
        self.query_number(&format!("SELECT COUNT(*) AS n FROM {rows}"))
            .await
    }

    /// Returns the id of an org unit.
    pub async fn org_unit_id(&self, code: &str) -> i64 {
        let sql = format!("SELECT id AS n FROM org_units WHERE code = '{code}'");
        self.query_number(&sql).await
    }

    /// Returns the id of a reporting unit.
    pub async fn reporting_unit_id(&self, code: &str) -> i64 {
        let sql = format!("SELECT id AS n FROM reporting_units WHERE code = '{code}'");
        self.query_number(&sql).await
    }

    /// Returns the names of all columns of a table.
    pub async fn column_names(&self, table: &str) -> Vec<String> {
        let sql = if self.url().starts_with("sqlite:") {
            format!("SELECT name AS text FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT column_name::text AS text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}' \
                 ORDER BY ordinal_position"
            )
        };
        self.query_texts(&sql).await
    }

    /// Returns the numbers of rows and versions that a refused request must not change.
    pub async fn footprint(&self) -> Vec<i64> {
        let mut footprint = Vec::new();
        for expression in [
            "COUNT(*) AS n FROM accounts",
            "CAST(COALESCE(SUM(version), 0) AS BIGINT) AS n FROM accounts",
            "COUNT(*) AS n FROM applications",
            "COUNT(*) AS n FROM reviews",
            "COUNT(*) AS n FROM account_events",
            "COUNT(*) AS n FROM imports",
            "CAST(COALESCE(SUM(version), 0) AS BIGINT) AS n FROM imports",
            "COUNT(*) AS n FROM import_rows",
            "COUNT(*) AS n FROM users",
            "COUNT(*) AS n FROM idempotency_keys",
            "COUNT(*) AS n FROM sessions WHERE ended_at IS NOT NULL",
        ] {
            footprint.push(self.query_number(&format!("SELECT {expression}")).await);
        }
        footprint
    }

    /// Fails unless the log of each account is numbered without gaps and each hash matches its event.
    /// Returns the number of events.
    pub async fn verify_event_chains(&self) -> usize {
        let rows = self
            .query_rows("SELECT * FROM account_events ORDER BY account_id, seq")
            .await;
        let (mut account, mut seq, mut previous) = (0, 0, String::new());
        for row in &rows {
            let (record, hash) = to_record(row);
            if record.account != account {
                (account, seq) = (record.account, 0);
                previous.clear();
            }
            seq += 1;
            assert_eq!(record.seq, seq, "the log of account {account} has a gap");
            assert_eq!(
                chain_hash(&previous, &record),
                hash,
                "event {seq} of account {account} does not match its hash"
            );
            previous = hash;
        }
        rows.len()
    }
}

fn to_record(row: &QueryResult) -> (EventRecord, String) {
    let text = |name: &str| -> String { row.try_get("", name).expect(name) };
    let number = |name: &str| -> i64 { row.try_get("", name).expect(name) };
    let from: Option<String> = row.try_get("", "from_status").expect("from_status");
    let status = |wire: &str| Status::from_wire(wire).expect("a status");
    let record = EventRecord {
        account: number("account_id"),
        seq: number("seq"),
        at_ms: number("at"),
        actor_code: text("actor_code"),
        actor_name: text("actor_name"),
        kind: EventKind::from_wire(&text("kind")).expect("a kind"),
        from: from.as_deref().map(status),
        to: status(&text("to_status")),
        details_json: text("details"),
    };
    (record, text("hash"))
}
