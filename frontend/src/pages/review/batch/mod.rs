//! One decision on many applications, over the work list.

mod form;
mod model;
mod progress;
mod report;
mod state;

pub use self::model::BatchItem;

use leptos::prelude::*;
use nmrs_domain::form::Verdict;

use self::form::BatchForm;
use self::model::verb;
use self::progress::Progress;
use self::report::Report;
use self::state::{BatchState, Phase};
use super::decision_state::DecisionState;
use super::focus::focus;
use super::model::Draft;
use super::reviewer_inputs::ReviewerInputs;
use crate::ui::Dialog;

/// The dialog for a decision on many applications. It is open as long as it is mounted; the items
/// are those of the moment it was opened, whatever the list behind it shows meanwhile.
#[component]
pub fn BatchDialog(
    /// What is to be decided.
    items: Vec<BatchItem>,
    /// Approve or reject.
    verdict: Verdict,
    /// Some were decided, or refused because they had changed, by the keys of their reviews: the list
    /// and its selection are out of date.
    /// The dialog stays open: it has something to tell.
    #[prop(into)]
    on_done: Callback<Vec<i64>>,
    /// The dialog is to go away.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let begun = Draft {
        verdict: Some(verdict),
        ..Draft::default()
    };
    let state = DecisionState::new(ReviewerInputs::new(), begun);
    let batch = BatchState::new(state, on_done);
    provide_context(state);
    provide_context(batch);
    let count = items.len();
    let items = StoredValue::new(items);
    let title = Signal::derive(move || match batch.phase.get() {
        Phase::Done => format!("批量{}的结果", verb(verdict)),
        _ => format!("{} {count} 条申请", verb(verdict)),
    });
    let close = move |()| {
        // What is under way is stopped first, so that its end is seen.
        match batch.phase.get_untracked() {
            Phase::Running => batch.stopping.set(true),
            Phase::Paused(_) => {
                batch.phase.set(Phase::Done);
                focus("batch-close");
            }
            Phase::Filling | Phase::Done => on_close.run(()),
        }
    };
    // The form stays, so that what was typed is there again when the server refuses it.
    let filling = Memo::new(move |_| batch.phase.get() == Phase::Filling);
    let rest = move || match batch.phase.get() {
        Phase::Filling => ().into_any(),
        Phase::Running | Phase::Paused(_) => view! { <Progress /> }.into_any(),
        Phase::Done => view! { <Report on_close=on_close /> }.into_any(),
    };
    view! {
        <Dialog
            open=Signal::from(true)
            on_close=close
            title=title
            width="md:max-w-2xl"
        >
            <div data-testid="batch-dialog">
                <div hidden=move || !filling.get()>
                    <BatchForm items=items verdict=verdict on_cancel=on_close />
                </div>
                {rest}
            </div>
        </Dialog>
    }
}
