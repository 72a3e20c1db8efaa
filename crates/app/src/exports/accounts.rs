//! Exporting accounts.

use nmrs_domain::export::{ExportColumn, ExportOrder, Wanted};
use nmrs_domain::query::AccountFilter;
use nmrs_store::accounts::{self, Account};

use super::account_row::AccountContext;
use super::start::{Plan, some, start};
use super::{ExportFile, ExportKey, place};
use crate::auth::Session;
use crate::org_units::below;
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
    order: ExportOrder<AccountFilter, ExportColumn>,
    key: Option<ExportKey>,
) -> Result<ExportFile, AppError> {
    let tree = session.org_tree(app).await?;
    let waiting = session.waiting(app).await?;
    let scope = session.scope();
    let place = place(app).await?;
    let (keys, what) = match order.rows {
        Wanted::Found(filter) => {
            let below = below(&tree, session, filter.org)?;
            let filter = AccountFilter {
                waiting: waiting.resolve(filter.waiting),
                ..filter
            };
            let party = session.actor.party;
            let keys = accounts::found_keys(&app.store, party, scope, below, &filter).await?;
            (keys, filter.tab.label())
        }
        Wanted::Chosen(keys) => {
            let keys = accounts::seen_keys(&app.store, scope, &keys).await?;
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

/// Checks that an export of accounts has rows that the caller may see, as far as that is known without
/// counting.
///
/// # Errors
/// The same as those of [`accounts()`].
pub(super) async fn check(
    app: &App,
    session: &Session,
    rows: &Wanted<AccountFilter>,
) -> Result<(), AppError> {
    match rows {
        Wanted::Found(filter) => {
            let tree = session.org_tree(app).await?;
            below(&tree, session, filter.org).map(|_| ())
        }
        Wanted::Chosen(keys) => {
            let keys = accounts::seen_keys(&app.store, session.scope(), keys).await?;
            some(keys).map(|_| ())
        }
    }
}
