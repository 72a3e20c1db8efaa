//! Reporting units in the user's scope.

mod filters;
mod model;
mod rows;
mod selection;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use nmrs_domain::permission::Permission;
use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::{Page, ReportingUnitOut};

use self::filters::Filters;
use self::rows::{Cards, Table};
use self::selection::{ExportControls, SelectionBar, UnitSelection};
use super::shared::RequirePermission;
use crate::api::{reporting_units, use_api};
use crate::lists::{ListQuery, Loader, Paged};
use crate::ui::{EmptyState, PageTitle};

#[component]
pub fn ReportingUnitsPage() -> impl IntoView {
    view! {
        <RequirePermission permission=Permission::SeeReportingUnits>
            <List />
        </RequirePermission>
    }
}

#[component]
fn List() -> impl IntoView {
    let api = use_api();
    let list = ListQuery::at("/reporting-units", NavigateOptions::default());
    let query = list.query;
    let units = Loader::new(query, move |query: ReportingUnitQuery| async move {
        reporting_units::list(api, &query).await
    });
    let found = move |page| {
        let filtered = query.with(|query| model::condition_count(query) != 0);
        view! { <Found page=page filtered=filtered /> }.into_any()
    };
    provide_context(UnitSelection::new());
    view! {
        <div class="mb-4 flex flex-wrap items-center justify-between gap-3 [&_#export-open]:bg-base-100 [&_#export-open]:border-base-300">
            <PageTitle text="填报单位用户管理" />
            <ExportControls query=query answer=Signal::derive(move || units.value()) />
        </div>
        <Filters query=query on_search=list.go />
        <section class="bg-base-100 border border-base-300 rounded-box overflow-hidden">
            <SelectionBar />
            <Paged
                answer=Signal::derive(move || units.value())
                found=found
                bars=10
                on_retry=move |()| units.refetch()
                list=list
            />
        </section>
    }
}

#[component]
fn Found(page: Page<ReportingUnitOut>, filtered: bool) -> AnyView {
    if page.items.is_empty() {
        let (title, hint) = match (page.total, filtered) {
            (0, true) => ("没有符合条件的填报单位", "放宽或重置条件后再查。"),
            (0, false) => ("还没有填报单位", "本级和下级添加填报单位后显示在这里。"),
            _ => ("这一页没有内容", "请从下方选择其他页。"),
        };
        return view! { <EmptyState title=title hint=hint /> }.into_any();
    }
    let first = u64::from(page.page.saturating_sub(1)) * u64::from(page.per_page) + 1;
    view! {
        <Table first=first units=page.items.clone() />
        <Cards units=page.items />
    }
    .into_any()
}
