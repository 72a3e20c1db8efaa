use nmrs_domain::export::{ExportColumn, ExportRequest, ExportSelection};
use nmrs_domain::query::AccountFilter;
use nmrs_store::accounts::{self, Account};

use super::account_row::AccountContext;
use super::start::{ExportPlan, refuse_empty, start};
use super::{ExportFile, ExportKey};
use crate::auth::Session;
use crate::org_units::scope_of_filter;
use crate::reporting_units::refuse_invisible_unit;
use crate::{App, AppError};

/// Starts an export of the accounts that a work list finds, in its order, or of selected accounts.
///
/// The set of accounts is fixed at the start; each is written as it is when it is read, and omitted
/// if the caller may not see it any more.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`] if a unit of the filter or all selected accounts are out
/// of scope; [`nmrs_domain::error::ErrorCode::Unavailable`] if no export slot is free.
pub async fn accounts(
    app: &App,
    session: &Session,
    order: ExportRequest<AccountFilter, ExportColumn>,
    key: Option<ExportKey>,
) -> Result<ExportFile, AppError> {
    let tree = session.org_tree(app).await?;
    let waiting = session.waiting(app).await?;
    let scope = session.scope();
    let slot = app.exports.acquire().await?;
    let (keys, subject) = match order.rows {
        ExportSelection::Filter(filter) => {
            let below = scope_of_filter(&tree, session, filter.org)?;
            refuse_invisible_unit(app, session, filter.unit).await?;
            let filter = AccountFilter {
                waiting_since_before: waiting.resolve(filter.waiting()).begun_before,
                ..filter
            };
            let party = session.actor.party;
            let keys = accounts::matching_ids(&app.store, party, scope, below, &filter).await?;
            (keys, filter.tab.label())
        }
        ExportSelection::Ids(keys) => {
            let keys = accounts::visible_ids(&app.store, scope, &keys).await?;
            (refuse_empty(keys)?, "所选")
        }
    };
    let plan = ExportPlan::<Account> {
        keys,
        columns: order.columns,
        context: AccountContext::new(tree, waiting),
        format: order.format,
        names: (format!("新媒体账号_{subject}"), "accounts"),
    };
    start(app, session, slot, key, plan).await
}

/// Checks that the caller may see what an export of accounts asks for, without counting rows.
///
/// # Errors
/// The same as [`accounts()`].
pub(super) async fn check(
    app: &App,
    session: &Session,
    rows: &ExportSelection<AccountFilter>,
) -> Result<(), AppError> {
    match rows {
        ExportSelection::Filter(filter) => {
            let tree = session.org_tree(app).await?;
            scope_of_filter(&tree, session, filter.org)?;
            refuse_invisible_unit(app, session, filter.unit).await
        }
        ExportSelection::Ids(keys) => {
            let keys = accounts::visible_ids(&app.store, session.scope(), keys).await?;
            refuse_empty(keys).map(|_| ())
        }
    }
}
