use leptos::html;
use leptos::prelude::*;

use super::cards::Cards;
use super::sheet::use_sheet;
use super::table::Table;
use crate::api::ApiError;
use crate::app::use_wide_screen;
use crate::lists::Pager;
use crate::pages::import::model::{RowFilter, RowsUrl};
use crate::ui::{EmptyState, ErrorState, LoadingRows};

#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Loading,
    Rows,
    NoRows(RowFilter, bool),
    Failed(ApiError),
}

#[component]
pub(super) fn Rows() -> impl IntoView {
    let sheet = use_sheet();
    let wide = use_wide_screen();
    let shown = Memo::new(move |_| {
        sheet.loaded.with(|loaded| match loaded {
            None => Shown::Loading,
            Some((_, Err(error))) => Shown::Failed(error.clone()),
            Some((url, Ok(page))) if page.items.is_empty() => {
                Shown::NoRows(url.only, page.total > 0)
            }
            Some(_) => Shown::Rows,
        })
    });
    let total = Memo::new(move |_| {
        sheet.loaded.with(|loaded| match loaded {
            Some((_, Ok(page))) => page.total,
            _ => 0,
        })
    });
    let body = move || match shown.get() {
        Shown::Loading => view! { <LoadingRows rows=10 /> }.into_any(),
        Shown::Rows if wide.get() => view! { <Table /> }.into_any(),
        Shown::Rows => view! { <Cards /> }.into_any(),
        Shown::NoRows(only, beyond) => view! { <NoRows only=only beyond=beyond /> }.into_any(),
        Shown::Failed(error) => view! {
            <ErrorState error=Signal::stored(error) on_retry=move |()| sheet.loaded.refetch() />
        }
        .into_any(),
    };
    let top = NodeRef::<html::Div>::new();
    let turn = move |page| {
        sheet.go(RowsUrl {
            page,
            ..sheet.url.get_untracked()
        });
        // The pager is below a hundred rows; the next ones start at the top.
        if let Some(top) = top.get_untracked() {
            top.scroll_into_view();
        }
    };
    let stale = Memo::new(move |_| !sheet.is_settled());
    view! {
        <div
            node_ref=top
            // Not under the sticky header.
            class="transition-opacity scroll-mt-14"
            class=("opacity-50", move || stale.get() && shown.get() != Shown::Loading)
            aria-busy=move || stale.get().to_string()
        >
            {body}
        </div>
        <Show when=move || { total.get() > u64::from(RowsUrl::PER_PAGE) }>
            <div class="border-t border-base-300">
                <Pager
                    page=Signal::derive(move || sheet.url.get().page)
                    per_page=RowsUrl::PER_PAGE
                    total=total
                    counted="行"
                    fixed=true
                    on_page=turn
                    on_per_page=|_| ()
                />
            </div>
        </Show>
    }
}

#[component]
fn NoRows(only: RowFilter, beyond: bool) -> impl IntoView {
    let sheet = use_sheet();
    let (title, hint) = match only {
        _ if beyond => ("这一页没有内容", "可能刚改好了一部分行，请看第一页。"),
        RowFilter::Errors => ("没有错误了", "可以提交审核，或存为草稿。"),
        RowFilter::Warnings => ("没有需要留意的行", ""),
        RowFilter::All => ("这个表格里没有可导入的行", "请检查是否填在了模板的表格里。"),
    };
    let all = move |_| {
        let only = if beyond { only } else { RowFilter::All };
        sheet.go(sheet.url.get_untracked().with_only(only));
    };
    view! {
        <EmptyState title=title hint=hint>
            <Show when=move || only != RowFilter::All || beyond>
                <button type="button" class="btn btn-sm" on:click=all>
                    {if beyond { "看第一页" } else { "看全部行" }}
                </button>
            </Show>
        </EmptyState>
    }
}
