//! Writing accounts: an insert, and one conditional update that every transition uses.

use nmrs_domain::account::{Contact, DraftFields};
use nmrs_domain::ids::{AccountId, ReportingUnitId};
use nmrs_domain::machine::ReviewChain;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::lookup_tables as lookup;
use crate::accounts::account::{Account, Moments, Registered, Step};
use crate::db::timestamp::to_ms;
use crate::entity::accounts;
use crate::scope::by_level;
use crate::{Handle as _, StoreError, Tx};

/// An account that is stored for the first time.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The unit that owns it.
    pub unit: ReportingUnitId,
    /// The org units above it.
    pub chain: ReviewChain,
    /// What was entered.
    pub registered: Registered,
    /// Where it stands.
    pub step: Step,
    /// When.
    pub at: OffsetDateTime,
}

/// What becomes of an account.
#[derive(Debug, Clone)]
pub struct Change {
    /// New fields, if they change.
    pub registered: Option<Registered>,
    /// Where it stands afterwards.
    pub step: Step,
    /// When.
    pub at: OffsetDateTime,
}

/// Whether a conditional update found the version that it expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Written; this is the new version.
    Version(i64),
    /// Somebody else was faster: nothing was written.
    Stale,
}

/// Stores a new account with version 1.
///
/// # Errors
/// [`StoreError::Duplicate`] when its identity is taken; other database errors.
pub async fn insert(tx: &Tx, new: NewAccount) -> Result<AccountId, StoreError> {
    let moments = Moments {
        created: new.at,
        modified: new.at,
    };
    let (registered, step) = (new.registered.clone(), new.step.clone());
    let row = row_of(new.unit, &new.chain, registered, step, 1, moments);
    let id = AccountId(row.insert(tx.c()).await?.id);
    lookup::inserted(tx, id, &new).await?;
    Ok(id)
}

/// Writes a change if the account still has the version that the caller read.
///
/// # Errors
/// [`StoreError::Duplicate`] when its identity is taken; other database errors.
pub async fn update(tx: &Tx, account: &Account, change: Change) -> Result<Written, StoreError> {
    let Change {
        registered,
        step,
        at,
    } = change;
    let version = account.version + 1;
    let mut row = accounts::ActiveModel {
        version: Set(version),
        modified_at: Set(to_ms(at)),
        ..Default::default()
    };
    let status = step.status;
    if let Some(registered) = &registered {
        set_fields(&mut row, registered.clone());
    }
    set_step(&mut row, step);
    let result = accounts::Entity::update_many()
        .set(row)
        .filter(accounts::Column::Id.eq(account.id.0))
        .filter(accounts::Column::Version.eq(account.version))
        .exec(tx.c())
        .await?;
    if result.rows_affected != 1 {
        return Ok(Written::Stale);
    }
    let fields = registered.as_ref().map(|registered| &registered.fields);
    lookup::updated(tx, account, fields, status).await?;
    Ok(Written::Version(version))
}

/// An account as its row has it, but for its key.
pub(crate) fn row_of(
    unit: ReportingUnitId,
    chain: &ReviewChain,
    registered: Registered,
    step: Step,
    version: i64,
    moments: Moments,
) -> accounts::ActiveModel {
    let (org1, org2, org3) = by_level(chain);
    let Moments { created, modified } = moments;
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
    set_step(&mut row, step);
    row
}

fn set_fields(row: &mut accounts::ActiveModel, registered: Registered) {
    let Registered {
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

fn set_step(row: &mut accounts::ActiveModel, step: Step) {
    let Step {
        status,
        turn,
        since,
        application,
        restored,
        identifier,
    } = step;
    row.status = Set(status.as_str().into());
    row.turn_org_id = Set(turn.map(|unit| unit.0));
    row.step_since = Set(to_ms(since));
    row.application_id = Set(application.map(|application| application.0));
    row.restored = Set(restored);
    row.identifier = Set(identifier);
}
