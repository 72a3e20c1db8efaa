use leptos::prelude::*;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use crate::pages::account::actions::action_page;
use crate::pages::shared::name_text;
use crate::pages::work_list::model::{RowAction, row_actions};
use crate::pages::work_list::state::use_list;

pub(crate) fn actions_of(account: &AccountOut) -> impl IntoView + use<> {
    let actions = row_actions(account)
        .into_iter()
        .map(|action| one(action, account))
        .collect_view();
    view! { <div class="flex gap-3">{actions}</div> }
}

fn one(action: RowAction, account: &AccountOut) -> AnyView {
    let id = account.id;
    match action {
        RowAction::Review(review) => {
            let state = use_list();
            let href =
                Signal::derive(move || state.url.with(|url| url.with_review(Some(review)).path()));
            link(action, account, href)
        }
        // A rejected addition is corrected in its form, other rejections are handled on the page of
        // the account.
        RowAction::Handle if account.status != Status::AddRejected => {
            link(action, account, format!("/accounts/{id}").into())
        }
        RowAction::Handle | RowAction::Edit => {
            link(action, account, format!("/accounts/{id}/edit").into())
        }
        RowAction::Account(account_action) => match action_page(account_action, account) {
            Some(page) => link(action, account, page.into()),
            None => dialog_button(action, account.clone()),
        },
        RowAction::View => link(action, account, format!("/accounts/{id}").into()),
        RowAction::Log => link(action, account, format!("/accounts/{id}#log").into()),
        RowAction::Submit | RowAction::Discard => dialog_button(action, account.clone()),
    }
}

fn link(action: RowAction, account: &AccountOut, href: Signal<String>) -> AnyView {
    view! {
        <a
            class="act"
            class=("font-medium", action.is_main())
            aria-label=aria_text(action, account)
            data-testid=format!("action-{}", action.as_str())
            href=move || href.get()
        >
            {action.label()}
        </a>
    }
    .into_any()
}

fn dialog_button(action: RowAction, account: AccountOut) -> AnyView {
    let state = use_list();
    view! {
        <button
            type="button"
            class="act cursor-pointer"
            aria-label=aria_text(action, &account)
            data-testid=format!("action-{}", action.as_str())
            on:click=move |_| state.open_dialog.set(Some((action, account.clone())))
        >
            {action.label()}
        </button>
    }
    .into_any()
}

/// Label with the account's name, for screen readers.
fn aria_text(action: RowAction, account: &AccountOut) -> String {
    format!("{}：{}", action.label(), name_text(account))
}
