use leptos::prelude::*;
use nmrs_domain::wire::RejectionOut;

use super::focus::focus_field;
use super::model::{ErrorDisplay, LocalDraft};
use super::state::FormState;
use crate::app::clock;

#[component]
pub(crate) fn RejectionBox(rejection: RejectionOut) -> impl IntoView {
    let RejectionOut {
        org_unit,
        kind,
        reason,
        reviewer_name,
        reviewer_phone,
        decided_at,
        ..
    } = rejection;
    view! {
        <section
            class="border border-error/50 bg-base-100 rounded-box px-5 py-3 mb-4"
            aria-label="驳回意见"
            data-testid="rejection"
        >
            <h2 class="font-medium text-error">
                {org_unit.name} "驳回了" {kind.label()} "申请"
            </h2>
            <p class="mt-1 whitespace-pre-line wrap-anywhere">{reason}</p>
            <p class="mt-1 text-small text-label">
                "审核人 " {reviewer_name} " "
                <span class="num">{reviewer_phone} " · " {clock::minute(decided_at)}</span>
            </p>
        </section>
    }
}

/// Offers input of an earlier visit that was never sent.
#[component]
pub(crate) fn RestoreOffer(
    /// `None` once the user has decided.
    offer: RwSignal<Option<LocalDraft>>,
    #[prop(into)] on_discard: Callback<()>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let restore = move |_| {
        if let Some(draft) = offer.get_untracked() {
            state.fill(draft.into_form(&state.base.get_value()));
            offer.set(None);
        }
    };
    let text = move || {
        offer.get().map(|draft| {
            let older = state.base.with_value(|base| draft.is_older_than(base));
            let changed = if older {
                "；这条账号之后又有改动，恢复后请核对"
            } else {
                ""
            };
            format!(
                "{} 填写的内容还没有提交{changed}。",
                clock::minute(draft.at())
            )
        })
    };
    view! {
        <Show when=move || offer.with(Option::is_some)>
            <div
                role="status"
                class="border border-primary/40 bg-base-100 rounded-box px-5 py-2.5 mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-small"
                data-testid="restore-offer"
            >
                <span class="grow num">{text}</span>
                <span class="flex gap-2">
                    <button
                        type="button"
                        class="btn btn-xs"
                        data-testid="restore-discard"
                        on:click=move |_| {
                            offer.set(None);
                            on_discard.run(());
                        }
                    >
                        "不要了"
                    </button>
                    <button
                        type="button"
                        class="btn btn-xs btn-primary"
                        data-testid="restore"
                        on:click=restore
                    >
                        "恢复填写"
                    </button>
                </span>
            </div>
        </Show>
    }
}

/// All errors after an attempt, each with a link to its field.
#[component]
pub(crate) fn ErrorSummary() -> impl IntoView {
    let state = expect_context::<FormState>();
    let list = Memo::new(move |_| {
        if state.error_display.with(ErrorDisplay::was_tried) {
            state.errors.with(|errors| errors.0.clone())
        } else {
            Vec::new()
        }
    });
    let items = move || {
        list.get()
            .into_iter()
            .map(|error| {
                let pointer = error.pointer;
                view! {
                    <li>
                        <button
                            type="button"
                            class="link link-error no-underline hover:underline text-left wrap-anywhere"
                            on:click=move |_| focus_field(&pointer)
                        >
                            {error.detail}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || list.with(|list| !list.is_empty())>
            <section
                class="border border-error/50 bg-base-100 rounded-box px-5 py-2.5 mb-4 text-small"
                aria-label="需要更正的内容"
                data-testid="error-summary"
            >
                <p class="font-medium text-error">
                    {move || format!("有 {} 项需要更正", list.with(Vec::len))}
                </p>
                <ul class="flex flex-col gap-0.5">{items}</ul>
            </section>
        </Show>
    }
}
