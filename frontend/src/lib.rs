//! The single-page app of NMRS, rendered in the browser.
//!
//! Where to look: [`api`] talks to the server and is the only user of the HTTP library; [`state`]
//! has what outlives a page (who is signed in, the counts in the menu); [`components`] is the kit;
//! [`pages`] has one folder a page, its logic in a `model.rs` beside it that is plain Rust with
//! tests. Rules are never repeated here: they are called from `nmrs-domain`.

#![expect(
    unreachable_pub,
    reason = "the component macro repeats `pub` on an inner function that nobody can name"
)]

pub mod api;
pub mod app;
pub mod components;
pub mod pages;
pub mod state;

use wasm_bindgen::JsCast as _;

/// Puts the app into the page.
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(root) = leptos::prelude::document().get_element_by_id("app") else {
        leptos::logging::error!("index.html has no element `app`");
        return;
    };
    // Takes the text away that stands on the page until the app has started.
    root.set_inner_html("");
    let Ok(root) = root.dyn_into() else { return };
    leptos::mount::mount_to(root, app::App).forget();
}
