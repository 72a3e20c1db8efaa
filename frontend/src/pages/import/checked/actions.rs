use leptos::prelude::*;
use nmrs_domain::wire::ImportMode;

use super::commit::CommitDialog;
use super::sheet::use_sheet;
use crate::pages::import::model::{draft_refusal, submit_refusal};

#[component]
pub(super) fn Actions() -> impl IntoView {
    let sheet = use_sheet();
    let asked = RwSignal::new(None::<ImportMode>);
    let ask = move |mode| {
        if !sheet.require_saved() {
            asked.set(Some(mode));
        }
    };
    let no_submit = Memo::new(move |_| sheet.import.with(submit_refusal));
    let no_draft = Memo::new(move |_| sheet.import.with(draft_refusal));
    let why = move || {
        let (submit, draft) = (no_submit.get(), no_draft.get());
        // Equal reasons are shown once.
        let draft = draft.filter(|draft| submit.as_ref() != Some(draft));
        [submit, draft].into_iter().flatten().collect::<String>()
    };
    view! {
        <footer
            class="sticky bottom-0 z-10 bg-base-100 border-t border-base-300 rounded-b-box px-5 py-3 flex flex-wrap items-center gap-2"
        >
            <p id="import-why" class="text-small text-label grow basis-72 empty:hidden" data-testid="import-why">
                {why}
            </p>
            <div class="ml-auto flex gap-2">
                <button
                    type="button"
                    class="btn btn-sm"
                    disabled=move || no_draft.with(Option::is_some)
                    aria-describedby="import-why"
                    data-testid="import-draft"
                    on:click=move |_| ask(ImportMode::Draft)
                >
                    "存为草稿"
                </button>
                <button
                    type="button"
                    id="import-submit"
                    class="btn btn-sm btn-primary"
                    disabled=move || no_submit.with(Option::is_some)
                    aria-describedby="import-why"
                    data-testid="import-submit"
                    on:click=move |_| ask(ImportMode::Submit)
                >
                    "提交审核"
                </button>
            </div>
        </footer>
        <CommitDialog asked=asked />
    }
}
