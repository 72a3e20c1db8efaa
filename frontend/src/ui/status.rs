use leptos::prelude::*;
use nmrs_domain::status::Status;

const fn class(status: Status) -> &'static str {
    match status {
        Status::AddPending
        | Status::ModifyPending
        | Status::ClosePending
        | Status::RestorePending => "st st-wait",
        Status::Normal => "st st-ok",
        Status::AddRejected
        | Status::ModifyRejected
        | Status::CloseRejected
        | Status::RestoreRejected => "st st-no",
        Status::Draft | Status::Closed | Status::Deleted => "st st-off",
    }
}

#[component]
pub fn StatusDot(status: Status) -> impl IntoView {
    view! {
        <span class=class(status)>
            <span class="text-base-content">{status.label()}</span>
        </span>
    }
}

/// Working days waited so far; empty for `None`.
#[component]
pub fn Waiting(days: Option<i64>, #[prop(optional)] overdue: bool) -> impl IntoView {
    days.map(|days| {
        let text = match days {
            0 => "已等不足 1 个工作日".to_owned(),
            days if overdue => format!("已等 {days} 个工作日，超时"),
            days => format!("已等 {days} 个工作日"),
        };
        view! {
            <span
                class="text-small num whitespace-nowrap"
                class=("text-error", overdue)
                class=("text-muted", !overdue)
            >
                {text}
            </span>
        }
    })
}
