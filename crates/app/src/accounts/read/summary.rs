use std::collections::BTreeMap;

use nmrs_domain::actor::Party;
use nmrs_domain::kind::{AccountKind, KindGroup};
use nmrs_domain::wire::{AccountSummaryOut, KindTotal};
use nmrs_store::{accounts, counts};

use crate::auth::Session;
use crate::{App, AppError};

/// Returns the totals of the caller's scope, and the counts of the tabs.
///
/// # Errors
/// Database errors.
pub async fn summary(app: &App, session: &Session) -> Result<AccountSummaryOut, AppError> {
    let (party, scope) = (session.actor.party, session.scope());
    let store = &app.store;
    let mut totals: BTreeMap<AccountKind, u64> = BTreeMap::new();
    let (mut drafts, mut to_review, mut overdue) = (0, 0, 0);
    match party {
        Party::Reporting { unit, .. } => {
            // A unit has few accounts: they are counted by the query.
            for (kind, count) in accounts::unit_counts_by_kind(store, unit).await? {
                totals.insert(kind, count);
            }
            drafts = accounts::draft_count(store, unit).await?;
        }
        Party::Organizing { org_unit, .. } => {
            totals.extend(counts::by_kind(store, scope).await?);
            to_review = accounts::queue_length(store, org_unit, None).await?;
            if to_review > 0 {
                let limit = session.waiting(app).await?.overdue_before();
                overdue = accounts::overdue_count(store, org_unit, limit).await?;
            }
        }
    }
    let of = |group: KindGroup| {
        totals
            .iter()
            .filter(|(kind, _)| kind.info().group == group)
            .map(|(_, count)| count)
            .sum()
    };
    Ok(AccountSummaryOut {
        submitted: totals.values().sum(),
        wechat: of(KindGroup::Wechat),
        weibo: of(KindGroup::Weibo),
        app: of(KindGroup::App),
        other: of(KindGroup::Other),
        drafts,
        to_review,
        overdue,
        rejected: accounts::rejected_count(store, party, scope).await?,
        by_kind: totals
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| KindTotal { kind, count })
            .collect(),
    })
}
