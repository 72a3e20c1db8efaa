use leptos::prelude::*;

/// A tab: a link, so that it can be opened beside this page.
#[component]
pub fn TabLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether it is the one that is shown.
    #[prop(into)]
    active: Signal<bool>,
    /// Name for tests.
    #[prop(into)]
    test_id: String,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="tab px-3 text-[#4a5766]"
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
