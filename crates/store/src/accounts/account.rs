//! The account type and its conversion from a database row.

use nmrs_domain::account::{Contact, DraftFields, Functions};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::values::phone::{Landline, Mobile};
use nmrs_domain::wire::UnitRef;
use nmrs_domain::workflow::{AccountState, PendingWith, ReviewChain};
use time::OffsetDateTime;

use crate::StoreError;
use crate::db::timestamp::from_ms;
use crate::entity::accounts;

/// A stored account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Primary key.
    pub id: AccountId,
    /// The reporting unit that owns the account.
    pub unit: UnitRef,
    /// The org units above the unit, from the direct one up to level 1.
    pub chain: ReviewChain,
    /// The fields in force, or those of the draft.
    pub registered: RegisteredFields,
    /// The position in the workflow.
    pub workflow: WorkflowState,
    /// Version for optimistic locking, from 1; raised by every update.
    pub version: i64,
    /// Times of creation and last update.
    pub timestamps: Timestamps,
}

/// The fields of an account that are in force, or the fields of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredFields {
    /// The fields of the form; `external_id` holds the platform's ID, parsed or entered by hand.
    pub fields: DraftFields,
    /// True if the platform's ID was entered by hand.
    pub external_id_by_hand: bool,
    /// Unique per platform among living accounts; `None` in drafts.
    pub identity: Option<String>,
}

/// The position of an account in the workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowState {
    /// Status.
    pub status: Status,
    /// The org unit whose decision is pending.
    pub pending_with: Option<OrgUnitId>,
    /// Start of the current step.
    pub since: OffsetDateTime,
    /// The application that is pending, or rejected and not yet resubmitted or abandoned.
    pub application: Option<ApplicationId>,
    /// True if the account was closed and restored before.
    pub restored: bool,
    /// The identifier, assigned by the final approval of the addition.
    pub identifier: Option<String>,
}

/// Times of creation and last update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamps {
    /// Time of the insert.
    pub created: OffsetDateTime,
    /// Time of the last update.
    pub modified: OffsetDateTime,
}

impl Account {
    /// Returns the state on which the workflow rules decide.
    pub fn state(&self) -> AccountState {
        AccountState {
            status: self.workflow.status,
            unit: ReportingUnitId(self.unit.id),
            chain: self.chain.clone(),
            pending_with: self.workflow.pending_with.map(|org_unit| {
                if self.chain.contains(org_unit) {
                    PendingWith::OrgUnit(org_unit)
                } else {
                    PendingWith::Central
                }
            }),
            restored: self.workflow.restored,
            has_identifier: self.workflow.identifier.is_some(),
        }
    }

    /// Returns the org units whose counts include the account, from level 1 down. The order is
    /// fixed, so that two transactions cannot deadlock on the counts.
    pub fn ancestors(&self) -> Vec<OrgUnitId> {
        self.chain.units().iter().rev().copied().collect()
    }

    pub(super) fn from_row(row: accounts::Model, unit: UnitRef) -> Result<Self, StoreError> {
        let accounts::Model {
            id,
            reporting_unit_id: _,
            org_unit_id: _,
            org1_id,
            org2_id,
            org3_id,
            kind,
            platform_code: _,
            platform_name,
            name,
            owner,
            url,
            external_id,
            external_id_by_hand,
            identity,
            represents_government,
            functions,
            other_function,
            contact_name,
            contact_position,
            contact_mobile,
            contact_landline,
            status,
            turn_org_id,
            step_since,
            application_id,
            restored,
            identifier,
            version,
            created_at,
            modified_at,
        } = row;
        let chain: Vec<_> = [org3_id, org2_id, Some(org1_id)]
            .into_iter()
            .flatten()
            .map(OrgUnitId)
            .collect();
        let kind =
            AccountKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?;
        Ok(Self {
            id: AccountId(id),
            unit,
            chain: ReviewChain::new(chain).ok_or_else(|| StoreError::corrupt("org1_id", id))?,
            registered: RegisteredFields {
                fields: DraftFields {
                    kind,
                    platform_name: non_empty(platform_name),
                    name: non_empty(name),
                    owner: non_empty(owner),
                    url: non_empty(url),
                    external_id,
                    represents_government,
                    functions: Functions::from_bits(u8::try_from(functions).unwrap_or_default()),
                    other_function: non_empty(other_function),
                    contact: Contact {
                        name: non_empty(contact_name),
                        position: non_empty(contact_position),
                        mobile: Mobile::parse(&contact_mobile).ok(),
                        landline: Landline::parse(&contact_landline).ok(),
                    },
                },
                external_id_by_hand,
                identity,
            },
            workflow: WorkflowState {
                status: Status::from_wire(&status)
                    .ok_or_else(|| StoreError::corrupt("status", status))?,
                pending_with: turn_org_id.map(OrgUnitId),
                since: from_ms(step_since)?,
                application: application_id.map(ApplicationId),
                restored,
                identifier,
            },
            version,
            timestamps: Timestamps {
                created: from_ms(created_at)?,
                modified: from_ms(modified_at)?,
            },
        })
    }
}

/// Maps an empty text of the row to `None`.
fn non_empty(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}
