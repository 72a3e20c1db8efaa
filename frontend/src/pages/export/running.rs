use leptos::prelude::*;

use super::job::ExportJob;
use super::model::share;
use crate::api::ApiError;
use crate::ui::{ErrorState, Icon, IconName, group_thousands};

/// Progress of the export, and the way to cancel it.
#[component]
pub(super) fn Running(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    let rows = move || match job.progress.get() {
        None => "正在准备…".to_owned(),
        Some(run) => format!(
            "已写入 {} / {} 条",
            group_thousands(run.rows),
            group_thousands(run.total)
        ),
    };
    view! {
        <div
            class="p-5 flex flex-col gap-4 outline-none"
            id="export-running"
            tabindex="-1"
            data-testid="export-running"
        >
            <p class="num" role="status">{rows}</p>
            <progress
                class="progress progress-primary w-full"
                aria-label="导出进度"
                value=move || share(job.progress.get()).map(|share| share.to_string())
                max="100"
            ></progress>
            <p class="text-small text-muted">
                "文件由浏览器下载，请在下载记录中查看。关闭此窗口不影响已开始的下载。"
            </p>
            <div class="flex flex-wrap items-center justify-end gap-2">
                <button type="button" class="btn btn-sm" on:click=move |_| on_close.run(())>"关闭"</button>
                <button
                    type="button"
                    class="btn btn-sm"
                    data-testid="export-cancel"
                    on:click=move |_| job.cancel()
                >
                    "取消导出"
                </button>
            </div>
        </div>
    }
}

/// The server refused the export; the choices are kept.
#[component]
pub(super) fn Refused(error: ApiError, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let retry = error.can_retry();
    view! {
        <div data-testid="export-failed">
            <ErrorState error=Signal::stored(error) />
            <Again retry=retry on_close=on_close />
        </div>
    }
}

/// The download broke off, or did not begin.
#[component]
pub(super) fn BrokenOff(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    view! {
        <div data-testid="export-failed">
            <p class="p-5" role="alert">
                "导出没有完成：下载被取消，或服务器正忙、连接中断。请重新导出；下载记录中没有下载完的文件不要使用。"
            </p>
            <Again retry=true on_close=on_close />
        </div>
    }
}

/// Buttons after a failure.
#[component]
fn Again(retry: bool, on_close: Callback<()>) -> impl IntoView {
    let job = expect_context::<ExportJob>();
    view! {
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
    }
}

/// The server has sent the whole file.
#[component]
pub(super) fn Done(rows: u64, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    view! {
        <div class="p-5 flex flex-col gap-4" data-testid="export-done">
            <div class="flex items-start gap-3">
                <span class="text-success mt-0.5"><Icon name=IconName::Check /></span>
                <div class="min-w-0">
                    <p class="font-medium" role="status">"导出完成"</p>
                    <p class="text-small text-muted num">
                        {group_thousands(rows)} " 条，由浏览器保存，请在下载记录中查看。"
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
