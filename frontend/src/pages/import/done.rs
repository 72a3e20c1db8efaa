use leptos::prelude::*;
use nmrs_domain::wire::ImportMode;
use time::OffsetDateTime;

use super::model::outcome;
use crate::app::{browser, clock};
use crate::ui::{Icon, IconName, group_thousands};

#[component]
pub(super) fn Done(
    mode: ImportMode,
    accounts: u32,
    at: OffsetDateTime,
    skipped: u32,
) -> impl IntoView {
    let (hint, href, way) = match mode {
        ImportMode::Submit => (
            "账号在“已提交”中，状态为添加待审核。审核有了结果会发消息通知。",
            "/accounts",
            "查看已提交",
        ),
        ImportMode::Draft => (
            "账号在“未提交”中，还没有报送。请逐个核对后提交，不需要的及时删除。",
            "/accounts?tab=drafts",
            "查看未提交",
        ),
    };
    // The pressed button was removed with its step.
    browser::focus("import-done");
    view! {
        <section
            class="bg-base-100 border border-base-300 rounded-box py-14 px-6 text-center"
            data-testid="import-done"
        >
            <span class="inline-grid place-items-center size-12 rounded-full bg-success text-success-content">
                <Icon name=IconName::Check class="size-7" />
            </span>
            <h2 id="import-done" tabindex="-1" class="text-[18px] font-semibold mt-3 outline-none">
                {outcome(mode, accounts)}
            </h2>
            <p class="text-label mt-1">{hint}</p>
            <p class="text-small text-muted mt-1 num">
                {clock::minute(at)} " 完成"
                {(skipped > 0).then(|| format!("，{} 行按您的选择没有导入", group_thousands(skipped.into())))}
            </p>
            <div class="flex flex-wrap justify-center gap-2 mt-6">
                <a class="btn btn-sm btn-primary" href=href data-testid="import-result">{way}</a>
                <a class="btn btn-sm" href="/accounts/import">"再导入一个表格"</a>
            </div>
        </section>
    }
}
