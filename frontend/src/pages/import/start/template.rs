use leptos::prelude::*;
use nmrs_domain::actor::Branch;

use crate::api::{imports, org_units, use_api};
use crate::lists::Loader;
use crate::pages::import::download::save_file;
use crate::ui::{BusyButton, Icon, IconName, use_submit, use_toasts};

/// Both templates, that of the unit's branch first.
#[component]
pub(super) fn Templates() -> impl IntoView {
    let api = use_api();
    let own = Loader::fixed((), move |()| org_units::own(api));
    let branch = Memo::new(move |_| match own.value() {
        Some(Ok(Some(unit))) if unit.branch == Branch::Ministry => Branch::Ministry,
        _ => Branch::Local,
    });
    let buttons = move || {
        let (first, second) = match branch.get() {
            Branch::Ministry => (Branch::Ministry, Branch::Local),
            _ => (Branch::Local, Branch::Ministry),
        };
        view! {
            <TemplateButton branch=first own=true />
            <TemplateButton branch=second own=false />
        }
    };
    view! { <div class="flex flex-wrap gap-2">{buttons}</div> }
}

#[component]
fn TemplateButton(branch: Branch, own: bool) -> impl IntoView {
    let (api, toasts, submit) = (use_api(), use_toasts(), use_submit());
    let label = match branch {
        Branch::Ministry => "部委模板",
        _ => "地区模板",
    };
    let get = move |()| {
        submit.run_with(save_file(imports::template(api, branch), toasts), |_| ());
    };
    let class = if own {
        "btn btn-sm btn-primary"
    } else {
        "btn btn-sm font-normal"
    };
    view! {
        <span data-testid=format!("template-{}", branch.as_str())>
            <BusyButton busy=submit.busy() class=class on_click=get>
                <Icon name=IconName::Download class="size-4" />
                {format!("下载{label}")}
            </BusyButton>
        </span>
    }
}
