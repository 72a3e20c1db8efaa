use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, imports, use_api};
use crate::app::browser;
use crate::ui::{ConfirmDialog, use_toasts};

#[component]
pub(super) fn RemoveImport(
    id: i64,
    class: &'static str,
    #[prop(optional, into)] aria_label: Option<String>,
    #[prop(into)] on_removed: Callback<()>,
    #[prop(into)] on_refused: Callback<ApiError>,
) -> impl IntoView {
    let (api, toasts) = (use_api(), use_toasts());
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let remove = move |()| {
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let result = imports::remove(api, id).await;
            busy.try_set(false);
            match result {
                Ok(()) => {
                    toasts.success("已删除这次导入。");
                    // Elements behind an open dialog cannot be focused.
                    open.try_set(false);
                    browser::sleep(0).await;
                    on_removed.try_run(());
                }
                Err(error) => {
                    failed.try_set(Some(error.message()));
                    on_refused.try_run(error);
                }
            }
        });
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=aria_label
            data-testid="import-remove"
            on:click=move |_| {
                failed.set(None);
                open.set(true);
            }
        >
            "删除"
        </button>
        <ConfirmDialog
            open=open
            title="删除这次导入？"
            confirm="删除"
            danger=true
            busy=busy
            error=failed
            on_confirm=remove
        >
            <p>"上传的表格和在网页上改过的内容都会删除。系统里已有的账号不受影响。"</p>
        </ConfirmDialog>
    }
}
