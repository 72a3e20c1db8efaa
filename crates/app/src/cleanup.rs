//! Periodic deletion of expired rows.

use nmrs_store::{
    export_runs, export_tickets, idempotency, imports, login_failures, messages, sessions,
};
use time::Duration;

use crate::{App, AppError};

/// Retention of ended sessions, in which a reused token is recognised.
const SESSIONS: Duration = Duration::days(7);
/// Retention of idempotency keys: a later repetition is a new call.
const IDEMPOTENCY_KEYS: Duration = Duration::days(2);
/// Retention of wrong passwords, which count for 24 hours.
const LOGIN_FAILURES: Duration = Duration::days(2);
/// Retention of messages after they were read; unread ones are kept.
const READ_MESSAGES: Duration = Duration::days(180);
/// Retention of the progress of exports.
const EXPORT_RUNS: Duration = Duration::days(1);

/// Deletes expired sessions, idempotency keys, wrong passwords, read messages, imports and progress of
/// exports, and updates the statistics of the database. Any number of servers may run it at any time.
///
/// # Errors
/// Database errors.
pub async fn run(app: &App) -> Result<(), AppError> {
    let now = app.now();
    let tx = app.store.begin().await?;
    let sessions = sessions::purge(&tx, now - SESSIONS).await?;
    let keys = idempotency::purge(&tx, now - IDEMPOTENCY_KEYS).await?;
    let failures = login_failures::purge(&tx, now - LOGIN_FAILURES).await?;
    let messages = messages::purge(&tx, now - READ_MESSAGES).await?;
    let imports = imports::purge(&tx, now).await?;
    let exports = export_runs::purge(&tx, now - EXPORT_RUNS).await?;
    let tickets = export_tickets::purge(&tx, now).await?;
    tx.commit().await?;
    app.store.refresh_statistics().await?;
    if sessions + keys + failures + messages + imports + exports + tickets > 0 {
        tracing::info!(
            sessions,
            keys,
            failures,
            messages,
            imports,
            exports,
            tickets,
            "Deleted expired rows"
        );
    }
    Ok(())
}
