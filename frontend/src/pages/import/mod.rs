//! Import of accounts: upload, correct, submit or store as drafts.

mod checked;
mod done;
mod download;
mod model;
mod remove;
mod start;
mod steps;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::permission::Permission;

use self::checked::Opened;
use self::start::Start;
use super::shared::NotFound;
use crate::app::use_session;

#[component]
pub fn ImportPage() -> impl IntoView {
    let may = may_import();
    move || {
        if may.get() {
            view! { <Start /> }.into_any()
        } else {
            view! { <NotFound /> }.into_any()
        }
    }
}

#[component]
pub fn ImportedPage() -> impl IntoView {
    let may = may_import();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<i64>().ok()));
    move || match id.get() {
        Some(id) if may.get() => view! { <Opened id=id /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

fn may_import() -> Memo<bool> {
    let session = use_session();
    Memo::new(move |_| session.may(Permission::ReportAccounts))
}
