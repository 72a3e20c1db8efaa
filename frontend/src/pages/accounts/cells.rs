use leptos::prelude::*;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use super::model::name_text;
use crate::components::{StatusDot, Waiting};

/// Where the name of an account leads: a draft is gone on with, all else is looked at.
fn home_of(account: &AccountOut) -> String {
    if account.status == Status::Draft {
        format!("/accounts/{}/edit", account.id)
    } else {
        format!("/accounts/{}", account.id)
    }
}

/// The name, as a way to the account.
pub(super) fn name_link(account: &AccountOut, class: &'static str) -> impl IntoView + use<> {
    let name = name_text(account);
    let title = name.clone();
    let href = home_of(account);
    view! {
        <a class=format!("font-medium hover:underline {class}") href=href title=title>
            {name}
        </a>
    }
}

/// A text that is cut where it is too long, and told whole when it is pointed at.
#[component]
pub(super) fn Clipped(text: String, class: &'static str) -> impl IntoView {
    let title = text.clone();
    view! { <div class=format!("truncate {class}") title=title>{text}</div> }
}

/// Status, and for how long it has waited.
#[component]
pub(super) fn StatusCell(status: Status, waiting_days: Option<i64>) -> impl IntoView {
    view! {
        <StatusDot status=status />
        <span class="ml-2 empty:hidden"><Waiting days=waiting_days /></span>
    }
}
