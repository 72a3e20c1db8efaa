//! What the parts of the work list share: the address, and the rows that it asks for.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::actor::Role;
use nmrs_domain::query::{AccountQuery, Tab};
use nmrs_domain::wire::{AccountOut, Page};

use super::loader::Loader;
use super::model::{Chip, ListUrl, RowAction, chips};
use crate::api::{Api, ApiResult, accounts, org_units, use_api};
use crate::state::{Summary, use_session, use_summary};

/// A page of rows, or why there is none.
pub(super) type Answer = ApiResult<Page<AccountOut>>;

/// The work list.
#[derive(Clone, Copy)]
pub(super) struct ListState {
    /// What the address says.
    pub(super) url: Memo<ListUrl>,
    /// The rows that were loaded last; the old ones until new ones are there.
    pub(super) loaded: Loader<AccountQuery, Answer>,
    /// Whether other rows are on their way.
    pub(super) stale: Memo<bool>,
    /// The draft about which the user is asked, and what is to be done with it.
    pub(super) asked: RwSignal<Option<(RowAction, AccountOut)>>,
    /// The conditions in force, in words.
    pub(super) chips: Memo<Vec<Chip>>,
    /// The totals.
    pub(super) summary: Summary,
    /// The user's column of the permission table.
    pub(super) role: Memo<Role>,
    goto: Callback<String>,
}

impl ListState {
    /// The state of the list at the present address.
    pub(super) fn new() -> Self {
        let api = use_api();
        let session = use_session();
        let map = use_query_map();
        let url = Memo::new(move |_| map.with(|map| ListUrl::read(|name| map.get(name))));
        // A review over the list does not change what the list shows.
        let query = Memo::new(move |_| url.with(|url| url.query.clone()));
        let loaded = Loader::new(query, move |query: AccountQuery| async move {
            accounts::list(api, &query).await
        });
        let stale = Memo::new(move |_| {
            query.with(|query| {
                loaded.with(|loaded| loaded.is_some_and(|(answered, _)| answered != query))
            })
        });
        let navigate = use_navigate();
        let goto = Callback::new(move |path: String| {
            navigate(
                &path,
                NavigateOptions {
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        });
        Self {
            url,
            loaded,
            stale,
            chips: condition_chips(api, url),
            asked: RwSignal::new(None),
            summary: use_summary(),
            role: Memo::new(move |_| session.role().unwrap_or(Role::Reporting)),
            goto,
        }
    }

    /// Goes to another state of the list.
    pub(super) fn go(self, url: &ListUrl) {
        self.goto.run(url.path());
    }

    /// Loads rows and totals anew: something changed.
    pub(super) fn refresh(self) {
        self.loaded.refetch();
        self.summary.refresh();
    }

    /// The tab. Reactive.
    pub(super) fn tab(self) -> Tab {
        self.url.with(|url| ListUrl::tab(&url.query))
    }
}

/// The conditions in words; an org unit is named once its name is known.
fn condition_chips(api: Api, url: Memo<ListUrl>) -> Memo<Vec<Chip>> {
    let org = Memo::new(move |_| url.with(|url| url.query.org.trim().parse::<i64>().ok()));
    let unit = Loader::new(org, move |org| async move {
        org_units::get(api, org?).await.ok()
    });
    Memo::new(move |_| {
        let name = unit.get().and_then(|(of, unit)| {
            // The name of the unit before is not that of this one.
            unit.filter(|_| of == org.get()).map(|unit| unit.name)
        });
        url.with(|url| chips(&url.query, name.as_deref()))
    })
}

/// The list around a component.
pub(super) fn use_list() -> ListState {
    expect_context()
}
