use leptos::prelude::*;
use nmrs_domain::columns::Column;

use super::cells::name_link;
use super::order::orders;
use super::row_actions::actions_of;
use crate::app::clock;
use crate::pages::shared::kind_text;
use crate::pages::work_list::columns::cell_text;
use crate::pages::work_list::model::{NumberedRow, row_key};
use crate::pages::work_list::selection::{SelectPage, SelectRow, use_selection};
use crate::pages::work_list::state::use_list;
use crate::ui::{Choice, Select, StatusDot, Waiting};

#[component]
pub(crate) fn Cards(#[prop(into)] rows: Signal<Vec<NumberedRow>>) -> impl IntoView {
    let selection = use_selection();
    view! {
        <div class="md:hidden">
            <div class="flex items-center gap-3 px-4 py-2 border-b border-base-300 text-small text-label">
                <Show when=move || selection.possible()>
                    <SelectPage rows=rows label="选择本页" />
                </Show>
                <OrderSelect />
            </div>
            <ul class="divide-y divide-base-300" data-testid="account-cards">
                <For each=move || rows.get() key=row_key children=|row| view! { <Card row=row /> } />
            </ul>
        </div>
    }
}

#[component]
fn OrderSelect() -> impl IntoView {
    let state = use_list();
    let now = Memo::new(move |_| state.url.with(|url| url.query.sort.trim().to_owned()));
    let value = RwSignal::new(now.get_untracked());
    Effect::new(move |_| value.set(now.get()));
    let choices: Vec<_> = orders()
        .into_iter()
        .map(|(order, words)| Choice::new(order, words))
        .collect();
    let choose = move |order| state.go(&state.url.get_untracked().with_sort(order));
    view! {
        <div class="ml-auto" data-testid="order">
            <Select value=value choices=choices small=true class="w-48" aria_label="排序" on_change=choose />
        </div>
    }
}

#[component]
fn Card(row: NumberedRow) -> impl IntoView {
    let (state, selection) = (use_list(), use_selection());
    let (_, account) = row;
    let actions = actions_of(&account);
    let name = name_link(
        &account,
        "text-[15px] line-clamp-2 min-w-0 grow wrap-anywhere",
    );
    let subject = format!("{} · {}", kind_text(&account), account.reporting_unit.name);
    let (id, status, days) = (account.id, account.status, account.waiting_days);
    let identifier = account.identifier.clone().map(|identifier| {
        view! { <div class="text-muted text-small num">{identifier}</div> }
    });
    let overdue = account.overdue;
    let day = clock::day_of(account.modified_at);
    let account = StoredValue::new(account);
    view! {
        <li
            class="p-4 flex flex-col gap-1"
            class=("bg-[#f1f5fb]", move || selection.contains(id))
            data-testid=format!("card-{id}")
        >
            <div class="flex justify-between items-start gap-3">
                <Show when=move || selection.possible()>
                    <SelectRow account=account />
                </Show>
                {name}
                <StatusDot status=status />
            </div>
            <div class="text-muted text-small wrap-anywhere">{subject}</div>
            {identifier}
            {move || further(&state.columns.get(), account)}
            <div class="flex flex-wrap justify-between items-center gap-x-4 gap-y-1 text-small text-muted">
                <span class="num flex gap-2">{day} <Waiting days=days overdue=overdue /></span>
                <span class="text-[14px]">{actions}</span>
            </div>
        </li>
    }
}

/// Chosen columns that not every card shows.
fn further(
    columns: &[Column],
    account: StoredValue<nmrs_domain::wire::AccountOut>,
) -> impl IntoView + use<> {
    columns
        .iter()
        .filter(|column| !column.is_shown_by_default())
        .map(|&column| {
            let text = account.with_value(|account| cell_text(column, account));
            view! {
                <div class="text-muted text-small wrap-anywhere line-clamp-2">
                    {column.label()} "：" {text}
                </div>
            }
        })
        .collect_view()
}
