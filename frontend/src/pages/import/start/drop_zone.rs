use leptos::ev::{self, DragEvent};
use leptos::html;
use leptos::prelude::*;

use super::upload::{CANCEL_UPLOAD, CHOOSE_FILE, Phase, Upload};
use crate::pages::import::model::{ACCEPTED, percent};
use crate::ui::{Icon, IconName, file_size};

#[component]
pub(super) fn DropZone() -> impl IntoView {
    let upload = Upload::new();
    let over = RwSignal::new(false);
    // Elsewhere the browser would open the file in place of the page.
    let keep = move |event: DragEvent| event.prevent_default();
    let hover = window_event_listener(ev::dragover, keep);
    let miss = window_event_listener(ev::drop, keep);
    on_cleanup(move || {
        hover.remove();
        miss.remove();
    });
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        upload.take(event.data_transfer().and_then(|moved| moved.files()));
    };
    let body = move || {
        match upload.phase.get() {
        Phase::Running(name) => view! { <Progress upload=upload name=name /> }.into_any(),
        Phase::Waiting => view! { <ChooseFile upload=upload over=over /> }.into_any(),
        Phase::Refused(name, why) => view! {
            <div class="alert alert-error alert-soft text-small text-left w-full" role="alert" data-testid="upload-refused">
                <Icon name=IconName::Warning />
                <div class="min-w-0">
                    <p class="font-medium wrap-anywhere">{name}</p>
                    <p>{why}</p>
                </div>
            </div>
            <ChooseFile upload=upload over=over />
        }
        .into_any(),
    }
    };
    view! {
        <div
            class="grow min-h-52 rounded-box border-2 border-dashed p-5 flex flex-col items-center justify-center gap-3 text-center"
            class=("border-primary", move || over.get())
            class=("bg-[#eaf1fa]", move || over.get())
            class=("border-[#b6c0cc]", move || !over.get())
            data-testid="drop-zone"
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                over.set(!upload.is_running());
            }
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            {body}
        </div>
    }
}

#[component]
fn ChooseFile(upload: Upload, over: RwSignal<bool>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            upload.take(input.files());
            // Allows the same file to be chosen again.
            input.set_value("");
        }
    };
    view! {
        <Icon name=IconName::Upload class="size-8 text-muted pointer-events-none" />
        <p class="pointer-events-none">
            {move || if over.get() { "松开鼠标，开始上传" } else { "把文件拖到这里，或" }}
        </p>
        <button
            type="button"
            id=CHOOSE_FILE
            class="btn btn-sm btn-primary"
            data-testid="choose-file"
            on:click=open
        >
            "选择文件"
        </button>
        <input
            node_ref=input
            type="file"
            class="hidden"
            accept=ACCEPTED
            aria-label="要导入的表格"
            data-testid="file"
            on:change=chosen
        />
        <p class="text-tiny text-muted pointer-events-none">".xlsx、.xls、.et、.csv、.tsv，不超过 10 MB"</p>
    }
}

#[component]
fn Progress(upload: Upload, name: String) -> impl IntoView {
    let moved = upload.transfer.moved();
    let share = move || percent(moved.get().sent, upload.size.get());
    let checking = Memo::new(move |_| moved.get().all_sent);
    let words = move || {
        if checking.get() {
            "已上传，正在核对…".to_owned()
        } else {
            format!("正在上传 {:.0}%", share())
        }
    };
    view! {
        <p class="font-medium max-w-full wrap-anywhere">
            {name} " " <span class="font-normal text-muted num">{move || file_size(upload.size.get())}</span>
        </p>
        // Indeterminate: the duration of the check is unknown.
        <progress
            class="progress progress-primary w-full max-w-sm"
            aria-label="上传进度"
            value=move || (!checking.get()).then(|| share().to_string())
            max="100"
        ></progress>
        <p class="text-small text-label num" role="status" data-testid="upload-progress">{words}</p>
        <button
            type="button"
            id=CANCEL_UPLOAD
            class="btn btn-sm"
            data-testid="upload-cancel"
            on:click=move |_| upload.transfer.cancel()
        >
            "取消上传"
        </button>
    }
}
