//! Account form: a new account, a draft, or a rejected addition.

mod account_form;
mod banners;
mod conflict;
mod edit_page;
mod event_capture;
mod fields;
mod focus;
mod footer;
mod leave_guard;
mod model;
mod not_editable;
mod state;
pub(super) mod storage;
mod submission;

pub(super) use self::banners::{ErrorSummary, RejectionBox, RestoreOffer};
pub(super) use self::fields::{BasicFields, ContactFields, LinkFields};
pub(super) use self::footer::FooterFrame;
pub(super) use self::leave_guard::LeaveGuard;
pub(super) use self::model::{
    EditTarget, Intent, LocalDraft, local_draft_key, own_identity, request_body,
};
pub(super) use self::not_editable::{LoadFailed, NotEditable};
pub(super) use self::state::FormState;
pub(super) use self::storage::keep_while_typing;
pub(super) use self::submission::Submission;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::permission::Permission;
use nmrs_domain::wire::UserOut;

use self::account_form::AccountForm;
use self::edit_page::EditPage;
use self::model::{Mode, new_form};
use super::missing::Missing;
use crate::app::use_session;
use crate::ui::{EmptyState, PageTitle};

/// 添加账号, 编辑账号, 处理驳回.
#[component]
pub fn AccountFormPage() -> impl IntoView {
    let session = use_session();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id").and_then(|id| id.parse::<i64>().ok())));
    let is_new = Memo::new(move |_| params.with(|p| p.get("id").is_none()));
    let page = move || {
        let user = session.user().get()?;
        Some(match id.get() {
            _ if is_new.get() => new_page(user).into_any(),
            // Another account is another page.
            Some(id) => view! { <EditPage id=id user=user /> }.into_any(),
            None => view! { <Missing /> }.into_any(),
        })
    };
    view! { <div class="max-w-3xl">{page}</div> }
}

fn new_page(user: UserOut) -> AnyView {
    if !Permission::ReportAccounts.granted(user.access) {
        return view! {
            <PageHeader title="添加账号".into() />
            <section class="bg-base-100 border border-base-300 rounded-box">
                <EmptyState title="只有填报单位可以添加账号">
                    <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
                </EmptyState>
            </section>
        }
        .into_any();
    }
    let base = new_form(&user.name);
    view! {
        <PageHeader title=Mode::New.title().into() />
        // A new account has no newer state.
        <AccountForm mode=Mode::New user=user base=base account=None typed=None on_reload=|_| () />
    }
    .into_any()
}

#[component]
pub(super) fn PageHeader(title: String) -> impl IntoView {
    view! {
        <nav class="text-small text-muted mb-2" aria-label="位置">
            <a class="act" href="/accounts">"新媒体账号信息"</a>
            " / "
            {title.clone()}
        </nav>
        <div class="mb-4"><PageTitle text=title /></div>
    }
}

#[component]
pub(super) fn Card(children: Children) -> impl IntoView {
    view! { <section class="bg-base-100 border border-base-300 rounded-box">{children()}</section> }
}
