use std::time::Duration;

use leptos::prelude::*;

use crate::api::{ApiError, imports, use_api};
use crate::ui::{ConfirmDialog, use_submit, use_toasts};

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
    let submit = use_submit();
    let remove = move |()| {
        let call = async move {
            let result = imports::remove(api, id).await;
            result.inspect(|()| toasts.success("已删除这次导入。"))
        };
        submit.run_with(call, move |result| match result {
            Ok(()) => {
                // Elements behind an open dialog cannot be focused.
                open.set(false);
                let removed = move || {
                    on_removed.try_run(());
                };
                set_timeout(removed, Duration::ZERO);
            }
            Err(error) => {
                submit.fail(error.with_request(error.message()));
                on_refused.run(error);
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
                submit.reset();
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
            busy=submit.busy()
            error=submit.failure()
            on_confirm=remove
        >
            <p>"上传的表格和在网页上改过的内容都会删除。系统里已有的账号不受影响。"</p>
        </ConfirmDialog>
    }
}
