use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use nmrs_domain::query::ReportingUnitQuery;

use super::model;
use crate::components::{OrgCascade, TextInput};

/// Conditions of the list. They hold only once they are in the address.
#[component]
pub(super) fn Filters(
    query: Memo<ReportingUnitQuery>,
    on_search: Callback<ReportingUnitQuery>,
) -> impl IntoView {
    let org = RwSignal::new(None);
    let code = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    // The address is outside of the signals: going back in it brings its conditions back.
    Effect::new(move |_| {
        let query = query.get();
        org.set(query.org.parse::<i64>().ok());
        code.set(query.code);
        name.set(query.name);
    });
    let search = move || {
        on_search.run(ReportingUnitQuery {
            org: org
                .get_untracked()
                .map(|id| id.to_string())
                .unwrap_or_default(),
            code: code.get_untracked().trim().to_owned(),
            name: name.get_untracked().trim().to_owned(),
            page: String::new(),
            per_page: query.get_untracked().per_page,
        });
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
    view! {
        <form
            class="bg-base-100 border border-base-300 rounded-box p-4 mb-4 flex flex-wrap gap-x-6 gap-y-3 items-center"
            aria-label="筛选"
            on:submit=submit
        >
            <div class="flex items-center gap-2 max-sm:flex-wrap">
                <span class="lbl">"组织单位"</span>
                <OrgCascade value=org small=true class="w-32" on_change=move |_| search() />
            </div>
            <label class="flex items-center gap-2">
                <span class="lbl">"单位标识"</span>
                <TextInput value=code small=true class="w-36 num" placeholder="如 110108M044" />
            </label>
            <label class="flex items-center gap-2">
                <span class="lbl">"单位全称"</span>
                <TextInput value=name small=true class="w-44" />
            </label>
            <div class="ml-auto flex gap-2">
                <button
                    type="button"
                    class="btn btn-sm"
                    disabled=move || query.with(|query| !model::is_filtered(query))
                    on:click=reset
                >
                    "重置"
                </button>
                <button type="submit" class="btn btn-sm btn-primary">"查询"</button>
            </div>
        </form>
    }
}
