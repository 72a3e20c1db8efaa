use leptos::prelude::*;

/// Tab that is a link.
#[component]
pub fn TabLink(
    #[prop(into)] href: Signal<String>,
    #[prop(into)] active: Signal<bool>,
    #[prop(into)] test_id: String,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="tab px-3 text-label"
            class=("tab-active", move || active.get())
            class=("!text-primary", move || active.get())
            class=("font-medium", move || active.get())
            class=("[--tab-border-color:var(--color-primary)]", move || active.get())
            aria-current=move || active.get().then_some("page")
            data-testid=test_id
            href=move || href.get()
        >
            {children()}
        </a>
    }
}
