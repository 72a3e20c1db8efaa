//! State of the work list: URL and rows.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::actor::Role;
use nmrs_domain::columns::Column;
use nmrs_domain::query::{AccountQuery, Filter, Tab};
use nmrs_domain::wire::{AccountOut, Page};

use super::columns::{shown_columns, use_preferences, with_preferred_page_size};
use super::model::{Chip, ListUrl, RowAction, UnitNames, chips};
use crate::api::{Api, ApiResult, accounts, org_units, reporting_units, use_api};
use crate::app::use_session;
use crate::lists::{Loader, Summary, use_summary};

pub(super) type Answer = ApiResult<Page<AccountOut>>;

#[derive(Clone, Copy)]
pub(super) struct ListState {
    pub(super) url: Memo<ListUrl>,
    /// Query of the URL with the user's page size; `None` until that is known.
    pub(super) query: Memo<Option<AccountQuery>>,
    /// Last rows; the old ones until new ones have arrived.
    loaded: Loader<Option<AccountQuery>, Option<Answer>>,
    /// True while other rows are loading.
    pub(super) stale: Memo<bool>,
    /// Row action whose dialog is open.
    pub(super) open_dialog: RwSignal<Option<(RowAction, AccountOut)>>,
    pub(super) chips: Memo<Vec<Chip>>,
    pub(super) summary: Summary,
    /// Role in the permission table. Reactive.
    pub(super) role: Memo<Role>,
    pub(super) columns: Memo<Vec<Column>>,
    goto: Callback<String>,
}

impl ListState {
    pub(super) fn new() -> Self {
        let api = use_api();
        let session = use_session();
        let map = use_query_map();
        let preferences = use_preferences();
        preferences.load();
        let url = Memo::new(move |_| map.with(|map| ListUrl::read(|name| map.get(name))));
        // An open review does not change the list.
        let url_query = Memo::new(move |_| url.with(|url| url.query.clone()));
        let query = Memo::new(move |_| {
            preferences.with(|own| {
                own.map(|own| url_query.with(|query| with_preferred_page_size(query, own)))
            })
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
            let sort = url_query.with(|query| query.sort.trim().to_owned());
            preferences.with(|own| own.map(|own| shown_columns(own, &sort)).unwrap_or_default())
        });
        let role = Memo::new(move |_| session.role().unwrap_or(Role::Reporting));
        Self {
            url,
            query,
            loaded,
            stale,
            chips: filter_chips(api, url),
            open_dialog: RwSignal::new(None),
            summary: use_summary(),
            role,
            columns,
            goto: navigator(),
        }
    }

    pub(super) fn go(self, url: &ListUrl) {
        self.goto.run(url.path());
    }

    /// Reloads rows and totals.
    pub(super) fn refresh(self) {
        self.loaded.refetch();
        self.summary.refresh();
    }

    /// Reads the last rows with their query. Reactive.
    pub(super) fn with_rows<U>(
        self,
        read: impl FnOnce(Option<(&AccountQuery, &Answer)>) -> U,
    ) -> U {
        self.loaded.with(|loaded| {
            read(loaded.and_then(|(query, answer)| query.as_ref().zip(answer.as_ref())))
        })
    }

    pub(super) fn with_rows_untracked<U>(
        self,
        read: impl FnOnce(Option<(&AccountQuery, &Answer)>) -> U,
    ) -> U {
        untrack(|| self.with_rows(read))
    }

    /// Reactive.
    pub(super) fn tab(self) -> Tab {
        self.url.with(|url| ListUrl::tab(&url.query))
    }
}

/// Navigates without scrolling to the top.
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

/// Active filters; units are named once their names are loaded.
fn filter_chips(api: Api, url: Memo<ListUrl>) -> Memo<Vec<Chip>> {
    let org = unit_name(Filter::Org, url, move |org| async move {
        org_units::get(api, org).await.ok().map(|org| org.name)
    });
    let unit = unit_name(Filter::Unit, url, move |unit| async move {
        let unit = reporting_units::get(api, unit).await;
        unit.ok().map(|unit| unit.name)
    });
    Memo::new(move |_| {
        let names = UnitNames {
            org: org.get(),
            unit: unit.get(),
        };
        url.with(|url| chips(&url.query, &names))
    })
}

/// Name of the unit whose key a filter has.
fn unit_name<F>(
    filter: Filter,
    url: Memo<ListUrl>,
    load: impl Fn(i64) -> F + Copy + Send + Sync + 'static,
) -> Memo<Option<String>>
where
    F: Future<Output = Option<String>> + 'static,
{
    let key = Memo::new(move |_| url.with(|url| filter.get(&url.query).parse::<i64>().ok()));
    let loaded = Loader::new(key, move |key: Option<i64>| async move { load(key?).await });
    Memo::new(move |_| {
        let (of, name) = loaded.get()?;
        // Not the name of the previous unit.
        name.filter(|_| of == key.get())
    })
}

pub(super) fn use_list() -> ListState {
    expect_context()
}
