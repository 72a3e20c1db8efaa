//! The work list: one page, newest first, and how many there are in all.

use nmrs_domain::actor::{Level, Party};
use nmrs_domain::query::{AccountFilter, Sort, SortColumn, Tab};
use nmrs_domain::status::Status;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, DbBackend, EntityTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, Select,
};
use time::OffsetDateTime;

use super::joined::{Rows, all, count_some, keys, keys_counted};
use super::plan::{MOST_COUNTED, Plan};
use super::row::{Account, ancestor_column};
use crate::contains::contains;
use crate::entity::accounts;
use crate::moment::to_ms;
use crate::{Handle, Scope, StoreError, counts};
use accounts::Column;

/// What a caller may see at all. An office sees no drafts, nobody sees what is gone.
pub(super) fn visible(scope: Scope) -> Condition {
    let condition = Condition::all().add(in_scope(scope));
    match scope {
        Scope::Unit(_) => condition.add(Column::Status.ne(Status::Gone.as_str())),
        _ => condition.add(submitted()),
    }
}

/// What a caller may open by its key: what is visible, and what had an identifier and was deleted.
/// It is listed nowhere, but its history goes on to be asked for.
pub(super) fn readable(scope: Scope) -> Condition {
    let deleted = Condition::all()
        .add(in_scope(scope))
        .add(Column::Status.eq(Status::Gone.as_str()))
        .add(Column::Identifier.is_not_null());
    Condition::any().add(visible(scope)).add(deleted)
}

/// Only the scope; [`visible`] adds which statuses are seen.
fn in_scope(scope: Scope) -> Condition {
    match scope {
        Scope::All => Condition::all(),
        Scope::Unit(unit) => Condition::all().add(Column::ReportingUnitId.eq(unit.0)),
        Scope::OrgUnit(org_unit, level) => match ancestor_column(level) {
            Some(column) => Condition::all().add(column.eq(org_unit.0)),
            None => Condition::all(),
        },
    }
}

pub(super) fn submitted() -> Condition {
    Condition::all().add(Column::Status.is_not_in([Status::Draft.as_str(), Status::Gone.as_str()]))
}

/// From how many skipped rows on a page is found in two steps.
const FAR: u64 = 200;

/// How many accounts the conditions find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// So many, or more if it is not exact.
    pub count: u64,
    /// Whether they were counted to the end.
    pub exact: bool,
}

/// One page of the work list of `party`, and how many accounts the conditions find in all.
///
/// `below` narrows it to an org unit that the caller was found to see.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<(Vec<Account>, Total), StoreError> {
    let within = below.unwrap_or(scope);
    let backend = db.c().get_database_backend();
    let texts = texts(backend, filter);
    let without = select(party, scope, below, filter);
    let query = without.clone().filter(texts.clone());
    let in_order = ordered(without, filter.sort);
    let plan = Plan::choose(db, within, filter, texts, in_order).await?;
    if let Some(among) = plan.for_rows() {
        return few(db, query, among, filter).await;
    }
    let rows = page(db, query.clone(), filter).await?;
    if filter.is_counted() && !matches!(scope, Scope::Unit(_)) {
        let count = counts::total(db, within, filter.status, filter.kind).await?;
        return Ok((rows, Total { count, exact: true }));
    }
    if plan.is_beyond_count() {
        let total = Total {
            count: MOST_COUNTED,
            exact: false,
        };
        return Ok((rows, total));
    }
    let most = plan.most_counted();
    if let Some(sample) = plan.sample() {
        let total = count(db, query.clone().filter(sample), most).await?;
        if !total.exact {
            return Ok((rows, total));
        }
    }
    Ok((rows, count(db, query, most).await?))
}

/// The rows of a page and their number, where few rows are looked up: in one pass over them.
async fn few(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    among: SimpleExpr,
    filter: &AccountFilter,
) -> Result<(Vec<Account>, Total), StoreError> {
    let exact = |count| Total { count, exact: true };
    let rows = Rows::of_page(filter.paging);
    let narrowed = query.clone().filter(among);
    let (ids, number) = keys_counted(db, ordered(narrowed.clone(), filter.sort), rows).await?;
    if ids.is_empty() {
        // Beyond the end there is no row that could say how many there are.
        let number = if rows.offset == 0 {
            0
        } else {
            narrowed.count(db.c()).await?
        };
        return Ok((Vec::new(), exact(number)));
    }
    let found = query.filter(Column::Id.is_in(ids));
    let rows = all(db, ordered(found, filter.sort), Rows { offset: 0, ..rows }).await?;
    Ok((rows, exact(number)))
}

pub(super) fn ordered(query: Select<accounts::Entity>, sort: Sort) -> Select<accounts::Entity> {
    let column = match sort.column {
        SortColumn::ModifiedAt => Column::ModifiedAt,
        SortColumn::CreatedAt => Column::CreatedAt,
        SortColumn::StepSince => Column::StepSince,
    };
    let order = if sort.descending {
        Order::Desc
    } else {
        Order::Asc
    };
    query
        .order_by(column, order.clone())
        .order_by(Column::Id, order)
}

/// The rows of a page.
async fn page(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    filter: &AccountFilter,
) -> Result<Vec<Account>, StoreError> {
    let ordered = |query| ordered(query, filter.sort);
    let rows = Rows::of_page(filter.paging);
    // What waits is found in the order of waiting; for another it is sorted, which takes less of the
    // index alone than of whole rows.
    let sorted = filter.waiting.is_set() && filter.sort.column != SortColumn::StepSince;
    if rows.offset < FAR && !sorted {
        return all(db, ordered(query), rows).await;
    }
    // Rows that are skipped or sorted would be fetched all the same, with their units.
    let ids = keys(db, ordered(query.clone()), rows).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Rows { offset: 0, ..rows };
    all(db, ordered(query.filter(Column::Id.is_in(ids))), found).await
}

