//! One decision on many applications: each is decided in a transaction of its own.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::form::{self, Decision};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{
    DecisionItemIn, DecisionOutcome, DecisionResultOut, DecisionsIn, DecisionsOut, ItemProblemOut,
};
use nmrs_store::{accounts, applications};
use time::Duration;

use super::decide::{Decided, decide_in, log, waiting_for};
use super::list::office;
use crate::auth::Session;
use crate::error::Refused;
use crate::idempotency::{Answered, Begun, Call, IdempotencyKey, Series};
use crate::{App, AppError};

/// After this long no further application is begun. Together with the longest wait for a connection
/// (15 s) the answer still comes before the server gives a request up (25 s).
const BUDGET: Duration = Duration::seconds(8);

/// Approves or rejects many applications. The answer says of each what became of it; one that is
/// refused does not keep the others from being decided.
///
/// With a key, a call that was cut off goes on where it was when it is sent again, and one that was
/// answered completely is answered the same.
///
/// # Errors
/// [`ErrorCode::ValidationFailed`] before anything is decided; [`ErrorCode::IdempotencyKeyReused`].
pub async fn decide_many(
    app: &App,
    session: &Session,
    input: &DecisionsIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<DecisionsOut>, AppError> {
    let org_unit = office(session)?;
    let decision = form::decisions(input)?;
    let call = Call::new(session, key, "decide_reviews", None, input)?;
    let series = match Series::begin(app, call).await? {
        Begun::Open(series) => series,
        Begun::Over(answered) => return Ok(answered),
    };
    let end = app.now() + BUDGET;
    let mut results = Vec::with_capacity(input.items.len());
    for item in &input.items {
        let result = if app.now() < end {
            decide_one(app, session, &series, *item, &decision).await
        } else {
            Err(AppError::refused(ErrorCode::Timeout))
        };
        results.push(match result {
            Ok(result) => result,
            Err(error) => refused(app, session, item.id, error).await,
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
        series.finish(app, &out).await?;
    }
    Ok(Answered {
        answer: out,
        repeated: false,
    })
}

async fn decide_one(
    app: &App,
    session: &Session,
    series: &Series,
    item: DecisionItemIn,
    decision: &Decision,
) -> Result<DecisionResultOut, AppError> {
    let id = ApplicationId(item.id);
    let tree = session.org_tree(app).await?;
    let answered = series
        .part(item.id)
        .once(app, async || {
            let tx = app.store.begin().await?;
            let Decided {
                account, applied, ..
            } = decide_in(app, &tx, session, id, item.version, decision).await?;
            let out = DecisionResultOut {
                account_id: Some(account.id.0),
                name: account.registered.fields.name,
                outcome: DecisionOutcome::Decided,
                status: Some(applied.workflow.status),
                version: Some(applied.version),
                waiting_for: waiting_for(&tree, &applied),
                identifier: applied.workflow.identifier,
                ..nothing(item.id)
            };
            Ok((tx, out))
        })
        .await?;
    if let (false, Some(account)) = (answered.repeated, answered.answer.account_id) {
        log(account, id, decision);
    }
    Ok(answered.answer)
}

/// Why one was not decided, with the account as far as the caller may see it.
async fn refused(app: &App, session: &Session, id: i64, error: AppError) -> DecisionResultOut {
    let Refused {
        code,
        detail,
        current,
        ..
    } = error.into_refused();
    let found = match code {
        ErrorCode::NotFound | ErrorCode::Timeout => None,
        // Only to name it: without, it is still clear which one is meant.
        _ => named(app, session, id).await.ok().flatten(),
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
        ..nothing(id)
    }
}

async fn named(
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

/// Of which nothing is known yet.
const fn nothing(id: i64) -> DecisionResultOut {
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
