//! What stands around every page: head, menu, sign-in check.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::state::Summary;

/// Head and menu around the page.
#[component]
pub fn Shell() -> impl IntoView {
    provide_context(Summary::load());
    view! { <Outlet /> }
}
