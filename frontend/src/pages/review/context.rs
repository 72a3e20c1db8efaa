//! State that outlives one review of the queue: reviewer, drafts, results.

use leptos::prelude::*;
use nmrs_domain::query::ReviewQuery;

use super::model::{Draft, Drafts, Outcome};
use super::reviewer_inputs::ReviewerInputs;
use crate::api::{Api, reviews, use_api};
use crate::app::browser::release_focus;
use crate::ui::{Submit, Toasts, use_submit, use_toasts};

#[derive(Clone, Copy)]
pub(super) struct ReviewContext {
    open: Memo<Option<i64>>,
    pub(super) reviewer_inputs: ReviewerInputs,
    /// Set at the end of the queue.
    pub(super) finished: RwSignal<Option<Outcome>>,
    /// Result of the previous review, shown above the current one.
    pub(super) previous_result: RwSignal<Option<String>>,
    pub(super) opening: Submit,
    drafts: StoredValue<Drafts>,
    api: Api,
    toasts: Toasts,
    on_go: Callback<Option<i64>>,
    on_changed: Callback<()>,
}

impl ReviewContext {
    pub(super) fn new(
        open: Memo<Option<i64>>,
        on_go: Callback<Option<i64>>,
        on_changed: Callback<()>,
    ) -> Self {
        Self {
            open,
            reviewer_inputs: ReviewerInputs::new(),
            finished: RwSignal::new(None),
            previous_result: RwSignal::new(None),
            opening: use_submit(),
            drafts: StoredValue::default(),
            api: use_api(),
            toasts: use_toasts(),
            on_go,
            on_changed,
        }
    }

    pub(super) fn draft(self, id: i64) -> Draft {
        self.drafts
            .with_value(|drafts| drafts.get(&id).cloned())
            .unwrap_or_default()
    }

    /// Keeps the draft of a review while another one is open.
    pub(super) fn keep(self, id: i64, draft: Draft) {
        self.drafts
            .try_update_value(|drafts| drafts.insert(id, draft));
    }

    /// Opens a review; `None` closes the dialog.
    pub(super) fn go(self, review: Option<i64>) {
        self.finished.set(None);
        self.previous_result.set(None);
        self.on_go.run(review);
    }

    pub(super) fn close(self) {
        self.go(None);
    }

    /// Handles a decision; `next` is the next review of the queue.
    pub(super) fn decided(self, id: i64, outcome: Outcome, next: Option<i64>) {
        self.drafts.try_update_value(|drafts| drafts.remove(&id));
        self.reviewer_inputs.remember();
        self.changed();
        // The user has closed the dialog or opened another review.
        let here = self.open.try_get_untracked().flatten() == Some(id);
        if !here {
            self.toasts.success(outcome.text);
            return;
        }
        release_focus();
        match next {
            Some(next) => {
                self.previous_result.set(Some(outcome.text));
                self.on_go.run(Some(next));
            }
            None => self.finished.set(Some(outcome)),
        }
    }

    pub(super) fn changed(self) {
        // The page may have been left.
        self.on_changed.try_run(());
    }

    /// Opens the oldest review of the queue other than `not`.
    pub(super) fn open_next(self, not: i64) {
        let call = async move {
            let query = ReviewQuery {
                per_page: "2".into(),
                ..ReviewQuery::default()
            };
            reviews::list(self.api, &query).await
        };
        self.opening.run_with(call, move |found| {
            self.changed();
            match found {
                Ok(page) => match page.items.iter().find(|item| item.id != not) {
                    Some(item) => self.go(Some(item.id)),
                    None => self.finished.set(Some(Outcome::queue_empty())),
                },
                Err(error) => self.toasts.error(error.message()),
            }
        });
    }
}
