use leptos::prelude::*;
use nmrs_domain::wire::Density;

use super::cells::cell;
use super::heading::heading;
use super::row_actions::actions_of;
use crate::pages::work_list::columns::use_preferences;
use crate::pages::work_list::model::{NumberedRow, row_key};
use crate::pages::work_list::selection::{SelectPage, SelectRow, use_selection};
use crate::pages::work_list::state::use_list;

/// Table from 768 pixels on. It scrolls sideways under its actions column.
#[component]
pub(crate) fn Table(#[prop(into)] rows: Signal<Vec<NumberedRow>>) -> impl IntoView {
    let (state, selection, preferences) = (use_list(), use_selection(), use_preferences());
    let compact =
        move || preferences.with(|own| own.is_some_and(|own| own.density == Density::Compact));
    let headings = move || state.columns.get().into_iter().map(heading).collect_view();
    view! {
        <div class="hidden md:block overflow-x-auto">
            <table class="table table-sm worklist" class:compact=compact data-testid="accounts-table">
                <thead>
                    <tr>
                        <Show when=move || selection.possible()>
                            <th scope="col" class="w-px pr-0"><SelectPage rows=rows /></th>
                        </Show>
                        <th scope="col" class="w-px">"序号"</th>
                        {headings}
                        <th scope="col" class="pin-r w-px">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.get() key=row_key children=|row| view! { <Row row=row /> } />
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: NumberedRow) -> impl IntoView {
    let (state, selection) = (use_list(), use_selection());
    let (number, account) = row;
    let id = account.id;
    let actions = actions_of(&account);
    let account = StoredValue::new(account);
    // Cells are rendered again when the columns change; the row stays.
    let cells = move || {
        let columns = state.columns.get();
        account.with_value(|account| {
            columns
                .into_iter()
                .map(|column| cell(column, account))
                .collect_view()
        })
    };
    view! {
        <tr
            class="group hover:bg-base-200"
            class:chosen=move || selection.contains(id)
            data-testid=format!("row-{id}")
        >
            <Show when=move || selection.possible()>
                <td class="pr-0"><SelectRow account=account /></td>
            </Show>
            <td class="num text-muted">{number}</td>
            {cells}
            <td class="pin-r group-hover:bg-base-200">{actions}</td>
        </tr>
    }
}
