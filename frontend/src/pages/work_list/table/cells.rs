use leptos::prelude::*;
use nmrs_domain::columns::Column;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use crate::pages::shared::name_text;
use crate::pages::work_list::columns::cell_text;
use crate::ui::StatusDot;

/// Drafts lead to their form, other accounts to their page.
fn account_href(account: &AccountOut) -> String {
    if account.status == Status::Draft {
        format!("/accounts/{}/edit", account.id)
    } else {
        format!("/accounts/{}", account.id)
    }
}

pub(crate) fn name_link(account: &AccountOut, class: &'static str) -> impl IntoView + use<> {
    let name = name_text(account);
    let title = name.clone();
    let href = account_href(account);
    view! {
        <a class=format!("font-medium hover:underline {class}") href=href title=title>
            {name}
        </a>
    }
}

pub(crate) fn cell(column: Column, account: &AccountOut) -> AnyView {
    match column {
        Column::Name => {
            view! { <td>{name_link(account, "block max-w-42 2xl:max-w-72 truncate")}</td> }
                .into_any()
        }
        Column::Status => view! { <td><StatusDot status=account.status /></td> }.into_any(),
        Column::WaitingDays if account.overdue => view! {
            <td class="num text-error">{cell_text(column, account)} <span class="text-small">" 超时"</span></td>
        }
        .into_any(),
        Column::Kind => clipped(column, account, "max-w-28 2xl:max-w-44"),
        Column::UnitName | Column::OrgUnit | Column::WaitingFor | Column::Owner => {
            clipped(column, account, "max-w-30 2xl:max-w-64")
        }
        Column::Functions => clipped(column, account, "max-w-36 2xl:max-w-64"),
        Column::ExternalId => clipped(column, account, "max-w-36 num"),
        Column::Url => clipped(column, account, "max-w-56"),
        Column::WaitingDays
        | Column::Identifier
        | Column::UnitCode
        | Column::RepresentsGovernment
        | Column::ModifiedAt
        | Column::CreatedAt => plain(column, account),
    }
}

fn plain(column: Column, account: &AccountOut) -> AnyView {
    view! { <td class="num">{cell_text(column, account)}</td> }.into_any()
}

/// Truncated text, in full in its tooltip.
fn clipped(column: Column, account: &AccountOut, class: &'static str) -> AnyView {
    let text = cell_text(column, account);
    let title = text.clone();
    view! { <td><div class=format!("truncate {class}") title=title>{text}</div></td> }.into_any()
}
