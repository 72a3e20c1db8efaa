//! Maintained counts of submitted accounts by org unit (level 1 to 3), status and kind.
//!
//! The central office has no rows, which every transition in the country would update. Its counts
//! are the sums of level 1.

use nmrs_domain::actor::Level;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::OrgUnitId;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
};

use crate::entity::{account_counts, org_units};
use crate::{Executor, Scope, StoreError, Tx};
use account_counts::Column;

/// The status and kind under which an account is counted.
pub type Bucket = (Status, AccountKind);

/// Returns true if accounts with this status are counted.
pub(crate) const fn is_counted(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Deleted)
}

/// Moves one account from one bucket to another in the counts of its ancestors.
///
/// Rows are always written in the order of `ancestors` (level 1 first), so that two transactions
/// cannot deadlock.
pub async fn shift(
    tx: &Tx,
    ancestors: &[OrgUnitId],
    from: Option<Bucket>,
    to: Option<Bucket>,
) -> Result<(), StoreError> {
    let from = from.filter(|(status, _)| is_counted(*status));
    let to = to.filter(|(status, _)| is_counted(*status));
    if from == to {
        return Ok(());
    }
    for &org_unit in ancestors {
        let mut changes: Vec<(Bucket, i64)> = [(from, -1), (to, 1)]
            .into_iter()
            .filter_map(|(b, n)| Some((b?, n)))
            .collect();
        changes.sort_by_key(|((status, kind), _)| (status.as_str(), kind.as_str()));
        for ((status, kind), by) in changes {
            add(tx, org_unit, status, kind, by).await?;
        }
    }
    Ok(())
}

pub(crate) async fn add(
    tx: &Tx,
    org_unit: OrgUnitId,
    status: Status,
    kind: AccountKind,
    by: i64,
) -> Result<(), StoreError> {
    let row = account_counts::ActiveModel {
        org_unit_id: Set(org_unit.0),
        status: Set(status.as_str().into()),
        kind: Set(kind.as_str().into()),
        accounts: Set(by),
    };
    account_counts::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::OrgUnitId, Column::Status, Column::Kind])
                .value(
                    Column::Accounts,
                    Expr::col((account_counts::Entity, Column::Accounts)).add(by),
                )
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Counts the submitted accounts in a scope, of one status or kind if those are given.
pub async fn total(
    db: &impl Executor,
    scope: Scope,
    status: Option<Status>,
    kind: Option<AccountKind>,
) -> Result<u64, StoreError> {
    if status.is_some_and(|status| !is_counted(status)) {
        return Ok(0);
    }
    let mut query = rows(scope).select_only().column_as(sum(), "accounts");
    if let Some(status) = status {
        query = query.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(kind) = kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    // Not `one`: it would bind a limit, for which SQLite plans the statement again.
    let sums = query.into_tuple::<Option<i64>>().all(db.conn()).await?;
    let total = sums.first().copied().flatten().unwrap_or(0);
    Ok(u64::try_from(total).unwrap_or(0))
}

#[derive(FromQueryResult)]
struct KindRow {
    kind: String,
    accounts: i64,
}

/// Counts the submitted accounts in a scope by kind.
pub async fn by_kind(
    db: &impl Executor,
    scope: Scope,
) -> Result<Vec<(AccountKind, u64)>, StoreError> {
    rows(scope)
        .select_only()
        .column(Column::Kind)
        .column_as(sum(), "accounts")
        .group_by(Column::Kind)
        .into_model::<KindRow>()
        .all(db.conn())
        .await?
        .into_iter()
        .map(|row| {
            let kind = AccountKind::from_wire(&row.kind)
                .ok_or_else(|| StoreError::corrupt("kind", row.kind))?;
            Ok((kind, u64::try_from(row.accounts).unwrap_or(0)))
        })
        .collect()
}

/// The sum of accounts, cast because PostgreSQL returns NUMERIC for a sum of BIGINT.
fn sum() -> Expr {
    Expr::col((account_counts::Entity, Column::Accounts))
        .sum()
        .cast_as("BIGINT")
}

fn rows(scope: Scope) -> Select<account_counts::Entity> {
    let query = account_counts::Entity::find();
    match scope {
        Scope::OrgUnit(org_unit, _) => query.filter(Column::OrgUnitId.eq(org_unit.0)),
        // Units have no counts: they count their few accounts directly.
        Scope::Unit(_) => query.filter(Column::OrgUnitId.eq(-1)),
        Scope::All => {
            let top = Query::select()
                .column(org_units::Column::Id)
                .from(org_units::Entity)
                .and_where(
                    Expr::col(org_units::Column::Level).eq(i64::from(u8::from(Level::First))),
                )
                .to_owned();
            query.filter(Column::OrgUnitId.in_subquery(top))
        }
    }
}
