//! The queue of an office.

use nmrs_domain::actor::Party;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::query::Paging;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{Page, ReviewItemOut};
use nmrs_store::{accounts, applications};

use crate::accounts::present;
use crate::auth::Session;
use crate::{App, AppError};

/// One page of what waits for the caller's decision, longest waiting first.
///
/// # Errors
/// [`ErrorCode::Forbidden`] for reporting units.
pub async fn list(
    app: &App,
    session: &Session,
    kind: Option<ApplicationKind>,
    paging: Paging,
) -> Result<Page<ReviewItemOut>, AppError> {
    let org_unit = office(session)?;
    let tree = session.org_tree(app).await?;
    let (offset, limit) = (paging.offset(), u64::from(paging.per_page));
    let rows = applications::queue(&app.store, org_unit, kind, offset, limit).await?;
    let total = accounts::to_review(&app.store, org_unit, kind).await?;
    let now = app.now();
    Ok(Page {
        items: rows
            .into_iter()
            .map(|(application, account)| ReviewItemOut {
                id: application.id.0,
                kind: application.kind,
                account: present(&tree, &session.actor, now, account),
                applied_at: application.applied_at,
            })
            .collect(),
        page: paging.page,
        per_page: paging.per_page,
        total,
    })
}

/// The org unit that the caller is.
pub(super) fn office(session: &Session) -> Result<OrgUnitId, AppError> {
    match session.actor.party {
        Party::Organizing { org_unit, .. } => Ok(org_unit),
        Party::Reporting { .. } => Err(AppError::refused(ErrorCode::Forbidden)),
    }
}
