//! The work list: accounts within the user's scope, what waits, and what can be done about it.

mod bulk;
mod cards;
mod cells;
mod column_arrows;
mod column_dialog;
mod column_row;
mod draft_dialogs;
mod fields;
mod filter_bar;
mod filter_form;
mod filters;
mod header;
mod list;
pub(crate) mod loader;
mod memory;
mod model;
mod nothing;
mod phone_filter;
mod preferences;
mod row_actions;
mod select_box;
mod selecting;
mod selection_bar;
mod state;
mod tab_bar;
mod table;
mod table_head;
mod toolbar;

pub(crate) use self::memory::ListMemory;
#[cfg(test)]
pub(crate) use self::model::test_account;
pub(crate) use self::model::{functions_text, kind_text};

use leptos::prelude::*;

use self::draft_dialogs::DraftDialogs;
use self::filter_bar::FilterBar;
use self::header::Header;
use self::list::List;
use self::phone_filter::PhoneFilter;
use self::selecting::Selecting;
use self::state::ListState;
use super::review::ReviewDialog;

/// 新媒体账号信息.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let state = ListState::new();
    provide_context(state);
    let tab = Memo::new(move |_| state.tab());
    let selecting = Selecting::new(state.role, tab);
    provide_context(selecting);
    let review = Signal::derive(move || state.url.with(|url| url.review));
    view! {
        <Header />
        <PhoneFilter />
        <FilterBar />
        <List />
        <DraftDialogs />
        <ReviewDialog
            review=review
            on_go=move |review| state.go(&state.url.get_untracked().with_review(review))
            on_changed=move |()| {
                if let Some(review) = state.url.get_untracked().review {
                    selecting.leave_out_reviews(&[review]);
                }
                state.refresh();
            }
        />
    }
}
