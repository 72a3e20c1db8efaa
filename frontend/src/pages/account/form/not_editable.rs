use leptos::prelude::*;
use leptos_router::components::Redirect;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::AccountOut;

use super::model::EditTarget;
use super::{Card, PageHeader};
use crate::api::ApiError;
use crate::app::browser;
use crate::pages::account::missing::Missing;
use crate::ui::{EmptyState, ErrorState, StatusDot};

/// Redirects to the form of the account, or tells why there is none.
#[component]
pub(crate) fn NotEditable(
    account: AccountOut,
    target: EditTarget,
    title: &'static str,
) -> impl IntoView {
    let id = account.id;
    match target {
        EditTarget::AddForm(_) => redirect(format!("/accounts/{id}/edit")),
        EditTarget::ModifyForm => redirect(format!("/accounts/{id}/modify")),
        EditTarget::AccountPage => redirect(format!("/accounts/{id}")),
        EditTarget::NotEditable(why) => view! {
            <PageHeader title=title.into() />
            <Card>
                <div class="px-5 py-3 border-b border-base-300 flex flex-wrap items-baseline gap-x-4 gap-y-1">
                    <span class="font-medium min-w-0 wrap-anywhere">{account.name}</span>
                    <span class="num text-small text-muted">{account.identifier}</span>
                    <StatusDot status=account.status />
                </div>
                <div data-testid="not-here">
                    <EmptyState title="现在不能修改" hint=why>
                        <a class="btn btn-sm" href="/accounts">"回到账号列表"</a>
                        <a class="btn btn-sm btn-primary" href=format!("/accounts/{id}") data-testid="to-account">
                            "查看账号"
                        </a>
                    </EmptyState>
                </div>
            </Card>
        }
        .into_any(),
    }
}

fn redirect(path: String) -> AnyView {
    view! { <Redirect path=path options=browser::replace_entry() /> }.into_any()
}

#[component]
pub(crate) fn LoadFailed(
    error: ApiError,
    title: &'static str,
    #[prop(into)] on_retry: Callback<()>,
) -> impl IntoView {
    if error.code() == Some(ErrorCode::NotFound) {
        return view! { <Missing /> }.into_any();
    }
    view! {
        <PageHeader title=title.into() />
        <Card><ErrorState error=Signal::stored(error) on_retry=on_retry /></Card>
    }
    .into_any()
}
