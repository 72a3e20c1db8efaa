use leptos::prelude::*;

use crate::app::browser;

/// The heading of a page, which names the browser's tab as well.
#[component]
pub fn PageTitle(
    /// What the page is about.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    Effect::new(move |_| text.with(|text| browser::set_title(text)));
    view! { <h1 class="text-[18px] font-semibold min-w-0 [overflow-wrap:anywhere]">{move || text.get()}</h1> }
}
