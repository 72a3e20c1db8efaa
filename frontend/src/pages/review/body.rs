use leptos::html;
use leptos::prelude::*;
use nmrs_domain::wire::ReviewOut;

use super::changes::Changes;
use super::model::{account_lines, form_lines, safe_href};
use super::sections::{Lines, PastDecisions, Warnings};
use crate::app::clock;
use crate::ui::{Icon, IconName};

/// Changes, warnings, then the other data of the application.
#[component]
pub(super) fn Body(review: ReviewOut) -> impl IntoView {
    let top = NodeRef::<html::Div>::new();
    // A new review starts at its top, also for screen readers.
    Effect::new(move |_| {
        if let Some(top) = top.get() {
            // Fails only on an element that is not in the page.
            let _ = top.focus();
        }
    });
    let form = form_lines(&review);
    let lines = account_lines(&review.account);
    let link_label = review.account.kind.info().link_label;
    let ReviewOut {
        changes,
        account,
        decisions,
        applied_at,
        kind,
        ..
    } = review;
    let id = account.id;
    let url = account.url;
    view! {
        <div class="p-5 min-w-0 outline-none" tabindex="-1" node_ref=top>
            <Changes changes=changes />
            {(!form.is_empty()).then(|| view! {
                <h3 class="font-medium mb-1">{kind.label()} "申请"</h3>
                <div class="mb-5"><Lines lines=form /></div>
            })}
            <Warnings warnings=account.warnings.unwrap_or_default() />
            <div class="flex flex-wrap items-baseline gap-x-3 mb-1">
                <h3 class="font-medium">"账号"</h3>
                <span class="text-small text-muted num">{clock::minute(applied_at)} " 提交"</span>
                <a
                    class="act text-small ml-auto"
                    href=format!("/accounts/{id}#log")
                    target="_blank"
                    rel="noopener"
                >
                    "查看流水"
                </a>
            </div>
            <Lines lines=lines />
            <div class="flex gap-3 py-1">
                <span class="lbl w-24 shrink-0">{link_label}</span>
                <LinkOut url=url />
            </div>
            <PastDecisions decisions=decisions />
        </div>
    }
}

#[component]
fn LinkOut(url: String) -> impl IntoView {
    match safe_href(&url) {
        Some(href) => view! {
            <a
                class="act !whitespace-normal min-w-0 wrap-anywhere"
                href=href
                target="_blank"
                rel="noopener noreferrer"
                data-testid="review-link"
            >
                {url}
                <Icon name=IconName::External class="size-3.5 inline ml-1" />
                <span class="sr-only">"（在新标签页打开）"</span>
            </a>
        }
        .into_any(),
        None => view! { <span class="min-w-0 wrap-anywhere">{url}</span> }.into_any(),
    }
}
