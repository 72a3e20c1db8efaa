//! Keeps the search index and the match keys in step with the accounts, in the transaction that
//! writes them: the index has the submitted accounts, the match keys have the living ones.

use nmrs_domain::account::DraftFields;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::{AccountId, ReportingUnitId};
use nmrs_domain::workflow::ReviewChain;

use super::account::Account;
use super::dedup::match_keys::{self, MatchKeys, Owner};
use super::search::ngrams::{self, ngrams_of_fields};
use crate::{StoreError, Tx};

/// Adds a new account.
pub(super) async fn insert(
    tx: &Tx,
    id: AccountId,
    (unit, chain): (ReportingUnitId, &ReviewChain),
    fields: &DraftFields,
    status: Status,
) -> Result<(), StoreError> {
    if status.is_listed() {
        ngrams::write(tx, id, &ngrams_of_fields(fields, chain.top())).await?;
    }
    if !status.is_living() {
        return Ok(());
    }
    match_keys::write(tx, id, Owner::new(unit, chain), MatchKeys::of(fields)).await
}

/// Follows an update of an account to a new status, and to new fields if there are any.
pub(super) async fn update(
    tx: &Tx,
    account: &Account,
    fields: Option<&DraftFields>,
    status: Status,
) -> Result<(), StoreError> {
    let before = &account.registered.fields;
    // Most transitions change only the status, and need no n-grams.
    let changed = fields.filter(|&after| after != before);
    let ngrams_of = |fields| ngrams_of_fields(fields, account.chain.top());
    match (account.workflow.status.is_listed(), status.is_listed()) {
        (false, true) => {
            ngrams::write(tx, account.id, &ngrams_of(changed.unwrap_or(before))).await?;
        }
        (true, false) => ngrams::remove(tx, account.id).await?,
        (true, true) => {
            if let Some(new_ngrams) = changed.map(ngrams_of)
                && new_ngrams != ngrams_of(before)
            {
                ngrams::write(tx, account.id, &new_ngrams).await?;
            }
        }
        (false, false) => {}
    }
    let (was_living, is_living) = (account.workflow.status.is_living(), status.is_living());
    if changed.is_none() && was_living == is_living {
        return Ok(());
    }
    let old_keys = was_living.then(|| MatchKeys::of(before));
    let new_keys = is_living.then(|| MatchKeys::of(changed.unwrap_or(before)));
    if old_keys == new_keys {
        return Ok(());
    }
    match new_keys {
        Some(keys) => {
            let owner = Owner::new(ReportingUnitId(account.unit.id), &account.chain);
            match_keys::write(tx, account.id, owner, keys).await
        }
        None => match_keys::remove(tx, account.id).await,
    }
}
