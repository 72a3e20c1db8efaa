use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::summary::Summary;
use crate::api::{Api, messages, use_api};

/// Poll interval.
const POLL: Duration = Duration::from_mins(1);

/// Number of unread messages, for the bell.
#[derive(Clone, Copy)]
pub struct Unread {
    api: Api,
    count: RwSignal<u64>,
}

/// Returns the counter that the shell provides.
pub fn use_unread() -> Unread {
    expect_context()
}

impl Unread {
    /// Polls now and every minute while the page is visible, and reloads the totals with it.
    pub(crate) fn start(summary: Summary) -> Self {
        let unread = Self {
            api: use_api(),
            count: RwSignal::new(0),
        };
        unread.refresh();
        let due = StoredValue::new(false);
        let poll = move || {
            if document().hidden() {
                due.set_value(true);
                return;
            }
            due.set_value(false);
            unread.poll(Some(summary));
        };
        let timer = set_interval_with_handle(poll, POLL);
        // A user who returns to the page sees current numbers.
        let seen = window_event_listener(ev::visibilitychange, move |_| {
            if !document().hidden() && due.get_value() {
                poll();
            }
        });
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
            seen.remove();
        });
        unread
    }

    fn poll(self, summary: Option<Summary>) {
        spawn_local(async move {
            // On failure the last number stays, also while the session is expired: polling must not
            // renew it.
            if let Ok(answer) = messages::unread(self.api).await {
                self.count.try_set(answer.unread);
                if let Some(summary) = summary {
                    summary.refresh();
                }
            }
        });
    }

    pub fn count(self) -> u64 {
        self.count.get()
    }

    /// Reloads the number. Call after messages were read.
    pub fn refresh(self) {
        self.poll(None);
    }
}
