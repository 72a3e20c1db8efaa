use leptos::prelude::*;

use super::cell::cell;
use super::problems::{NotSaved, has_problems, problems};
use super::sheet::use_sheet;
use crate::app::browser;
use crate::ui::{Icon, IconName};

#[component]
pub(super) fn Table() -> impl IntoView {
    let sheet = use_sheet();
    let headings = move || {
        sheet
            .columns
            .get()
            .into_iter()
            .map(|column| view! {
                <th scope="col">
                    {column.label()}
                    {column.is_required().then(|| view! { <span class="text-error ml-0.5" aria-hidden="true">"*"</span> })}
                </th>
            })
            .collect_view()
    };
    let numbers = Memo::new(move |_| {
        sheet
            .rows
            .with(|rows| rows.iter().map(|row| row.row).collect::<Vec<_>>())
    });
    view! {
        <div class="overflow-x-auto" on:focusin=move |event| browser::show_focused(&event)>
            <table class="table table-sm worklist import-rows" data-testid="import-table">
                <thead>
                    <tr>
                        <th scope="col" class="pin-l w-px">"行号"</th>
                        {headings}
                        <th scope="col" class="pin-r w-px">"操作"</th>
                    </tr>
                </thead>
                <For each=move || numbers.get() key=|number| *number children=|number| view! { <Row number=number /> } />
            </table>
        </div>
    }
}

#[component]
fn Row(number: u32) -> impl IntoView {
    let sheet = use_sheet();
    let row = Memo::new(move |_| sheet.row(number));
    let open = Memo::new(move |_| {
        let at = sheet.editing.get();
        at.filter(|at| at.0 == number).map(|at| at.1)
    });
    let body = move || {
        let row = row.get()?;
        let (columns, open) = (sheet.columns.get(), open.get());
        let cells = columns
            .iter()
            .map(|&column| view! { <td>{cell(&row, (number, column), open == Some(column))}</td> })
            .collect_view();
        let width = columns.len() + 1;
        let message = (has_problems(&row) || open.is_some() || sheet.has_unsaved(number)).then(|| {
            view! {
                <tr class="told">
                    <td class="pin-l"></td>
                    <td colspan=width>
                        <div class="sticky left-16 w-fit max-w-[min(56rem,calc(100vw-22rem))] whitespace-normal">
                            {problems(&row)}
                            <NotSaved row=number />
                        </div>
                    </td>
                </tr>
            }
        });
        Some(view! {
            <tr class:left-out=row.skipped data-testid=format!("import-row-{number}")>
                <th scope="row" class="pin-l num font-normal">{number}</th>
                {cells}
                <td class="pin-r"><SkipButton number=number skipped=row.skipped /></td>
            </tr>
            {message}
        })
    };
    view! { <tbody>{body}</tbody> }
}

#[component]
pub(super) fn SkipButton(number: u32, skipped: bool) -> impl IntoView {
    let sheet = use_sheet();
    let label = if skipped { "恢复" } else { "不导入" };
    view! {
        <span class="flex items-center gap-2">
            {skipped.then(|| view! {
                <span class="badge badge-sm badge-ghost gap-1 whitespace-nowrap">
                    <Icon name=IconName::Close class="size-3" />
                    "不导入"
                </span>
            })}
            <button
                type="button"
                class="act cursor-pointer"
                id=format!("leave-out-{number}")
                aria-label=format!("{label}第 {number} 行")
                data-testid=format!("leave-out-{number}")
                on:click=move |_| sheet.set_skipped(number, !skipped)
            >
                {label}
            </button>
        </span>
    }
}
