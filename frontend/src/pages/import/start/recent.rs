use leptos::prelude::*;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::ImportOut;

use super::upload::CHOOSE_FILE;
use crate::api::{ApiError, imports, use_api};
use crate::app::{browser, clock, use_wide_screen};
use crate::lists::Loader;
use crate::pages::import::model::{initial_view, outcome, progress};
use crate::pages::import::remove::RemoveImport;
use crate::ui::{ErrorState, use_toasts};

#[component]
pub(super) fn Recent() -> impl IntoView {
    let (api, toasts) = (use_api(), use_toasts());
    let wide = use_wide_screen().get_untracked();
    let found = Loader::fixed((), move |()| imports::list(api));
    let removed = Callback::new(move |()| {
        // The list is rendered again or removed.
        browser::focus(CHOOSE_FILE);
        found.refetch();
    });
    let refused = Callback::new(move |error: ApiError| {
        if matches!(
            error.code(),
            Some(ErrorCode::NotFound | ErrorCode::ImportCommitted)
        ) {
            // The entry is outdated, and its dialog is removed with it.
            toasts.error(error.message());
            found.refetch();
        }
    });
    let one = move |import: ImportOut| {
        view! { <RecentImport import=import wide=wide on_removed=removed on_refused=refused /> }
    };
    move || {
        match found.value() {
        None => ().into_any(),
        Some(Ok(imports)) if imports.is_empty() => ().into_any(),
        Some(answer) => view! {
            <section class="bg-base-100 border border-base-300 rounded-box mt-4" data-testid="recent-imports">
                <header class="px-5 py-3 border-b border-base-300 flex flex-wrap items-baseline gap-x-3">
                    <h2 class="font-semibold">"最近的导入"</h2>
                    <p class="text-small text-muted">"上传后保留 24 小时，可以随时接着处理。"</p>
                </header>
                {match answer {
                    Ok(imports) => view! {
                        <ul class="divide-y divide-base-300">{imports.into_iter().map(one).collect_view()}</ul>
                    }
                    .into_any(),
                    Err(error) => view! {
                        <ErrorState error=Signal::stored(error) on_retry=move |()| found.refetch() />
                    }
                    .into_any(),
                }}
            </section>
        }
        .into_any(),
    }
    }
}

#[component]
fn RecentImport(
    import: ImportOut,
    wide: bool,
    on_removed: Callback<()>,
    on_refused: Callback<ApiError>,
) -> impl IntoView {
    let href = initial_view(&import, wide).path();
    let (state, way) = match &import.committed {
        None => (progress(&import), "继续"),
        Some(done) => (outcome(done.mode, done.accounts), "查看结果"),
    };
    let spoken = format!("{way}：{}", import.filename);
    let open = import.committed.is_none();
    let remove = open.then(|| {
        view! {
            <RemoveImport
                id=import.id
                class="act cursor-pointer"
                aria_label=format!("删除：{}", import.filename)
                on_removed=on_removed
                on_refused=on_refused
            />
        }
    });
    view! {
        <li class="px-5 py-3 flex flex-wrap items-center gap-x-6 gap-y-1" data-testid=format!("import-{}", import.id)>
            <span class="font-medium min-w-0 basis-64 grow wrap-anywhere">{import.filename}</span>
            <span class="text-small" class=("text-error", open && import.errors > 0)>{state}</span>
            <span class="text-small text-muted num">
                {clock::minute(import.created_at)} " 上传，保留到 " {clock::minute(import.expires_at)}
            </span>
            <span class="flex items-center gap-4">
                <a class="act" class=("font-medium", open) href=href aria-label=spoken>{way}</a>
                {remove}
            </span>
        </li>
    }
}
