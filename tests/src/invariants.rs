//! Invariants of the register, checked by SQL: stored counts, match keys, applications and logs.

use nmrs_domain::search::similarity::{link_key, name_key};
use serde_json::Value;

use crate::client::ApiClient;
use crate::db::TestDb;

const SUBMITTED: &str = "status NOT IN ('draft', 'gone')";

/// SQL conditions for the accounts that a user sees, and for the tabs of the work list.
struct Conditions {
    scope: String,
    to_review: String,
    rejected: &'static str,
    drafts: &'static str,
}

impl Conditions {
    fn of(user: &Value) -> Self {
        if user["role"] == "reporting" {
            return Self {
                scope: format!("reporting_unit_id = {}", user["reporting_unit"]["id"]),
                to_review: "1 = 0".into(),
                rejected: "status IN ('add_rejected', 'modify_rejected', 'close_rejected')",
                drafts: "status = 'draft'",
            };
        }
        let path = user["org_path"].as_array().expect("a path");
        let own = &path.last().expect("an org unit")["id"];
        let (scope, rejected) = match user["access"].as_str() {
            Some("central") => ("1 = 1".into(), "1 = 0"),
            Some("level1") => (format!("org1_id = {own}"), "status = 'restore_rejected'"),
            Some("level2") => (format!("org2_id = {own}"), "1 = 0"),
            _ => (format!("org3_id = {own}"), "1 = 0"),
        };
        Self {
            scope,
            to_review: format!("turn_org_id = {own}"),
            rejected,
            drafts: "1 = 0",
        }
    }
}

/// Fails unless the summaries and tabs of these callers, and the counts that the database stores,
/// agree with the accounts.
pub async fn check_counts(db: &TestDb, callers: &[&ApiClient]) {
    for caller in callers {
        check_caller(db, caller).await;
    }
    check_stored_counts(db).await;
}

async fn check_caller(db: &TestDb, caller: &ApiClient) {
    let user = &caller.session["user"];
    let conditions = Conditions::of(user);
    let count = async |condition: &str| {
        let sql = format!(
            "SELECT COUNT(*) AS n FROM accounts WHERE {} AND {condition}",
            conditions.scope
        );
        db.query_number(&sql).await
    };
    let summary = caller.get("/accounts/summary").await.expect(200);
    let name = &user["username"];
    for (field, condition) in [
        ("submitted", SUBMITTED.to_owned()),
        ("wechat", format!("{SUBMITTED} AND kind LIKE 'wechat_s%'")),
        ("weibo", format!("{SUBMITTED} AND kind = 'weibo'")),
        ("app", format!("{SUBMITTED} AND kind = 'app'")),
        (
            "other",
            format!("{SUBMITTED} AND kind NOT LIKE 'wechat_s%' AND kind NOT IN ('weibo', 'app')"),
        ),
        ("drafts", conditions.drafts.to_owned()),
        ("to_review", conditions.to_review.clone()),
        ("rejected", conditions.rejected.to_owned()),
    ] {
        let counted = count(&condition).await;
        assert_eq!(summary[field], counted, "{field} of {name}: {summary}");
    }
    for (tab, condition) in [
        ("submitted", SUBMITTED),
        ("drafts", conditions.drafts),
        ("to_review", &conditions.to_review),
        ("rejected", conditions.rejected),
    ] {
        let page = caller
            .get(&format!("/accounts?tab={tab}"))
            .await
            .expect(200);
        let counted = count(condition).await;
        assert_eq!(page["total"], counted, "tab {tab} of {name}");
        let rows = i64::try_from(page["items"].as_array().expect("items").len());
        assert_eq!(rows, Ok(counted.min(20)), "rows of tab {tab} of {name}");
    }
}

