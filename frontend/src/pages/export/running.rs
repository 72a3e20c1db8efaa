use leptos::prelude::*;

use super::job::ExportJob;
use super::model::share;
use crate::api::ApiError;
use crate::ui::{ErrorState, Icon, IconName, file_size, group_thousands};

#[component]
pub(super) fn Running(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    let received = job.transfer.moved();
    let rows = move || match job.progress.get() {
        None if received.get().received > 0.0 => "正在导出".to_owned(),
        None => "正在准备…".to_owned(),
        Some(run) => format!(
            "已写入 {} / {} 条",
            group_thousands(run.rows),
            group_thousands(run.total)
        ),
    };
    let bytes = move || {
        let received = received.get().received;
        (received > 0.0).then(|| format!("，已下载 {}", file_size(received)))
    };
    view! {
        <div
            class="p-5 flex flex-col gap-4 outline-none"
            id="export-running"
            tabindex="-1"
            data-testid="export-running"
        >
            <p class="num" role="status">{rows} {bytes}</p>
            <progress
                class="progress progress-primary w-full"
                aria-label="导出进度"
                value=move || share(job.progress.get()).map(|share| share.to_string())
                max="100"
            ></progress>
            <p class="text-small text-muted">"请不要关闭页面，完成后由浏览器保存文件。"</p>
            <div class="flex flex-wrap items-center justify-end gap-2">
                {move || if job.asking.get() {
                    view! { <Stop on_close=on_close /> }.into_any()
                } else {
                    view! {
                        <button
                            type="button"
                            class="btn btn-sm"
                            data-testid="export-cancel"
                            on:click=move |_| job.transfer.cancel()
                        >
                            "取消导出"
                        </button>
                    }
                    .into_any()
                }}
            </div>
        </div>
    }
}

#[component]
fn Stop(on_close: Callback<()>) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    view! {
        <p class="grow" role="alert" data-testid="export-asks">"现在关闭会停止导出，不会得到文件。"</p>
        <button type="button" class="btn btn-sm" data-testid="export-stop" on:click=move |_| on_close.run(())>
            "停止并关闭"
        </button>
        <button
            type="button"
            id="export-go-on"
            class="btn btn-sm btn-primary"
            data-testid="export-go-on"
            on:click=move |_| job.go_on()
        >
            "继续导出"
        </button>
    }
}

#[component]
pub(super) fn Failed(error: ApiError, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    let retry = error.can_retry();
    view! {
        <div data-testid="export-failed">
            <ErrorState error=Signal::stored(error) />
            <div class="px-5 pb-5 flex justify-end gap-2">
                <button type="button" id="export-close" class="btn btn-sm" on:click=move |_| on_close.run(())>
                    "关闭"
                </button>
                {retry.then(|| view! {
                    <button
                        type="button"
                        id="export-retry"
                        class="btn btn-sm btn-primary"
                        data-testid="export-retry"
                        on:click=move |_| job.start()
                    >
                        <Icon name=IconName::Retry class="size-4" />
                        "重新导出"
                    </button>
                })}
            </div>
        </div>
    }
}

#[component]
pub(super) fn Done(
    name: String,
    bytes: f64,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="p-5 flex flex-col gap-4" data-testid="export-done">
            <div class="flex items-start gap-3">
                <span class="text-success mt-0.5"><Icon name=IconName::Check /></span>
                <div class="min-w-0">
                    <p class="font-medium" role="status">"导出完成"</p>
                    <p class="wrap-anywhere" data-testid="export-file">{name}</p>
                    <p class="text-small text-muted num">
                        {file_size(bytes)} "，由浏览器保存，请在下载记录中查看。"
                    </p>
                </div>
            </div>
            <div class="flex justify-end">
                <button
                    type="button"
                    id="export-close"
                    class="btn btn-sm btn-primary"
                    data-testid="export-close"
                    on:click=move |_| on_close.run(())
                >
                    "完成"
                </button>
            </div>
        </div>
    }
}
