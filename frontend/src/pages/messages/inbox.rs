use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::query::MessageQuery;
use nmrs_domain::wire::{MessageOut, Page};

use super::model;
use crate::api::{Api, ApiResult, messages, use_api};
use crate::lists::{Loader, Unread, use_unread};
use crate::ui::{Submit, Toasts, use_submit, use_toasts};

#[derive(Clone, Copy)]
pub(super) struct Inbox {
    api: Api,
    toasts: Toasts,
    unread: Unread,
    loaded: Loader<MessageQuery, ApiResult<Page<MessageOut>>>,
    /// Newest message that was shown: later ones are not marked as read unseen.
    newest: StoredValue<Option<i64>>,
    pub(super) read_all: Submit,
}

impl Inbox {
    pub(super) fn load(query: Memo<MessageQuery>) -> Self {
        let (api, unread) = (use_api(), use_unread());
        let loaded = Loader::new(query, move |query: MessageQuery| async move {
            messages::list(api, &query).await
        });
        let newest = StoredValue::new(None);
        Effect::new(move |_| {
            if let Some(Ok(page)) = loaded.value() {
                newest.update_value(|newest| *newest = model::newest(&page.items).max(*newest));
            }
        });
        // The bell has counted a message that is not in the list yet.
        Effect::new(move |before: Option<u64>| {
            let count = unread.count();
            if before.is_some_and(|before| count > before) {
                loaded.refetch();
            }
            count
        });
        Self {
            api,
            toasts: use_toasts(),
            unread,
            loaded,
            newest,
            read_all: use_submit(),
        }
    }

    /// Reactive.
    pub(super) fn page(self) -> Option<ApiResult<Page<MessageOut>>> {
        self.loaded.value()
    }

    /// Reactive.
    pub(super) fn unread(self) -> u64 {
        self.unread.count()
    }

    pub(super) fn reload(self) {
        self.loaded.refetch();
    }

    pub(super) fn read(self, id: i64) {
        spawn_local(async move {
            // A failure is ignored: the message stays unread.
            if messages::read(self.api, id).await.is_ok() {
                self.unread.refresh();
                self.reload();
            }
        });
    }

    /// Marks all messages up to the newest shown one as read.
    pub(super) fn read_all(self) {
        let Some(up_to) = self.newest.get_value() else {
            return;
        };
        let call = async move { messages::read_up_to(self.api, up_to).await };
        self.read_all.run_with(call, move |result| match result {
            Ok(()) => {
                self.unread.refresh();
                self.reload();
            }
            Err(error) => self.toasts.error(error.message()),
        });
    }
}
