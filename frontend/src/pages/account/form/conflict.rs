use leptos::prelude::*;
use nmrs_domain::diff::FieldChange;

use super::model::changed_since;
use super::state::FormState;
use crate::api::{accounts, use_api};
use crate::lists::Loader;
use crate::pages::shared::to_form;

/// Shows what changed in the account meanwhile, and offers to reload it. The input is kept.
#[component]
pub(super) fn Conflict(
    id: i64,
    conflict: RwSignal<Option<String>>,
    on_reload: Callback<()>,
) -> impl IntoView {
    view! {
        <Show when=move || conflict.with(Option::is_some)>
            <div
                role="alert"
                class="alert alert-warning alert-soft py-2 text-small flex flex-wrap"
                data-testid="conflict"
            >
                <div class="grow min-w-0 text-[#8a4b00]">
                    <p>{move || conflict.get()}</p>
                    <ChangesMeanwhile id=id />
                </div>
                <button
                    type="button"
                    class="btn btn-xs"
                    data-testid="load-newest"
                    on:click=move |_| on_reload.run(())
                >
                    "载入最新内容"
                </button>
            </div>
        </Show>
    }
}

#[component]
fn ChangesMeanwhile(id: i64) -> impl IntoView {
    let state = expect_context::<FormState>();
    let api = use_api();
    let newest = Loader::fixed(
        id,
        move |id| async move { accounts::get(api, id).await.ok() },
    );
    move || {
        let (_, account) = newest.get()?;
        let newest = to_form(&account?);
        let changes = state.base.with_value(|base| changed_since(base, &newest));
        (!changes.is_empty()).then(|| {
            let rows = changes.into_iter().map(row).collect_view();
            view! {
                <ul class="mt-1 flex flex-col gap-0.5 max-h-32 overflow-y-auto" data-testid="conflict-changes">
                    {rows}
                </ul>
            }
        })
    }
}

fn row(change: FieldChange) -> impl IntoView {
    let FieldChange {
        label, old, new, ..
    } = change;
    let or_empty = |value: String| {
        if value.is_empty() {
            "（空）".to_owned()
        } else {
            value
        }
    };
    view! {
        <li class="wrap-anywhere">
            {label} "："
            <del>{or_empty(old)}</del>
            <span aria-hidden="true">" → "</span>
            <span class="sr-only">"，改为 "</span>
            <strong class="font-medium">{or_empty(new)}</strong>
        </li>
    }
}
