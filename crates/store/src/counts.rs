//! Maintained counts of submitted accounts per org unit (level 1 to 3), status and kind.
//!
//! The central office has no rows of its own: every transition of the country would write the same
//! one. It adds up those of level 1.

use nmrs_domain::actor::Level;
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
};

use crate::entity::{account_counts, org_units};
use crate::{Handle, Scope, StoreError, Tx};
use account_counts::Column;

/// A status and kind that an account counts under.
pub type Bucket = (Status, AccountKind);

/// Whether accounts of this status are counted.
pub(crate) const fn counted(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Deleted)
}

/// Moves one account from one bucket to another in the counts of its ancestors.
///
/// The rows are always written in the order of `ancestors` (top first), so that two transactions
/// never wait for each other crosswise.
///
/// # Errors
/// Database errors.
pub async fn shift(
    tx: &Tx,
    ancestors: &[OrgUnitId],
    from: Option<Bucket>,
    to: Option<Bucket>,
) -> Result<(), StoreError> {
    let from = from.filter(|(status, _)| counted(*status));
    let to = to.filter(|(status, _)| counted(*status));
    if from == to {
        return Ok(());
    }
    for &org_unit in ancestors {
        let mut steps: Vec<(Bucket, i64)> = [(from, -1), (to, 1)]
            .into_iter()
            .filter_map(|(b, n)| Some((b?, n)))
            .collect();
        steps.sort_by_key(|((status, kind), _)| (status.as_str(), kind.as_str()));
        for ((status, kind), by) in steps {
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
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// Submitted accounts in a scope, by status and kind where those are given.
///
/// # Errors
/// Database errors.
pub async fn total(
    db: &impl Handle,
    scope: Scope,
    status: Option<Status>,
    kind: Option<AccountKind>,
) -> Result<u64, StoreError> {
    if status.is_some_and(|status| !counted(status)) {
        return Ok(0);
    }
    let mut query = rows(scope).select_only().column_as(sum(), "accounts");
    if let Some(status) = status {
        query = query.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(kind) = kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    // A sum is one row. `one` would bind a limit, for which SQLite plans the statement anew.
    let sums = query.into_tuple::<Option<i64>>().all(db.c()).await?;
    let total = sums.first().copied().flatten().unwrap_or(0);
    Ok(u64::try_from(total).unwrap_or(0))
}

#[derive(FromQueryResult)]
struct KindRow {
    kind: String,
    accounts: i64,
}

/// Submitted accounts in a scope, kind by kind.
///
/// # Errors
/// Database errors.
pub async fn by_kind(
    db: &impl Handle,
    scope: Scope,
) -> Result<Vec<(AccountKind, u64)>, StoreError> {
    rows(scope)
        .select_only()
        .column(Column::Kind)
        .column_as(sum(), "accounts")
        .group_by(Column::Kind)
        .into_model::<KindRow>()
        .all(db.c())
        .await?
        .into_iter()
        .map(|row| {
            let kind = AccountKind::from_wire(&row.kind)
                .ok_or_else(|| StoreError::corrupt("kind", row.kind))?;
            Ok((kind, u64::try_from(row.accounts).unwrap_or(0)))
        })
        .collect()
}

/// A sum of BIGINT is NUMERIC in PostgreSQL.
fn sum() -> Expr {
    Expr::col((account_counts::Entity, Column::Accounts))
        .sum()
        .cast_as("BIGINT")
}

fn rows(scope: Scope) -> Select<account_counts::Entity> {
    let query = account_counts::Entity::find();
    match scope {
        Scope::OrgUnit(org_unit, _) => query.filter(Column::OrgUnitId.eq(org_unit.0)),
        // Units ask their own few rows, not the counts.
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
