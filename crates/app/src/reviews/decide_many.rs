use nmrs_domain::error::ErrorCode;
use nmrs_domain::form;
use nmrs_domain::values::ids::ApplicationId;
use nmrs_domain::wire::{
    DecisionItemIn, DecisionOutcome, DecisionResultOut, DecisionsIn, DecisionsOut, ItemProblemOut,
};
use nmrs_domain::workflow::Decision;
use nmrs_store::{accounts, applications};
use time::Duration;

use super::decide::{Decided, log_decision, waiting_for, write_decision};
use crate::auth::{Session, own_office};
use crate::error::Refused;
use crate::idempotency::{Answered, BatchState, IdempotencyKey, IdempotentBatch, IdempotentCall};
use crate::{App, AppError};

/// No further decision is started after this time. Together with the longest wait for a connection
/// (15 s) the response stays below the time limit of a request (25 s).
const BUDGET: Duration = Duration::seconds(8);

/// Approves or rejects many applications, each in its own transaction. The response has the outcome
/// of each; a refused one does not prevent the others.
///
/// With a key, a repetition of an interrupted call continues it, and a repetition of a complete call
/// returns the same response.
///
/// # Errors
/// [`ErrorCode::ValidationFailed`], before any decision; [`ErrorCode::IdempotencyKeyReused`].
pub async fn decide_many(
    app: &App,
    session: &Session,
    input: &DecisionsIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<DecisionsOut>, AppError> {
    let org_unit = own_office(session)?;
    let decision = form::decisions(input)?;
    let call = IdempotentCall::new(session, key, "decide_reviews", None, input)?;
    let batch = match IdempotentBatch::begin(app, call).await? {
        BatchState::Resume(batch) => batch,
        BatchState::Done(answered) => return Ok(answered),
    };
    let end = app.now() + BUDGET;
    let mut results = Vec::with_capacity(input.items.len());
    for item in &input.items {
        let result = if app.now() < end {
            decide_one(app, session, &batch, *item, &decision).await
        } else {
            Err(AppError::refused(ErrorCode::Timeout))
        };
        results.push(match result {
            Ok(result) => result,
            Err(error) => refusal(app, session, item.id, error).await,
        });
    }
    let count = |outcome| results.iter().filter(|r| r.outcome == outcome).count();
    let out = DecisionsOut {
        decided: count(DecisionOutcome::Decided),
        refused: count(DecisionOutcome::Refused),
        unfinished: count(DecisionOutcome::Unfinished),
        remaining: accounts::queue_length(&app.store, org_unit, None).await?,
        results,
    };
    if out.unfinished == 0 {
        batch.finish(app, &out).await?;
    }
    Ok(Answered {
        answer: out,
        repeated: false,
    })
}

async fn decide_one(
    app: &App,
    session: &Session,
    batch: &IdempotentBatch,
    item: DecisionItemIn,
    decision: &Decision,
) -> Result<DecisionResultOut, AppError> {
    let id = ApplicationId(item.id);
    let tree = session.org_tree(app).await?;
    let answered = batch
        .part(item.id)
        .run(app, async || {
            let tx = app.store.begin().await?;
            let Decided {
                account, applied, ..
            } = write_decision(app, &tx, session, &tree, id, item.version, decision).await?;
            let out = DecisionResultOut {
                account_id: Some(account.id.0),
                name: account.registered.fields.name,
                outcome: DecisionOutcome::Decided,
                status: Some(applied.workflow.status),
                version: Some(applied.version),
                waiting_for: waiting_for(&tree, &applied),
                identifier: applied.workflow.identifier,
                ..unfinished(item.id)
            };
            Ok((tx, out))
        })
        .await?;
    if let (false, Some(account)) = (answered.repeated, answered.answer.account_id) {
        log_decision(account, id, decision);
    }
    Ok(answered.answer)
}

/// Converts an error into the outcome of one application, with the account if the caller may see it.
async fn refusal(app: &App, session: &Session, id: i64, error: AppError) -> DecisionResultOut {
    let Refused {
        code,
        detail,
        current,
        ..
    } = error.into_refused();
    let found = match code {
        ErrorCode::NotFound | ErrorCode::Timeout => None,
        // The name is only a help: the id identifies the application.
        _ => account_name(app, session, id).await.ok().flatten(),
    };
    let (account_id, name) = found.unzip();
    DecisionResultOut {
        account_id,
        name: name.flatten(),
        outcome: if code.status() < 500 {
            DecisionOutcome::Refused
        } else {
            DecisionOutcome::Unfinished
        },
        problem: Some(ItemProblemOut {
            status: code.status(),
            code,
            detail: detail.unwrap_or_else(|| code.detail().to_owned()),
            current,
        }),
        ..unfinished(id)
    }
}

async fn account_name(
    app: &App,
    session: &Session,
    id: i64,
) -> Result<Option<(i64, Option<String>)>, AppError> {
    let Some(application) = applications::find(&app.store, ApplicationId(id)).await? else {
        return Ok(None);
    };
    let account = accounts::find(&app.store, session.scope(), application.account).await?;
    Ok(account.map(|account| (account.id.0, account.registered.fields.name)))
}

const fn unfinished(id: i64) -> DecisionResultOut {
    DecisionResultOut {
        id,
        account_id: None,
        name: None,
        outcome: DecisionOutcome::Unfinished,
        status: None,
        version: None,
        identifier: None,
        waiting_for: None,
        problem: None,
    }
}
