mod level;

use leptos::prelude::*;
use nmrs_domain::actor::Level;
use nmrs_domain::wire::OrgUnitRef;

use self::level::{LowerLevels, SelectStyle};
use super::loader::Loader;
use crate::api::{Api, ApiResult, org_units, use_api};
use crate::app::use_session;
use crate::ui::{Choice, Select};

/// Org unit within the user's scope, one select per level. `None` is the whole scope.
#[component]
pub fn OrgCascade(
    value: RwSignal<Option<i64>>,
    #[prop(optional)] small: bool,
    #[prop(default = "w-32")] class: &'static str,
    /// Called after `value` was set by the user.
    #[prop(optional, into)]
    on_change: Option<Callback<Option<i64>>>,
) -> impl IntoView {
    let api = use_api();
    let own = use_session()
        .user()
        .with_untracked(|user| user.as_ref().and_then(|user| user.org_path.last().cloned()))?;
    let (own_id, own_level) = (own.id, own.level);

    // Ids from below the user's unit down to the chosen one. Ids from the URL (`?org=`) are loaded.
    let known = StoredValue::new(Vec::<i64>::new());
    let wanted = Memo::new(move |_| value.get());
    let path = Loader::new(wanted, move |wanted: Option<i64>| async move {
        let Some(id) = wanted else {
            return Ok(Vec::new());
        };
        match known
            .try_get_value()
            .filter(|known| known.last() == Some(&id))
        {
            Some(known) => Ok(known),
            None => path_to(api, id, own_id).await,
        }
    });
    let path = Signal::derive(move || match path.value() {
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
    let look = SelectStyle { small, class };
    Some(view! {
        <div class="flex flex-wrap gap-2" role="group" aria-label="组织单位">
            {(own_level != Level::Central).then(|| view! { <OwnUnit own=own look=look /> })}
            <LowerLevels parent=own_id level=own_level depth=0 path=path choose=choose look=look />
        </div>
    })
}

/// The user's own unit, which cannot be changed.
#[component]
fn OwnUnit(own: OrgUnitRef, look: SelectStyle) -> impl IntoView {
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

/// Path from the user's unit down to `id`. A unit out of scope is 404.
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
