use leptos::prelude::*;

use super::cells::name_link;
use super::model::kind_text;
use super::row_actions::actions_of;
use super::table::{Numbered, row_key};
use crate::components::{StatusDot, Waiting};
use crate::state::clock;

/// The rows as cards, below 768 pixels.
#[component]
pub(super) fn Cards(#[prop(into)] rows: Signal<Vec<Numbered>>) -> impl IntoView {
    view! {
        <ul class="md:hidden divide-y divide-base-300" data-testid="account-cards">
            <For each=move || rows.get() key=row_key children=|row| view! { <Card row=row /> } />
        </ul>
    }
}

#[component]
fn Card(row: Numbered) -> impl IntoView {
    let (_, account) = row;
    let actions = actions_of(&account);
    let name = name_link(
        &account,
        "text-[15px] line-clamp-2 min-w-0 [overflow-wrap:anywhere]",
    );
    let subject = format!("{} · {}", kind_text(&account), account.reporting_unit.name);
    let (id, status, days) = (account.id, account.status, account.waiting_days);
    let identifier = account.identifier.map(|identifier| {
        view! { <div class="text-[#5b6876] text-[13px] num">{identifier}</div> }
    });
    let day = clock::day_of(account.modified_at);
    view! {
        <li class="p-4 flex flex-col gap-1" data-testid=format!("card-{id}")>
            <div class="flex justify-between gap-3">
                {name}
                <StatusDot status=status />
            </div>
            <div class="text-[#5b6876] text-[13px] [overflow-wrap:anywhere]">{subject}</div>
            {identifier}
            <div class="flex flex-wrap justify-between items-center gap-x-4 gap-y-1 text-[13px] text-[#5b6876]">
                <span class="num flex gap-2">{day} <Waiting days=days /></span>
                <span class="text-[14px]">{actions}</span>
            </div>
        </li>
    }
}
