use leptos::prelude::*;

use crate::ui::{Icon, IconName, PageTitle};

#[component]
pub(super) fn Head(#[prop(into)] step: Signal<usize>) -> impl IntoView {
    let one = move |(number, label): (usize, &'static str)| {
        let now = Memo::new(move |_| step.get() == number);
        let past = Memo::new(move |_| step.get() > number);
        view! {
            <li
                class="flex items-center gap-2 whitespace-nowrap"
                class=("text-primary", move || now.get())
                class=("font-medium", move || now.get())
                class=("text-muted", move || !now.get())
                aria-current=move || now.get().then_some("step")
            >
                <span
                    class="size-6 rounded-full grid place-items-center border border-current num text-small"
                    class=("bg-primary", move || now.get())
                    class=("!text-primary-content", move || now.get())
                >
                    {move || if past.get() {
                        view! { <Icon name=IconName::Check class="size-4" /> }.into_any()
                    } else {
                        view! { {number} }.into_any()
                    }}
                </span>
                <span class="max-sm:hidden" class=("!inline", move || now.get())>{label}</span>
                {move || past.get().then(|| view! { <span class="sr-only">"（已完成）"</span> })}
                {(number < 3).then(|| view! {
                    <span class="w-6 sm:w-12 border-t border-[#b6c0cc] ml-1" aria-hidden="true"></span>
                })}
            </li>
        }
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 mb-4">
            <PageTitle text="批量导入账号" />
            <ol class="flex items-center gap-2 sm:gap-3 text-small" aria-label="步骤">
                {[(1, "上传表格"), (2, "核对修改"), (3, "完成")].map(one).collect_view()}
            </ol>
        </div>
    }
}
