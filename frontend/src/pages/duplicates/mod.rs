//! Similar accounts of different units.

mod group;
mod model;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use nmrs_domain::duplicates::{DuplicateCriterion, DuplicateQuery};
use nmrs_domain::permission::Permission;
use nmrs_domain::wire::{DuplicateGroupOut, Page};

use self::group::Group;
use super::shared::RequirePermission;
use crate::api::{accounts, use_api};
use crate::lists::{ListQuery, Loader, Paged, Paginated as _};
use crate::ui::{EmptyState, PageTitle, TabLink};

#[component]
pub fn DuplicatesPage() -> impl IntoView {
    view! {
        <RequirePermission permission=Permission::CompareUnits>
            <Groups />
        </RequirePermission>
    }
}

#[component]
fn Groups() -> impl IntoView {
    let api = use_api();
    let list = ListQuery::at("/duplicates", NavigateOptions::default());
    let query = list.query;
    let groups = Loader::new(query, move |query: DuplicateQuery| async move {
        accounts::duplicates(api, &query).await
    });
    view! {
        <div class="mb-4">
            <PageTitle text="重复账号排查" />
            <p class="text-small text-label mt-1 max-w-3xl">
                "不同单位的在用账号，名称或链接相近的列为一组。比较名称时略去空格、标点和“公众号”“官方微博”等字样。\
                 仅供核对，不影响报送和审核。"
            </p>
        </div>
        <section class="bg-base-100 border border-base-300 rounded-box overflow-hidden">
            <Kinds query=query />
            <Paged
                answer=Signal::derive(move || groups.value())
                found=found
                counted="组"
                on_retry=move |()| groups.refetch()
                list=list
            />
        </section>
    }
}

#[component]
fn Kinds(query: Memo<DuplicateQuery>) -> impl IntoView {
    let tab = move |by: DuplicateCriterion| {
        let active = Memo::new(move |_| query.with(|query| model::by(query) == by));
        let href = move || query.with(|query| model::asking(query, by).path("/duplicates", &[]));
        view! {
            <TabLink href=Signal::derive(href) active=active test_id=format!("by-{}", by.as_str())>
                {by.label()}
            </TabLink>
        }
    };
    view! {
        <nav class="tabs tabs-border px-4 pt-2 border-b border-base-300" aria-label="比较方式">
            {DuplicateCriterion::ALL.map(tab).collect_view()}
        </nav>
    }
}

fn found(page: Page<DuplicateGroupOut>) -> AnyView {
    if page.items.is_empty() {
        let (title, hint) = if page.total == 0 {
            ("没有发现相近的账号", "各单位的在用账号之间没有这样的重复。")
        } else {
            ("这一页没有内容", "请从下方选择其他页。")
        };
        return view! { <EmptyState title=title hint=hint /> }.into_any();
    }
    page.items
        .into_iter()
        .map(|group| view! { <Group group=group /> })
        .collect_view()
        .into_any()
}
