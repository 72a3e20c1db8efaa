//! The query of the work list: tab and filter as SQL conditions.

use nmrs_domain::account::Functions;
use nmrs_domain::actor::{Level, Party};
use nmrs_domain::query::{AccountFilter, Tab};
use nmrs_domain::status::Status;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, Select};

use crate::Scope;
use crate::accounts::queue::is_waiting;
use crate::accounts::scope::{in_scope, submitted};
use crate::db::like::contains;
use crate::db::timestamp::to_ms;
use crate::entity::accounts;
use accounts::Column;

/// Selects the rows of a list, without the conditions on name and link.
pub(super) fn select(
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Select<accounts::Entity> {
    let mut query = accounts::Entity::find()
        .filter(in_scope(scope))
        .filter(tab(party, filter));
    // Both scopes stay: `below` may only narrow.
    if let Some(below) = below.filter(|&below| below != scope) {
        query = query.filter(in_scope(below));
    }
    query.filter(conditions(filter))
}

/// The rows of a tab; none if the party has no such tab.
fn tab(party: Party, filter: &AccountFilter) -> Condition {
    let statuses =
        |list: &[Status]| Column::Status.is_in(list.iter().map(|s| s.as_str()).collect::<Vec<_>>());
    match (filter.tab, party) {
        (Tab::Submitted, _) => match filter.status {
            // The filter on the status already excludes drafts, and can use its index.
            Some(status) if !matches!(status, Status::Draft | Status::Deleted) => Condition::all(),
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

/// The statuses of rejected applications that the party has to handle.
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

/// The conditions on name and link.
pub(super) fn text_conditions(backend: DbBackend, filter: &AccountFilter) -> Condition {
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

/// Hides a frequent condition from PostgreSQL's planner, which takes any LIKE for rare and would sort
/// all matches. Of an opaque expression it expects half of the rows, and reads in list order.
pub(super) fn expect_frequent(condition: Condition) -> SimpleExpr {
    Expr::case(condition, true).finally(false).into()
}

/// All conditions but those on name and link. Every filter is named here: a new one without a
/// condition does not compile.
fn conditions(filter: &AccountFilter) -> Condition {
    let AccountFilter {
        tab: _,
        // Narrows the scope.
        org: _,
        unit,
        kind,
        status,
        // Texts have separate conditions and a separate index.
        name: _,
        link: _,
        identifier,
        function,
        represents_government,
        // Both are part of `waiting_since_before`.
        waiting_min: _,
        overdue: _,
        waiting_since_before,
        created_from,
        created_before,
        modified_from,
        modified_before,
        sort: _,
        paging: _,
    } = filter;
    let mut all = Condition::all()
        .add_option(unit.map(|unit| Column::ReportingUnitId.eq(unit.0)))
        .add_option(kind.map(|kind| Column::Kind.eq(kind.as_str())))
        .add_option(status.map(|status| Column::Status.eq(status.as_str())))
        .add_option(represents_government.map(|yes| Column::RepresentsGovernment.eq(yes)))
        .add_option(created_from.map(|at| Column::CreatedAt.gte(to_ms(at))))
        .add_option(created_before.map(|at| Column::CreatedAt.lt(to_ms(at))))
        .add_option(modified_from.map(|at| Column::ModifiedAt.gte(to_ms(at))))
        .add_option(modified_before.map(|at| Column::ModifiedAt.lt(to_ms(at))));
    if filter.only_waiting() {
        all = all.add(is_waiting(*waiting_since_before));
    }
    if let Some(function) = *function {
        let bit = i16::from(Functions::from_iter([function]).bits());
        all = all.add(
            Expr::col((accounts::Entity, Column::Functions))
                .bit_and(bit)
                .ne(0),
        );
    }
    if let Some(prefix) = identifier {
        // A range instead of LIKE, which would not use the index; the collation is binary.
        all = all
            .add(Column::Identifier.gte(prefix.as_str()))
            .add(Column::Identifier.lt(format!("{prefix}~")));
    }
    all
}
