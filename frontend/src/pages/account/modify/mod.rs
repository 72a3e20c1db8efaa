//! 修改: the account form for a registered account.

mod diff_dialog;
mod footer;
mod model;
mod modify_form;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::modify_form::ModifyForm;
use super::form::{Card, EditTarget, LoadFailed, LocalDraft, NotEditable, PageHeader};
use super::missing::Missing;
use crate::api::{accounts, use_api};
use crate::app::use_session;
use crate::lists::Loader;
use crate::ui::LoadingRows;

const TITLE: &str = "修改账号";

/// Form of a modification, for the first time or after a rejection.
#[component]
pub fn ModifyPage() -> impl IntoView {
    let session = use_session();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id").and_then(|id| id.parse::<i64>().ok())));
    let page = move || {
        let user = session.user().get()?.id;
        Some(match id.get() {
            Some(id) => view! { <Page id=id user=user /> }.into_any(),
            None => view! { <Missing /> }.into_any(),
        })
    };
    view! { <div class="max-w-3xl">{page}</div> }
}

#[component]
fn Page(id: i64, user: i64) -> impl IntoView {
    let api = use_api();
    let typed = StoredValue::new(None::<LocalDraft>);
    let account = Loader::fixed(id, move |id| accounts::get(api, id));
    let reload = Callback::new(move |draft: LocalDraft| {
        typed.set_value(Some(draft));
        account.refetch();
    });
    move || match account.value() {
        None => view! { <PageHeader title=TITLE.into() /><Card><LoadingRows /></Card> }.into_any(),
        Some(Err(error)) => view! {
            <LoadFailed error=error title=TITLE on_retry=move |()| account.refetch() />
        }
        .into_any(),
        Some(Ok(account)) => match EditTarget::of(&account) {
            EditTarget::ModifyForm => {
                let typed = typed.try_update_value(Option::take).flatten();
                view! {
                    <PageHeader title=TITLE.into() />
                    <ModifyForm account=account user=user typed=typed on_reload=reload />
                }
                .into_any()
            }
            target => {
                view! { <NotEditable account=account target=target title=TITLE /> }.into_any()
            }
        },
    }
}
