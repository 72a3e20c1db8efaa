use leptos::prelude::*;
use nmrs_domain::wire::ReviewOut;

use super::Reviews;
use super::body::Body;
use super::context::ReviewContext;
use super::decision::Decision;
use super::end_states::NotDecidable;
use super::keys::{Key, on_shortcut};
use super::model::{Shortcut, can_decide, not_decidable_reason, position_text};
use crate::app::browser::release_focus;
use crate::ui::{Icon, IconName};

#[component]
pub(super) fn ReviewView(review: ReviewOut, loaded: Reviews) -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    let (previous, next) = (review.previous_review_id, review.next_review_id);
    on_shortcut(move |wanted| {
        let to = match wanted {
            Shortcut::Next => next,
            Shortcut::Previous => previous,
            _ => return false,
        };
        // At an end of the queue there is no neighbour; that must not close the dialog.
        if to.is_some() {
            release_focus();
            context.go(to);
        }
        true
    });
    let beside = if can_decide(&review) {
        view! { <Decision review=review.clone() loaded=loaded /> }.into_any()
    } else {
        view! { <NotDecidable id=review.id text=not_decidable_reason(&review) /> }.into_any()
    };
    view! {
        <div class="grid md:grid-cols-[minmax(0,1fr)_320px] min-h-full">
            <Body review=review />
            <div class="bg-base-200/50 md:border-l border-base-300 max-md:border-t">
                <div class="md:sticky md:top-0">{beside}</div>
            </div>
        </div>
    }
}

/// Position in the queue, and buttons to the neighbours.
pub(super) fn queue_position(review: &ReviewOut) -> impl IntoView + use<> {
    let context = expect_context::<ReviewContext>();
    let step = move |to: Option<i64>, icon, label, name, key| {
        view! {
            <button
                type="button"
                class="btn btn-ghost btn-sm btn-square"
                aria-label=label
                title=format!("{label}（{key}）")
                aria-keyshortcuts=key
                data-testid=name
                disabled=to.is_none()
                on:click=move |_| context.go(to)
            >
                <Icon name=icon class="size-4" />
            </button>
        }
    };
    let (previous, next) = (review.previous_review_id, review.next_review_id);
    position_text(review).map(|text| {
        view! {
            <span class="flex items-center gap-1 shrink-0">
                <span class="text-small text-muted num mr-1" data-testid="review-place">{text}</span>
                <Key name="K" />
                {step(previous, IconName::Left, "上一条", "review-previous", "K")}
                {step(next, IconName::Right, "下一条", "review-next", "J")}
                <Key name="J" />
            </span>
        }
    })
}
