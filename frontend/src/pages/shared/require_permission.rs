use leptos::prelude::*;
use nmrs_domain::permission::Permission;

use super::not_found::NotFound;
use crate::app::use_session;

/// A page for those who have a permission; to all others there is no such page.
#[component]
pub(crate) fn RequirePermission(
    /// What it takes.
    permission: Permission,
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_session();
    let may = Memo::new(move |_| session.may(permission));
    move || {
        if may.get() {
            children().into_any()
        } else {
            view! { <NotFound /> }.into_any()
        }
    }
}
