use leptos::prelude::*;
use nmrs_domain::status::Status;

/// The colour of a status; the word beside it says the same.
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
        Status::Draft | Status::Closed | Status::Gone => "st st-off",
    }
}

/// A status: a dot and a word.
#[component]
pub fn StatusDot(
    /// The status.
    status: Status,
) -> impl IntoView {
    view! {
        <span class=class(status)>
            <span class="text-base-content">{status.label()}</span>
        </span>
    }
}

/// After so many days a wait is shown in red.
pub const WAITING_LIMIT: i64 = 5;

/// For how many days something has waited; nothing where nothing waits.
#[component]
pub fn Waiting(
    /// Days in the present step.
    days: Option<i64>,
) -> impl IntoView {
    days.map(|days| {
        let text = match days {
            0 => "已等不足 1 天".to_owned(),
            days => format!("已等 {days} 天"),
        };
        view! {
            <span
                class="text-[13px] num whitespace-nowrap"
                class=("text-error", days > WAITING_LIMIT)
                class=("text-[#5b6876]", days <= WAITING_LIMIT)
            >
                {text}
            </span>
        }
    })
}
