use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nmrs_domain::wire::{EventOut, LogAccountOut, LogContent, LogDocumentOut, SignatureOut};

use super::entry::Details;
use super::model;
use crate::api::{ApiError, accounts, use_api};
use crate::app::{browser, clock};
use crate::lists::Loader;
use crate::pages::shared::org_path_text;
use crate::ui::{
    DescriptionItem, DescriptionList, ErrorState, Icon, IconName, LoadingRows, PageTitle,
    use_toasts,
};

#[component]
pub fn AccountLogPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<i64>().ok()));
    move || view! { <LoadedLog id=id.get().unwrap_or_default() /> }
}

#[component]
fn LoadedLog(id: i64) -> impl IntoView {
    let api = use_api();
    let document = Loader::fixed(id, move |id| accounts::log_document(api, id));
    move || match document.value() {
        None => view! { <LoadingRows rows=8 /> }.into_any(),
        Some(Err(error)) => {
            let error: Signal<ApiError> = Signal::stored(error);
            view! { <ErrorState error=error on_retry=move |()| document.refetch() /> }.into_any()
        }
        Some(Ok(document)) => view! { <Document document=document /> }.into_any(),
    }
}

#[component]
fn Document(document: LogDocumentOut) -> impl IntoView {
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    let LogDocumentOut {
        format: _,
        content,
        signature,
    } = document;
    let id = content.account.id;
    let head = content.verification.head.clone().unwrap_or_default();
    let file = model::file_name(&content);
    let events = content
        .events
        .iter()
        .cloned()
        .map(|event| view! { <EventLine event=event /> })
        .collect_view();
    view! {
        <DocumentButtons id=id file=file text=text />
        <article class="paper" data-testid="log-document">
            <div class="text-center mb-4"><PageTitle text="政务新媒体账号流水" /></div>
            <Header content=content />
            <ol class="mt-4 border-t border-base-300">{events}</ol>
            <Footer head=head signature=signature />
        </article>
    }
}

/// Buttons above the document; not printed.
#[component]
fn DocumentButtons(id: i64, file: String, text: String) -> impl IntoView {
    let toasts = use_toasts();
    let save = move |_| {
        if browser::save_text(&file, &text) {
            toasts.success("已保存流水文件。");
        } else {
            toasts.error("浏览器没有保存文件，请检查下载设置。");
        }
    };
    view! {
        <div class="flex flex-wrap items-center gap-2 mb-4 print:hidden">
            <a class="act mr-auto" href=format!("/accounts/{id}")>"返回账号详情"</a>
            <button type="button" class="btn btn-sm" data-testid="save-document" on:click=save>
                <Icon name=IconName::Download class="size-4" />
                "保存数据文件"
            </button>
            <button type="button" class="btn btn-sm btn-primary" data-testid="print" on:click=|_| browser::print()>
                <Icon name=IconName::Printer class="size-4" />
                "打印"
            </button>
        </div>
    }
}

#[component]
fn Header(content: LogContent) -> impl IntoView {
    let own = model::own_check(&content);
    let LogContent {
        account,
        exported_at,
        exporter_code,
        exporter_name,
        verification,
        events,
    } = content;
    let LogAccountOut {
        identifier,
        kind,
        name,
        status,
        reporting_unit: unit,
        org_path,
        ..
    } = account;
    let verdict = |found: Result<(), String>| match found {
        Ok(()) => view! { <span class="text-success">"完整"</span> }.into_any(),
        Err(detail) => view! { <b class="text-error">"未通过。"{detail}</b> }.into_any(),
    };
    let server = if verification.whole {
        Ok(())
    } else {
        Err(verification.detail.unwrap_or_default())
    };
    view! {
        <DescriptionList>
            <DescriptionItem term="账号名称">{name}</DescriptionItem>
            <DescriptionItem term="标识码"><span class="num">{identifier.unwrap_or_else(|| "—".into())}</span></DescriptionItem>
            <DescriptionItem term="账号类型">{kind.label()}</DescriptionItem>
            <DescriptionItem term="当前状态">{status.label()}</DescriptionItem>
            <DescriptionItem term="填报单位">{unit.name}" "<span class="num">{unit.code}</span></DescriptionItem>
            <DescriptionItem term="组织单位">{org_path_text(&org_path)}</DescriptionItem>
            <DescriptionItem term="导出单位">{exporter_name}" "<span class="num">{exporter_code}</span></DescriptionItem>
            <DescriptionItem term="导出时间"><span class="num">{clock::second(exported_at)}</span></DescriptionItem>
            <DescriptionItem term="流水条数"><span class="num">{events.len()}</span></DescriptionItem>
            <DescriptionItem term="校验结果">
                <span data-testid="document-checks">
                    "服务器核对："{verdict(server)}"；浏览器按本页内容复核："{verdict(own)}
                </span>
            </DescriptionItem>
        </DescriptionList>
    }
}

#[component]
fn EventLine(event: EventOut) -> impl IntoView {
    let (title, step) = (model::title(&event), model::step(&event));
    let entered = model::entered(&event);
    view! {
        <li class="py-2.5 border-b border-base-300 break-inside-avoid" data-testid="document-event">
            <div class="flex flex-wrap gap-x-4">
                <b class="font-medium num">{event.seq}". "{title}</b>
                <span class="text-small text-label">{step}</span>
                <time class="num text-small text-label ml-auto">{clock::second(event.at)}</time>
            </div>
            <div class="text-small text-label">
                {event.actor_name}" "<span class="num">{event.actor_code}</span>
            </div>
            <p class="hash">"校验值 "{event.hash}</p>
            <Details entered=entered class="text-small mt-1" />
        </li>
    }
}

/// Hash, signature and lines to sign on.
#[component]
fn Footer(head: String, signature: SignatureOut) -> impl IntoView {
    let lines = ["经办人", "审核人", "日期"]
        .map(|what| view! { <p class="signature">{what}"："</p> })
        .collect_view();
    view! {
        <section class="mt-4 break-inside-avoid" aria-label="校验与签字">
            <p class="hash">"末条校验值 "{head}</p>
            <p class="hash">"系统签名（"{signature.algorithm}"） "{signature.value}</p>
            <p class="hash">"公钥 "{signature.public_key}</p>
            <p class="text-tiny leading-[18px] text-label mt-2">
                "每条流水的校验值都包含前一条的校验值。日后流水若被改动，系统中同一序号的校验值将与本文件不同。\
                 纸质件请核对末条校验值；数据文件可用 nmrs verify-document 命令验证签名。"
            </p>
            <div class="grid grid-cols-1 sm:grid-cols-3 print:grid-cols-3 gap-x-8 gap-y-6 mt-8">{lines}</div>
        </section>
    }
}
