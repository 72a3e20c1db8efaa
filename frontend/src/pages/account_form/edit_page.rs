use leptos::prelude::*;
use nmrs_domain::wire::{AccountOut, UserOut};

use super::form::AccountForm;
use super::model::{Kept, Mode, form_of};
use super::rejected::{NothingToEdit, RejectedOther};
use super::{Card, Head};
use crate::api::{ApiResult, accounts, use_api};
use crate::components::{EmptyState, ErrorState, LoadingRows};
use crate::pages::accounts::loader::Loader;

/// An account that exists: what can be done with it depends on its status.
#[component]
pub(super) fn EditPage(id: Memo<Option<i64>>, user: UserOut) -> impl IntoView {
    let api = use_api();
    let typed = StoredValue::new(None::<Kept>);
    let account = Loader::new(id, move |id| async move {
        match id {
            Some(id) => Some(accounts::get(api, id).await),
            None => None,
        }
    });
    let reload = Callback::new(move |kept: Kept| {
        typed.set_value(Some(kept));
        account.refetch();
    });
    let shown = move |account: AccountOut| {
        let mode = Mode::of(account.status);
        let user = user.clone();
        let body = match mode {
            Mode::GiveUp(kind) => view! { <RejectedOther account=account kind=kind /> }.into_any(),
            Mode::Closed(_) => view! { <NothingToEdit account=account /> }.into_any(),
            _ => {
                let typed = typed.try_update_value(Option::take).flatten();
                let base = form_of(&account);
                view! {
                    <AccountForm
                        mode=mode
                        user=user
                        base=base
                        account=Some(account)
                        typed=typed
                        on_reload=reload
                    />
                }
                .into_any()
            }
        };
        view! { <Head title=mode.title() /> {body} }.into_any()
    };
    // What was loaded for another account is not shown for this one.
    let loaded = move || account.get().filter(|(of, _)| *of == id.get());
    move || match loaded() {
        None => view! { <Head title="编辑账号".into() /> <Card><LoadingRows /></Card> }.into_any(),
        Some((_, None)) => view! {
            <Head title="编辑账号".into() />
            <Card>
                <EmptyState title="没有这条账号" hint="地址里的编号有误。">
                    <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
                </EmptyState>
            </Card>
        }
        .into_any(),
        Some((_, Some(result))) => {
            opened(result, &shown, Callback::new(move |()| account.refetch()))
        }
    }
}

fn opened(
    result: ApiResult<AccountOut>,
    shown: &impl Fn(AccountOut) -> AnyView,
    retry: Callback<()>,
) -> AnyView {
    match result {
        Ok(account) => shown(account),
        Err(error) => view! {
            <Head title="编辑账号".into() />
            <Card><ErrorState error=error on_retry=retry /></Card>
        }
        .into_any(),
    }
}
