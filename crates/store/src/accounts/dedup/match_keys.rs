//! What living accounts are compared by (`account_keys`).

use nmrs_domain::account::DraftFields;
use nmrs_domain::code::PlatformCode;
use nmrs_domain::ids::AccountId;
use nmrs_domain::likeness::{link_key, name_key};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::entity::account_keys;
use crate::{Handle as _, StoreError, Tx};
use account_keys::Column;

/// Keys of an account, as its fields make them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) platform: PlatformCode,
    pub(crate) name: Option<String>,
    pub(crate) link: Option<String>,
}

impl Keys {
    pub(crate) fn of(fields: &DraftFields) -> Self {
        Self {
            platform: fields.kind.platform_code(),
            name: fields.name.as_deref().and_then(name_key),
            link: fields.url.as_deref().and_then(link_key),
        }
    }
}

/// Whose keys they are.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Place {
    pub(in crate::accounts) unit: i64,
    pub(in crate::accounts) org_unit: i64,
    pub(in crate::accounts) org1: i64,
}

/// Writes the keys of a living account in place of those before.
pub(in crate::accounts) async fn write(
    tx: &Tx,
    id: AccountId,
    place: Place,
    keys: Keys,
) -> Result<(), StoreError> {
    let Place {
        unit,
        org_unit,
        org1,
    } = place;
    let Keys {
        platform,
        name,
        link,
    } = keys;
    let row = account_keys::ActiveModel {
        account_id: Set(id.0),
        reporting_unit_id: Set(unit),
        org_unit_id: Set(org_unit),
        org1_id: Set(org1),
        platform_code: Set(platform.as_str().into()),
        name_key: Set(name),
        link_key: Set(link),
    };
    let replace = OnConflict::column(Column::AccountId)
        .update_columns([Column::PlatformCode, Column::NameKey, Column::LinkKey])
        .to_owned();
    account_keys::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// Removes the keys of an account that does not live any more.
pub(in crate::accounts) async fn remove(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    account_keys::Entity::delete_by_id(id.0)
        .exec(tx.c())
        .await?;
    Ok(())
}
