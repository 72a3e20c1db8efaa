use nmrs_domain::error::ErrorCode;
use nmrs_domain::log::ChainVerifier;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::VerificationOut;
use nmrs_store::{accounts, events};

use crate::auth::Session;
use crate::{App, AppError};

/// Events per query.
const BATCH: u64 = 1_000;

/// Recomputes the hash chain of the log of an account, in one snapshot of the database.
///
/// # Errors
/// [`ErrorCode::NotFound`], also outside the caller's scope.
pub async fn verification(
    app: &App,
    session: &Session,
    id: AccountId,
) -> Result<VerificationOut, AppError> {
    let snapshot = app.store.snapshot().await?;
    let head = accounts::log_state(&snapshot, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let mut chain = ChainVerifier::default();
    let mut last = i64::MIN;
    loop {
        let batch = events::of_account(&snapshot, id, last, BATCH).await?;
        let Some(end) = batch.last() else { break };
        last = end.seq;
        for event in &batch {
            chain.push(event.seq, event.record.as_ref(), &event.hash);
        }
    }
    snapshot.end().await?;
    Ok(chain.end_at(head.status, head.modified_ms).into())
}
