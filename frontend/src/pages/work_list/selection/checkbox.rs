use leptos::ev::Event;
use leptos::prelude::*;
use nmrs_domain::wire::AccountOut;
use web_sys::HtmlInputElement;

use super::model::{Mark, SelectedRow};
use super::state::use_selection;
use crate::pages::shared::name_text;
use crate::pages::work_list::model::NumberedRow;

#[component]
pub(crate) fn SelectPage(
    rows: Signal<Vec<NumberedRow>>,
    #[prop(optional)] label: Option<&'static str>,
) -> impl IntoView {
    let selection = use_selection();
    let choices = Memo::new(move |_| {
        rows.with(|rows| {
            rows.iter()
                .filter_map(|(_, account)| selection.choice(account))
                .collect::<Vec<SelectedRow>>()
        })
    });
    let mark = Memo::new(move |_| choices.with(|choices| selection.mark(choices)));
    let change = move |event: Event| {
        let on = mark.get_untracked() != Mark::All;
        selection.set(&choices.get_untracked(), on);
        keep(&event, mark.get_untracked() == Mark::All);
    };
    view! {
        <label class="flex items-center gap-2 cursor-pointer">
            <input
                type="checkbox"
                class="checkbox checkbox-sm checkbox-primary"
                aria-label=label.is_none().then_some("选择本页")
                data-testid="select-page"
                prop:checked=move || mark.get() == Mark::All
                prop:indeterminate=move || mark.get() == Mark::Some
                disabled=move || choices.with(Vec::is_empty)
                on:change=change
            />
            {label}
        </label>
    }
}

#[component]
pub(crate) fn SelectRow(account: StoredValue<AccountOut>) -> impl IntoView {
    let selection = use_selection();
    let (id, name) = account.with_value(|account| (account.id, name_text(account)));
    // `None` if no action applies, such as at another office's turn.
    let choice = Memo::new(move |_| account.with_value(|account| selection.choice(account)));
    let change = move |event: Event| {
        if let Some(choice) = choice.get_untracked() {
            let on = event_target_checked(&event);
            selection.set(&[choice], on);
        }
        keep(&event, untrack(|| selection.contains(id)));
    };
    view! {
        <input
            type="checkbox"
            class="checkbox checkbox-sm checkbox-primary align-middle"
            aria-label=format!("选择：{name}")
            data-testid=format!("select-{id}")
            prop:checked=move || selection.contains(id)
            disabled=move || choice.with(Option::is_none)
            on:change=change
        />
    }
}

/// Restores the checkbox: the browser has toggled it by itself.
fn keep(event: &Event, on: bool) {
    event_target::<HtmlInputElement>(event).set_checked(on);
}
