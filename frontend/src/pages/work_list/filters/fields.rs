use leptos::prelude::*;
use nmrs_domain::account::Function;
use nmrs_domain::actor::Role;
use nmrs_domain::kind::KINDS;
use nmrs_domain::query::Tab;

use super::address::Field;
use super::conditions::status_choices;
use super::inputs::Filters;
use crate::lists::OrgCascade;
use crate::pages::work_list::state::use_list;
use crate::ui::{Choice, DateField, Select, TextInput};

#[component]
pub(crate) fn MainFields(filters: Filters, #[prop(into)] on_enter: Callback<()>) -> impl IntoView {
    let state = use_list();
    let kinds: Vec<_> = KINDS
        .iter()
        .map(|kind| Choice::new(kind.wire, kind.label))
        .collect();
    let statuses = Signal::derive(move || {
        status_choices(state.tab())
            .into_iter()
            .map(|status| Choice::new(status.as_str(), status.label()))
            .collect::<Vec<_>>()
    });
    let has_org = move || state.role.get() != Role::Reporting;
    let has_status = Memo::new(move |_| state.tab() != Tab::Drafts);
    view! {
        <Show when=has_org>
            <Labelled label="组织单位" name="org">
                <OrgCascade value=filters.org small=true class="w-28 max-md:w-full" />
            </Labelled>
        </Show>
        <Labelled label="账号类型" name="kind">
            <Select value=filters.text(Field::Kind) choices=kinds.clone() blank="全部" small=true
                class="w-32 max-md:w-full" aria_label="账号类型" />
        </Labelled>
        <Show when=move || has_status.get()>
            <Labelled label="状态" name="status">
                <Select value=filters.text(Field::Status) choices=statuses blank="全部" small=true
                    class="w-32 max-md:w-full" aria_label="状态" />
            </Labelled>
        </Show>
        <Labelled label="名称" name="name">
            <TextInput value=filters.text(Field::Name) small=true class="w-44 max-md:w-full"
                aria_label="名称" placeholder="账号名称" on_enter=on_enter />
        </Labelled>
        <Labelled label="标识码" name="identifier">
            <TextInput value=filters.text(Field::Identifier) small=true class="w-48 num max-md:w-full"
                aria_label="标识码" placeholder="如 110108M044WX0002" on_enter=on_enter />
        </Labelled>
        <Labelled label="账号 ID / URL" name="link">
            <TextInput value=filters.text(Field::Link) small=true class="w-48 max-md:w-full"
                aria_label="账号 ID 或 URL" on_enter=on_enter />
        </Labelled>
    }
}

#[component]
pub(crate) fn MoreFields(filters: Filters, #[prop(into)] on_enter: Callback<()>) -> impl IntoView {
    let state = use_list();
    // Nothing waits under the other tabs.
    let has_waiting = Memo::new(move |_| matches!(state.tab(), Tab::Submitted | Tab::ToReview));
    let functions: Vec<_> = Function::ALL
        .into_iter()
        .map(|function| Choice::new(function.as_str(), function.label()))
        .collect();
    let yes_no = vec![Choice::new("true", "是"), Choice::new("false", "否")];
    let day = move |field, label| {
        view! {
            <DateField value=filters.text(field) small=true class="w-36 max-md:flex-1" aria_label=label />
        }
    };
    view! {
        <Labelled label="功能" name="function">
            <Select value=filters.text(Field::Function) choices=functions blank="全部" small=true
                class="w-32 max-md:w-full" aria_label="功能" />
        </Labelled>
        <Labelled label="代表政府" name="represents-government">
            <Select value=filters.text(Field::RepresentsGovernment) choices=yes_no blank="全部" small=true
                class="w-24 max-md:w-full" aria_label="代表政府" />
        </Labelled>
        <Show when=move || has_waiting.get()>
            <Labelled label="等待审核" name="waiting">
                <span class="text-muted whitespace-nowrap">"满"</span>
                <TextInput value=filters.text(Field::WaitingMin) small=true class="w-16 num" inputmode="numeric"
                    aria_label="等待满多少个工作日" on_enter=on_enter />
                <span class="text-muted whitespace-nowrap">"个工作日"</span>
                <Select value=filters.text(Field::Overdue) choices=vec![Choice::new("true", "已超时")] blank="不论是否超时" small=true
                    class="w-36 max-md:flex-1" aria_label="是否超过审核期限" />
            </Labelled>
        </Show>
        <Labelled label="创建时间" name="created">
            {day(Field::CreatedFrom, "创建时间从")}
            <span class="text-muted">"至"</span>
            {day(Field::CreatedTo, "创建时间到")}
        </Labelled>
        <Labelled label="修改时间" name="modified">
            {day(Field::ModifiedFrom, "修改时间从")}
            <span class="text-muted">"至"</span>
            {day(Field::ModifiedTo, "修改时间到")}
        </Labelled>
    }
}

#[component]
fn Labelled(label: &'static str, name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div
            class="flex items-center gap-2 max-md:flex-col max-md:items-stretch max-md:gap-1"
            data-testid=format!("filter-{name}")
        >
            <span class="lbl" aria-hidden="true">{label}</span>
            <div class="flex items-center gap-2 min-w-0 max-md:[&>[role=group]]:w-full">{children()}</div>
        </div>
    }
}
