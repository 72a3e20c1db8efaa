use leptos::prelude::*;
use nmrs_domain::permission::Permission;

use super::not_found::NotFound;
use crate::app::use_session;

/// Shows its children to users with the permission, and "not found" to others.
#[component]
pub(crate) fn RequirePermission(permission: Permission, children: ChildrenFn) -> impl IntoView {
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
