//! Work list: the accounts in the user's scope.

mod columns;
mod empty_state;
mod filters;
mod header;
mod list;
mod list_context;
mod model;
mod row_dialogs;
mod selection;
mod state;
mod table;
mod tabs;

pub(crate) use self::list_context::provide_list_context;

use leptos::prelude::*;

use self::filters::{FilterBar, PhoneFilter};
use self::header::Header;
use self::list::List;
use self::row_dialogs::RowDialogs;
use self::selection::SelectionState;
use self::state::ListState;
use super::review::ReviewDialog;

/// 新媒体账号信息.
#[component]
pub fn WorkListPage() -> impl IntoView {
    let state = ListState::new();
    provide_context(state);
    let tab = Memo::new(move |_| state.tab());
    let selection = SelectionState::new(state.role, tab);
    provide_context(selection);
    let review = Signal::derive(move || state.url.with(|url| url.review));
    view! {
        <Header />
        <PhoneFilter />
        <FilterBar />
        <List />
        <RowDialogs />
        <ReviewDialog
            review=review
            on_go=move |review| state.go(&state.url.get_untracked().with_review(review))
            on_changed=move |()| {
                if let Some(review) = state.url.get_untracked().review {
                    selection.remove_reviews(&[review]);
                }
                state.refresh();
            }
        />
    }
}