/// Counts the rows of a query, up to `most` if that is given.
async fn count(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    most: Option<u64>,
) -> Result<Total, StoreError> {
    let Some(most) = most else {
        let count = query.count(db.c()).await?;
        return Ok(Total { count, exact: true });
    };
    let rows = Rows {
        offset: 0,
        limit: most + 1,
    };
    let found = count_some(db, query, rows).await?;
    Ok(Total {
        count: Ord::min(found, most),
        exact: found <= most,
    })
}

/// The rows of a list without the condition on its texts.
pub(super) fn select(
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Select<accounts::Entity> {
    let mut query = accounts::Entity::find()
        .filter(in_scope(scope))
        .filter(tab(party, filter));
    // A narrower scope makes the wider one superfluous, but only narrows: both stay.
    if let Some(below) = below.filter(|&below| below != scope) {
        query = query.filter(in_scope(below));
    }
    query.filter(conditions(filter))
}

/// The rows of a tab; a tab that the role does not have is empty.
fn tab(party: Party, filter: &AccountFilter) -> Condition {
    let statuses =
        |list: &[Status]| Column::Status.is_in(list.iter().map(|s| s.as_str()).collect::<Vec<_>>());
    match (filter.tab, party) {
        (Tab::Submitted, _) => match filter.status {
            // The condition on the status says it better, and lets its index be used.
            Some(status) if !matches!(status, Status::Draft | Status::Gone) => Condition::all(),
            _ => submitted(),
        },
        (Tab::Drafts, Party::Reporting { .. }) => Condition::all().add(statuses(&[Status::Draft])),
        (Tab::ToReview, Party::Organizing { org_unit, .. }) => Condition::all()
            .add(Column::TurnOrgId.eq(org_unit.0))
            .add(submitted()),
        (Tab::Rejected, party) => Condition::all().add(statuses(&rejected_statuses(party))),
        (Tab::Drafts | Tab::ToReview, _) => nothing(),
    }
}

/// What was rejected and is this party's to handle (DESIGN section 5, tabs).
pub(super) fn rejected_statuses(party: Party) -> Vec<Status> {
    match party {
        Party::Reporting { .. } => {
            vec![
                Status::AddRejected,
                Status::ModifyRejected,
                Status::CloseRejected,
            ]
        }
        Party::Organizing {
            level: Level::First,
            ..
        } => vec![Status::RestoreRejected],
        Party::Organizing { .. } => Vec::new(),
    }
}

fn nothing() -> Condition {
    Condition::all().add(Expr::val(1).eq(0))
}

/// The condition on the texts of an account.
pub(super) fn texts(backend: DbBackend, filter: &AccountFilter) -> Condition {
    let contains =
        |column: Column, term: &str| contains(backend, Expr::col((accounts::Entity, column)), term);
    let name = filter.name.as_deref();
    let link = filter.link.as_deref();
    Condition::all()
        .add_option(name.map(|name| contains(Column::Name, name)))
        .add_option(link.map(|link| {
            Condition::any()
                .add(contains(Column::ExternalId, link))
                .add(contains(Column::Url, link))
        }))
}

/// Every condition but that on the texts.
fn conditions(filter: &AccountFilter) -> Condition {
    let mut all = Condition::all()
        .add_option(filter.kind.map(|kind| Column::Kind.eq(kind.as_str())))
        .add_option(
            filter
                .status
                .map(|status| Column::Status.eq(status.as_str())),
        )
        .add_option(
            filter
                .represents_government
                .map(|yes| Column::RepresentsGovernment.eq(yes)),
        )
        .add_option(
            filter
                .created_from
                .map(|at| Column::CreatedAt.gte(to_ms(at))),
        )
        .add_option(
            filter
                .created_before
                .map(|at| Column::CreatedAt.lt(to_ms(at))),
        )
        .add_option(
            filter
                .modified_from
                .map(|at| Column::ModifiedAt.gte(to_ms(at))),
        )
        .add_option(
            filter
                .modified_before
                .map(|at| Column::ModifiedAt.lt(to_ms(at))),
        );
    if filter.only_waiting() {
        all = all.add(waits(filter.waiting.begun_before));
    }
    if let Some(function) = filter.function {
        let bit = i16::from(
            [function]
                .into_iter()
                .collect::<nmrs_domain::account::Functions>()
                .bits(),
        );
        all = all.add(
            Expr::col((accounts::Entity, Column::Functions))
                .bit_and(bit)
                .ne(0),
        );
    }
    if let Some(prefix) = &filter.identifier {
        // A range instead of LIKE, which would not use the index; the column is in byte order.
        all = all
            .add(Column::Identifier.gte(prefix.as_str()))
            .add(Column::Identifier.lt(format!("{prefix}~")));
    }
    all
}

/// What waits for a decision, since before a moment if one is given. It says so in the words of the
/// partial indexes, which have these accounts alone.
pub(super) fn waits(begun_before: Option<OffsetDateTime>) -> Condition {
    Condition::all()
        .add(Column::TurnOrgId.is_not_null())
        .add_option(begun_before.map(|at| Column::StepSince.lt(to_ms(at))))
}
