use nmrs_domain::error::ErrorCode;
use nmrs_domain::log::ChainVerifier;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{LogAccountOut, LogContent, LogDocumentOut};
use nmrs_store::events::StoredEvent;
use nmrs_store::{accounts, events};

use super::super::to_response::org_path;
use crate::auth::Session;
use crate::{App, AppError};

/// More events than an account has in a hundred years.
const MAX_EVENTS: u64 = 100_000;

/// Returns the whole log of an account as a signed document that can be verified without the
/// register (`docs/adr/0013`). The log does not record it.
///
/// # Errors
/// [`ErrorCode::NotFound`], also outside the caller's scope.
pub async fn log_document(
    app: &App,
    session: &Session,
    id: AccountId,
) -> Result<LogDocumentOut, AppError> {
    let tree = session.org_tree(app).await?;
    let snapshot = app.store.snapshot().await?;
    let missing = || AppError::refused(ErrorCode::NotFound);
    let scope = session.scope();
    let head = accounts::log_state(&snapshot, scope, id)
        .await?
        .ok_or_else(missing)?;
    let account = accounts::find(&snapshot, scope, id)
        .await?
        .ok_or_else(missing)?;
    let events = events::of_account(&snapshot, id, i64::MIN, MAX_EVENTS).await?;
    snapshot.end().await?;
    let mut chain = ChainVerifier::default();
    for event in &events {
        chain.push(event.seq, event.record.as_ref(), &event.hash);
    }
    let fields = account.registered.fields;
    let content = LogContent {
        account: LogAccountOut {
            id: id.0,
            identifier: account.workflow.identifier,
            kind: fields.kind,
            name: fields.name.unwrap_or_default(),
            status: account.workflow.status,
            version: account.version,
            reporting_unit: account.unit,
            org_path: org_path(&tree, account.chain.direct()),
        },
        exported_at: app.now(),
        exporter_code: session.actor.code.clone(),
        exporter_name: session.actor.name.clone(),
        verification: chain.end_at(head.status, head.modified_ms).into(),
        events: events
            .into_iter()
            .filter_map(StoredEvent::into_out)
            .collect(),
    };
    app.document_key.sign(content)
}
