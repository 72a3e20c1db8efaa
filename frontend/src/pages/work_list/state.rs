//! What the parts of the work list share: the address, and the rows that it asks for.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::actor::Role;
use nmrs_domain::columns::Column;
use nmrs_domain::query::{AccountQuery, Tab};
use nmrs_domain::wire::{AccountOut, Page};

use super::columns::{shown_columns, with_preferred_page_size};
use super::filters::{Chip, ListUrl, chips};
use super::list_context::use_preferences;
use super::table::RowAction;
use crate::api::{Api, ApiResult, accounts, org_units, use_api};
use crate::app::use_session;
use crate::lists::{Loader, Summary, use_summary};

/// A page of rows, or why there is none.
pub(super) type Answer = ApiResult<Page<AccountOut>>;

/// The work list.
#[derive(Clone, Copy)]
pub(super) struct ListState {
    /// What the address says.
    pub(super) url: Memo<ListUrl>,
    /// What is asked for: what the address says, with the user's own page size. `None` while that is
    /// not known.
    pub(super) query: Memo<Option<AccountQuery>>,
    /// The rows that were loaded last; the old ones until new ones are there.
    loaded: Loader<Option<AccountQuery>, Option<Answer>>,
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
    /// The columns that are shown.
    pub(super) columns: Memo<Vec<Column>>,
    goto: Callback<String>,
}

impl ListState {
    /// The state of the list at the present address.
    pub(super) fn new() -> Self {
        let api = use_api();
        let session = use_session();
        let map = use_query_map();
        let preferences = use_preferences();
        preferences.load();
        let url = Memo::new(move |_| map.with(|map| ListUrl::read(|name| map.get(name))));
        // A review over the list does not change what the list shows.
        let asked = Memo::new(move |_| url.with(|url| url.query.clone()));
        let query = Memo::new(move |_| {
            preferences
                .with(|own| own.map(|own| asked.with(|asked| with_preferred_page_size(asked, own))))
        });
        let loaded = Loader::new(query, move |query: Option<AccountQuery>| async move {
            Some(accounts::list(api, &query?).await)
        });
        let stale = Memo::new(move |_| {
            query.with(|query| {
                loaded.with(|loaded| loaded.is_some_and(|(answered, _)| answered != query))
            })
        });
        let columns = Memo::new(move |_| {
            let sort = asked.with(|asked| asked.sort.trim().to_owned());
            preferences.with(|own| own.map(|own| shown_columns(own, &sort)).unwrap_or_default())
        });
        let role = Memo::new(move |_| session.role().unwrap_or(Role::Reporting));
        Self {
            url,
            query,
            loaded,
            stale,
            chips: condition_chips(api, url),
            asked: RwSignal::new(None),
            summary: use_summary(),
            role,
            columns,
            goto: navigator(),
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

    /// Reads the last rows and what was asked for. Reactive.
    pub(super) fn with_rows<U>(
        self,
        read: impl FnOnce(Option<(&AccountQuery, &Answer)>) -> U,
    ) -> U {
        self.loaded.with(|loaded| {
            read(loaded.and_then(|(query, answer)| query.as_ref().zip(answer.as_ref())))
        })
    }

    /// The same, at this moment.
    pub(super) fn with_rows_untracked<U>(
        self,
        read: impl FnOnce(Option<(&AccountQuery, &Answer)>) -> U,
    ) -> U {
        untrack(|| self.with_rows(read))
    }

    /// The tab. Reactive.
    pub(super) fn tab(self) -> Tab {
        self.url.with(|url| ListUrl::tab(&url.query))
    }
}

/// Goes to another address, without a jump to the top of the page.
fn navigator() -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |path: String| {
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&path, options);
    })
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
