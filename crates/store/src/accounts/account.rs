//! An account as the program has it, and as its row has it.

use nmrs_domain::account::{Contact, DraftFields, Functions};
use nmrs_domain::actor::Level;
use nmrs_domain::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::machine::{AccountState, ReviewChain, Turn};
use nmrs_domain::phone::{Landline, Mobile};
use nmrs_domain::status::Status;
use nmrs_domain::wire::UnitRef;
use time::OffsetDateTime;

use crate::StoreError;
use crate::db::timestamp::from_ms;
use crate::entity::accounts;

/// A stored account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Key.
    pub id: AccountId,
    /// The unit that owns it.
    pub unit: UnitRef,
    /// The org units above it, from the direct one up to level 1.
    pub chain: ReviewChain,
    /// What is registered, or entered so far.
    pub registered: Registered,
    /// Where it stands.
    pub step: Step,
    /// Version; grows with every change.
    pub version: i64,
    /// Its times.
    pub moments: Moments,
}

/// What is registered about an account, or entered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The fields of the form; `external_id` is the one in force, wherever it came from.
    pub fields: DraftFields,
    /// Whether the platform's ID was entered by hand.
    pub external_id_by_hand: bool,
    /// What must be unique per platform among living accounts; none in drafts.
    pub identity: Option<String>,
}

/// Where an account stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Status.
    pub status: Status,
    /// The org unit whose decision it waits for.
    pub turn: Option<OrgUnitId>,
    /// Since when it has been in this step.
    pub since: OffsetDateTime,
    /// The application that is pending, or was rejected and not handled yet.
    pub application: Option<ApplicationId>,
    /// Whether it was restored before.
    pub restored: bool,
    /// Its identifier, once it has one.
    pub identifier: Option<String>,
}

/// Times of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// First stored.
    pub created: OffsetDateTime,
    /// Last changed.
    pub modified: OffsetDateTime,
}

impl Account {
    /// What the rules need to know about it.
    pub fn state(&self) -> AccountState {
        AccountState {
            status: self.step.status,
            unit: ReportingUnitId(self.unit.id),
            chain: self.chain.clone(),
            turn: self.step.turn.map(|turn| {
                if self.chain.contains(turn) {
                    Turn::OrgUnit(turn)
                } else {
                    Turn::Central
                }
            }),
            restored: self.step.restored,
            has_identifier: self.step.identifier.is_some(),
        }
    }

    /// The org units in whose counts it counts, with their levels: a fixed order, so that two
    /// transactions never wait for each other crosswise.
    pub fn ancestors(&self) -> Vec<OrgUnitId> {
        self.chain.units().iter().rev().copied().collect()
    }

    pub(in crate::accounts) fn read(
        row: accounts::Model,
        unit: UnitRef,
    ) -> Result<Self, StoreError> {
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
            registered: Registered {
                fields: DraftFields {
                    kind,
                    platform_name: given(platform_name),
                    name: given(name),
                    owner: given(owner),
                    url: given(url),
                    external_id,
                    represents_government,
                    functions: Functions::from_bits(u8::try_from(functions).unwrap_or_default()),
                    other_function: given(other_function),
                    contact: Contact {
                        name: given(contact_name),
                        position: given(contact_position),
                        mobile: Mobile::parse(&contact_mobile).ok(),
                        landline: Landline::parse(&contact_landline).ok(),
                    },
                },
                external_id_by_hand,
                identity,
            },
            step: Step {
                status: Status::from_wire(&status)
                    .ok_or_else(|| StoreError::corrupt("status", status))?,
                turn: turn_org_id.map(OrgUnitId),
                since: from_ms(step_since)?,
                application: application_id.map(ApplicationId),
                restored,
                identifier,
            },
            version,
            moments: Moments {
                created: from_ms(created_at)?,
                modified: from_ms(modified_at)?,
            },
        })
    }
}

/// An empty text in the row is “not given”.
fn given(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

/// The column that holds the ancestor of a level; the central office needs none.
pub(crate) const fn ancestor_column(level: Level) -> Option<accounts::Column> {
    match level {
        Level::Central => None,
        Level::First => Some(accounts::Column::Org1Id),
        Level::Second => Some(accounts::Column::Org2Id),
        Level::Third => Some(accounts::Column::Org3Id),
    }
}
