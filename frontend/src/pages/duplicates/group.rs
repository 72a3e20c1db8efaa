use leptos::prelude::*;
use nmrs_domain::wire::{AccountOut, DuplicateGroupOut};

use super::model;
use crate::pages::shared::org_path_text;
use crate::ui::StatusDot;

#[component]
pub(super) fn Group(group: DuplicateGroupOut) -> impl IntoView {
    let hidden_count = model::hidden_count(&group);
    let accounts = group
        .accounts
        .into_iter()
        .map(|account| view! { <Member account=account /> })
        .collect_view();
    view! {
        <section class="border-b border-base-300 px-4 py-3" data-testid="duplicate-group">
            <h2 class="flex flex-wrap items-baseline gap-x-3 mb-1">
                <span class="font-medium wrap-anywhere">{group.key}</span>
                <span class="text-small text-label num whitespace-nowrap">
                    {format!("{} 个账号", group.count)}
                </span>
            </h2>
            <ul>{accounts}</ul>
            {(hidden_count > 0).then(|| view! {
                <p class="text-small text-muted num pt-1">
                    {format!("另有 {hidden_count} 个未列出，可在账号列表中按名称查找。")}
                </p>
            })}
        </section>
    }
}

#[component]
fn Member(account: AccountOut) -> impl IntoView {
    let offices = org_path_text(&account.org_path);
    let code = account.identifier.clone().unwrap_or_default();
    view! {
        <li class="grid gap-x-4 gap-y-0.5 py-2 border-t border-base-300 first:border-0 text-[14px] \
                   md:grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_9rem_11rem] md:items-baseline">
            <span class="min-w-0">
                <a class="link link-primary wrap-anywhere" href=format!("/accounts/{}", account.id)>
                    {account.name}
                </a>
                <span class="block text-small text-muted wrap-anywhere line-clamp-2">
                    {account.url}
                </span>
            </span>
            <span class="min-w-0 wrap-anywhere">
                {account.reporting_unit.name}
                <span class="block text-small text-muted">{offices}</span>
            </span>
            <span class="text-small text-label md:text-[14px]">{account.kind.label()}</span>
            <span class="flex flex-wrap gap-x-3 md:block">
                <StatusDot status=account.status />
                <span class="md:block text-small text-muted num">{code}</span>
            </span>
        </li>
    }
}
