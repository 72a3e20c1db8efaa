//! What is selected in the list, across its pages.

use leptos::prelude::*;
use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::{Page, ReportingUnitOut};

use super::model;
use crate::api::ApiResult;
use crate::pages::export::{Asked, ExportDialog, ExportMenu, Subject};
use crate::ui::{grouped, use_toasts};

/// The selection.
#[derive(Clone, Copy)]
pub(super) struct Picking(RwSignal<Vec<i64>>);

impl Picking {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    fn count(self) -> usize {
        self.0.with(Vec::len)
    }
}

/// A box that selects a unit, or all of a page.
#[component]
pub(super) fn Pick(
    /// The units.
    ids: Vec<i64>,
    /// What is selected by it, as it is spoken.
    label: String,
    /// Name for tests.
    hook: String,
    /// Whether the label is seen as well.
    #[prop(optional)]
    shown: bool,
) -> impl IntoView {
    let (picking, toasts) = (expect_context::<Picking>(), use_toasts());
    let ids = StoredValue::new(ids);
    let mark = Memo::new(move |_| {
        picking
            .0
            .with(|picked| ids.with_value(|ids| model::picked_of(picked, ids)))
    });
    let change = move |event| {
        let on = mark.get_untracked() != Some(true);
        let full = picking
            .0
            .try_update(|picked| ids.with_value(|ids| model::pick(picked, ids, on)));
        if full == Some(false) {
            toasts.error("一次最多选择 1,000 条，超出的没有选上。");
        }
        // The browser ticks a box by itself; it shows what is selected.
        event_target::<web_sys::HtmlInputElement>(&event)
            .set_checked(mark.get_untracked() == Some(true));
    };
    view! {
        <label class="flex items-center gap-2 cursor-pointer">
            <input
                type="checkbox"
                class="checkbox checkbox-sm checkbox-primary"
                aria-label=(!shown).then(|| label.clone())
                data-testid=hook
                prop:checked=move || mark.get() == Some(true)
                prop:indeterminate=move || mark.get().is_none()
                on:change=change
            />
            {shown.then_some(label)}
        </label>
    }
}

/// The export of the list, and its dialog.
#[component]
pub(super) fn Exports(
    query: Memo<ReportingUnitQuery>,
    answer: Signal<Option<ApiResult<Page<ReportingUnitOut>>>>,
) -> impl IntoView {
    let picking = expect_context::<Picking>();
    let asked = RwSignal::new(None::<Asked>);
    let found = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok(page)) => Some((page.total, page.total_exact)),
            _ => None,
        })
    });
    let choose = move |selection: bool| {
        let query = query.get_untracked();
        let ids = selection.then(|| picking.0.get_untracked());
        let all = found.get_untracked().unwrap_or((0, true));
        asked.set(Some(Asked {
            count: ids.as_ref().map_or(all, |ids| (ids.len() as u64, true)),
            ids,
            conditions: model::condition_words(&query),
            subject: Subject::Units(query),
            shown: Vec::new(),
        }));
    };
    view! {
        <ExportMenu
            total=Signal::derive(move || found.get().map(|found| found.0))
            total_exact=Signal::derive(move || found.get().is_none_or(|found| found.1))
            selected=Signal::derive(move || picking.count())
            on_choose=choose
        />
        <ExportDialog asked=asked />
    }
}

/// How many are selected; nothing where none is.
#[component]
pub(super) fn PickedBar() -> impl IntoView {
    let picking = expect_context::<Picking>();
    view! {
        <Show when=move || { picking.count() > 0 }>
            <div
                class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 bg-[#eaf1fa] border-b border-base-300 text-[13px]"
                data-testid="selection"
            >
                <span aria-live="polite">
                    "已选 " <b class="num" data-testid="selection-count">{move || grouped(picking.count() as u64)}</b> " 条"
                </span>
                <button
                    type="button"
                    class="act cursor-pointer !text-[#4a5766]"
                    data-testid="selection-clear"
                    on:click=move |_| picking.0.set(Vec::new())
                >
                    "清除"
                </button>
            </div>
        </Show>
    }
}
