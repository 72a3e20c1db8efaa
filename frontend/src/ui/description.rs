use leptos::prelude::*;

/// Pairs of a term and what it is, in two columns where there is room.
#[component]
pub fn DescriptionList(
    /// [`DescriptionItem`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="grid grid-cols-[minmax(0,1fr)] sm:grid-cols-2 gap-x-8 gap-y-1">{children()}</dl> }
}

/// One pair.
#[component]
pub fn DescriptionItem(
    /// The term.
    #[prop(into)]
    term: String,
    /// Takes the whole width: for links and long texts.
    #[prop(optional)]
    wide: bool,
    /// What it is.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="flex gap-3 py-1" class=("sm:col-span-2", wide)>
            <dt class="lbl w-24 shrink-0">{term}</dt>
            <dd class="min-w-0 break-words [overflow-wrap:anywhere]">{children()}</dd>
        </div>
    }
}
