use leptos::prelude::*;
use nmrs_domain::diff::yes_no;
use nmrs_domain::query::SortColumn;
use nmrs_domain::wire::AccountOut;

use super::cells::{Clipped, StatusCell, name_link};
use super::model::{functions_text, kind_text, sorted_by, toggled_sort};
use super::row_actions::actions_of;
use super::state::use_list;
use crate::state::clock;

/// A row with its running number.
pub(super) type Numbered = (u64, AccountOut);

/// What tells one state of a row from another, so that only changed rows are drawn again.
pub(super) fn row_key((number, account): &Numbered) -> (u64, i64, i64, Option<i64>, Option<i64>) {
    (
        *number,
        account.id,
        account.version,
        account.review_id,
        account.waiting_days,
    )
}

/// The table, from 768 pixels on. It scrolls sideways under its actions column.
#[component]
pub(super) fn Table(#[prop(into)] rows: Signal<Vec<Numbered>>) -> impl IntoView {
    view! {
        <div class="hidden md:block overflow-x-auto">
            <table class="table table-sm worklist" data-testid="accounts-table">
                <thead>
                    <tr>
                        <th scope="col">"序号"</th>
                        <th scope="col">"名称"</th>
                        <th scope="col">"账号类型"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"新媒体标识码"</th>
                        <th scope="col">"填报单位全称"</th>
                        <th scope="col">"单位唯一标识"</th>
                        <th scope="col">"代表政府"</th>
                        <th scope="col">"功能"</th>
                        <SortHead column=SortColumn::ModifiedAt label="修改时间" name="modified" />
                        <SortHead column=SortColumn::CreatedAt label="创建时间" name="created" />
                        <th scope="col" class="pin-r">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.get() key=row_key children=|row| view! { <Row row=row /> } />
                </tbody>
            </table>
        </div>
    }
}

/// A heading that orders the list.
#[component]
fn SortHead(column: SortColumn, label: &'static str, name: &'static str) -> impl IntoView {
    let state = use_list();
    let sorted = Memo::new(move |_| state.url.with(|url| sorted_by(&url.query.sort, column)));
    let sort = move |_| {
        let url = state.url.get_untracked();
        let sort = toggled_sort(&url.query.sort, column);
        state.go(&url.with_sort(sort));
    };
    view! {
        <th
            scope="col"
            aria-sort=move || sorted.get().map(|down| if down { "descending" } else { "ascending" })
        >
            <button
                type="button"
                class="cursor-pointer hover:text-base-content inline-flex gap-1"
                data-testid=format!("sort-{name}")
                on:click=sort
            >
                {label}
                <span class="w-3 text-primary" aria-hidden="true">
                    {move || match sorted.get() {
                        Some(true) => "↓",
                        Some(false) => "↑",
                        None => "",
                    }}
                </span>
            </button>
        </th>
    }
}

#[component]
fn Row(row: Numbered) -> impl IntoView {
    let (number, account) = row;
    let actions = actions_of(&account);
    let name = name_link(&account, "block max-w-48 truncate");
    let functions = functions_text(&account);
    let kind = kind_text(&account);
    let AccountOut {
        id,
        identifier,
        status,
        waiting_days,
        reporting_unit: unit,
        represents_government,
        modified_at,
        created_at,
        ..
    } = account;
    view! {
        <tr class="group hover:bg-base-200" data-testid=format!("row-{id}")>
            <td class="num text-[#5b6876]">{number}</td>
            <td>{name}</td>
            <td><Clipped text=kind class="max-w-36" /></td>
            <td><StatusCell status=status waiting_days=waiting_days /></td>
            <td class="num">{identifier.unwrap_or_else(|| "—".into())}</td>
            <td><Clipped text=unit.name class="max-w-44" /></td>
            <td class="num">{unit.code}</td>
            <td>{represents_government.map_or("—", yes_no)}</td>
            <td><Clipped text=functions class="max-w-56" /></td>
            <td class="num">{clock::minute(modified_at)}</td>
            <td class="num">{clock::minute(created_at)}</td>
            <td class="pin-r group-hover:bg-base-200">{actions}</td>
        </tr>
    }
}
