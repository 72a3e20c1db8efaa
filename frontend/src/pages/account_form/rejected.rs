use leptos::prelude::*;
use nmrs_domain::machine::Action;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::AccountOut;

use super::banners::RejectionBox;
use super::give_up::GiveUpDialog;
use super::model::after_abandon;
use crate::components::{EmptyState, StatusDot};

/// A rejected modification, closure or restore: why, and the way to give it up.
#[component]
pub(super) fn RejectedOther(account: AccountOut, kind: ApplicationKind) -> impl IntoView {
    let open = RwSignal::new(false);
    let AccountOut {
        id,
        version,
        name,
        identifier,
        status,
        rejection,
        allowed_actions,
        ..
    } = account;
    let may = allowed_actions.contains(&Action::Abandon);
    view! {
        {rejection.map(|rejection| view! { <RejectionBox rejection=rejection /> })}
        <section class="bg-base-100 border border-base-300 rounded-box p-5 flex flex-col gap-3">
            <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <span class="font-medium [overflow-wrap:anywhere]">{name}</span>
                <span class="num text-[#5b6876]">{identifier}</span>
                <StatusDot status=status />
            </div>
            <p class="text-[13px] text-[#4a5766]">{after_abandon(kind)}</p>
            <div class="flex flex-wrap gap-2">
                <a class="btn btn-sm" href=format!("/accounts/{id}")>"查看账号"</a>
                {may.then(|| view! {
                    <button
                        type="button"
                        class="btn btn-sm btn-primary"
                        data-testid="abandon"
                        on:click=move |_| open.set(true)
                    >
                        {format!("放弃{}申请", kind.label())}
                    </button>
                })}
            </div>
        </section>
        <GiveUpDialog open=open id=id version=version kind=kind on_done=|()| () />
    }
}

/// In its status, the account cannot be edited.
#[component]
pub(super) fn NothingToEdit(account: AccountOut) -> impl IntoView {
    let AccountOut {
        id, name, status, ..
    } = account;
    let hint = format!("“{name}”现为“{}”，不能在这里编辑。", status.label());
    view! {
        <section class="bg-base-100 border border-base-300 rounded-box">
            <EmptyState title="这条账号现在不能编辑" hint=hint>
                <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
                <a class="btn btn-sm btn-primary" href=format!("/accounts/{id}")>
                    "查看账号"
                </a>
            </EmptyState>
        </section>
    }
}
