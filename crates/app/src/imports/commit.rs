//! Taking an import into the register.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::{ImportCommitIn, ImportCommittedOut, ImportMode};
use nmrs_store::accounts::RegisteredFields;
use nmrs_store::imports::{self, Import, ImportCommit};
use nmrs_store::{StoreError, Tx};

use super::check::{Register, Uploaded};
use super::outline::Outline;
use super::present::committed_out;
use super::recheck::recheck;
use super::sheet::Sheet;
use super::{lock, stale};
use crate::accounts::{CreateMany, registered_draft, registered_from};
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// How often a commit is tried when what stood in its way is gone right after.
const TRIES: usize = 3;

/// Submits all rows, or keeps all of them as drafts, in one transaction: all or none. An import is
/// committed once; every later call is answered with what the first one did.
///
/// # Errors
/// [`ErrorCode::ImportHasErrors`] when a row cannot be accepted, [`ErrorCode::VersionConflict`].
pub async fn commit(
    app: &App,
    session: &Session,
    id: ImportId,
    input: &ImportCommitIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<ImportCommittedOut>, AppError> {
    let call = Call::new(session, key, "commit_import", Some(id.0), input)?;
    // An earlier call did it, with another key or without one.
    let mut done_before = false;
    let mut answered = call
        .once(app, async || {
            for _ in 0..TRIES {
                let tx = app.store.begin().await?;
                let import = lock(app, &tx, session, id).await?;
                if let Some(committed) = import.committed {
                    done_before = true;
                    return Ok((tx, committed_out(committed)));
                }
                if import.version != input.version {
                    return Err(stale());
                }
                match write(app, &tx, session, &import, input.mode).await {
                    Ok(Written::All(accounts)) => {
                        let committed = ImportCommit {
                            mode: input.mode,
                            accounts,
                            at: app.now(),
                        };
                        imports::commit(&tx, &import, committed).await?;
                        return Ok((tx, committed_out(committed)));
                    }
                    Ok(Written::Wrong) | Err(AppError::Store(StoreError::Duplicate(_))) => {}
                    Ok(Written::Nothing) => return Err(nothing()),
                    Err(error) => return Err(error),
                }
                tx.rollback().await?;
                if let Some(refusal) = refused(app, session, id, input.mode).await? {
                    return Err(refusal);
                }
            }
            Err(AppError::Store(StoreError::Collision))
        })
        .await?;
    answered.repeated |= done_before;
    if !answered.repeated {
        tracing::info!(
            import.id = id.0,
            import.accounts = answered.answer.accounts,
            "Committed an import"
        );
    }
    Ok(answered)
}

/// What became of the rows of an import.
enum Written {
    /// So many accounts were stored.
    All(u32),
    /// A row cannot be accepted; the transaction is of no use any more.
    Wrong,
    /// Every row is left out.
    Nothing,
}

async fn write(
    app: &App,
    tx: &Tx,
    session: &Session,
    import: &Import,
    mode: ImportMode,
) -> Result<Written, AppError> {
    let submit = mode == ImportMode::Submit;
    let outline = Outline::new(imports::row_summaries(tx, import.id).await?);
    let counts = outline.counts();
    if counts.rows == 0 {
        return Ok(Written::Nothing);
    }
    let in_the_way = if submit {
        counts.errors
    } else {
        counts.draft_errors
    };
    if in_the_way > 0 {
        return Ok(Written::Wrong);
    }
    let sheet = Sheet::read(&import.layout)?;
    let register = Register::new(session)?;
    let mut accounts = CreateMany::begin(app, tx, session, submit).await?;
    let mut behind = 0;
    loop {
        let stored = imports::rows_after(tx, import.id, behind).await?;
        let Some(last) = stored.last() else { break };
        behind = last.number;
        let rows: Vec<Uploaded> = stored
            .into_iter()
            .filter(|row| !row.skipped)
            .map(|row| Uploaded::new(&sheet, row.number, row.cells, false))
            .collect();
        let Some(registered) = registered(tx, &register, rows, submit).await? else {
            return Ok(Written::Wrong);
        };
        accounts.add(tx, registered).await?;
    }
    accounts.finish(tx).await?;
    Ok(Written::All(counts.rows))
}

/// What is registered of some rows; `None` when one of them cannot be accepted any more.
async fn registered(
    tx: &Tx,
    register: &Register<'_>,
    rows: Vec<Uploaded>,
    submit: bool,
) -> Result<Option<Vec<RegisteredFields>>, AppError> {
    if submit {
        let answers = register.identities(tx, &rows).await?;
        if rows
            .iter()
            .any(|row| answers.holder(&row.checked).is_some())
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

/// Notes what is wrong by now, so that the rows show it; `None` when nothing is: who stood in the way
/// is gone again, or another call has committed the import meanwhile.
async fn refused(
    app: &App,
    session: &Session,
    id: ImportId,
    mode: ImportMode,
) -> Result<Option<AppError>, AppError> {
    let counts = recheck(app, session, id).await?;
    let (wrong, what) = match mode {
        ImportMode::Submit => (counts.errors, "不能提交"),
        ImportMode::Draft => (counts.draft_errors, "连草稿也不能存"),
    };
    if wrong == 0 {
        return Ok(None);
    }
    let refusal = AppError::refused(ErrorCode::ImportHasErrors).detail(format!(
        "表格中有 {wrong} 行{what}，请按提示改正，或把这些行设为「不导入」；现在一行也没有导入。"
    ));
    Ok(Some(refusal))
}

fn nothing() -> AppError {
    AppError::refused(ErrorCode::ImportHasErrors)
        .detail("所有行都设为了「不导入」，没有可以导入的内容。请先恢复一些行，或另传一份表格。")
}
