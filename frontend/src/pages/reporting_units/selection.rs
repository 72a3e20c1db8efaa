//! Selection across the pages of the list.

use leptos::prelude::*;
use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::{Page, ReportingUnitOut};

use super::model;
use crate::api::ApiResult;
use crate::pages::export::{ExportDialog, ExportMenu, ExportRequest, Subject};
use crate::ui::{group_thousands, use_toasts};

#[derive(Clone, Copy)]
pub(super) struct UnitSelection(RwSignal<Vec<i64>>);

impl UnitSelection {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    fn count(self) -> usize {
        self.0.with(Vec::len)
    }
}

/// Checkbox of a unit, or of all units of a page.
#[component]
pub(super) fn SelectBox(
    ids: Vec<i64>,
    /// Label for screen readers.
    label: String,
    test_id: String,
    /// True if the label is visible.
    #[prop(optional)]
    shown: bool,
) -> impl IntoView {
    let (selection, toasts) = (expect_context::<UnitSelection>(), use_toasts());
    let ids = StoredValue::new(ids);
    let mark = Memo::new(move |_| {
        selection
            .0
            .with(|selected| ids.with_value(|ids| model::selection_mark(selected, ids)))
    });
    let change = move |event| {
        let on = mark.get_untracked() != Some(true);
        let full = selection
            .0
            .try_update(|selected| ids.with_value(|ids| model::select(selected, ids, on)));
        if full == Some(false) {
            toasts.error("一次最多选择 1,000 条，超出的没有选上。");
        }
        // The browser has toggled the checkbox by itself.
        event_target::<web_sys::HtmlInputElement>(&event)
            .set_checked(mark.get_untracked() == Some(true));
    };
    view! {
        <label class="flex items-center gap-2 cursor-pointer">
            <input
                type="checkbox"
                class="checkbox checkbox-sm checkbox-primary"
                aria-label=(!shown).then(|| label.clone())
                data-testid=test_id
                prop:checked=move || mark.get() == Some(true)
                prop:indeterminate=move || mark.get().is_none()
                on:change=change
            />
            {shown.then_some(label)}
        </label>
    }
}

#[component]
pub(super) fn ExportControls(
    query: Memo<ReportingUnitQuery>,
    answer: Signal<Option<ApiResult<Page<ReportingUnitOut>>>>,
) -> impl IntoView {
    let selection = expect_context::<UnitSelection>();
    let request = RwSignal::new(None::<ExportRequest>);
    let found = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok(page)) => Some((page.total, page.total_exact)),
            _ => None,
        })
    });
    let choose = move |selected_only: bool| {
        let query = query.get_untracked();
        let ids = selected_only.then(|| selection.0.get_untracked());
        let all = found.get_untracked().unwrap_or((0, true));
        request.set(Some(ExportRequest {
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
            selected=Signal::derive(move || selection.count())
            on_choose=choose
        />
        <ExportDialog request=request />
    }
}

#[component]
pub(super) fn SelectionBar() -> impl IntoView {
    let selection = expect_context::<UnitSelection>();
    view! {
        <Show when=move || { selection.count() > 0 }>
            <div
                class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 bg-[#eaf1fa] border-b border-base-300 text-small"
                data-testid="selection"
            >
                <span aria-live="polite">
                    "已选 " <b class="num" data-testid="selection-count">{move || group_thousands(selection.count() as u64)}</b> " 条"
                </span>
                <button
                    type="button"
                    class="act cursor-pointer !text-label"
                    data-testid="selection-clear"
                    on:click=move |_| selection.0.set(Vec::new())
                >
                    "清除"
                </button>
            </div>
        </Show>
    }
}
