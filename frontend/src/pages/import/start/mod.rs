//! First step: template, upload, recent imports.

mod drop_zone;
mod recent;
mod template;
mod upload;

use leptos::prelude::*;

use self::drop_zone::DropZone;
use self::recent::Recent;
use self::template::Templates;
use super::steps::Head;

#[component]
pub(super) fn Start() -> impl IntoView {
    view! {
        <Head step=1_usize />
        <div class="grid lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-4 items-stretch">
            <section class="bg-base-100 border border-base-300 rounded-box p-5 flex flex-col gap-3">
                <h2 class="font-semibold">"填写模板"</h2>
                <p class="text-small text-label">
                    "一行填一个账号，填写要求见模板里的“填写说明”。示例行不会导入，可以不删。"
                </p>
                <Templates />
                <ul class="text-small text-label list-disc pl-5">
                    <li>"一次最多 10,000 行、10 MB"</li>
                    <li>"可用 WPS 或 Excel 填写，也可以导入 .csv"</li>
                    <li>"列可以换位置，多出来的列不会导入"</li>
                </ul>
            </section>
            <section class="bg-base-100 border border-base-300 rounded-box p-5 flex flex-col gap-3">
                <h2 class="font-semibold">"上传填好的表格"</h2>
                <p class="text-small text-label">
                    "上传后先核对，有错的格子可以直接在网页上改。确认提交或存为草稿之前，什么都不会写入系统。"
                </p>
                <DropZone />
            </section>
        </div>
        <Recent />
    }
}