/// Fails unless the living accounts, and no others, have match keys.
async fn check_match_keys(db: &TestDb) {
    let living = "status NOT IN ('draft', 'closed', 'gone')";
    let expected = db
        .query_texts(&format!(
            "SELECT name || '|' || url AS text FROM accounts WHERE {living} ORDER BY id"
        ))
        .await;
    let stored = db
        .query_texts(
            "SELECT COALESCE(name_key, '') || '|' || COALESCE(link_key, '') AS text \
             FROM account_keys ORDER BY account_id",
        )
        .await;
    let expected: Vec<String> = expected
        .iter()
        .filter_map(|account| account.split_once('|'))
        .map(|(name, url)| {
            let keys = [name_key(name), link_key(url)].map(Option::unwrap_or_default);
            keys.join("|")
        })
        .collect();
    assert_eq!(stored, expected, "keys of living accounts");
}

async fn check_stored_counts(db: &TestDb) {
    check_match_keys(db).await;
    let wrong = db
        .query_texts(
            "SELECT code AS text FROM reporting_units u WHERE account_count <> ( \
             SELECT COUNT(*) FROM accounts a WHERE a.reporting_unit_id = u.id AND a.status NOT IN \
             ('draft', 'closed', 'gone', 'add_pending', 'add_rejected'))",
        )
        .await;
    assert!(wrong.is_empty(), "account_count is wrong of {wrong:?}");
    let in_scope = "(a.org1_id = c.org_unit_id OR a.org2_id = c.org_unit_id \
                    OR a.org3_id = c.org_unit_id)";
    let wrong = db
        .query_texts(&format!(
            "SELECT o.code || ' ' || c.status || ' ' || c.kind AS text FROM account_counts c \
             JOIN org_units o ON o.id = c.org_unit_id WHERE c.accounts <> ( \
             SELECT COUNT(*) FROM accounts a WHERE {in_scope} \
             AND a.status = c.status AND a.kind = c.kind)"
        ))
        .await;
    assert!(wrong.is_empty(), "account_counts is wrong at {wrong:?}");
    let missing = db
        .query_number(&format!(
            "SELECT COUNT(*) AS n FROM accounts a WHERE {SUBMITTED} AND ( \
             SELECT COUNT(*) FROM account_counts c WHERE {in_scope} \
             AND a.status = c.status AND a.kind = c.kind) = 0"
        ))
        .await;
    assert_eq!(missing, 0, "accounts without account_counts");
}

/// Fails unless each identifier is unique and has exactly one final approval, an account is pending
/// exactly if it has an open application, no office decided an application twice, and all logs are
/// complete.
pub async fn check_integrity(db: &TestDb) {
    let duplicates = db
        .query_number(
            "SELECT COUNT(*) - COUNT(DISTINCT identifier) AS n FROM accounts \
             WHERE identifier IS NOT NULL",
        )
        .await;
    assert_eq!(duplicates, 0, "an identifier was given twice");
    for (sql, fault) in [
        (
            "SELECT COUNT(*) AS n FROM accounts a WHERE identifier IS NOT NULL AND 1 <> ( \
             SELECT COUNT(*) FROM account_events e WHERE e.account_id = a.id \
             AND e.kind = 'approved' AND e.from_status = 'add_pending')",
            "identifiers without exactly one final approval",
        ),
        (
            "SELECT COUNT(*) AS n FROM accounts a WHERE (turn_org_id IS NOT NULL) <> ( \
             0 < (SELECT COUNT(*) FROM applications p WHERE p.account_id = a.id \
             AND p.state = 'open'))",
            "accounts whose turn and open application disagree",
        ),
        (
            "SELECT COUNT(*) AS n FROM (SELECT application_id FROM reviews \
             GROUP BY application_id, org_unit_id HAVING COUNT(*) > 1) t",
            "applications decided twice by one office",
        ),
        (
            "SELECT COUNT(*) AS n FROM accounts a WHERE status <> ( \
             SELECT to_status FROM account_events e WHERE e.account_id = a.id \
             ORDER BY seq DESC LIMIT 1)",
            "accounts whose status is not that of their last event",
        ),
        (
            "SELECT ABS((SELECT COUNT(*) FROM reviews) - (SELECT COUNT(*) FROM account_events \
             WHERE kind IN ('advanced', 'approved', 'rejected'))) AS n",
            "decisions without event or events without decision",
        ),
    ] {
        assert_eq!(db.query_number(sql).await, 0, "{fault}");
    }
    db.verify_event_chains().await;
}
