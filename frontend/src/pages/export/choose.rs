use leptos::prelude::*;
use nmrs_domain::export::{ExportColumn, ExportField as _};

use super::job::ExportJob;
use super::model::FORMATS;

#[component]
pub(super) fn ExportOptions(#[prop(into)] on_cancel: Callback<()>) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    let (what, conditions, shown) = job.what.with_value(|what| {
        let conditions = if what.ids.is_some() {
            Vec::new()
        } else {
            what.conditions.clone()
        };
        (what.what(), conditions, what.shown.len())
    });
    let formats = FORMATS.map(|(format, label, use_for)| {
        view! {
            <label class="flex items-baseline gap-2 cursor-pointer py-1">
                <input
                    type="radio"
                    class="radio radio-sm radio-primary self-center"
                    name="export-format"
                    data-testid=format!("export-{}", format.as_str())
                    prop:checked=move || job.format.get() == format
                    on:change=move |_| job.format.set(format)
                />
                <span class="whitespace-nowrap">{label}</span>
                <span class="text-small text-muted">{use_for}</span>
            </label>
        }
    });
    view! {
        <form
            class="p-5 flex flex-col gap-4"
            on:submit=move |event| {
                event.prevent_default();
                job.start();
            }
        >
            <div>
                <p data-testid="export-what">{what}</p>
                <ul class="flex flex-wrap gap-2 mt-2 empty:hidden" data-testid="export-conditions">
                    {conditions.into_iter().map(|words| view! {
                        <li class="badge badge-sm badge-soft badge-primary h-auto py-0.5 wrap-anywhere">{words}</li>
                    }).collect_view()}
                </ul>
            </div>
            <fieldset class="flex flex-col">
                <legend class="lbl mb-1">"文件格式"</legend>
                {formats.into_iter().collect_view()}
            </fieldset>
            {(shown > 0).then(|| view! { <Columns shown=shown /> })}
            <div class="flex justify-end gap-2">
                <button type="button" class="btn btn-sm" on:click=move |_| on_cancel.run(())>"取消"</button>
                <button type="submit" id="export-start" class="btn btn-sm btn-primary" data-testid="export-start">
                    "开始导出"
                </button>
            </div>
        </form>
    }
}

#[component]
fn Columns(shown: usize) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    let one = move |all: bool, label: String| {
        view! {
            <label class="flex items-center gap-2 cursor-pointer py-1">
                <input
                    type="radio"
                    class="radio radio-sm radio-primary"
                    name="export-columns"
                    data-testid=if all { "export-all-columns" } else { "export-shown-columns" }
                    prop:checked=move || job.all_columns.get() == all
                    on:change=move |_| job.all_columns.set(all)
                />
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="flex flex-col">
            <legend class="lbl mb-1">"字段"</legend>
            {one(false, format!("列表中显示的 {shown} 个字段，顺序相同"))}
            {one(true, format!("全部 {} 个字段，含联系人等列表里没有的", ExportColumn::ALL.len()))}
        </fieldset>
    }
}
