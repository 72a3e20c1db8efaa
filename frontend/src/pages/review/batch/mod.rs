//! Decision on many applications, over the work list.

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
use super::model::Draft;
use super::reviewer_inputs::ReviewerInputs;
use crate::app::browser;
use crate::ui::Dialog;

/// Decision on many applications. Open while mounted; the items do not change while it is open.
#[component]
pub fn BatchDialog(
    items: Vec<BatchItem>,
    verdict: Verdict,
    /// Called with the ids of settled reviews: the list and its selection are out of date. The
    /// dialog stays open.
    #[prop(into)]
    on_done: Callback<Vec<i64>>,
    #[prop(into)] on_close: Callback<()>,
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
        // A running batch is stopped first, so that its end is seen.
        match batch.phase.get_untracked() {
            Phase::Running => batch.stopping.set(true),
            Phase::Paused(_) => {
                batch.phase.set(Phase::Done);
                browser::focus("batch-close");
            }
            Phase::Filling | Phase::Done => on_close.run(()),
        }
    };
    // The form stays mounted: its input is needed if the server refuses it.
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
