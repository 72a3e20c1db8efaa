//! Submitting a stored draft.

use nmrs_domain::account::{Contact, DraftFields};
use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::{AccountIn, AccountOut, ContactIn};

use super::get::get_in;
use super::identity::{refuse_taken, registered_from};
use crate::auth::Session;
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Submits a draft as it is stored; it has to be complete.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn submit(
    app: &App,
    session: &Session,
    id: AccountId,
    version: i64,
) -> Result<AccountOut, AppError> {
    let tree = session.org_tree(app).await?;
    let tx = app.store.begin().await?;
    let account = lock(&tx, &session.actor, id, version).await?;
    let decided = permitted(&account, &session.actor, Action::Submit)?;
    let stored = form_of(account.registered.fields.clone());
    let registered = registered_from(form::fields(&stored)?);
    refuse_taken(&tx, session, &registered, Some(id)).await?;
    let entry = Entry {
        registered: Some(registered),
        ..Entry::new(&session.actor, app.now())
    };
    transition::apply(&tx, &tree, &account, &decided, entry).await?;
    let out = get_in(app, &tx, session, id).await?;
    tx.commit().await?;
    tracing::info!(account.id = id.0, "Submitted a draft");
    Ok(out)
}

/// A draft as the form that would have been filled in.
fn form_of(draft: DraftFields) -> AccountIn {
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
