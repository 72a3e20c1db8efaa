//! 修改: the account form for what is registered already.

mod diff;
mod foot;
mod form;
mod model;
mod send;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::wire::AccountOut;

use self::form::ModifyForm;
use self::model::may_modify;
use super::model::Kept;
use super::{Card, Head};
use crate::api::{accounts, use_api};
use crate::components::{EmptyState, ErrorState, LoadingRows};
use crate::state::{Loader, use_session};

const TITLE: &str = "修改账号";

/// 修改账号: a new application, or a rejected one again.
#[component]
pub fn ModifyPage() -> impl IntoView {
    let session = use_session();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id").and_then(|id| id.parse::<i64>().ok())));
    let page = move || {
        let user = session.user().get()?.id;
        Some(match id.get() {
            Some(id) => view! { <Page id=id user=user /> }.into_any(),
            None => view! { <NoSuch hint="地址里的编号有误。".into() /> }.into_any(),
        })
    };
    view! { <div class="max-w-3xl">{page}</div> }
}

#[component]
fn Page(id: i64, user: i64) -> impl IntoView {
    let api = use_api();
    let typed = StoredValue::new(None::<Kept>);
    let account = Loader::fixed(id, move |id| accounts::get(api, id));
    let reload = Callback::new(move |kept: Kept| {
        typed.set_value(Some(kept));
        account.refetch();
    });
    move || {
        match account.value() {
        None => view! { <Head title=TITLE.into() /><Card><LoadingRows /></Card> }.into_any(),
        Some(Err(error)) => view! {
            <Head title=TITLE.into() />
            <Card><ErrorState error=Signal::stored(error) on_retry=move |()| account.refetch() /></Card>
        }
        .into_any(),
        Some(Ok(account)) if may_modify(&account) => {
            let typed = typed.try_update_value(Option::take).flatten();
            view! {
                <Head title=TITLE.into() />
                <ModifyForm account=account user=user typed=typed on_reload=reload />
            }
            .into_any()
        }
        Some(Ok(account)) => view! { <NoSuch hint=not_now(&account) /> }.into_any(),
    }
    }
}

fn not_now(account: &AccountOut) -> String {
    format!(
        "“{}”现为“{}”，不能申请修改。",
        account.name,
        account.status.label()
    )
}

/// There is nothing to modify, and why.
#[component]
fn NoSuch(hint: String) -> impl IntoView {
    view! {
        <Head title=TITLE.into() />
        <Card>
            <EmptyState title="现在不能修改" hint=hint>
                <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
            </EmptyState>
        </Card>
    }
}
