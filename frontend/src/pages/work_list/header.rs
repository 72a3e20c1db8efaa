use leptos::prelude::*;
use nmrs_domain::permission::Permission;

use super::state::use_list;
use crate::ui::{Icon, IconName, PageTitle, group_thousands};

#[component]
pub(super) fn Header() -> impl IntoView {
    let state = use_list();
    let may_add = move || Permission::ReportAccounts.granted(state.role.get());
    let totals = move || {
        let summary = state.summary.get();
        let figure = move |figure: fn(&nmrs_domain::wire::AccountSummaryOut) -> u64| {
            summary
                .as_ref()
                .map_or_else(|| "—".to_owned(), |s| group_thousands(figure(s)))
        };
        [
            ("已报送", figure(|s| s.submitted), "submitted"),
            ("微信公众号", figure(|s| s.wechat), "wechat"),
            ("新浪微博", figure(|s| s.weibo), "weibo"),
            ("移动客户端", figure(|s| s.app), "app"),
            ("其他", figure(|s| s.other), "other"),
        ]
        .into_iter()
        .map(|(label, figure, name)| {
            view! {
                <span class="whitespace-nowrap">
                    {label} " "
                    <b class="num font-semibold text-[15px]" data-testid=format!("total-{name}")>
                        {figure}
                    </b>
                </span>
            }
        })
        .collect_view()
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 mb-4">
            <PageTitle text="新媒体账号信息" />
            <div class="flex flex-wrap items-center gap-x-6 gap-y-2">
                <p class="flex flex-wrap gap-x-5 text-small text-label" data-testid="totals">{totals}</p>
                <Show when=may_add>
                    <div class="flex gap-2">
                        <a class="btn btn-sm font-normal bg-base-100 border-base-300" href="/accounts/import" data-testid="import-accounts">
                            <Icon name=IconName::Upload class="size-4" />
                            "批量导入"
                        </a>
                        <a class="btn btn-sm btn-primary" href="/accounts/new" data-testid="add-account">
                            <Icon name=IconName::Plus class="size-4" />
                            "添加账号"
                        </a>
                    </div>
                </Show>
            </div>
        </div>
    }
}
