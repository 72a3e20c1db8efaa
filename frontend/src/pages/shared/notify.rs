use crate::lists::{Summary, use_summary};
use crate::ui::{Toasts, use_toasts};

/// Reports changes of accounts: a toast, and new totals in the menu.
#[derive(Clone, Copy)]
pub(crate) struct Notify {
    toasts: Toasts,
    summary: Summary,
}

pub(crate) fn use_notify() -> Notify {
    Notify {
        toasts: use_toasts(),
        summary: use_summary(),
    }
}

impl Notify {
    pub(crate) fn success(self, message: impl Into<String>) {
        self.toasts.success(message);
        self.summary.refresh();
    }
}
