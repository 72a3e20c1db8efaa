use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::summary::Summary;
use crate::api::{Api, messages, use_api};

/// How often the server is asked what is new.
const POLL: Duration = Duration::from_mins(1);

/// How many messages wait to be read: for the bell.
#[derive(Clone, Copy)]
pub struct Unread {
    api: Api,
    count: RwSignal<u64>,
}

/// The unread messages, below the shell.
///
/// # Panics
/// Outside of [`crate::pages::shell::Shell`].
pub fn use_unread() -> Unread {
    expect_context()
}

impl Unread {
    /// Asks now and every minute while somebody can see the page, and renews the totals with it.
    /// The shell does it, once.
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
        // Who comes back to the page sees what has happened meanwhile.
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
            // Without an answer the number of a minute ago stays; so it does while the session has
            // to be renewed, which only what the user does may do.
            if let Ok(answer) = messages::unread(self.api).await {
                self.count.try_set(answer.unread);
                if let Some(summary) = summary {
                    summary.refresh();
                }
            }
        });
    }

    /// How many there are. Reactive.
    pub fn count(self) -> u64 {
        self.count.get()
    }

    /// Asks anew: to be called after messages were read.
    pub fn refresh(self) {
        self.poll(None);
    }
}
