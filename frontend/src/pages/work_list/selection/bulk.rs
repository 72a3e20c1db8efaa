use leptos::prelude::*;
use nmrs_domain::form::Verdict;

use super::bar::SelectionBar;
use super::model::{BulkAction, SelectedRow};
use super::state::use_selection;
use crate::pages::export::ExportDialog;
use crate::pages::review::{BatchDialog, BatchItem};
use crate::pages::work_list::state::use_list;

#[component]
pub(crate) fn Bulk() -> impl IntoView {
    let (state, selection) = (use_list(), use_selection());
    let open_action = RwSignal::new(None::<BulkAction>);
    // Mounted again with the current selection.
    let dialog = move || {
        let verdict = match open_action.get()? {
            BulkAction::Approve => Verdict::Approve,
            BulkAction::Reject => Verdict::Reject,
            BulkAction::Export => return None,
        };
        let items = selection.chosen().into_iter().filter_map(item).collect();
        let settled = move |reviews: Vec<i64>| {
            selection.remove_reviews(&reviews);
            state.refresh();
        };
        Some(view! {
            <BatchDialog
                items=items
                verdict=verdict
                on_done=settled
                on_close=move |()| open_action.set(None)
            />
        })
    };
    view! {
        <SelectionBar on_action=move |action| if action == BulkAction::Export {
            selection.export(state, true);
        } else {
            open_action.set(Some(action));
        } />
        {dialog}
        <ExportDialog request=selection.exporting />
    }
}

fn item(chosen: SelectedRow) -> Option<BatchItem> {
    let SelectedRow {
        id: _,
        version,
        review,
        name,
        unit,
    } = chosen;
    Some(BatchItem {
        review_id: review?,
        version,
        name,
        unit,
    })
}
