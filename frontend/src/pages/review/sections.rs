use leptos::prelude::*;
use nmrs_domain::form::Verdict;
use nmrs_domain::wire::{PastDecisionOut, WarningOut};

use super::model::Line;
use crate::app::clock;

#[component]
pub(super) fn Warnings(warnings: Vec<WarningOut>) -> impl IntoView {
    warnings
        .into_iter()
        .map(|WarningOut { detail, account_id, .. }| {
            view! {
                <div
                    role="note"
                    class="alert alert-warning alert-soft py-2 mb-3 last-of-type:mb-5 text-small flex flex-wrap"
                    data-testid="review-warning"
                >
                    <span class="grow text-[#8a4b00] wrap-anywhere">{detail}</span>
                    {account_id.map(|id| view! {
                        <a
                            class="act"
                            href=format!("/accounts/{id}")
                            target="_blank"
                            rel="noopener"
                        >
                            "查看该账号"
                        </a>
                    })}
                </div>
            }
        })
        .collect_view()
}

/// Characters from which a value takes the whole width.
const LONG: usize = 20;

#[component]
pub(super) fn Lines(lines: Vec<Line>) -> impl IntoView {
    let items = lines
        .into_iter()
        .map(|Line { label, value, is_code }| {
            let wide = value.chars().count() > LONG;
            view! {
                <div class="flex gap-3 py-1" class=("sm:col-span-2", wide)>
                    <dt class="lbl w-24 shrink-0">{label}</dt>
                    <dd class="min-w-0 wrap-anywhere whitespace-pre-line" class=("num", is_code)>
                        {value}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="grid sm:grid-cols-2 gap-x-6">{items}</dl> }
}

#[component]
pub(super) fn PastDecisions(decisions: Vec<PastDecisionOut>) -> impl IntoView {
    if decisions.is_empty() {
        return None;
    }
    let items = decisions.into_iter().map(past).collect_view();
    Some(view! {
        <section class="mt-5" data-testid="review-past">
            <h3 class="font-medium mb-1">"已有审核意见"</h3>
            <ol class="divide-y divide-base-300 border-y border-base-300">{items}</ol>
        </section>
    })
}

fn past(decision: PastDecisionOut) -> impl IntoView {
    let PastDecisionOut {
        kind,
        org_unit,
        decision,
        reason,
        reviewer_name,
        reviewer_phone,
        decided_at,
        ..
    } = decision;
    let (class, word) = match decision {
        Verdict::Approve => ("text-success", "同意"),
        Verdict::Reject => ("text-error", "驳回"),
    };
    view! {
        <li class="py-2">
            <p class="flex flex-wrap gap-x-3">
                <span>{org_unit.name}</span>
                <span class=class>{word} {kind.label()}</span>
                <span class="text-small text-muted num ml-auto">{clock::minute(decided_at)}</span>
            </p>
            {(!reason.trim().is_empty()).then(|| view! {
                <p class="whitespace-pre-line wrap-anywhere">{reason}</p>
            })}
            <p class="text-small text-muted">
                {reviewer_name} " " <span class="num">{reviewer_phone}</span>
            </p>
        </li>
    }
}
