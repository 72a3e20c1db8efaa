//! The signals of a decision, and what is derived from them.

use std::time::Duration;

use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::form::Verdict;
use nmrs_domain::wire::DecisionIn;

use super::focus::focus;
use super::model::{Draft, first_field};
use super::reviewer_inputs::ReviewerInputs;

/// The decision while it is being written.
#[derive(Clone, Copy)]
pub(super) struct DecisionState {
    /// Who reviews.
    pub(super) reviewer_inputs: ReviewerInputs,
    pub(super) verdict: RwSignal<Option<Verdict>>,
    pub(super) reason: RwSignal<String>,
    /// Which errors are shown; its verdict and reason are those of the signals.
    pub(super) shown: RwSignal<Draft>,
    /// The errors to show now.
    pub(super) errors: Memo<FieldErrors>,
    /// What is written.
    pub(super) draft: Memo<Draft>,
}

impl DecisionState {
    pub(super) fn new(reviewer_inputs: ReviewerInputs, begun: Draft) -> Self {
        let verdict = RwSignal::new(begun.verdict);
        let reason = RwSignal::new(begun.reason.clone());
        let shown = RwSignal::new(begun);
        let draft = Memo::new(move |_| Draft {
            verdict: verdict.get(),
            reason: reason.get(),
            ..shown.get()
        });
        let errors = Memo::new(move |_| {
            let reviewer = reviewer_inputs.reviewer();
            draft.with(|draft| draft.errors(&reviewer))
        });
        Self {
            reviewer_inputs,
            verdict,
            reason,
            shown,
            errors,
            draft,
        }
    }

    /// What is written, as it is sent; where something stands against it, the focus goes there.
    pub(super) fn ready(self, version: i64) -> Option<DecisionIn> {
        self.shown.update(|shown| {
            shown.tried = true;
            shown.server = None;
        });
        if focus_first_error(self) {
            return None;
        }
        let reviewer = untrack(|| self.reviewer_inputs.reviewer());
        self.draft
            .with_untracked(|draft| draft.body(&reviewer, version))
    }
}

/// The error at a field. Reactive.
pub(super) fn error_at(state: DecisionState, pointer: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        state
            .errors
            .with(|errors| errors.at(pointer).map(str::to_owned))
    })
}

/// The user has left a field.
pub(super) fn mark_touched(state: DecisionState, pointer: &'static str) {
    // By pressing a button, perhaps: an error that came up at once would push it away from under the
    // mouse before it is released, and nothing would happen.
    set_timeout(
        move || {
            // The field may have gone away with the focus still in it.
            state
                .shown
                .try_update(|shown| shown.touched.insert(pointer));
        },
        PRESSED,
    );
}

/// How long a mouse button is held down by a click, at most.
const PRESSED: Duration = Duration::from_millis(300);

/// Puts the focus to the first error. Says whether there is one.
pub(super) fn focus_first_error(state: DecisionState) -> bool {
    let Some(id) = state.errors.with_untracked(first_field) else {
        return false;
    };
    focus(id);
    true
}
