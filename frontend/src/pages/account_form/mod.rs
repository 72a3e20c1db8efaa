//! The account form: a new account, a draft, or a rejected application that is handled.

mod banners;
mod basics;
mod contact;
mod focus;
mod foot;
mod form;
mod give_up;
mod identity_line;
mod leave_guard;
mod link_fields;
mod model;
mod rejected;
mod row;
mod send;
mod state;
mod storage;

pub(crate) use self::model::{form_of, same_at};

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::permission::Permission;
use nmrs_domain::wire::{AccountOut, UserOut};

use self::form::AccountForm;
use self::model::{Kept, Mode, new_form};
use self::rejected::{NothingToEdit, RejectedOther};
use crate::api::{ApiResult, accounts, use_api};
use crate::components::{EmptyState, ErrorState, LoadingRows, PageTitle};
use crate::state::use_session;

/// 添加账号, 编辑账号, 处理驳回.
#[component]
pub fn AccountFormPage() -> impl IntoView {
    let session = use_session();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id").and_then(|id| id.parse::<i64>().ok())));
    let is_new = Memo::new(move |_| params.with(|p| p.get("id").is_none()));
    let page = move || {
        let user = session.user().get()?;
        Some(if is_new.get() {
            new_page(user).into_any()
        } else {
            view! { <EditPage id=id user=user /> }.into_any()
        })
    };
    view! { <div class="max-w-3xl">{page}</div> }
}

/// A new account.
fn new_page(user: UserOut) -> AnyView {
    if !Permission::ReportAccounts.granted(user.access) {
        return view! {
            <Head title="添加账号".into() />
            <section class="bg-base-100 border border-base-300 rounded-box">
                <EmptyState title="只有填报单位可以添加账号">
                    <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
                </EmptyState>
            </section>
        }
        .into_any();
    }
    let base = new_form(&user.name);
    view! {
        <Head title=Mode::New.title() />
        // There is no newer state of an account that does not exist yet.
        <AccountForm mode=Mode::New user=user base=base account=None typed=None on_reload=|_| () />
    }
    .into_any()
}

/// An account that exists: what can be done with it depends on its status.
#[component]
fn EditPage(id: Memo<Option<i64>>, user: UserOut) -> impl IntoView {
    let api = use_api();
    let typed = StoredValue::new(None::<Kept>);
    let account = LocalResource::new(move || {
        let id = id.get();
        async move {
            match id {
                Some(id) => Some(accounts::get(api, id).await),
                None => None,
            }
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
    move || match account.get() {
        None => view! { <Head title="编辑账号".into() /> <Card><LoadingRows /></Card> }.into_any(),
        Some(None) => view! {
            <Head title="编辑账号".into() />
            <Card>
                <EmptyState title="没有这条账号" hint="地址里的编号有误。">
                    <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
                </EmptyState>
            </Card>
        }
        .into_any(),
        Some(Some(result)) => opened(result, &shown, Callback::new(move |()| account.refetch())),
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

/// The way back and the heading.
#[component]
fn Head(title: String) -> impl IntoView {
    view! {
        <nav class="text-[13px] text-[#5b6876] mb-2" aria-label="位置">
            <a class="act" href="/accounts">"新媒体账号信息"</a>
            " / "
            {title.clone()}
        </nav>
        <div class="mb-4"><PageTitle text=title /></div>
    }
}

/// The white sheet.
#[component]
fn Card(children: Children) -> impl IntoView {
    view! { <section class="bg-base-100 border border-base-300 rounded-box">{children()}</section> }
}
