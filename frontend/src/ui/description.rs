use leptos::prelude::*;

/// Terms and descriptions, in two columns from 640 pixels on.
#[component]
pub fn DescriptionList(children: Children) -> impl IntoView {
    view! { <dl class="grid grid-cols-[minmax(0,1fr)] sm:grid-cols-2 gap-x-8 gap-y-1">{children()}</dl> }
}

#[component]
pub fn DescriptionItem(
    #[prop(into)] term: String,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="flex gap-3 py-1" class=("sm:col-span-2", wide)>
            <dt class="lbl w-24 shrink-0">{term}</dt>
            <dd class="min-w-0 break-words wrap-anywhere">{children()}</dd>
        </div>
    }
}
