use leptos::prelude::*;
use nmrs_domain::actor::Level;
use nmrs_domain::wire::OrgUnitOut;

use crate::api::{org_units, use_api};
use crate::lists::loader::Loader;

#[derive(Clone, Copy)]
pub(super) struct SelectStyle {
    pub(super) small: bool,
    pub(super) class: &'static str,
}

const fn name_below(level: Level) -> &'static str {
    match level {
        Level::Central => "省级或国务院部门",
        Level::First => "市级",
        Level::Second | Level::Third => "县级",
    }
}

/// Select for the units below `parent`, followed by one for the chosen unit.
#[component]
pub(super) fn LowerLevels(
    parent: i64,
    level: Level,
    depth: usize,
    path: Signal<Vec<i64>>,
    choose: Callback<(usize, Option<i64>)>,
    look: SelectStyle,
) -> AnyView {
    let Some(next) = level.below() else {
        return ().into_any();
    };
    let api = use_api();
    let units = Loader::fixed(parent, move |parent| org_units::children(api, parent));
    let chosen = Memo::new(move |_| path.with(|path| path.get(depth).copied()));
    let list = move |units: Vec<OrgUnitOut>| {
        if units.is_empty() {
            return ().into_any();
        }
        let with_children: Vec<i64> = units
            .iter()
            .filter(|u| u.children > 0)
            .map(|u| u.id)
            .collect();
        let deeper = move || {
            chosen.get().filter(|id| with_children.contains(id)).map(|id| {
                view! { <LowerLevels parent=id level=next depth=depth + 1 path=path choose=choose look=look /> }
            })
        };
        view! {
            <LevelSelect level=level units=units chosen=chosen look=look
                on_choose=move |id| choose.run((depth, id)) />
            {deeper}
        }
        .into_any()
    };
    let shown = move || {
        match units.value() {
        None => view! { <div class=format!("skeleton h-8 {}", look.class)></div> }.into_any(),
        Some(Ok(found)) => list(found),
        Some(Err(_)) => view! {
            <button type="button" class="btn btn-sm btn-ghost text-error" on:click=move |_| units.refetch()>
                "下级单位未能载入，重试"
            </button>
        }
        .into_any(),
    }
    };
    view! { {shown} }.into_any()
}

#[component]
fn LevelSelect(
    level: Level,
    units: Vec<OrgUnitOut>,
    chosen: Memo<Option<i64>>,
    look: SelectStyle,
    #[prop(into)] on_choose: Callback<Option<i64>>,
) -> impl IntoView {
    let blank = if level == Level::Central {
        "全国"
    } else {
        "全部"
    };
    let options = units
        .into_iter()
        .map(|unit| {
            let id = unit.id;
            view! { <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>{unit.name}</option> }
        })
        .collect_view();
    view! {
        <select
            class=format!("select {}", look.class)
            class:select-sm=look.small
            aria-label=name_below(level)
            on:change=move |event| on_choose.run(event_target_value(&event).parse().ok())
        >
            <option value="" prop:selected=move || chosen.get().is_none()>{blank}</option>
            {options}
        </select>
    }
}
