//! Keeps the tables that accounts are looked up by in step with the accounts, in the transaction
//! that writes them: the pieces of those that offices see, the keys of the living ones.

use nmrs_domain::account::DraftFields;
use nmrs_domain::ids::AccountId;
use nmrs_domain::status::Status;

use super::dedup::match_keys::{self as keys, Keys, Place};
use super::search::ngrams::{self as pieces, pieces_of_fields};
use super::write::NewAccount;
use crate::accounts::account::Account;
use crate::{StoreError, Tx};

/// An account is stored for the first time.
pub(super) async fn inserted(tx: &Tx, id: AccountId, new: &NewAccount) -> Result<(), StoreError> {
    let fields = &new.registered.fields;
    if new.step.status.is_listed() {
        pieces::write(tx, id, &pieces_of_fields(fields, new.chain.top())).await?;
    }
    if !new.step.status.is_living() {
        return Ok(());
    }
    let place = Place {
        unit: new.unit.0,
        org_unit: new.chain.direct().0,
        org1: new.chain.top().0,
    };
    keys::write(tx, id, place, Keys::of(fields)).await
}

/// An account gets a status, and new fields if there are any.
pub(super) async fn updated(
    tx: &Tx,
    account: &Account,
    fields: Option<&DraftFields>,
    status: Status,
) -> Result<(), StoreError> {
    let before = &account.registered.fields;
    // Most steps change the status alone: then there is nothing to cut into pieces.
    let changed = fields.filter(|&after| after != before);
    let pieces_of = |fields| pieces_of_fields(fields, account.chain.top());
    match (account.step.status.is_listed(), status.is_listed()) {
        (false, true) => {
            pieces::write(tx, account.id, &pieces_of(changed.unwrap_or(before))).await?;
        }
        (true, false) => pieces::remove(tx, account.id).await?,
        (true, true) => {
            if let Some(new_pieces) = changed.map(pieces_of)
                && new_pieces != pieces_of(before)
            {
                pieces::write(tx, account.id, &new_pieces).await?;
            }
        }
        (false, false) => {}
    }
    let (was_living, lives) = (account.step.status.is_living(), status.is_living());
    if changed.is_none() && was_living == lives {
        return Ok(());
    }
    let had = was_living.then(|| Keys::of(before));
    let has = lives.then(|| Keys::of(changed.unwrap_or(before)));
    if had == has {
        return Ok(());
    }
    match has {
        Some(keys) => {
            let place = Place {
                unit: account.unit.id,
                org_unit: account.chain.direct().0,
                org1: account.chain.top().0,
            };
            keys::write(tx, account.id, place, keys).await
        }
        None => keys::remove(tx, account.id).await,
    }
}
