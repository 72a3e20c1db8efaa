use leptos::prelude::*;

use crate::app::browser;

/// Heading of a page and title of the browser's tab.
#[component]
pub fn PageTitle(#[prop(into)] text: Signal<String>) -> impl IntoView {
    Effect::new(move |_| text.with(|text| browser::set_title(text)));
    view! { <h1 class="text-[18px] font-semibold min-w-0 wrap-anywhere">{move || text.get()}</h1> }
}
