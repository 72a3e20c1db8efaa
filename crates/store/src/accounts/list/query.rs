//! Which accounts a caller sees, and which of them meet the conditions of a list.

use nmrs_domain::actor::{Level, Party};
use nmrs_domain::query::{AccountFilter, Tab};
use nmrs_domain::status::Status;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, Select};
use time::OffsetDateTime;

use crate::Scope;
use crate::accounts::account::ancestor_column;
use crate::db::like::contains;
use crate::db::timestamp::to_ms;
use crate::entity::accounts;
use accounts::Column;

/// What a caller may see at all. An office sees no drafts, nobody sees what is gone.
pub(in crate::accounts) fn visible(scope: Scope) -> Condition {
    let condition = Condition::all().add(in_scope(scope));
    match scope {
        Scope::Unit(_) => condition.add(Column::Status.ne(Status::Gone.as_str())),
        _ => condition.add(submitted()),
    }
}

/// What a caller may open by its key: what is visible, and what had an identifier and was deleted.
/// It is listed nowhere, but its history goes on to be asked for.
pub(in crate::accounts) fn readable(scope: Scope) -> Condition {
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

pub(in crate::accounts) fn submitted() -> Condition {
    Condition::all().add(Column::Status.is_not_in([Status::Draft.as_str(), Status::Gone.as_str()]))
}

/// The rows of a list without the condition on its texts.
pub(in crate::accounts) fn select(
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
pub(in crate::accounts) fn rejected_statuses(party: Party) -> Vec<Status> {
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
pub(in crate::accounts) fn texts(backend: DbBackend, filter: &AccountFilter) -> Condition {
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

/// A condition that very many rows meet. PostgreSQL takes any text for rare and would sort all rows
/// that have it; what it cannot look into it takes for one row in two, and reads in order.
pub(in crate::accounts) fn likely(condition: Condition) -> SimpleExpr {
    Expr::case(condition, true).finally(false).into()
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
pub(in crate::accounts) fn waits(begun_before: Option<OffsetDateTime>) -> Condition {
    Condition::all()
        .add(Column::TurnOrgId.is_not_null())
        .add_option(begun_before.map(|at| Column::StepSince.lt(to_ms(at))))
}
