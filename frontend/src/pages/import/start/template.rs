use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::actor::Branch;

use crate::api::{imports, org_units, use_api};
use crate::app::browser;
use crate::lists::Loader;
use crate::ui::{BusyButton, Icon, IconName, use_toasts};

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
    let (api, toasts) = (use_api(), use_toasts());
    let busy = RwSignal::new(false);
    let label = match branch {
        Branch::Ministry => "部委模板",
        _ => "地区模板",
    };
    let get = move |()| {
        busy.set(true);
        spawn_local(async move {
            match imports::template(api, branch).await {
                Ok(file) if browser::save_blob(&file.name, &file.content) => {}
                Ok(_) => toasts.error("浏览器没有保存下载的文件，请检查下载设置。"),
                Err(error) => toasts.error(error.message()),
            }
            busy.try_set(false);
        });
    };
    let class = if own {
        "btn btn-sm btn-primary"
    } else {
        "btn btn-sm font-normal"
    };
    view! {
        <span data-testid=format!("template-{}", branch.as_str())>
            <BusyButton busy=busy class=class on_click=get>
                <Icon name=IconName::Download class="size-4" />
                {format!("下载{label}")}
            </BusyButton>
        </span>
    }
}
