use leptos::prelude::*;
use nmrs_domain::wire::{AccountOut, UserOut};

use super::account_form::AccountForm;
use super::model::{Kept, Way};
use super::not_editable::{NotHere, NotLoaded};
use super::{Card, Head};
use crate::api::{accounts, use_api};
use crate::lists::Loader;
use crate::pages::shared::form_of;
use crate::ui::LoadingRows;

const TITLE: &str = "编辑账号";

/// An account that exists: a draft, or a rejected addition. For any other there is another way.
#[component]
pub(super) fn EditPage(id: i64, user: UserOut) -> impl IntoView {
    let api = use_api();
    let typed = StoredValue::new(None::<Kept>);
    let account = Loader::fixed(id, move |id| accounts::get(api, id));
    let reload = Callback::new(move |kept: Kept| {
        typed.set_value(Some(kept));
        account.refetch();
    });
    let shown = move |account: AccountOut| match Way::of(&account) {
        Way::Declare(mode) => {
            let typed = typed.try_update_value(Option::take).flatten();
            let base = form_of(&account);
            view! {
                <Head title=mode.title().into() />
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
        way => view! { <NotHere account=account way=way title=TITLE /> }.into_any(),
    };
    move || match account.value() {
        None => view! { <Head title=TITLE.into() /><Card><LoadingRows /></Card> }.into_any(),
        Some(Ok(account)) => shown(account),
        Some(Err(error)) => view! {
            <NotLoaded error=error title=TITLE on_retry=move |()| account.refetch() />
        }
        .into_any(),
    }
}
