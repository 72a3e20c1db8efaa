//! Applications and the decisions on them.

use nmrs_domain::event::EventDetails;
use nmrs_domain::query::ReviewFilter;
use nmrs_domain::status::Verdict;
use nmrs_domain::status::{ApplicationKind, ApplicationState};
use nmrs_domain::values::ids::{AccountId, ApplicationId, OrgUnitId, UserId};
use nmrs_domain::wire::AccountIn;
use nmrs_domain::workflow::Decision;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use crate::accounts::{Account, queue_page};
use crate::db::json::{from_json, to_json};
use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::{applications, reviews};
use crate::{Executor, StoreError, Tx};

/// An application.
#[derive(Debug, Clone)]
pub struct Application {
    /// Primary key, also the id of the review.
    pub id: ApplicationId,
    /// The account.
    pub account: AccountId,
    /// The kind of application.
    pub kind: ApplicationKind,
    /// True if the application waits for a decision.
    pub open: bool,
    /// The entered details.
    pub form: EventDetails,
    /// Time of the application.
    pub applied_at: OffsetDateTime,
}

/// A decision of an org unit.
#[derive(Debug, Clone)]
pub struct PastDecision {
    /// The application.
    pub application: ApplicationId,
    /// The kind of that application.
    pub kind: ApplicationKind,
    /// The org unit that decided.
    pub org_unit: OrgUnitId,
    /// Approve or reject.
    pub verdict: Verdict,
    /// The reason; may be empty for an approval.
    pub reason: String,
    /// Name of the reviewer.
    pub reviewer_name: String,
    /// Phone number of the reviewer.
    pub reviewer_phone: String,
    /// Time of the decision.
    pub at: OffsetDateTime,
}

/// Opens an application.
///
/// # Errors
/// [`StoreError::Duplicate`] if the account has an open application.
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
        .map(|requested| to_json("requested", requested))
        .transpose()?;
    let form = to_json("form", form)?;
    let row = applications::ActiveModel {
        account_id: Set(account.0),
        kind: Set(kind.as_str().into()),
        state: Set(ApplicationState::Open.as_str().into()),
        form: Set(form),
        requested: Set(requested),
        applied_at: Set(to_ms(at)),
        applied_by: Set(by.0),
        closed_at: Set(None),
        ..Default::default()
    };
    Ok(ApplicationId(row.insert(tx.conn()).await?.id))
}

/// Changes the state of an application, provided that it is `from`. Returns true if it was.
pub async fn change_state(
    tx: &Tx,
    id: ApplicationId,
    from: ApplicationState,
    to: ApplicationState,
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
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Returns the requested fields of a modification.
pub async fn requested(
    db: &impl Executor,
    id: ApplicationId,
) -> Result<Option<AccountIn>, StoreError> {
    let row = applications::Entity::find_by_id(id.0)
        .one(db.conn())
        .await?;
    row.and_then(|row| row.requested)
        .map(|json| from_json("requested", &json))
        .transpose()
}

/// Returns an application. The caller must check the scope of its account.
pub async fn find(
    db: &impl Executor,
    id: ApplicationId,
) -> Result<Option<Application>, StoreError> {
    let row = applications::Entity::find_by_id(id.0)
        .one(db.conn())
        .await?;
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
        open: state == ApplicationState::Open.as_str(),
        form: from_json("form", &form)?,
        applied_at: from_ms(applied_at)?,
    })
}

/// Returns one page of the review queue of an org unit: applications with their accounts.
pub async fn queue(
    db: &impl Executor,
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Result<Vec<(Application, Account)>, StoreError> {
    let accounts = queue_page(db, org_unit, filter).await?;
    let ids: Vec<i64> = accounts
        .iter()
        .filter_map(|a| a.workflow.application.map(|id| id.0))
        .collect();
    let mut rows = applications::Entity::find()
        .filter(applications::Column::Id.is_in(ids))
        .all(db.conn())
        .await?;
    accounts
        .into_iter()
        .map(|account| {
            let at = rows
                .iter()
                .position(|row| Some(ApplicationId(row.id)) == account.workflow.application);
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
/// [`StoreError::Duplicate`] if the org unit has decided this application.
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
    row.insert(tx.conn()).await?;
    Ok(())
}

/// Returns the decisions on the applications of an account, oldest first.
pub async fn decisions(
    db: &impl Executor,
    account: AccountId,
) -> Result<Vec<PastDecision>, StoreError> {
    reviews::Entity::find()
        .find_also_related(applications::Entity)
        .filter(applications::Column::AccountId.eq(account.0))
        .order_by_asc(reviews::Column::Id)
        .all(db.conn())
        .await?
        .into_iter()
        .map(|(review, application)| {
            let kind = application
                .and_then(|application| ApplicationKind::from_wire(&application.kind))
                .ok_or_else(|| StoreError::corrupt("application_id", review.id))?;
            Ok(PastDecision {
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
