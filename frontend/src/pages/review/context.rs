//! What outlives one review of the queue: the reviewer, what was begun elsewhere, the end.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::query::ReviewQuery;

use super::model::{Draft, Drafts, Outcome};
use super::signer::Signer;
use crate::api::{Api, reviews, use_api};
use crate::app::browser::release_focus;
use crate::ui::{Toasts, use_toasts};

/// The reviewer's desk.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Key of the review that is open.
    open: Memo<Option<i64>>,
    /// Who reviews.
    pub(super) signer: Signer,
    /// What is told at the end of the queue; set when nothing is left.
    pub(super) finished: RwSignal<Option<Outcome>>,
    /// What became of the review before, told over the next one.
    pub(super) last: RwSignal<Option<String>>,
    /// Whether the next one is being looked for.
    pub(super) seeking: RwSignal<bool>,
    drafts: StoredValue<Drafts>,
    api: Api,
    toasts: Toasts,
    on_go: Callback<Option<i64>>,
    on_changed: Callback<()>,
}

impl Desk {
    pub(super) fn new(
        open: Memo<Option<i64>>,
        on_go: Callback<Option<i64>>,
        on_changed: Callback<()>,
    ) -> Self {
        Self {
            open,
            signer: Signer::new(),
            finished: RwSignal::new(None),
            last: RwSignal::new(None),
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
        self.last.set(None);
        self.on_go.run(review);
    }

    /// Closes the dialog.
    pub(super) fn close(self) {
        self.go(None);
    }

    /// A decision was given; `next` is the review that waits next.
    pub(super) fn decided(self, id: i64, outcome: Outcome, next: Option<i64>) {
        self.drafts.try_update_value(|drafts| drafts.remove(&id));
        self.signer.remember();
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
                self.last.set(Some(outcome.text));
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
    pub(super) fn seek_next(self, not: i64) {
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
                    None => self.finished.set(Some(Outcome::nothing_left())),
                },
                Err(error) => self.toasts.error(error.message()),
            }
        });
    }
}
