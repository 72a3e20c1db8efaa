//! What the tests ask the database itself, past the program.

use nmrs_domain::event::{EventKind, EventRecord, chain_hash};
use nmrs_domain::status::Status;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, QueryResult, Statement,
};

use crate::TestDb;

pub(crate) async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let url = if url.starts_with("sqlite:") {
        options.map_sqlx_sqlite_opts(|options| {
            options.busy_timeout(std::time::Duration::from_secs(30))
        });
        options
    } else {
        options
    };
    Database::connect(url).await.expect("a connection")
}

pub(crate) async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.expect(sql)
}

/// The column `text` of every row.
pub(crate) async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = rows(db, sql).await;
    let text = |row: &QueryResult| row.try_get("", "text").expect("a column named text");
    rows.iter().map(text).collect()
}

impl TestDb {
    /// Runs statements.
    pub async fn db_run(&self, sql: &str) {
        let db = connect(self.url()).await;
        run(&db, sql).await;
        db.close().await.expect("a closed connection");
    }

    async fn db_rows(&self, sql: &str) -> Vec<QueryResult> {
        let db = connect(self.url()).await;
        let rows = rows(&db, sql).await;
        db.close().await.expect("a closed connection");
        rows
    }

    /// The one number that a query answers, in a column named `n`.
    pub async fn db_number(&self, sql: &str) -> i64 {
        let rows = self.db_rows(sql).await;
        rows[0].try_get("", "n").expect("a column named n")
    }

    /// The column `text` of every row that a query answers.
    pub async fn db_texts(&self, sql: &str) -> Vec<String> {
        let rows = self.db_rows(sql).await;
        let text = |row: &QueryResult| row.try_get("", "text").expect("a column named text");
        rows.iter().map(text).collect()
    }

    /// The key of an org unit.
    pub async fn db_org_unit(&self, code: &str) -> i64 {
        let sql = format!("SELECT id AS n FROM org_units WHERE code = '{code}'");
        self.db_number(&sql).await
    }

    /// The key of a reporting unit.
    pub async fn db_reporting_unit(&self, code: &str) -> i64 {
        let sql = format!("SELECT id AS n FROM reporting_units WHERE code = '{code}'");
        self.db_number(&sql).await
    }

    /// Every column of a table, as the database itself names them.
    pub async fn db_columns(&self, table: &str) -> Vec<String> {
        let sql = if self.url().starts_with("sqlite:") {
            format!("SELECT name AS text FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT column_name::text AS text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}' \
                 ORDER BY ordinal_position"
            )
        };
        self.db_texts(&sql).await
    }

    /// How many rows each table has whose contents a refused call must not change.
    pub async fn db_footprint(&self) -> Vec<i64> {
        let mut footprint = Vec::new();
        for what in [
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
            footprint.push(self.db_number(&format!("SELECT {what}")).await);
        }
        footprint
    }

    /// The log of every account, checked: numbered without gaps, and each hash that of its event.
    /// Answers how many events there are.
    pub async fn db_verify_chains(&self) -> usize {
        let rows = self
            .db_rows("SELECT * FROM account_events ORDER BY account_id, seq")
            .await;
        let (mut account, mut seq, mut previous) = (0, 0, String::new());
        for row in &rows {
            let (record, hash) = event(row);
            if record.account != account {
                (account, seq) = (record.account, 0);
                previous.clear();
            }
            seq += 1;
            assert_eq!(record.seq, seq, "the log of account {account} has a gap");
            assert_eq!(
                chain_hash(&previous, &record),
                hash,
                "event {seq} of account {account} is not what was chained"
            );
            previous = hash;
        }
        rows.len()
    }
}

fn event(row: &QueryResult) -> (EventRecord, String) {
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
