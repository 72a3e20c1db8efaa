use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use nmrs_domain::query::ReportingUnitQuery;

use super::model;
use crate::lists::OrgCascade;
use crate::ui::{Dialog, FormError, TextInput};

/// Filters above the list; a dialog on phones.
#[component]
pub(super) fn Filters(
    query: Memo<ReportingUnitQuery>,
    on_search: Callback<ReportingUnitQuery>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let chosen = Callback::new(move |query| {
        open.set(false);
        on_search.run(query);
    });
    let count = move || match query.with(model::condition_count) {
        0 => "筛选".to_owned(),
        n => format!("筛选 · {n}"),
    };
    view! {
        <div class="max-md:hidden bg-base-100 border border-base-300 rounded-box p-4 mb-4">
            <FilterForm query=query on_search=on_search sheet=false />
        </div>
        <button type="button" class="md:hidden btn btn-sm mb-3" on:click=move |_| open.set(true)>
            {count}
        </button>
        <Dialog open=open on_close=move |()| open.set(false) title="筛选">
            <div class="p-5"><FilterForm query=query on_search=chosen sheet=true /></div>
        </Dialog>
    }
}

/// Filters; they apply once they are in the URL.
#[component]
fn FilterForm(
    query: Memo<ReportingUnitQuery>,
    on_search: Callback<ReportingUnitQuery>,
    /// Stacked, and applied only by the button.
    sheet: bool,
) -> impl IntoView {
    let org = RwSignal::new(None);
    let code = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let wrong = RwSignal::new(None);
    // The back button restores filters of the URL.
    Effect::new(move |_| {
        let query = query.get();
        org.set(query.org.parse::<i64>().ok());
        code.set(query.code);
        name.set(query.name);
    });
    let search = move || {
        let query = ReportingUnitQuery {
            org: org
                .get_untracked()
                .map(|id| id.to_string())
                .unwrap_or_default(),
            code: code.get_untracked().trim().to_owned(),
            name: name.get_untracked().trim().to_owned(),
            page: String::new(),
            per_page: query.get_untracked().per_page,
        };
        let query_error = model::query_error(&query);
        wrong.set(query_error.clone());
        if query_error.is_none() {
            on_search.run(query);
        }
    };
    let reset = move |_| {
        org.set(None);
        code.set(String::new());
        name.set(String::new());
        search();
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        search();
    };
    let (form, field) = if sheet {
        ("flex flex-col gap-4", "flex flex-col gap-1")
    } else {
        (
            "flex flex-wrap gap-x-6 gap-y-3 items-center",
            "flex items-center gap-2",
        )
    };
    view! {
        <form class=form aria-label="筛选" novalidate on:submit=submit>
            <div class=field>
                <span class="lbl">"组织单位"</span>
                <OrgCascade value=org small=true class="w-32" on_change=move |_| if !sheet { search() } />
            </div>
            <label class=field>
                <span class="lbl">"单位标识"</span>
                <TextInput value=code small=true class="w-36 num" placeholder="如 110108M044" />
            </label>
            <label class=field>
                <span class="lbl">"单位全称"</span>
                <TextInput value=name small=true class=if sheet { "w-full" } else { "w-44" } />
            </label>
            <div class="ml-auto flex gap-2">
                <button
                    type="button"
                    class="btn btn-sm"
                    disabled=move || query.with(|query| model::condition_count(query) == 0)
                    on:click=reset
                >
                    "重置"
                </button>
                <button type="submit" class="btn btn-sm btn-primary">"查询"</button>
            </div>
            <FormError error=wrong />
        </form>
    }
}
