use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::sheet::use_sheet;
use crate::api::{ApiError, imports};
use crate::app::clock;
use crate::pages::import::download::save_file;
use crate::pages::import::remove::RemoveImport;
use crate::ui::{BusyButton, Icon, IconName, group_thousands, use_submit};

#[component]
pub(super) fn Notices() -> impl IntoView {
    let sheet = use_sheet();
    let notices = Memo::new(move |_| sheet.import.with(|import| import.notices.clone()));
    view! {
        <Show when=move || notices.with(|notices| !notices.is_empty())>
            <div class="alert alert-info alert-soft items-start mb-4 text-small" data-testid="import-notices">
                <Icon name=IconName::Info />
                <ul class="flex flex-col gap-1 min-w-0 wrap-anywhere">
                    {move || notices.get().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                </ul>
            </div>
        </Show>
    }
}

#[component]
pub(super) fn Overview() -> impl IntoView {
    let sheet = use_sheet();
    let figure = move |label: &'static str,
                       name: &'static str,
                       read: fn(&nmrs_domain::wire::ImportOut) -> u32,
                       tone: &'static str| {
        let number = Memo::new(move |_| sheet.import.with(read));
        view! {
            <span class="whitespace-nowrap">
                {label} " "
                <b
                    class=move || format!("num font-semibold text-[15px] {}", if number.get() > 0 { tone } else { "" })
                    data-testid=format!("import-{name}")
                >
                    {move || group_thousands(number.get().into())}
                </b>
                " 行"
            </span>
        }
    };
    let skipped = Memo::new(move |_| sheet.import.with(|import| import.skipped > 0));
    let file = move || {
        sheet.import.with(|import| {
            let sheet = match import.sheet.as_str() {
                "" => String::new(),
                sheet => format!(" · {sheet}"),
            };
            format!("{}{sheet}", import.filename)
        })
    };
    let until = move || sheet.import.with(|import| clock::minute(import.expires_at));
    view! {
        <header class="px-5 py-4 flex flex-wrap items-center gap-x-6 gap-y-2" data-testid="import-overview">
            <div class="min-w-0 basis-72 grow">
                <p class="font-medium wrap-anywhere">{file}</p>
                <p class="text-small text-muted num">"保留到 " {until} "，还没有写入系统"</p>
            </div>
            <p class="flex flex-wrap gap-x-5 text-small text-label">
                {figure("共", "rows", |import| import.rows, "")}
                {figure("有错误", "errors", |import| import.errors, "text-error")}
                {figure("有提醒", "warnings", |import| import.warnings, "text-warning")}
                <Show when=move || skipped.get()>
                    {figure("不导入", "skipped", |import| import.skipped, "")}
                </Show>
            </p>
            <div class="flex flex-wrap gap-2">
                <Report />
                <Remove />
            </div>
        </header>
    }
}

#[component]
fn Report() -> impl IntoView {
    let sheet = use_sheet();
    let submit = use_submit();
    let any = Memo::new(move |_| {
        sheet
            .import
            .with(|import| import.errors + import.warnings > 0)
    });
    let wrong = Memo::new(move |_| sheet.import.with(|import| import.errors > 0));
    let get = move |()| {
        let call = imports::errors(sheet.api, sheet.id);
        submit.run_with(save_file(call, sheet.toasts), move |result| {
            if let Err(error) = result {
                sheet.handle_error(&error);
            }
        });
    };
    view! {
        <Show when=move || any.get()>
            <span data-testid="error-report">
                <BusyButton busy=submit.busy() class="btn btn-sm font-normal" on_click=get>
                    <Icon name=IconName::Download class="size-4" />
                    {move || if wrong.get() { "下载错误报告" } else { "下载检查报告" }}
                </BusyButton>
            </span>
        </Show>
    }
}

#[component]
fn Remove() -> impl IntoView {
    let sheet = use_sheet();
    let navigate = use_navigate();
    let leave = move |()| navigate("/accounts/import", NavigateOptions::default());
    let refused = move |error: ApiError| sheet.handle_error(&error);
    view! {
        <RemoveImport id=sheet.id class="btn btn-sm font-normal" on_removed=leave on_refused=refused />
    }
}
