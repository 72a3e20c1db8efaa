//! 登记表: one account on one sheet of A4.

mod model;
mod qr_code;
mod sheet;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::log::EventQuery;
use nmrs_domain::wire::{AccountOut, EventOut};

use self::model::LogSummary;
use self::sheet::Sheet;
use super::missing::Missing;
use crate::api::{Api, ApiError, ApiResult, accounts, use_api};
use crate::app::browser;
use crate::lists::Loader;
use crate::ui::{ErrorState, Icon, IconName, LoadingRows};

#[component]
pub fn AccountSheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<i64>().ok()));
    move || match id.get() {
        Some(id) => view! { <LoadedSheet id=id /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn LoadedSheet(id: i64) -> impl IntoView {
    let api = use_api();
    let loaded = Loader::fixed(id, move |id| load(api, id));
    move || {
        match loaded.value() {
        None => view! { <LoadingRows rows=8 /> }.into_any(),
        Some(Err(error)) if error.code() == Some(ErrorCode::NotFound) => {
            view! { <Missing /> }.into_any()
        }
        Some(Err(error)) => {
            let error: Signal<ApiError> = Signal::stored(error);
            view! { <ErrorState error=error on_retry=move |()| loaded.refetch() /> }.into_any()
        }
        Some(Ok((account, summary))) => view! {
            <div class="flex flex-wrap items-center gap-2 mb-4 print:hidden">
                <a class="act mr-auto" href=format!("/accounts/{id}")>"返回账号详情"</a>
                <button type="button" class="btn btn-sm btn-primary" data-testid="print" on:click=|_| browser::print()>
                    <Icon name=IconName::Printer class="size-4" />
                    "打印"
                </button>
            </div>
            <Sheet account=account summary=summary address=browser::absolute_url(&format!("/accounts/{id}")) />
        }
        .into_any(),
    }
    }
}

/// Loads the account with the newest and the oldest page of its log.
async fn load(api: Api, id: i64) -> ApiResult<(AccountOut, LogSummary)> {
    let account = accounts::get(api, id).await?;
    let newest = accounts::newest_events(api, id).await?;
    let first = if newest.total > newest.items.len() as u64 {
        oldest(api, id).await?
    } else {
        Vec::new()
    };
    Ok((account, LogSummary::of(&first, &newest)))
}

async fn oldest(api: Api, id: i64) -> ApiResult<Vec<EventOut>> {
    let query = EventQuery {
        sort: "seq".into(),
        ..EventQuery::default()
    };
    Ok(accounts::events(api, id, &query).await?.items)
}
