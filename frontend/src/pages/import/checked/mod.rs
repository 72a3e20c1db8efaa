//! Second step: the checked rows, to be edited, skipped and stored.

mod actions;
mod cards;
mod cell;
mod commit;
mod editor;
mod filters;
mod head;
mod problems;
mod rows;
mod save;
mod sheet;
mod table;
mod unsaved;

use leptos::prelude::*;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::ImportOut;

use self::actions::Actions;
use self::filters::Filters;
use self::head::{Notices, Overview};
use self::rows::Rows;
use self::sheet::Sheet;
use super::done::Done;
use super::steps::Head;
use crate::api::{ApiError, imports, use_api};
use crate::lists::Loader;
use crate::ui::{EmptyState, ErrorState, LoadingRows};

#[component]
pub(super) fn Opened(id: i64) -> impl IntoView {
    let api = use_api();
    let found = Loader::fixed((), move |()| imports::get(api, id));
    // State after the last change; the loader provides the first one only.
    let now = RwSignal::new(None::<ImportOut>);
    let committed = Memo::new(move |_| {
        let now = now.with(|now| now.as_ref().map(|import| import.committed.clone()));
        now.unwrap_or_else(|| found.value()?.ok()?.committed)
    });
    let step = Signal::derive(move || {
        if committed.with(Option::is_some) {
            3
        } else {
            2
        }
    });
    let body = move || {
        if let Some(done) = committed.get() {
            let import = now.get_untracked();
            let skipped = import
                .or_else(|| found.value()?.ok())
                .map_or(0, |import| import.skipped);
            return view! {
                <Done mode=done.mode accounts=done.accounts at=done.at skipped=skipped />
            }
            .into_any();
        }
        match found.value() {
            None => view! {
                <section class="bg-base-100 border border-base-300 rounded-box"><LoadingRows rows=10 /></section>
            }
            .into_any(),
            Some(Ok(import)) => view! { <CheckedRows import=import now=now /> }.into_any(),
            Some(Err(error)) if error.code() == Some(ErrorCode::NotFound) => view! { <ImportNotFound /> }.into_any(),
            Some(Err(error)) => view! {
                <Failed error=error on_retry=move |()| found.refetch() />
            }
            .into_any(),
        }
    };
    view! {
        <Head step=step />
        {body}
    }
}

#[component]
pub(super) fn ImportNotFound() -> impl IntoView {
    view! {
        <section class="bg-base-100 border border-base-300 rounded-box" data-testid="import-gone">
            <EmptyState
                title="找不到这次导入"
                hint="上传的表格只保留 24 小时，可能已经过期或被删除。没有提交过的内容没有写入系统，请重新上传。"
            >
                <a class="btn btn-sm btn-primary" href="/accounts/import">"重新上传"</a>
                <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
            </EmptyState>
        </section>
    }
}

#[component]
fn Failed(error: ApiError, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    view! {
        <section class="bg-base-100 border border-base-300 rounded-box">
            <ErrorState error=Signal::stored(error) on_retry=on_retry />
        </section>
    }
}

#[component]
fn CheckedRows(import: ImportOut, now: RwSignal<Option<ImportOut>>) -> impl IntoView {
    let sheet = Sheet::new(import, now);
    provide_context(sheet);
    sheet.guard();
    view! {
        <Show when=move || !sheet.missing.get() fallback=ImportNotFound>
            <Notices />
            <section class="bg-base-100 border border-base-300 rounded-box">
                <Overview />
                <Filters />
                <Rows />
                <Actions />
            </section>
            <p class="sr-only" role="status" data-testid="import-told">{move || sheet.announcement.get()}</p>
        </Show>
    }
}
