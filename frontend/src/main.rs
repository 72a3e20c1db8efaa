//! The single-page app of NMRS.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

fn main() {
    console_error_panic_hook::set_once();
    let Some(root) = document().get_element_by_id("app") else {
        leptos::logging::error!("index.html has no element `app`");
        return;
    };
    // Takes the text away that stands on the page until the app has started.
    root.set_inner_html("");
    let Ok(root) = root.dyn_into() else { return };
    mount_to(root, App).forget();
}

#[component]
fn App() -> impl IntoView {
    view! {
        <main class="grid min-h-screen place-items-center">
            <h1 class="text-[22px] font-semibold">"政务新媒体报送系统"</h1>
        </main>
    }
}
