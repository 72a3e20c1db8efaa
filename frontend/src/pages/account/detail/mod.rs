//! Page of one account: registration, log, actions.

mod buttons;
mod model;
mod registration;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use self::buttons::Actions;
use self::registration::{Registration, Rejection, Warnings};
use super::actions::ActionButtons;
use super::log::{Log, Timeline};
use super::missing::Missing;
use crate::api::{ApiError, accounts, use_api};
use crate::lists::Loader;
use crate::ui::{ErrorState, LoadingRows, PageTitle, StatusDot, Waiting};

#[component]
pub fn AccountDetailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<i64>().ok()));
    // Another account is another page.
    move || match id.get() {
        Some(id) => view! { <Account id=id /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn Account(id: i64) -> impl IntoView {
    let api = use_api();
    let account = Loader::fixed(id, move |id| accounts::get(api, id));
    let log = Log::load(id);
    let changed = Callback::new(move |()| {
        account.refetch();
        log.refetch();
    });
    move || match account.value() {
        None => view! { <LoadingRows rows=8 /> }.into_any(),
        Some(Err(error)) if error.code() == Some(ErrorCode::NotFound) => {
            view! { <Missing /> }.into_any()
        }
        Some(Err(error)) => {
            let error: Signal<ApiError> = Signal::stored(error);
            view! { <ErrorState error=error on_retry=move |()| account.refetch() /> }.into_any()
        }
        Some(Ok(account)) => view! {
            <Loaded account=account on_changed=changed>
                <Timeline id=id log=log />
            </Loaded>
        }
        .into_any(),
    }
}

#[component]
fn Loaded(account: AccountOut, on_changed: Callback<()>, children: Children) -> impl IntoView {
    let name = match account.name.as_str() {
        "" => "（未填名称）".to_owned(),
        name => name.to_owned(),
    };
    let waiting_for = account
        .waiting_for
        .as_ref()
        .map(|office| format!("等待{}审核", office.name));
    // A draft is not registered.
    let printable = account.status != Status::Draft;
    let rejection = account.rejection.clone();
    let warnings = account.warnings.clone().unwrap_or_default();
    view! {
        <nav class="text-small text-muted mb-2 truncate" aria-label="位置">
            <a class="act" href="/accounts">"新媒体账号信息"</a>
            " / "
            {name.clone()}
        </nav>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mb-4 min-h-8">
            <PageTitle text=name />
            <StatusDot status=account.status />
            <span class="text-small text-muted">{waiting_for}</span>
            <Waiting days=account.waiting_days overdue=account.overdue />
            <div class="ml-auto flex flex-wrap gap-2">
                {printable.then(|| view! {
                    <a class="btn btn-sm btn-ghost" href=format!("/accounts/{}/sheet", account.id) data-testid="to-sheet">
                        "打印登记表"
                    </a>
                })}
                <ActionButtons account=account.clone() on_changed=on_changed />
                <Actions id=account.id version=account.version buttons=model::buttons(&account) on_changed=on_changed />
            </div>
        </div>
        {rejection.map(|rejection| view! { <Rejection rejection=rejection /> })}
        <Warnings warnings=warnings />
        <div class="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_440px] gap-4 items-start">
            <Registration account=account />
            {children()}
        </div>
    }
}
