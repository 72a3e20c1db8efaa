//! Applications and the decisions on them.

use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{Decision, Verdict};
use nmrs_domain::ids::{AccountId, ApplicationId, OrgUnitId, UserId};
use nmrs_domain::query::ReviewFilter;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::AccountIn;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use crate::accounts::{Account, queue_page};
use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::{applications, reviews};
use crate::{Handle, StoreError, Tx};

/// What became of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for a decision.
    Open,
    /// It was approved by the last office.
    Approved,
    /// It was rejected, and is not handled yet.
    Rejected,
    /// It was rejected, and another took its place.
    Resubmitted,
    /// It was rejected and given up.
    Abandoned,
    /// The account was deleted under it.
    Removed,
}

impl State {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Resubmitted => "resubmitted",
            Self::Abandoned => "abandoned",
            Self::Removed => "removed",
        }
    }
}

/// A stored application.
#[derive(Debug, Clone)]
pub struct Application {
    /// Key, which is also the key of the review.
    pub id: ApplicationId,
    /// The account.
    pub account: AccountId,
    /// What is asked for.
    pub kind: ApplicationKind,
    /// Whether it still waits.
    pub open: bool,
    /// What was entered.
    pub form: EventDetails,
    /// When it was handed in.
    pub applied_at: OffsetDateTime,
}

/// A decision with who gave it.
#[derive(Debug, Clone)]
pub struct Given {
    /// The application.
    pub application: ApplicationId,
    /// What that asked for.
    pub kind: ApplicationKind,
    /// The office.
    pub org_unit: OrgUnitId,
    /// Approve or reject.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The person.
    pub reviewer_name: String,
    /// The person's phone.
    pub reviewer_phone: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Opens an application.
///
/// # Errors
/// [`StoreError::Duplicate`] when one is open already; other database errors.
pub async fn open(
    tx: &Tx,
    account: AccountId,
    kind: ApplicationKind,
    form: &EventDetails,
    requested: Option<&AccountIn>,
    by: UserId,
    at: OffsetDateTime,
) -> Result<ApplicationId, StoreError> {
    let requested = requested
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| StoreError::corrupt("requested", error))?;
    let form = serde_json::to_string(form).map_err(|e| StoreError::corrupt("form", e))?;
    let row = applications::ActiveModel {
        account_id: Set(account.0),
        kind: Set(kind.as_str().into()),
        state: Set(State::Open.as_str().into()),
        form: Set(form),
        requested: Set(requested),
        applied_at: Set(to_ms(at)),
        applied_by: Set(by.0),
        closed_at: Set(None),
        ..Default::default()
    };
    Ok(ApplicationId(row.insert(tx.c()).await?.id))
}

/// Moves an application on, if it is in the state that the caller read. Answers whether it was.
///
/// # Errors
/// Database errors.
pub async fn advance(
    tx: &Tx,
    id: ApplicationId,
    from: State,
    to: State,
    at: OffsetDateTime,
) -> Result<bool, StoreError> {
    let result = applications::Entity::update_many()
        .set(applications::ActiveModel {
            state: Set(to.as_str().into()),
            closed_at: Set(Some(to_ms(at))),
            ..Default::default()
        })
        .filter(applications::Column::Id.eq(id.0))
        .filter(applications::Column::State.eq(from.as_str()))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected == 1)
}

/// What a modification asks for.
///
/// # Errors
/// Database errors.
pub async fn requested(
    db: &impl Handle,
    id: ApplicationId,
) -> Result<Option<AccountIn>, StoreError> {
    let row = applications::Entity::find_by_id(id.0).one(db.c()).await?;
    row.and_then(|row| row.requested)
        .map(|json| serde_json::from_str(&json))
        .transpose()
        .map_err(|_| StoreError::corrupt("requested", id))
}

/// The application of this key. Whether the caller may see it is for its account to say.
///
/// # Errors
/// Database errors.
pub async fn find(db: &impl Handle, id: ApplicationId) -> Result<Option<Application>, StoreError> {
    let row = applications::Entity::find_by_id(id.0).one(db.c()).await?;
    row.map(read).transpose()
}

fn read(row: applications::Model) -> Result<Application, StoreError> {
    let applications::Model {
        id,
        account_id,
        kind,
        state,
        form,
        requested: _,
        applied_at,
        applied_by: _,
        closed_at: _,
    } = row;
    Ok(Application {
        id: ApplicationId(id),
        account: AccountId(account_id),
        kind: ApplicationKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?,
        open: state == State::Open.as_str(),
        form: serde_json::from_str(&form).map_err(|_| StoreError::corrupt("form", id))?,
        applied_at: from_ms(applied_at)?,
    })
}

/// One page of an org unit's queue, with its applications.
///
/// # Errors
/// Database errors.
pub async fn queue(
    db: &impl Handle,
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Result<Vec<(Application, Account)>, StoreError> {
    let accounts = queue_page(db, org_unit, filter).await?;
    let ids: Vec<i64> = accounts
        .iter()
        .filter_map(|a| a.step.application.map(|id| id.0))
        .collect();
    let mut rows = applications::Entity::find()
        .filter(applications::Column::Id.is_in(ids))
        .all(db.c())
        .await?;
    accounts
        .into_iter()
        .map(|account| {
            let at = rows
                .iter()
                .position(|row| Some(ApplicationId(row.id)) == account.step.application);
            let row = at
                .map(|at| rows.swap_remove(at))
                .ok_or_else(|| StoreError::corrupt("application_id", account.id))?;
            Ok((read(row)?, account))
        })
        .collect()
}

/// Records a decision.
///
/// # Errors
/// [`StoreError::Duplicate`] when the office decided this application already; other database
/// errors.
pub async fn decide(
    tx: &Tx,
    application: ApplicationId,
    org_unit: OrgUnitId,
    by: UserId,
    decision: &Decision,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let Decision {
        verdict,
        reason,
        reviewer_name,
        reviewer_phone,
    } = decision;
    let row = reviews::ActiveModel {
        application_id: Set(application.0),
        org_unit_id: Set(org_unit.0),
        user_id: Set(by.0),
        verdict: Set(verdict.as_str().into()),
        reason: Set(reason.clone().unwrap_or_default()),
        reviewer_name: Set(reviewer_name.clone()),
        reviewer_phone: Set(reviewer_phone.as_str().into()),
        decided_at: Set(to_ms(at)),
        ..Default::default()
    };
    row.insert(tx.c()).await?;
    Ok(())
}

/// Every decision on an account's applications, oldest first.
///
/// # Errors
/// Database errors.
pub async fn decisions(db: &impl Handle, account: AccountId) -> Result<Vec<Given>, StoreError> {
    reviews::Entity::find()
        .find_also_related(applications::Entity)
        .filter(applications::Column::AccountId.eq(account.0))
        .order_by_asc(reviews::Column::Id)
        .all(db.c())
        .await?
        .into_iter()
        .map(|(review, application)| {
            let kind = application
                .and_then(|application| ApplicationKind::from_wire(&application.kind))
                .ok_or_else(|| StoreError::corrupt("application_id", review.id))?;
            Ok(Given {
                application: ApplicationId(review.application_id),
                kind,
                org_unit: OrgUnitId(review.org_unit_id),
                verdict: Verdict::from_wire(&review.verdict)
                    .ok_or_else(|| StoreError::corrupt("verdict", review.verdict))?,
                reason: review.reason,
                reviewer_name: review.reviewer_name,
                reviewer_phone: review.reviewer_phone,
                at: from_ms(review.decided_at)?,
            })
        })
        .collect()
}
