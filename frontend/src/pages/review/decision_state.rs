//! Signals of a decision.

use std::time::Duration;

use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::form::Verdict;
use nmrs_domain::wire::DecisionIn;

use super::model::{Draft, first_field};
use super::reviewer_inputs::ReviewerInputs;

#[derive(Clone, Copy)]
pub(super) struct DecisionState {
    pub(super) reviewer_inputs: ReviewerInputs,
    pub(super) verdict: RwSignal<Option<Verdict>>,
    pub(super) reason: RwSignal<String>,
    /// Which errors are shown; verdict and reason are in the signals.
    pub(super) shown: RwSignal<Draft>,
    pub(super) errors: Memo<FieldErrors>,
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

    /// Returns the body, or focuses the first error.
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

pub(super) fn error_at(state: DecisionState, pointer: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        state
            .errors
            .with(|errors| errors.at(pointer).map(str::to_owned))
    })
}

pub(super) fn mark_touched(state: DecisionState, pointer: &'static str) {
    // Possibly by a click: an error that appears at once would move the button away before the
    // mouse is released.
    set_timeout(
        move || {
            // The field may have been removed with the focus in it.
            state
                .shown
                .try_update(|shown| shown.touched.insert(pointer));
        },
        PRESSED,
    );
}

/// Upper bound for the length of a click.
const PRESSED: Duration = Duration::from_millis(300);

/// Focuses the first error. Returns true if there is one.
pub(super) fn focus_first_error(state: DecisionState) -> bool {
    let Some(id) = state.errors.with_untracked(first_field) else {
        return false;
    };
    crate::app::browser::focus(id);
    true
}
