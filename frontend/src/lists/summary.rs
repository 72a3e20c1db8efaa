use leptos::prelude::*;
use nmrs_domain::wire::AccountSummaryOut;

use super::loader::Loader;
use crate::api::{ApiResult, accounts, use_api};

/// Totals of the user's scope, for the menu and the head of the work list.
#[derive(Clone, Copy)]
pub struct Summary {
    loader: Loader<(), ApiResult<AccountSummaryOut>>,
}

/// Returns the totals that the shell provides.
pub fn use_summary() -> Summary {
    expect_context()
}

impl Summary {
    /// Starts loading; the shell does so once.
    pub(crate) fn load() -> Self {
        let api = use_api();
        Self {
            loader: Loader::fixed((), move |()| accounts::summary(api)),
        }
    }

    /// `None` before the first load and after a failed one. Reactive.
    pub fn get(self) -> Option<AccountSummaryOut> {
        self.loader.value()?.ok()
    }

    /// Reloads the totals. Call after every change of a status.
    pub fn refresh(self) {
        self.loader.refetch();
    }

    /// Number of accounts that wait for the user: to review, or rejected. Reactive.
    pub fn waiting(self) -> u64 {
        self.get()
            .map_or(0, |summary| summary.to_review + summary.rejected)
    }
}
