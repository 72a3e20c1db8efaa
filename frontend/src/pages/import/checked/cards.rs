use leptos::prelude::*;
use nmrs_domain::import::ImportColumn;
use nmrs_domain::wire::ImportRowOut;

use super::cell::cell;
use super::problems::{NotSaved, has_problems, problems};
use super::sheet::use_sheet;
use super::table::SkipButton;
use crate::pages::import::model::{Mark, mark_of, text_of};

/// Rows as cards: cells with problems first, the others folded.
#[component]
pub(super) fn Cards() -> impl IntoView {
    let sheet = use_sheet();
    let numbers = Memo::new(move |_| {
        sheet
            .rows
            .with(|rows| rows.iter().map(|row| row.row).collect::<Vec<_>>())
    });
    view! {
        <ul class="divide-y divide-base-300" data-testid="import-cards">
            <For each=move || numbers.get() key=|number| *number children=|number| view! { <Card number=number /> } />
        </ul>
    }
}

#[component]
fn Card(number: u32) -> impl IntoView {
    let sheet = use_sheet();
    let row = Memo::new(move |_| sheet.row(number));
    let open = Memo::new(move |_| {
        let at = sheet.editing.get();
        at.filter(|at| at.0 == number).map(|at| at.1)
    });
    let unfolded = RwSignal::new(false);
    let body = move || {
        let row = row.get()?;
        let open = open.get();
        let message =
            (has_problems(&row) || open.is_some() || sheet.has_unsaved(number)).then(|| {
                view! {
                    {problems(&row)}
                    <NotSaved row=number />
                }
            });
        let wrong: Vec<_> = ImportColumn::ALL
            .into_iter()
            .filter(|&column| mark_of(&row, column) != Mark::None || open == Some(column))
            .collect();
        let rest: Vec<_> = sheet
            .columns
            .get()
            .into_iter()
            .filter(|column| !wrong.contains(column))
            .collect();
        let name = match text_of(&row, ImportColumn::Name) {
            "" => "（没有名称）".to_owned(),
            name => name.to_owned(),
        };
        let marked = fields(&row, &wrong, open);
        let folded = unfolded.get().then(|| fields(&row, &rest, open));
        Some(view! {
            <div class="flex items-start gap-3" class:left-out=row.skipped>
                <span class="num text-small text-muted whitespace-nowrap">"第 " {number} " 行"</span>
                <span class="font-medium grow min-w-0 line-clamp-2 wrap-anywhere">{name}</span>
                <SkipButton number=number skipped=row.skipped />
            </div>
            {message}
            {marked}
            {folded}
            <button
                type="button"
                class="act self-start text-small cursor-pointer"
                aria-expanded=move || unfolded.get().to_string()
                on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
            >
                {move || if unfolded.get() { "收起其他内容" } else { "查看其他内容" }}
            </button>
        })
    };
    view! { <li class="p-4 flex flex-col gap-2" data-testid=format!("import-card-{number}")>{body}</li> }
}

fn fields(row: &ImportRowOut, columns: &[ImportColumn], open: Option<ImportColumn>) -> AnyView {
    let fields = columns.iter().map(|&column| {
        view! {
            <div class="flex flex-col gap-0.5 min-w-0">
                <dt class="text-tiny text-muted">{column.label()}</dt>
                <dd class="min-w-0">{cell(row, (row.row, column), open == Some(column))}</dd>
            </div>
        }
    });
    view! { <dl class="flex flex-col gap-2 empty:hidden">{fields.collect_view()}</dl> }.into_any()
}
