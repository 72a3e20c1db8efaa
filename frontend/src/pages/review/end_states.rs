use leptos::prelude::*;

use super::Reviews;
use super::context::ReviewContext;
use super::model::{Collision, Outcome};

use crate::ui::{BusyButton, Icon, IconName};

#[component]
pub(super) fn PreviousResult() -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    let line = move || {
        context.previous_result.get().map(|text| {
            view! {
                <p class="px-5 py-2 border-b border-base-300 bg-success/10 text-small flex gap-2">
                    <span class="text-success"><Icon name=IconName::Check class="size-4 mt-0.5" /></span>
                    <span class="min-w-0 wrap-anywhere">"上一条 " {text}</span>
                </p>
            }
        })
    };
    view! { <div role="status" data-testid="review-last">{line}</div> }
}

#[component]
pub(super) fn QueueFinished(outcome: Outcome) -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    let Outcome { text } = outcome;
    view! {
        <div class="py-14 px-6 text-center flex flex-col items-center gap-2" role="status" data-testid="review-finished">
            <span class="text-success"><Icon name=IconName::Check class="size-10" /></span>
            <p class="font-medium wrap-anywhere">{text}</p>
            <p class="text-small text-muted">"没有其他待审核的申请了。"</p>
            <button
                type="button"
                class="btn btn-sm btn-primary mt-3"
                autofocus=true
                data-testid="review-close"
                on:click=move |_| context.close()
            >
                "回到列表"
            </button>
        </div>
    }
}

/// Shown when the application was decided elsewhere or changed.
#[component]
pub(super) fn CollisionNotice(id: i64, collision: Collision, loaded: Reviews) -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    let Collision { text, readable } = collision;
    let look = move |_| {
        context.changed();
        loaded.refetch();
    };
    view! {
        <div
            role="alert"
            class="border border-warning/50 bg-base-100 rounded-box p-3 flex flex-col gap-2 text-small"
            data-testid="review-conflict"
        >
            <p class="wrap-anywhere">{text}</p>
            <div class="flex flex-wrap gap-2">
                {readable.then(|| view! {
                    <button type="button" class="btn btn-xs" data-testid="review-reload" on:click=look>
                        "查看最新情况"
                    </button>
                })}
                <NextButton id=id />
            </div>
        </div>
    }
}

/// Shown when the user cannot decide on the application.
#[component]
pub(super) fn NotDecidable(id: i64, text: String) -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    view! {
        <div class="p-5 flex flex-col gap-3" data-testid="review-closed">
            <p class="wrap-anywhere">{text}</p>
            <div class="flex flex-wrap gap-2">
                <button type="button" class="btn btn-sm" on:click=move |_| context.close()>"关闭"</button>
                <NextButton id=id large=true />
            </div>
        </div>
    }
}

#[component]
fn NextButton(id: i64, #[prop(optional)] large: bool) -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    let class = if large {
        "btn btn-sm btn-primary"
    } else {
        "btn btn-xs btn-primary"
    };
    view! {
        <BusyButton
            busy=context.opening.busy()
            class=class
            on_click=move |()| context.open_next(id)
            attr:data-testid="review-seek-next"
        >
            "看下一条"
        </BusyButton>
    }
}
