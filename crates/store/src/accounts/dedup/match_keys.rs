//! The keys by which living accounts are compared (`account_keys`).

use nmrs_domain::account::DraftFields;
use nmrs_domain::search::similarity::{link_key, name_key};
use nmrs_domain::values::identifiers::PlatformCode;
use nmrs_domain::values::ids::{AccountId, OrgUnitId, ReportingUnitId};
use nmrs_domain::workflow::ReviewChain;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::entity::account_keys;
use crate::{Executor as _, StoreError, Tx};
use account_keys::Column;

/// The match keys of an account, derived from its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MatchKeys {
    pub(crate) platform: PlatformCode,
    pub(crate) name: Option<String>,
    pub(crate) link: Option<String>,
}

impl MatchKeys {
    pub(crate) fn of(fields: &DraftFields) -> Self {
        Self {
            platform: fields.kind.platform_code(),
            name: fields.name.as_deref().and_then(name_key),
            link: fields.url.as_deref().and_then(link_key),
        }
    }
}

/// The units that own an account.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Owner {
    unit: ReportingUnitId,
    org_unit: OrgUnitId,
    org1: OrgUnitId,
}

impl Owner {
    pub(in crate::accounts) fn new(unit: ReportingUnitId, chain: &ReviewChain) -> Self {
        Self {
            unit,
            org_unit: chain.direct(),
            org1: chain.top(),
        }
    }
}

/// Writes the keys of a living account, replacing earlier ones.
pub(in crate::accounts) async fn write(
    tx: &Tx,
    id: AccountId,
    owner: Owner,
    keys: MatchKeys,
) -> Result<(), StoreError> {
    let Owner {
        unit,
        org_unit,
        org1,
    } = owner;
    let MatchKeys {
        platform,
        name,
        link,
    } = keys;
    let row = account_keys::ActiveModel {
        account_id: Set(id.0),
        reporting_unit_id: Set(unit.0),
        org_unit_id: Set(org_unit.0),
        org1_id: Set(org1.0),
        platform_code: Set(platform.as_str().into()),
        name_key: Set(name),
        link_key: Set(link),
    };
    let replace = OnConflict::column(Column::AccountId)
        .update_columns([Column::PlatformCode, Column::NameKey, Column::LinkKey])
        .to_owned();
    account_keys::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Removes the keys of an account that is no longer living.
pub(in crate::accounts) async fn remove(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    account_keys::Entity::delete_by_id(id.0)
        .exec(tx.conn())
        .await?;
    Ok(())
}
