//! The single-page app of NMRS, rendered in the browser.
//!
//! - [`app`]: session, messages between tabs, the browser.
//! - [`api`]: calls to the server. Its `client` is the only user of the HTTP library.
//! - [`ui`]: components without any knowledge of the register.
//! - [`lists`]: loading, the query in the URL, pages, totals.
//! - [`pages`]: one folder a page. Logic is in `model.rs`, plain Rust with unit tests.
//!
//! Each of them uses only those above it. Rules of the register are called from `nmrs-domain`,
//! never repeated.

#![expect(missing_docs, reason = "nothing outside of this crate uses its items")]
#![expect(
    unreachable_pub,
    reason = "the component macro repeats `pub` on an inner function that nobody can name"
)]

pub mod api;
pub mod app;
pub mod lists;
pub mod pages;
mod routes;
pub mod ui;

use wasm_bindgen::JsCast as _;

pub fn start() {
    console_error_panic_hook::set_once();
    let Some(root) = leptos::prelude::document().get_element_by_id("app") else {
        leptos::logging::error!("index.html has no element `app`");
        return;
    };
    // Removes the text that is shown until the app has started.
    root.set_inner_html("");
    let Ok(root) = root.dyn_into() else { return };
    leptos::mount::mount_to(root, routes::App).forget();
}
