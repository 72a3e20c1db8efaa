use leptos::prelude::*;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::{ImportCommitIn, ImportMode};

use super::sheet::use_sheet;
use crate::api::imports;
use crate::app::use_session;
use crate::lists::use_summary;
use crate::pages::import::model::commit_effects;
use crate::ui::{BusyButton, Dialog, FormError, group_thousands, use_submit};

#[component]
pub(super) fn CommitDialog(asked: RwSignal<Option<ImportMode>>) -> impl IntoView {
    let sheet = use_sheet();
    let (user, summary) = (use_session().user(), use_summary());
    let submit = use_submit();
    let busy = submit.busy();
    // Keeps the texts while the dialog closes.
    let mode = Memo::new(move |before: Option<&ImportMode>| {
        asked
            .get()
            .or(before.copied())
            .unwrap_or(ImportMode::Submit)
    });
    let title = Signal::derive(move || {
        let rows = sheet
            .import
            .with(|import| group_thousands(import.rows.into()));
        match mode.get() {
            ImportMode::Submit => format!("提交 {rows} 个账号？"),
            ImportMode::Draft => format!("把 {rows} 个账号存为草稿？"),
        }
    });
    let message = move || {
        let office = user.with(|user| {
            let office = user.as_ref().and_then(|user| user.org_path.last());
            office.map_or("上级组织单位".to_owned(), |office| {
                office.name.clone()
            })
        });
        sheet
            .import
            .with(|import| commit_effects(import, mode.get(), &office))
    };
    let commit = move |()| {
        let version = sheet.import.with_untracked(|import| import.version);
        let body = ImportCommitIn {
            mode: mode.get_untracked(),
            version,
        };
        let call = async move {
            let result = imports::commit(sheet.api, sheet.id, &body).await;
            match &result {
                Ok(_) => summary.refresh(),
                Err(error) if error.code().is_some_and(closes) => {
                    sheet.toasts.error(error.message());
                }
                Err(_) => {}
            }
            result
        };
        submit.run_with(call, move |result| match result {
            Ok(done) => {
                asked.set(None);
                let mut import = sheet.import.get_untracked();
                import.committed = Some(done);
                sheet.now.set(Some(import));
            }
            Err(error) => {
                if error.code().is_some_and(closes) {
                    asked.set(None);
                } else {
                    submit.fail(error.with_request(error.message()));
                }
                sheet.handle_error(&error);
            }
        });
    };
    let close = move |()| {
        if !busy.get_untracked() {
            submit.reset();
            asked.set(None);
        }
    };
    let footer = move || {
        let words = match mode.get() {
            ImportMode::Submit => "提交审核",
            ImportMode::Draft => "存为草稿",
        };
        view! {
            <button type="button" class="btn btn-sm" disabled=move || busy.get() on:click=move |_| close(())>
                "再看看"
            </button>
            <span data-testid="commit">
                <BusyButton busy=busy on_click=commit>{words}</BusyButton>
            </span>
        }
    };
    view! {
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=close
            title=title
            width="md:max-w-md"
            footer=footer
        >
            <div class="p-5 flex flex-col gap-2" data-testid="commit-dialog">
                {move || message().into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                <p class="text-small text-muted">"全部成功才会写入；只要有一行不行，就一行也不写入。"</p>
                <FormError error=submit.failure() />
            </div>
        </Dialog>
    }
}

/// Returns true for errors after which the rows must be reviewed again.
const fn closes(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::ImportHasErrors
            | ErrorCode::ImportCommitted
            | ErrorCode::VersionConflict
            | ErrorCode::NotFound
    )
}
