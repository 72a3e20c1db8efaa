//! Sends a batch decision chunk by chunk.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::DecisionIn;

use super::model::{BatchItem, Run};
use crate::api::{Api, ApiError, reviews, use_api};
use crate::app::browser;
use crate::pages::review::decision_state::{DecisionState, focus_first_error};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase {
    Filling,
    Running,
    Paused(String),
    Done,
}

#[derive(Clone, Copy)]
pub(super) struct BatchState {
    pub(super) phase: RwSignal<Phase>,
    pub(super) run: RwSignal<Option<Run>>,
    pub(super) failure: RwSignal<Option<String>>,
    pub(super) stopping: RwSignal<bool>,
    state: DecisionState,
    api: Api,
    on_done: Callback<Vec<i64>>,
}

impl BatchState {
    pub(super) fn new(state: DecisionState, on_done: Callback<Vec<i64>>) -> Self {
        Self {
            phase: RwSignal::new(Phase::Filling),
            run: RwSignal::new(None),
            failure: RwSignal::new(None),
            stopping: RwSignal::new(false),
            state,
            api: use_api(),
            on_done,
        }
    }

    pub(super) fn start(self, items: Vec<BatchItem>, decision: &DecisionIn) {
        self.failure.set(None);
        self.state.reviewer_inputs.remember();
        let run = Run::new(items, decision, browser::random_key);
        self.run.set(Some(run));
        self.go(decision.clone());
    }

    pub(super) fn go(self, decision: DecisionIn) {
        if self.phase.get_untracked() == Phase::Running {
            return;
        }
        self.phase.set(Phase::Running);
        self.stopping.set(false);
        browser::focus("batch-progress");
        spawn_local(async move {
            let end = self.send_all(decision).await;
            let settled = self
                .run
                .try_with_untracked(|run| run.as_ref().map(Run::settled_ids).unwrap_or_default());
            if let Some(end) = end {
                browser::focus(match end {
                    Phase::Paused(_) => "batch-retry",
                    _ => "batch-close",
                });
                self.phase.try_set(end);
            }
            if let Some(settled) = settled.filter(|settled| !settled.is_empty()) {
                // The page may have been left.
                self.on_done.try_run(settled);
            }
        });
    }

    /// `None` if the dialog is back at its form or was closed.
    async fn send_all(self, decision: DecisionIn) -> Option<Phase> {
        loop {
            let next = self
                .run
                .try_with_untracked(|run| run.as_ref().and_then(Run::next))?;
            let Some((body, key)) = next else {
                return Some(Phase::Done);
            };
            if self.stopping.try_get_untracked()? {
                return Some(Phase::Done);
            }
            match reviews::decide_many(self.api, &body, key).await {
                Ok(out) => {
                    let moved = self
                        .run
                        .try_update(|run| run.as_mut().is_some_and(|run| run.take(out)))?;
                    if !moved {
                        return Some(Phase::Paused("服务器忙，这一批暂时没有处理成。".to_owned()));
                    }
                }
                Err(error) => return self.failed(&error, decision),
            }
        }
    }

    fn failed(self, error: &ApiError, decision: DecisionIn) -> Option<Phase> {
        let nothing_done = self
            .run
            .try_with_untracked(|run| run.as_ref().is_none_or(|run| run.done() == 0))?;
        let fields = error.field_errors();
        if error.can_retry() || !nothing_done {
            return Some(Phase::Paused(error_text(error)));
        }
        // Refused as a whole: nothing was decided, the input is kept.
        self.phase.set(Phase::Filling);
        if fields.is_empty() {
            self.failure.set(Some(error_text(error)));
        } else {
            let state = self.state;
            state
                .shown
                .update(|shown| shown.server = Some((decision, fields)));
            focus_first_error(state);
        }
        None
    }
}

fn error_text(error: &ApiError) -> String {
    error.with_request(error.message())
}
