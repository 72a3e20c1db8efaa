use leptos::prelude::*;
use nmrs_domain::wire::{ImportMode, ImportOut};

use super::super::model::{first_look, progress};
use crate::api::{imports, use_api};
use crate::components::ErrorState;
use crate::state::{Loader, clock, use_wide};

/// The imports of the last 24 hours, to go on with.
#[component]
pub(super) fn Recent() -> impl IntoView {
    let api = use_api();
    let wide = use_wide().get_untracked();
    let found = Loader::fixed((), move |()| imports::list(api));
    move || {
        match found.value() {
        None => ().into_any(),
        Some(Ok(imports)) if imports.is_empty() => ().into_any(),
        Some(answer) => view! {
            <section class="bg-base-100 border border-base-300 rounded-box mt-4" data-testid="recent-imports">
                <header class="px-5 py-3 border-b border-base-300 flex flex-wrap items-baseline gap-x-3">
                    <h2 class="font-semibold">"最近的导入"</h2>
                    <p class="text-[13px] text-[#5b6876]">"上传后保留 24 小时，可以随时接着处理。"</p>
                </header>
                {match answer {
                    Ok(imports) => view! {
                        <ul class="divide-y divide-base-300">{imports.into_iter().map(|import| one(import, wide)).collect_view()}</ul>
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

fn one(import: ImportOut, wide: bool) -> impl IntoView {
    let href = first_look(&import, wide).path();
    let (state, way) = match &import.committed {
        None => (progress(&import), "继续"),
        Some(done) => {
            let done = match done.mode {
                ImportMode::Submit => format!("已提交 {} 个账号", done.accounts),
                ImportMode::Draft => format!("已存为草稿 {} 个", done.accounts),
            };
            (done, "查看结果")
        }
    };
    let spoken = format!("{way}：{}", import.filename);
    let open = import.committed.is_none();
    view! {
        <li class="px-5 py-3 flex flex-wrap items-center gap-x-6 gap-y-1" data-testid=format!("import-{}", import.id)>
            <span class="font-medium min-w-0 basis-64 grow [overflow-wrap:anywhere]">{import.filename}</span>
            <span class="text-[13px]" class=("text-error", open && import.errors > 0)>{state}</span>
            <span class="text-[13px] text-[#5b6876] num">
                {clock::minute(import.created_at)} " 上传，保留到 " {clock::minute(import.expires_at)}
            </span>
            <a class="act" class=("font-medium", open) href=href aria-label=spoken>{way}</a>
        </li>
    }
}
