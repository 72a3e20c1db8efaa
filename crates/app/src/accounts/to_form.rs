use nmrs_domain::account::{AccountFields, Contact, DraftFields};
use nmrs_domain::form;
use nmrs_domain::wire::{AccountIn, ContactIn};
use nmrs_store::accounts::Account;

use crate::AppError;

/// Returns the fields of an approved account, which are complete.
pub(super) fn registered_fields(account: &Account) -> Result<AccountFields, AppError> {
    form::fields(&to_form(account.registered.fields.clone())).map_err(|errors| {
        AppError::Internal(format!(
            "account {} is registered with {errors}",
            account.id
        ))
    })
}

/// Converts stored fields into the form that would enter them.
pub(super) fn to_form(draft: DraftFields) -> AccountIn {
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
    } = draft;
    let Contact {
        name: contact_name,
        position,
        mobile,
        landline,
    } = contact;
    AccountIn {
        kind,
        platform_name: platform_name.unwrap_or_default(),
        name: name.unwrap_or_default(),
        owner: owner.unwrap_or_default(),
        url: url.unwrap_or_default(),
        external_id: external_id.unwrap_or_default(),
        represents_government,
        functions: functions.iter().collect(),
        other_function: other_function.unwrap_or_default(),
        contact: ContactIn {
            name: contact_name.unwrap_or_default(),
            position: position.unwrap_or_default(),
            mobile: mobile.map(|m| m.as_str().to_owned()).unwrap_or_default(),
            landline: landline.map(|l| l.as_str().to_owned()).unwrap_or_default(),
        },
        submit: true,
        version: None,
    }
}
