//! Exporting accounts.

use nmrs_domain::export::{ExportColumn, ExportRequest, ExportSelection};
use nmrs_domain::query::AccountFilter;
use nmrs_store::accounts::{self, Account};

use super::account_row::AccountContext;
use super::start::{Plan, some, start};
use super::{ExportFile, ExportKey, place};
use crate::auth::Session;
use crate::org_units::below;
use crate::reporting_units::refuse_invisible_unit;
use crate::{App, AppError};

/// Begins to export what the work list finds, in its order, or accounts that were chosen.
///
/// Which accounts is settled now; each is written as it is when its turn comes, and left out if the
/// caller may not see it any more.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`] when the org unit of the filter is out of scope, or
/// all that was chosen; [`nmrs_domain::error::ErrorCode::Unavailable`] when too many export.
pub async fn accounts(
    app: &App,
    session: &Session,
    order: ExportRequest<AccountFilter, ExportColumn>,
    key: Option<ExportKey>,
) -> Result<ExportFile, AppError> {
    let tree = session.org_tree(app).await?;
    let waiting = session.waiting(app).await?;
    let scope = session.scope();
    let place = place(app).await?;
    let (keys, what) = match order.rows {
        ExportSelection::Filter(filter) => {
            let below = below(&tree, session, filter.org)?;
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
            (some(keys)?, "所选")
        }
    };
    let plan = Plan::<Account> {
        keys,
        columns: order.columns,
        context: AccountContext::new(tree, waiting),
        format: order.format,
        names: (format!("新媒体账号_{what}"), "accounts"),
    };
    start(app, session, place, key, plan).await
}
