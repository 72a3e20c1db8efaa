//! What nobody needs any more is removed.

use nmrs_store::{
    export_runs, export_tickets, idempotency, imports, login_failures, messages, sessions,
};
use time::Duration;

use crate::{App, AppError};

/// Ended sessions are kept this long: a token that is used again must still be recognised.
const SESSIONS: Duration = Duration::days(7);
/// A repetition after this long is not a retry any more.
const IDEMPOTENCY_KEYS: Duration = Duration::days(2);
/// Failures are forgotten after a day; the longest lock is an hour.
const LOGIN_FAILURES: Duration = Duration::days(2);

/// Messages are kept this long after they were read; unread ones for ever.
const READ_MESSAGES: Duration = Duration::days(180);

/// Nobody asks for the progress of an export that began a day ago.
const EXPORT_RUNS: Duration = Duration::days(1);

/// Removes expired sessions, keys of old calls, forgotten failures, messages read long ago and
/// expired imports, and keeps what the database knows about its tables near the truth. Every server
/// may do it at any time: what one has removed, the next does not find.
///
/// # Errors
/// Database errors.
pub async fn tidy(app: &App) -> Result<(), AppError> {
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
    app.store.keep_statistics().await?;
    if sessions + keys + failures + messages + imports + exports + tickets > 0 {
        tracing::info!(
            sessions,
            keys,
            failures,
            messages,
            imports,
            exports,
            tickets,
            "Removed what nobody needs any more"
        );
    }
    Ok(())
}
