use leptos::prelude::*;
use nmrs_domain::query::DEFAULT_PER_PAGE;

use super::columns::use_preferences;
use super::empty_state::{EmptyList, LoadFailed};
use super::model::{ListUrl, NumberedRow, filter_count, rows_before};
use super::selection::{Bulk, use_selection};
use super::state::{ListState, use_list};
use super::table::{Cards, Table};
use super::tabs::{EmptyReason, TabBar};
use crate::api::ApiError;
use crate::lists::Pager;
use crate::ui::LoadingRows;

#[derive(Debug, Clone, PartialEq)]
enum ListBody {
    Loading,
    Rows,
    Empty(EmptyReason),
    Failed(ApiError),
}

#[component]
pub(super) fn List() -> impl IntoView {
    let (state, selection) = (use_list(), use_selection());
    let rows = Memo::new(move |_| {
        state.with_rows(|rows| {
            let Some((_, Ok(page))) = rows else {
                return Vec::new();
            };
            let first = rows_before(page) + 1;
            (first..)
                .zip(page.items.iter().cloned())
                .collect::<Vec<NumberedRow>>()
        })
    });
    let shown = Memo::new(move |_| shown(state));
    let total = Memo::new(move |_| {
        state.with_rows(|rows| rows.and_then(|(_, result)| Some(result.as_ref().ok()?.total)))
    });
    let total_exact = Memo::new(move |_| {
        state.with_rows(|rows| match rows {
            Some((_, Ok(page))) => page.total_exact,
            _ => true,
        })
    });
    Effect::new(move |_| {
        state.with_rows(|rows| {
            if let Some((_, Ok(page))) = rows {
                untrack(|| selection.drop_changed(&page.items));
            }
        });
    });
    let has_rows = Memo::new(move |_| shown.with(|shown| *shown == ListBody::Rows));
    let instead = move || match shown.get() {
        ListBody::Rows => ().into_any(),
        ListBody::Loading => view! { <LoadingRows rows=10 /> }.into_any(),
        ListBody::Empty(empty) => view! { <EmptyList empty=empty /> }.into_any(),
        ListBody::Failed(error) => view! { <LoadFailed error=error /> }.into_any(),
    };
    view! {
        <section
            class="bg-base-100 border border-base-300 rounded-box overflow-clip"
            aria-busy=move || state.stale.get().to_string()
            data-testid="accounts"
        >
            <TabBar total=total total_exact=total_exact />
            <Bulk />
            // The old rows stay, dimmed, until the new ones arrive; the delay avoids flicker.
            <div
                class="transition-opacity"
                class=("opacity-50", move || state.stale.get())
                class=("delay-150", move || state.stale.get())
            >
                <Show when=move || has_rows.get()>
                    <Table rows=rows />
                    <Cards rows=rows />
                </Show>
                {instead}
            </div>
            <Show when=move || has_rows.get()>
                <Pages
                    total=Signal::derive(move || total.get().unwrap_or_default())
                    total_exact=total_exact
                />
            </Show>
        </section>
    }
}

fn shown(state: ListState) -> ListBody {
    let (role, tab) = (state.role.get(), state.tab());
    let filtered = state.url.with(|url| filter_count(&url.query) > 0);
    state.with_rows(|rows| match rows {
        None => ListBody::Loading,
        Some((_, Err(error))) => ListBody::Failed(error.clone()),
        Some((answered, Ok(page))) => {
            // The reason is that of the answered query.
            let filtered = filter_count(answered) > 0 || (filtered && state.stale.get());
            let tab = if state.stale.get() {
                ListUrl::tab(answered)
            } else {
                tab
            };
            EmptyReason::of(page, tab, filtered, role).map_or(ListBody::Rows, ListBody::Empty)
        }
    })
}

#[component]
fn Pages(total: Signal<u64>, #[prop(into)] total_exact: Signal<bool>) -> impl IntoView {
    let (state, preferences) = (use_list(), use_preferences());
    let number = |text: &str, default| text.trim().parse::<u32>().unwrap_or(default);
    let page = Memo::new(move |_| state.url.with(|url| number(&url.query.page, 1)));
    let per_page = Memo::new(move |_| {
        state.query.with(|query| {
            query.as_ref().map_or(DEFAULT_PER_PAGE, |query| {
                number(&query.per_page, DEFAULT_PER_PAGE)
            })
        })
    });
    let to_page = move |page: u32| {
        state.go(&state.url.get_untracked().with_page(page.into()));
    };
    let to_length = move |per_page| {
        // For this list, and for later ones.
        preferences.change(|own| own.per_page = per_page);
        state.go(&state.url.get_untracked().with_per_page(per_page));
    };
    let pager = move || {
        // The pager's select starts with the current page size.
        per_page.track();
        view! {
            <Pager
                page=page
                per_page=per_page
                total=total
                total_exact=total_exact
                on_page=to_page
                on_per_page=to_length
            />
        }
    };
    view! { <div class="border-t border-base-300" data-testid="pager">{pager}</div> }
}
