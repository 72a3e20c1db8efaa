use leptos::prelude::*;
use nmrs_domain::wire::{CellProblemOut, ImportRowOut};

use super::sheet::use_sheet;
use crate::ui::{Icon, IconName};

pub(super) fn has_problems(row: &ImportRowOut) -> bool {
    !(row.skipped || row.errors.is_empty() && row.warnings.is_empty())
}

pub(super) fn problems(row: &ImportRowOut) -> impl IntoView + use<> {
    let number = row.row;
    let errors = row.errors.iter().map(|problem| one(number, problem, true));
    let warnings = row
        .warnings
        .iter()
        .map(|problem| one(number, problem, false));
    let lines = errors.chain(warnings).collect_view();
    view! {
        <ul id=format!("problems-{number}") class="flex flex-col gap-0.5" data-testid=format!("problems-{number}")>
            {lines}
        </ul>
    }
}

fn one(row: u32, problem: &CellProblemOut, error: bool) -> AnyView {
    let sheet = use_sheet();
    let CellProblemOut {
        column,
        found,
        detail,
        blocks_draft,
    } = problem.clone();
    let (class, icon) = if error {
        ("text-error", IconName::Warning)
    } else {
        ("text-warning", IconName::Info)
    };
    view! {
        <li class="flex items-start gap-1.5 text-small leading-[20px]">
            <span class=format!("{class} mt-0.5")><Icon name=icon class="size-4 shrink-0" /></span>
            <span class="min-w-0 wrap-anywhere">
                <span class="sr-only">{if error { "错误：" } else { "提醒：" }}</span>
                <button
                    type="button"
                    class=format!("{class} font-medium cursor-pointer hover:underline")
                    tabindex="-1"
                    on:click=move |_| sheet.edit((row, column))
                >
                    {column.label()}
                </button>
                {(!found.is_empty()).then(|| view! { <span class="text-muted">"「" {found} "」"</span> })}
                "：" {detail}
                {(error && blocks_draft).then(|| view! {
                    <span class="badge badge-sm badge-ghost ml-1.5 whitespace-nowrap">"不能存草稿"</span>
                })}
            </span>
        </li>
    }
    .into_any()
}

/// Failure of the last change and unsaved cells of a row.
#[component]
pub(super) fn NotSaved(row: u32) -> impl IntoView {
    let sheet = use_sheet();
    let why = move || {
        let here = sheet.editing.with(|at| at.is_some_and(|at| at.0 == row));
        let waiting = sheet.unsaved.with(|kept| {
            let cells = kept.keys().filter(|at| at.0 == row);
            cells.map(|at| at.1.label()).collect::<Vec<_>>().join("、")
        });
        let waiting = (!waiting.is_empty())
            .then(|| format!("{waiting}：输入的内容还没有保存，请打开这一格再保存一次。"));
        sheet.failed.get().filter(|_| here).or(waiting)
    };
    view! {
        <p class="text-small text-error empty:hidden" role="alert" data-testid="cell-failed">{why}</p>
    }
}
