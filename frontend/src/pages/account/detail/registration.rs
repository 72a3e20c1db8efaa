use leptos::prelude::*;
use nmrs_domain::wire::{AccountOut, RejectionOut, WarningOut};

use super::model;
use crate::app::clock;
use crate::ui::{DescriptionItem, DescriptionList, Icon, IconName};

#[component]
pub(super) fn Registration(account: AccountOut) -> impl IntoView {
    let link_label = account.kind.info().link_label;
    let lines = model::registration(&account)
        .into_iter()
        .map(|line| {
            view! {
                <DescriptionItem term=line.term>
                    <span class:num=line.figures>{line.value}</span>
                </DescriptionItem>
            }
        })
        .collect_view();
    let url = account.url;
    let link = (!url.is_empty()).then(|| {
        view! {
            <DescriptionItem term=link_label wide=true>
                <Link url=url />
            </DescriptionItem>
        }
    });
    view! {
        <section class="bg-base-100 border border-base-300 rounded-box">
            <h2 class="px-5 py-3 border-b border-base-300 font-medium">"登记信息"</h2>
            <div class="p-5">
                <DescriptionList>{lines} {link}</DescriptionList>
            </div>
        </section>
    }
}

/// Link entered by a user: opened without referrer and opener.
#[component]
fn Link(url: String) -> AnyView {
    let href = url.clone();
    if !model::is_web(&url) {
        return url.into_any();
    }
    view! {
        <a class="act !whitespace-normal" href=href target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
            {url}
            <span class="inline-block align-[-2px] ml-1"><Icon name=IconName::External class="size-3.5" /></span>
            <span class="sr-only">"（在新窗口打开）"</span>
        </a>
    }
    .into_any()
}

#[component]
pub(super) fn Warnings(warnings: Vec<WarningOut>) -> impl IntoView {
    let any = !warnings.is_empty();
    let items = warnings
        .into_iter()
        .map(|warning| {
            let other = warning.account_id.map(|id| {
                view! { <a class="act font-medium ml-2" href=format!("/accounts/{id}")>"查看该账号"</a> }
            });
            view! { <li>{warning.detail} {other}</li> }
        })
        .collect_view();
    any.then(|| {
        view! {
            <section class="alert alert-warning alert-soft items-start py-2.5 mb-4" aria-label="请留意">
                <span class="mt-0.5"><Icon name=IconName::Warning /></span>
                <ul class="flex flex-col gap-1">{items}</ul>
            </section>
        }
    })
}

#[component]
pub(super) fn Rejection(rejection: RejectionOut) -> impl IntoView {
    let who = format!(
        "{} · {} {} · {}",
        rejection.org_unit.name,
        rejection.reviewer_name,
        rejection.reviewer_phone,
        clock::minute(rejection.decided_at)
    );
    view! {
        <section class="border border-error/40 bg-base-100 rounded-box px-5 py-4 mb-4" aria-label="驳回原因">
            <h2 class="font-medium text-error">{format!("{}申请被驳回", rejection.kind.label())}</h2>
            <p class="mt-1 whitespace-pre-line wrap-anywhere">{rejection.reason}</p>
            <p class="mt-1 text-small text-muted num">{who}</p>
        </section>
    }
}
