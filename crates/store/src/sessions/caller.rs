//! The caller of a request, looked up by session.

use nmrs_domain::actor::{Actor, Level, Party};
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId, SessionId, UserId};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::{org_units, reporting_units, sessions, settings, users};
use crate::{Executor, StoreError};

/// The caller of a request, and the versions of data that servers cache.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The user with its party.
    pub actor: Actor,
    /// True if the profile of the reporting unit is complete; always true for org units.
    pub profile_complete: bool,
    /// The version of the tree of org units, see [`crate::org_units::version`].
    pub org_units_version: i64,
    /// The version of calendar and review limit, see [`crate::calendar::version`].
    pub calendar_version: i64,
}

#[derive(FromQueryResult)]
struct CallerRow {
    user_id: i64,
    username: String,
    org_unit_id: i64,
    org_name: String,
    org_level: i64,
    unit_id: Option<i64>,
    unit_name: Option<String>,
    profile_complete: Option<bool>,
    org_units_version: Option<String>,
    calendar_version: Option<String>,
}

/// Returns the caller of an active session. It is read once per request, so that a revoked session or
/// a disabled user takes effect at once on every server.
pub async fn caller(
    db: &impl Executor,
    session: SessionId,
    at: OffsetDateTime,
) -> Result<Option<Caller>, StoreError> {
    let row = CallerRow::find_by_statement(
        db.conn()
            .get_database_backend()
            .build(&caller_query(session, at)),
    )
    .one(db.conn())
    .await?;
    row.map(read_caller).transpose()
}

fn caller_query(session: SessionId, at: OffsetDateTime) -> SelectStatement {
    let s = sessions::Entity;
    let u = users::Entity;
    let r = reporting_units::Entity;
    let o = org_units::Entity;
    let version = |key: &str| {
        let mut version = Query::select();
        version
            .column(settings::Column::Value)
            .from(settings::Entity)
            .and_where(Expr::col(settings::Column::Key).eq(key));
        Expr::from(version)
    };
    Query::select()
        .expr_as(Expr::col((u, users::Column::Id)), "user_id")
        .column((u, users::Column::Username))
        .expr_as(Expr::col((o, org_units::Column::Id)), "org_unit_id")
        .expr_as(Expr::col((o, org_units::Column::Name)), "org_name")
        .expr_as(Expr::col((o, org_units::Column::Level)), "org_level")
        .expr_as(Expr::col((r, reporting_units::Column::Id)), "unit_id")
        .expr_as(Expr::col((r, reporting_units::Column::Name)), "unit_name")
        .column((r, reporting_units::Column::ProfileComplete))
        .expr_as(
            version("org_units_version"),
            Alias::new("org_units_version"),
        )
        .expr_as(version("calendar_version"), Alias::new("calendar_version"))
        .from(s)
        .join(
            JoinType::InnerJoin,
            u,
            Expr::col((u, users::Column::Id)).equals((s, sessions::Column::UserId)),
        )
        .join(
            JoinType::LeftJoin,
            r,
            Expr::col((r, reporting_units::Column::Id)).equals((u, users::Column::ReportingUnitId)),
        )
        .join(
            JoinType::InnerJoin,
            o,
            Expr::col((o, org_units::Column::Id)).eq(Expr::col((u, users::Column::OrgUnitId))
                .if_null(Expr::col((r, reporting_units::Column::OrgUnitId)))),
        )
        .and_where(Expr::col((s, sessions::Column::Id)).eq(session.0))
        .and_where(Expr::col((s, sessions::Column::EndedAt)).is_null())
        .and_where(Expr::col((s, sessions::Column::ExpiresAt)).gt(to_ms(at)))
        .and_where(Expr::col((u, users::Column::Disabled)).eq(false))
        .and_where(Expr::col((r, reporting_units::Column::DeletedAt)).is_null())
        .to_owned()
}

fn read_caller(row: CallerRow) -> Result<Caller, StoreError> {
    let org_unit = OrgUnitId(row.org_unit_id);
    let party = match row.unit_id {
        Some(unit) => Party::Reporting {
            unit: ReportingUnitId(unit),
            org_unit,
        },
        None => Party::Organizing {
            org_unit,
            level: u8::try_from(row.org_level)
                .ok()
                .and_then(|level| Level::try_from(level).ok())
                .ok_or_else(|| StoreError::corrupt("level", row.org_level))?,
        },
    };
    Ok(Caller {
        actor: Actor {
            user: UserId(row.user_id),
            party,
            code: row.username,
            name: row.unit_name.unwrap_or(row.org_name),
        },
        profile_complete: row.profile_complete.unwrap_or(true),
        org_units_version: row
            .org_units_version
            .and_then(|version| version.parse().ok())
            .unwrap_or_default(),
        calendar_version: row
            .calendar_version
            .and_then(|version| version.parse().ok())
            .unwrap_or_default(),
    })
}
