use leptos::prelude::*;
use nmrs_domain::actor::Level;
use nmrs_domain::wire::{OrgUnitOut, OrgUnitRef};

use super::{Choice, Select};
use crate::api::{Api, ApiResult, org_units, use_api};
use crate::state::use_session;

/// What the units directly below a level are called.
const fn name_below(level: Level) -> &'static str {
    match level {
        Level::Central => "省级或国务院部门",
        Level::First => "市级",
        Level::Second | Level::Third => "县级",
    }
}

/// An org unit within the user's scope: the own one, and below it as many selects as there are
/// levels. No value means the whole scope.
#[component]
pub fn OrgCascade(
    /// Key of the chosen unit.
    value: RwSignal<Option<i64>>,
    /// The low form, for filter bars.
    #[prop(optional)]
    small: bool,
    /// Width of each select.
    #[prop(default = "w-32")]
    class: &'static str,
    /// The user chose, after `value` was set.
    #[prop(optional, into)]
    on_change: Option<Callback<Option<i64>>>,
) -> impl IntoView {
    let api = use_api();
    let own = use_session()
        .user()
        .with_untracked(|user| user.as_ref().and_then(|user| user.org_path.last().cloned()))?;
    let (own_id, own_level) = (own.id, own.level);

    // Keys from below the own unit down to the chosen one. What was chosen here is known; what
    // came from outside (an address with `?org=`) has to be asked for.
    let known = StoredValue::new(Vec::new());
    let path = LocalResource::new(move || {
        let value = value.get();
        async move {
            match value {
                None => Ok(Vec::new()),
                Some(id)
                    if known.try_with_value(|k: &Vec<i64>| k.last() == Some(&id)) == Some(true) =>
                {
                    Ok(known.try_get_value().unwrap_or_default())
                }
                Some(id) => path_to(api, id, own_id).await,
            }
        }
    });
    let path = Signal::derive(move || match path.get() {
        Some(Ok(path)) => path,
        _ => Vec::new(),
    });
    let choose = Callback::new(move |(depth, id): (usize, Option<i64>)| {
        let mut keys = path.get_untracked();
        keys.truncate(depth);
        keys.extend(id);
        let chosen = keys.last().copied();
        known.set_value(keys);
        value.set(chosen);
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    });
    let look = Look { small, class };
    Some(view! {
        <div class="flex flex-wrap gap-2" role="group" aria-label="组织单位">
            {(own_level != Level::Central).then(|| view! { <OwnUnit own=own look=look /> })}
            <Below parent=own_id level=own_level depth=0 path=path choose=choose look=look />
        </div>
    })
}

#[derive(Clone, Copy)]
struct Look {
    small: bool,
    class: &'static str,
}

/// The user's own unit, which cannot be left.
#[component]
fn OwnUnit(own: OrgUnitRef, look: Look) -> impl IntoView {
    let value = RwSignal::new(own.code.clone());
    view! {
        <Select
            value=value
            choices=vec![Choice::new(own.code, own.name)]
            small=look.small
            class=look.class
            aria_label="本单位"
        />
    }
}

/// The units below one, and below the chosen one again.
#[component]
fn Below(
    parent: i64,
    level: Level,
    depth: usize,
    path: Signal<Vec<i64>>,
    choose: Callback<(usize, Option<i64>)>,
    look: Look,
) -> AnyView {
    let Some(next) = level.below() else {
        return ().into_any();
    };
    let api = use_api();
    let units = LocalResource::new(move || org_units::children(api, parent));
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
                view! { <Below parent=id level=next depth=depth + 1 path=path choose=choose look=look /> }
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
        match units.get() {
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

/// One select.
#[component]
fn LevelSelect(
    level: Level,
    units: Vec<OrgUnitOut>,
    chosen: Memo<Option<i64>>,
    look: Look,
    #[prop(into)] on_choose: Callback<Option<i64>>,
) -> impl IntoView {
    let choices: Vec<_> = units
        .into_iter()
        .map(|unit| Choice::new(unit.id.to_string(), unit.name))
        .collect();
    let blank = if level == Level::Central {
        "全国"
    } else {
        "全部"
    };
    let options = choices
        .into_iter()
        .map(|Choice { value, label }| {
            let id = value.parse::<i64>().ok();
            view! { <option value=value prop:selected=move || chosen.get() == id>{label}</option> }
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

/// Walks from a unit up to the own one. A unit outside of the scope answers 404.
async fn path_to(api: Api, id: i64, own: i64) -> ApiResult<Vec<i64>> {
    let mut path = Vec::new();
    let mut at = Some(id);
    while let Some(id) = at.filter(|&id| id != own && path.len() < Level::ALL.len()) {
        path.push(id);
        at = org_units::get(api, id).await?.parent_id;
    }
    path.reverse();
    Ok(path)
}
