use leptos::prelude::*;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::permission::Permission;

use super::state::use_list;
use super::tabs::EmptyReason;
use crate::api::ApiError;
use crate::ui::{EmptyState, ErrorState};

#[component]
pub(super) fn EmptyList(empty: EmptyReason) -> impl IntoView {
    let state = use_list();
    let (title, hint) = empty.texts();
    let way = match empty {
        EmptyReason::NothingFound => Some(("重置条件", "empty-reset")),
        EmptyReason::BeyondTheEnd(_) => Some(("看最后一页", "last-page")),
        _ => None,
    };
    let href = move || {
        state.url.with(|url| match empty {
            EmptyReason::BeyondTheEnd(last) => url.with_page(last).path(),
            _ => url.reset().path(),
        })
    };
    let may_add = move || {
        matches!(empty, EmptyReason::NoAccountsYet | EmptyReason::NoDrafts)
            && Permission::ReportAccounts.granted(state.role.get())
    };
    view! {
        <div data-testid="empty">
            <EmptyState title=title hint=hint>
                {way.map(|(label, name)| view! {
                    <a class="btn btn-sm" href=href data-testid=name>{label}</a>
                })}
                <Show when=may_add>
                    <a class="btn btn-sm btn-primary" href="/accounts/new" data-testid="empty-add">
                        "添加账号"
                    </a>
                    <a class="btn btn-sm" href="/accounts/import">"批量导入"</a>
                </Show>
            </EmptyState>
        </div>
    }
}

#[component]
pub(super) fn LoadFailed(error: ApiError) -> impl IntoView {
    let state = use_list();
    // Invalid parameters come from a URL that was edited or written by another release.
    let of_conditions = matches!(
        error.code(),
        Some(ErrorCode::MalformedQuery | ErrorCode::ValidationFailed)
    );
    let body = if of_conditions {
        view! {
            <EmptyState title="查询条件有误" hint="地址中有不能识别的条件，请清除后重新查询。">
                <a class="btn btn-sm" href="/accounts" data-testid="clear-conditions">"清除条件"</a>
            </EmptyState>
        }
        .into_any()
    } else {
        let retry = Callback::new(move |()| state.refresh());
        view! { <ErrorState error=error on_retry=retry /> }.into_any()
    };
    view! { <div data-testid="failed">{body}</div> }
}
