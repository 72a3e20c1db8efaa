use leptos::prelude::*;
use nmrs_domain::wire::AccountSummaryOut;

use super::loader::Loader;
use crate::api::{ApiResult, accounts, use_api};

/// The totals of the user's scope: for the menu's badge and the head of the work list.
#[derive(Clone, Copy)]
pub struct Summary {
    loader: Loader<(), ApiResult<AccountSummaryOut>>,
}

/// The totals, below the shell.
///
/// # Panics
/// Outside of [`crate::pages::shell::Shell`].
pub fn use_summary() -> Summary {
    expect_context()
}

impl Summary {
    /// Starts to load them. The shell does it, once.
    pub(crate) fn load() -> Self {
        let api = use_api();
        Self {
            loader: Loader::fixed((), move |()| accounts::summary(api)),
        }
    }

    /// The totals; `None` while they have never been loaded, and when they could not be. Reactive.
    pub fn get(self) -> Option<AccountSummaryOut> {
        self.loader.value()?.ok()
    }

    /// Loads them anew: to be called after everything that changes a status.
    pub fn refresh(self) {
        self.loader.refetch();
    }

    /// How many accounts wait for this user: to be reviewed, or rejected and to be handled.
    /// Reactive.
    pub fn waiting(self) -> u64 {
        self.get()
            .map_or(0, |summary| summary.to_review + summary.rejected)
    }
}
