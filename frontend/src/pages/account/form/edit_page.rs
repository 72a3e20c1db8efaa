use leptos::prelude::*;
use nmrs_domain::wire::{AccountOut, UserOut};

use super::account_form::AccountForm;
use super::model::{EditTarget, LocalDraft};
use super::not_editable::{LoadFailed, NotEditable};
use super::{Card, PageHeader};
use crate::api::{accounts, use_api};
use crate::lists::Loader;
use crate::pages::shared::to_form;
use crate::ui::LoadingRows;

const TITLE: &str = "编辑账号";

#[component]
pub(super) fn EditPage(id: i64, user: UserOut) -> impl IntoView {
    let api = use_api();
    let typed = StoredValue::new(None::<LocalDraft>);
    let account = Loader::fixed(id, move |id| accounts::get(api, id));
    let reload = Callback::new(move |draft: LocalDraft| {
        typed.set_value(Some(draft));
        account.refetch();
    });
    let shown = move |account: AccountOut| match EditTarget::of(&account) {
        EditTarget::AddForm(mode) => {
            let typed = typed.try_update_value(Option::take).flatten();
            let base = to_form(&account);
            view! {
                <PageHeader title=mode.title().into() />
                <AccountForm
                    mode=mode
                    user=user.clone()
                    base=base
                    account=Some(account)
                    typed=typed
                    on_reload=reload
                />
            }
            .into_any()
        }
        target => view! { <NotEditable account=account target=target title=TITLE /> }.into_any(),
    };
    move || match account.value() {
        None => view! { <PageHeader title=TITLE.into() /><Card><LoadingRows /></Card> }.into_any(),
        Some(Ok(account)) => shown(account),
        Some(Err(error)) => view! {
            <LoadFailed error=error title=TITLE on_retry=move |()| account.refetch() />
        }
        .into_any(),
    }
}
