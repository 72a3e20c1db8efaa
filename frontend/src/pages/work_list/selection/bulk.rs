use leptos::prelude::*;
use nmrs_domain::form::Verdict;

use super::bar::SelectionBar;
use super::model::{BulkDeed, Chosen};
use super::state::use_selecting;
use crate::pages::export::ExportDialog;
use crate::pages::review::{BatchDialog, BatchItem};
use crate::pages::work_list::state::use_list;

/// What is chosen, and the dialogs of what can be done with it.
#[component]
pub(crate) fn Bulk() -> impl IntoView {
    let (state, selecting) = (use_list(), use_selecting());
    let asked = RwSignal::new(None::<BulkDeed>);
    // Made anew each time, with what is chosen then.
    let dialog = move || {
        let verdict = match asked.get()? {
            BulkDeed::Approve => Verdict::Approve,
            BulkDeed::Reject => Verdict::Reject,
            BulkDeed::Export => return None,
        };
        let items = selecting.chosen().into_iter().filter_map(item).collect();
        let settled = move |reviews: Vec<i64>| {
            selecting.leave_out_reviews(&reviews);
            state.refresh();
        };
        Some(view! {
            <BatchDialog
                items=items
                verdict=verdict
                on_done=settled
                on_close=move |()| asked.set(None)
            />
        })
    };
    view! {
        <SelectionBar on_deed=move |deed| if deed == BulkDeed::Export {
            selecting.export(state, true);
        } else {
            asked.set(Some(deed));
        } />
        {dialog}
        <ExportDialog asked=selecting.exporting />
    }
}

fn item(chosen: Chosen) -> Option<BatchItem> {
    let Chosen {
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
