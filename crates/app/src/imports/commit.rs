//! Step 5: creates the accounts of an import.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::values::ids::ImportId;
use nmrs_domain::wire::{ImportCommitIn, ImportCommittedOut, ImportMode};
use nmrs_store::accounts::RegisteredFields;
use nmrs_store::imports::{self, Import, ImportCommit};
use nmrs_store::{StoreError, Tx};

use super::check::{ParsedRow, RegisterChecker};
use super::recheck::recheck;
use super::rows::{RowIndex, SheetLayout};
use super::to_response::committed_to_response;
use super::{lock, version_conflict};
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::{CreateMany, registered_draft, registered_from};
use crate::{App, AppError};

/// Most attempts if a conflicting account disappears between commit and recheck.
const MAX_ATTEMPTS: usize = 3;

/// Submits all rows or stores all as drafts, in one transaction. An import is committed once; later
/// calls return the result of the first.
///
/// # Errors
/// [`ErrorCode::ImportHasErrors`] if a row has errors, [`ErrorCode::VersionConflict`].
pub async fn commit(
    app: &App,
    session: &Session,
    id: ImportId,
    input: &ImportCommitIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<ImportCommittedOut>, AppError> {
    let call = IdempotentCall::new(session, key, "commit_import", Some(id.0), input)?;
    // True if an earlier call with another key or without one has committed it.
    let mut was_committed = false;
    let mut answered = call
        .run(app, async || {
            for _ in 0..MAX_ATTEMPTS {
                let tx = app.store.begin().await?;
                let import = lock(app, &tx, session, id).await?;
                if let Some(committed) = import.committed {
                    was_committed = true;
                    return Ok((tx, committed_to_response(committed)));
                }
                if import.version != input.version {
                    return Err(version_conflict());
                }
                match write(app, &tx, session, &import, input.mode).await {
                    Ok(WriteOutcome::All(accounts)) => {
                        let committed = ImportCommit {
                            mode: input.mode,
                            accounts,
                            at: app.now(),
                        };
                        imports::commit(&tx, &import, committed).await?;
                        return Ok((tx, committed_to_response(committed)));
                    }
                    Ok(WriteOutcome::Rejected) | Err(AppError::Store(StoreError::Duplicate(_))) => {
                    }
                    Ok(WriteOutcome::Nothing) => return Err(all_skipped()),
                    Err(error) => return Err(error),
                }
                tx.rollback().await?;
                if let Some(refusal) = refusal(app, session, id, input.mode).await? {
                    return Err(refusal);
                }
            }
            Err(AppError::Store(StoreError::Collision))
        })
        .await?;
    answered.repeated |= was_committed;
    if !answered.repeated {
        tracing::info!(
            import.id = id.0,
            import.accounts = answered.answer.accounts,
            "Committed an import"
        );
    }
    Ok(answered)
}

enum WriteOutcome {
    /// Number of accounts created.
    All(u32),
    /// A row was rejected: roll the transaction back.
    Rejected,
    /// Every row is skipped.
    Nothing,
}

async fn write(
    app: &App,
    tx: &Tx,
    session: &Session,
    import: &Import,
    mode: ImportMode,
) -> Result<WriteOutcome, AppError> {
    let submit = mode == ImportMode::Submit;
    let counts = RowIndex::new(imports::row_summaries(tx, import.id).await?).counts();
    if counts.rows == 0 {
        return Ok(WriteOutcome::Nothing);
    }
    let blocking = if submit {
        counts.errors
    } else {
        counts.draft_errors
    };
    if blocking > 0 {
        return Ok(WriteOutcome::Rejected);
    }
    let layout = SheetLayout::from_json(&import.layout)?;
    let register = RegisterChecker::new(session)?;
    let mut accounts = CreateMany::begin(app, tx, session, submit).await?;
    let mut last_number = 0;
    loop {
        let stored = imports::rows_after(tx, import.id, last_number).await?;
        let Some(last) = stored.last() else { break };
        last_number = last.number;
        let rows: Vec<ParsedRow> = stored
            .into_iter()
            .filter(|row| !row.skipped)
            .map(|row| ParsedRow::new(&layout, row.number, row.cells, false))
            .collect();
        let Some(registered) = registered(tx, &register, rows, submit).await? else {
            return Ok(WriteOutcome::Rejected);
        };
        accounts.add(tx, registered).await?;
    }
    accounts.finish(tx).await?;
    Ok(WriteOutcome::All(counts.rows))
}

/// Converts rows into accounts; `None` if one of them is rejected.
async fn registered(
    tx: &Tx,
    register: &RegisterChecker<'_>,
    rows: Vec<ParsedRow>,
    submit: bool,
) -> Result<Option<Vec<RegisteredFields>>, AppError> {
    if submit {
        let lookups = register.look_up_identities(tx, &rows).await?;
        if rows
            .iter()
            .any(|row| lookups.holder(&row.checked).is_some())
        {
            return Ok(None);
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            if submit {
                row.checked.fields.map(registered_from)
            } else {
                row.checked.draft.map(registered_draft)
            }
        })
        .collect())
}

/// Stores the errors that rows have now and returns the refusal; `None` if there are none any more or
/// another call has committed the import.
async fn refusal(
    app: &App,
    session: &Session,
    id: ImportId,
    mode: ImportMode,
) -> Result<Option<AppError>, AppError> {
    let counts = recheck(app, session, id).await?;
    let (count, consequence) = match mode {
        ImportMode::Submit => (counts.errors, "不能提交"),
        ImportMode::Draft => (counts.draft_errors, "连草稿也不能存"),
    };
    if count == 0 {
        return Ok(None);
    }
    let refusal = AppError::refused(ErrorCode::ImportHasErrors).detail(format!(
        "表格中有 {count} 行{consequence}，请按提示改正，或把这些行设为「不导入」；现在一行也没有导入。"
    ));
    Ok(Some(refusal))
}

fn all_skipped() -> AppError {
    AppError::refused(ErrorCode::ImportHasErrors)
        .detail("所有行都设为了「不导入」，没有可以导入的内容。请先恢复一些行，或另传一份表格。")
}
