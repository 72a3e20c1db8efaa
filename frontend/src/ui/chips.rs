use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// Passed to `on_remove`.
    pub key: String,
    pub label: String,
}

impl Chip {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
        }
    }
}

/// Removable filters; hidden if there are none.
#[component]
pub fn Chips(
    #[prop(into)] chips: Signal<Vec<Chip>>,
    #[prop(into)] on_remove: Callback<String>,
    #[prop(default = "已选条件")] label: &'static str,
) -> impl IntoView {
    let one = move |chip: Chip| {
        let Chip { key, label } = chip;
        let remove = format!("去掉条件：{label}");
        view! {
            <li class="badge badge-sm badge-soft badge-primary gap-1 h-6 max-w-full">
                <span class="truncate">{label}</span>
                <button
                    type="button"
                    class="cursor-pointer px-0.5"
                    aria-label=remove
                    on:click=move |_| on_remove.run(key.clone())
                >
                    "✕"
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || chips.with(|chips| !chips.is_empty())>
            <div class="flex gap-2 items-baseline">
                <span class="lbl">{label}</span>
                <ul class="flex flex-wrap gap-2 min-w-0" aria-label=label>
                    <For each=move || chips.get() key=|c| (c.key.clone(), c.label.clone()) children=one />
                </ul>
            </div>
        </Show>
    }
}
