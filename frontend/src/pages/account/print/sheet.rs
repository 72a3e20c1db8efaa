use leptos::prelude::*;
use nmrs_domain::wire::AccountOut;

use super::model::{Cell, LogSummary, cells};
use super::qr_code::code;
use crate::app::{clock, use_session};
use crate::ui::PageTitle;

/// Printed sheet. Every part is bounded in height so that it stays one page.
#[component]
pub(super) fn Sheet(account: AccountOut, summary: LogSummary, address: String) -> impl IntoView {
    let cells = cells(&account)
        .into_iter()
        .map(|cell| {
            let Cell { term, value, wide } = cell;
            view! {
                <div class="sheet-cell" class:sheet-wide=wide>
                    <dt>{term}</dt>
                    <dd><span class="line-clamp-3 wrap-anywhere num">{value}</span></dd>
                </div>
            }
        })
        .collect_view();
    let identifier = account.identifier.unwrap_or_else(|| "（尚未赋码）".into());
    let session = use_session();
    let user = move || session.user().get().map(|user| user.name.clone());
    view! {
        <article class="paper sheet" data-testid="sheet">
            <div class="text-center mb-3"><PageTitle text="政务新媒体账号登记表" /></div>
            <p class="flex flex-wrap justify-between gap-x-4 mb-1.5 text-small">
                <span>"新媒体标识码："<b class="num" data-testid="sheet-identifier">{identifier.clone()}</b></span>
                <span class="num">"打印："{user}" "{clock::minute(clock::now())}</span>
            </p>
            <dl class="sheet-grid">{cells}</dl>
            <Steps summary=summary />
            <div class="sheet-foot">
                <Signatures />
                <Lookup identifier=identifier address=address />
            </div>
            <p class="text-[11px] leading-[16px] text-label mt-2">
                "过长的内容以“…”截断，全文以系统登记为准。本表由政务新媒体报送系统生成，签字盖章后归档。"
            </p>
        </article>
    }
}

#[component]
fn Steps(summary: LogSummary) -> impl IntoView {
    let LogSummary { steps, total, head } = summary;
    let shown = steps.len();
    let rows = steps
        .into_iter()
        .map(|step| {
            view! {
                <tr>
                    <td class="num">{step.day}</td>
                    <td><span class="line-clamp-3 sm:line-clamp-1">{step.what}</span></td>
                    <td><span class="line-clamp-3 sm:line-clamp-1 break-all">{step.unit}</span></td>
                    <td><span class="line-clamp-3 sm:line-clamp-1 break-all">{step.person}</span></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="sheet-steps">
            <caption class="sr-only">"办理记录"</caption>
            <thead>
                <tr><th>"日期"</th><th>"办理事项"</th><th>"办理单位"</th><th>"经办人"</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="hash mt-1">
            {format!("流水共 {total} 条，此处列出 {shown} 条；末条校验值 {head}")}
        </p>
    }
}

#[component]
fn Signatures() -> impl IntoView {
    ["填报单位（盖章）", "审核单位（盖章）"]
        .map(|party| {
            view! {
                <div class="sheet-sign">
                    <p>{party}</p>
                    <p class="mt-auto">"经办人："</p>
                    <p>"日　期：　　　年　　月　　日"</p>
                </div>
            }
        })
        .collect_view()
}

#[component]
fn Lookup(identifier: String, address: String) -> impl IntoView {
    view! {
        <div class="sheet-lookup">
            <div class="sheet-code">{code(&address)}</div>
            <p class="num">{identifier}</p>
            <p class="break-all line-clamp-2" data-testid="sheet-address">{address}</p>
        </div>
    }
}
