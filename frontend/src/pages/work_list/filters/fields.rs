use leptos::prelude::*;
use nmrs_domain::account::Function;
use nmrs_domain::actor::Role;
use nmrs_domain::kind::KINDS;
use nmrs_domain::query::{Filter, FilterControl, FilterPlace, Tab};

use super::conditions::status_choices;
use super::inputs::Filters;
use crate::lists::OrgCascade;
use crate::pages::work_list::state::{ListState, use_list};
use crate::ui::{Choice, DateField, Select, TextInput};

/// Fields of all filters at one place of the page.
#[component]
pub(crate) fn FilterFields(
    place: FilterPlace,
    filters: Filters,
    #[prop(into)] on_enter: Callback<()>,
) -> impl IntoView {
    let state = use_list();
    Filter::ALL
        .into_iter()
        .enumerate()
        .filter(|(_, filter)| filter.place() == place && !is_second(filter.control()))
        .map(|(at, filter)| {
            let second = Filter::ALL.get(at + 1).copied();
            let applies = Memo::new(move |_| applies(filter.control(), state));
            view! {
                <Show when=move || applies.get()>
                    <Labelled label=filter.label() name=test_name(filter)>
                        {input(filter, second, filters, on_enter)}
                    </Labelled>
                </Show>
            }
        })
        .collect_view()
}

/// The second field of a pair is next to the first one.
fn is_second(control: FilterControl) -> bool {
    matches!(control, FilterControl::DayTo | FilterControl::Overdue)
}

/// Returns true if a filter can find something for the user under the present tab. Reactive.
fn applies(control: FilterControl, state: ListState) -> bool {
    match control {
        FilterControl::OrgUnit => state.role.get() != Role::Reporting,
        FilterControl::Status => state.tab() != Tab::Drafts,
        FilterControl::WorkingDays => matches!(state.tab(), Tab::Submitted | Tab::ToReview),
        _ => true,
    }
}

fn test_name(filter: Filter) -> String {
    let name = filter.name();
    let name = name.strip_suffix("_from").or(name.strip_suffix("_min"));
    name.unwrap_or(filter.name()).replace('_', "-")
}

fn input(
    filter: Filter,
    second: Option<Filter>,
    filters: Filters,
    on_enter: Callback<()>,
) -> AnyView {
    let value = filters.text(filter);
    let label = filter.label();
    let select = move |choices: Signal<Vec<Choice>>, class: &'static str| {
        view! { <Select value=value choices=choices blank="全部" small=true class=class aria_label=label /> }
            .into_any()
    };
    let text = move |class: &'static str, placeholder: &'static str| {
        view! {
            <TextInput value=value small=true class=class aria_label=label placeholder=placeholder on_enter=on_enter />
        }
        .into_any()
    };
    match filter.control() {
        FilterControl::OrgUnit => {
            view! { <OrgCascade value=filters.org small=true class="w-28 max-md:w-full" /> }.into_any()
        }
        FilterControl::Kind => select(kinds().into(), "w-32 max-md:w-full"),
        FilterControl::Status => select(statuses(), "w-32 max-md:w-full"),
        FilterControl::Function => select(functions().into(), "w-32 max-md:w-full"),
        FilterControl::YesNo => select(yes_no().into(), "w-24 max-md:w-full"),
        FilterControl::Text => text("w-44 max-md:w-full", ""),
        FilterControl::Code => text("w-48 num max-md:w-full", "如 110108M044WX0002"),
        FilterControl::WorkingDays => {
            view! { <Waiting days=value overdue=second.map(|filter| filters.text(filter)) on_enter=on_enter /> }
                .into_any()
        }
        FilterControl::DayFrom => {
            view! { <Days first=filter last=second filters=filters /> }.into_any()
        }
        FilterControl::ReportingUnit | FilterControl::DayTo | FilterControl::Overdue => ().into_any(),
    }
}

fn kinds() -> Vec<Choice> {
    let choice = |kind: &nmrs_domain::kind::KindInfo| Choice::new(kind.wire, kind.label);
    KINDS.iter().map(choice).collect()
}

fn statuses() -> Signal<Vec<Choice>> {
    let state = use_list();
    Signal::derive(move || {
        status_choices(state.tab())
            .into_iter()
            .map(|status| Choice::new(status.as_str(), status.label()))
            .collect()
    })
}

fn functions() -> Vec<Choice> {
    let choice = |function: Function| Choice::new(function.as_str(), function.label());
    Function::ALL.map(choice).into()
}

fn yes_no() -> Vec<Choice> {
    vec![Choice::new("true", "是"), Choice::new("false", "否")]
}

#[component]
fn Waiting(
    days: RwSignal<String>,
    overdue: Option<RwSignal<String>>,
    on_enter: Callback<()>,
) -> impl IntoView {
    let late = vec![Choice::new("true", "已超时")];
    view! {
        <span class="text-muted whitespace-nowrap">"满"</span>
        <TextInput value=days small=true class="w-16 num" inputmode="numeric"
            aria_label="等待满多少个工作日" on_enter=on_enter />
        <span class="text-muted whitespace-nowrap">"个工作日"</span>
        {overdue.map(|overdue| view! {
            <Select value=overdue choices=late blank="不论是否超时" small=true
                class="w-36 max-md:flex-1" aria_label="是否超过审核期限" />
        })}
    }
}

#[component]
fn Days(first: Filter, last: Option<Filter>, filters: Filters) -> impl IntoView {
    let day = move |filter: Filter| {
        view! {
            <DateField value=filters.text(filter) small=true class="w-36 max-md:flex-1" aria_label=filter.aria_label() />
        }
    };
    view! {
        {day(first)}
        {last.map(|last| view! {
            <span class="text-muted">"至"</span>
            {day(last)}
        })}
    }
}

#[component]
fn Labelled(label: &'static str, name: String, children: Children) -> impl IntoView {
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
