//! Writes accounts: an insert, and the conditional update of every transition.

use nmrs_domain::account::{Contact, DraftFields};
use nmrs_domain::values::ids::{AccountId, ReportingUnitId};
use nmrs_domain::workflow::ReviewChain;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::account::{Account, RegisteredFields, Timestamps, WorkflowState};
use super::lookup_tables;
use crate::db::timestamp::to_ms;
use crate::entity::accounts;
use crate::scope::ancestor_ids;
use crate::{Executor as _, StoreError, Tx};

/// An account to insert.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The reporting unit that owns the account.
    pub unit: ReportingUnitId,
    /// The org units above the unit.
    pub chain: ReviewChain,
    /// The fields of the form.
    pub registered: RegisteredFields,
    /// The position in the workflow.
    pub workflow: WorkflowState,
    /// Time of the insert.
    pub at: OffsetDateTime,
}

/// The changes of an update.
#[derive(Debug, Clone)]
pub struct AccountUpdate {
    /// New fields; `None` keeps the old ones.
    pub registered: Option<RegisteredFields>,
    /// The new position in the workflow.
    pub workflow: WorkflowState,
    /// Time of the update.
    pub at: OffsetDateTime,
}

/// The outcome of a conditional update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateOutcome {
    /// The account was updated and has this version now.
    Updated(i64),
    /// Another transaction had changed the version; nothing was written.
    Stale,
}

/// Inserts an account with version 1.
///
/// # Errors
/// [`StoreError::Duplicate`] if a living account has its identity.
pub async fn insert(tx: &Tx, new: NewAccount) -> Result<AccountId, StoreError> {
    let timestamps = Timestamps {
        created: new.at,
        modified: new.at,
    };
    let (fields, status) = (new.registered.fields.clone(), new.workflow.status);
    let row = to_row(
        new.unit,
        &new.chain,
        new.registered,
        new.workflow,
        1,
        timestamps,
    );
    let id = AccountId(row.insert(tx.conn()).await?.id);
    lookup_tables::insert(tx, id, (new.unit, &new.chain), &fields, status).await?;
    Ok(id)
}

/// Updates an account, provided that it still has the version that the caller read.
///
/// # Errors
/// [`StoreError::Duplicate`] if another living account has the new identity.
pub async fn update(
    tx: &Tx,
    account: &Account,
    change: AccountUpdate,
) -> Result<UpdateOutcome, StoreError> {
    let AccountUpdate {
        registered,
        workflow,
        at,
    } = change;
    let version = account.version + 1;
    let mut row = accounts::ActiveModel {
        version: Set(version),
        modified_at: Set(to_ms(at)),
        ..Default::default()
    };
    let status = workflow.status;
    if let Some(registered) = &registered {
        set_fields(&mut row, registered.clone());
    }
    set_workflow(&mut row, workflow);
    let result = accounts::Entity::update_many()
        .set(row)
        .filter(accounts::Column::Id.eq(account.id.0))
        .filter(accounts::Column::Version.eq(account.version))
        .exec(tx.conn())
        .await?;
    if result.rows_affected != 1 {
        return Ok(UpdateOutcome::Stale);
    }
    let fields = registered.as_ref().map(|registered| &registered.fields);
    lookup_tables::update(tx, account, fields, status).await?;
    Ok(UpdateOutcome::Updated(version))
}

/// Builds the row of an account, without its id.
pub(crate) fn to_row(
    unit: ReportingUnitId,
    chain: &ReviewChain,
    registered: RegisteredFields,
    workflow: WorkflowState,
    version: i64,
    timestamps: Timestamps,
) -> accounts::ActiveModel {
    let (org1, org2, org3) = ancestor_ids(chain);
    let Timestamps { created, modified } = timestamps;
    let mut row = accounts::ActiveModel {
        reporting_unit_id: Set(unit.0),
        org_unit_id: Set(chain.direct().0),
        org1_id: Set(org1),
        org2_id: Set(org2),
        org3_id: Set(org3),
        version: Set(version),
        created_at: Set(to_ms(created)),
        modified_at: Set(to_ms(modified)),
        ..Default::default()
    };
    set_fields(&mut row, registered);
    set_workflow(&mut row, workflow);
    row
}

fn set_fields(row: &mut accounts::ActiveModel, registered: RegisteredFields) {
    let RegisteredFields {
        fields,
        external_id_by_hand,
        identity,
    } = registered;
    let DraftFields {
        kind,
        platform_name,
        name,
        owner,
        url,
        external_id,
        represents_government,
        functions,
        other_function,
        contact,
    } = fields;
    let Contact {
        name: contact_name,
        position,
        mobile,
        landline,
    } = contact;
    row.kind = Set(kind.as_str().into());
    row.platform_code = Set(kind.platform_code().as_str().into());
    row.platform_name = Set(platform_name.unwrap_or_default());
    row.name = Set(name.unwrap_or_default());
    row.owner = Set(owner.unwrap_or_default());
    row.url = Set(url.unwrap_or_default());
    row.external_id = Set(external_id);
    row.external_id_by_hand = Set(external_id_by_hand);
    row.identity = Set(identity);
    row.represents_government = Set(represents_government);
    row.functions = Set(i16::from(functions.bits()));
    row.other_function = Set(other_function.unwrap_or_default());
    row.contact_name = Set(contact_name.unwrap_or_default());
    row.contact_position = Set(position.unwrap_or_default());
    row.contact_mobile = Set(mobile.map(|m| m.as_str().into()).unwrap_or_default());
    row.contact_landline = Set(landline.map(|l| l.as_str().into()).unwrap_or_default());
}

fn set_workflow(row: &mut accounts::ActiveModel, workflow: WorkflowState) {
    let WorkflowState {
        status,
        pending_with,
        since,
        application,
        restored,
        identifier,
    } = workflow;
    row.status = Set(status.as_str().into());
    row.turn_org_id = Set(pending_with.map(|unit| unit.0));
    row.step_since = Set(to_ms(since));
    row.application_id = Set(application.map(|application| application.0));
    row.restored = Set(restored);
    row.identifier = Set(identifier);
}
