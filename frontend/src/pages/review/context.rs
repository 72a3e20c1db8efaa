//! What outlives one review of the queue: the reviewer, what was begun elsewhere, the end.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::query::ReviewQuery;

use super::model::{Draft, Drafts, Outcome};
use super::reviewer_inputs::ReviewerInputs;
use crate::api::{Api, reviews, use_api};
use crate::app::browser::release_focus;
use crate::ui::{Toasts, use_toasts};

/// The reviewer's context.
#[derive(Clone, Copy)]
pub(super) struct ReviewContext {
    /// Key of the review that is open.
    open: Memo<Option<i64>>,
    /// Who reviews.
    pub(super) reviewer_inputs: ReviewerInputs,
    /// What is told at the end of the queue; set when nothing is left.
    pub(super) finished: RwSignal<Option<Outcome>>,
    /// What outcome_text of the review before, told over the next one.
    pub(super) previous_result: RwSignal<Option<String>>,
    /// Whether the next one is being looked for.
    pub(super) seeking: RwSignal<bool>,
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
            seeking: RwSignal::new(false),
            drafts: StoredValue::default(),
            api: use_api(),
            toasts: use_toasts(),
            on_go,
            on_changed,
        }
    }

    /// What was begun for a review.
    pub(super) fn draft(self, id: i64) -> Draft {
        self.drafts
            .with_value(|drafts| drafts.get(&id).cloned())
            .unwrap_or_default()
    }

    /// Keeps what was begun for a review, so that a look at the next one loses nothing.
    pub(super) fn keep(self, id: i64, draft: Draft) {
        self.drafts
            .try_update_value(|drafts| drafts.insert(id, draft));
    }

    /// Goes to a review, or closes the dialog.
    pub(super) fn go(self, review: Option<i64>) {
        self.finished.set(None);
        self.previous_result.set(None);
        self.on_go.run(review);
    }

    /// Closes the dialog.
    pub(super) fn close(self) {
        self.go(None);
    }

    /// A decision was given; `next` is the review that waits next.
    pub(super) fn decided(self, id: i64, outcome: Outcome, next: Option<i64>) {
        self.drafts.try_update_value(|drafts| drafts.remove(&id));
        self.reviewer_inputs.remember();
        self.changed();
        // Closed meanwhile, or gone on by hand: nothing is to be opened under the user's hands.
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

    /// Something changed behind the dialog.
    pub(super) fn changed(self) {
        // The page may have been left meanwhile.
        self.on_changed.try_run(());
    }

    /// Goes to the oldest review of the queue that is not this one.
    pub(super) fn open_next(self, not: i64) {
        if self.seeking.get_untracked() {
            return;
        }
        self.seeking.set(true);
        spawn_local(async move {
            let query = ReviewQuery {
                per_page: "2".into(),
                ..ReviewQuery::default()
            };
            let found = reviews::list(self.api, &query).await;
            // The page may have been left meanwhile.
            if self.seeking.try_set(false).is_some() {
                return;
            }
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
