use leptos::prelude::*;
use nmrs_domain::wire::AccountOut;

use super::model::{RowAction, draft_gaps};
use super::state::{ListState, use_list};
use crate::api::{Api, ApiResult, accounts, use_api};
use crate::pages::account::actions::ActionDialog;
use crate::pages::shared::name_text;
use crate::ui::{ConfirmDialog, Dialog, use_submit, use_toasts};

/// Dialogs of row actions.
#[component]
pub(super) fn RowDialogs() -> impl IntoView {
    let state = use_list();
    // Mounted again for each action.
    move || {
        let (action, account) = state.open_dialog.get()?;
        let gaps = draft_gaps(&account);
        Some(match action {
            RowAction::Submit if !gaps.is_empty() => {
                view! { <IncompleteDialog account=account gaps=gaps /> }.into_any()
            }
            RowAction::Account(action) => {
                let done = move |()| finish(state);
                view! { <ActionDialog action=action account=account on_done=done /> }.into_any()
            }
            _ => view! { <ActionConfirm action=action account=account /> }.into_any(),
        })
    }
}

#[component]
fn IncompleteDialog(account: AccountOut, gaps: Vec<String>) -> impl IntoView {
    let open = RwSignal::new(true);
    let AccountOut { id, name, .. } = account;
    let gaps = StoredValue::new(gaps);
    let footer = move || {
        view! {
            <button type="button" class="btn btn-sm" on:click=move |_| open.set(false)>"取消"</button>
            <a class="btn btn-sm btn-primary" href=format!("/accounts/{id}/edit") data-testid="fill-in">"去填写"</a>
        }
    };
    view! {
        <Dialog
            open=open
            on_close=move |()| open.set(false)
            title="这条草稿还没有填完"
            width="md:max-w-md"
            footer=footer
        >
            <div class="p-5">
                <p class="wrap-anywhere">{name.clone()}</p>
                <ul class="list-disc pl-5 mt-2 text-small text-label">
                    {gaps.get_value().into_iter().map(|gap| view! { <li>{gap}</li> }).collect_view()}
                </ul>
            </div>
        </Dialog>
    }
}

#[component]
fn ActionConfirm(action: RowAction, account: AccountOut) -> impl IntoView {
    let state = use_list();
    let api = use_api();
    let (toasts, submit) = (use_toasts(), use_submit());
    let open = RwSignal::new(true);
    let submits = action == RowAction::Submit;
    let name = name_text(&account);
    let next = account.org_path.last().map(|org| org.name.clone());
    let meaning = match (submits, next) {
        (false, _) => "删除后不能找回。".to_owned(),
        (true, Some(office)) => format!("提交后由{office}审核，审核期间不能修改。"),
        (true, None) => "提交后审核期间不能修改。".to_owned(),
    };
    let (id, version) = (account.id, account.version);
    let confirm = move |()| {
        submit.run(execute(api, submits, id, version), move |()| {
            toasts.success(if submits {
                "已提交。"
            } else {
                "已删除。"
            });
            finish(state);
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=if submits { "提交这个账号？" } else { "删除这条草稿？" }
            confirm=if submits { "提交" } else { "删除" }
            danger=!submits
            busy=submit.busy()
            error=submit.failure()
            on_confirm=confirm
        >
            <p class="font-medium wrap-anywhere">{name.clone()}</p>
            <p class="text-small text-label">{meaning.clone()}</p>
        </ConfirmDialog>
    }
}

async fn execute(api: Api, submits: bool, id: i64, version: i64) -> ApiResult<()> {
    if submits {
        accounts::submit(api, id, version).await.map(|_| ())
    } else {
        accounts::discard(api, id, version).await
    }
}

fn finish(state: ListState) {
    state.open_dialog.set(None);
    state.refresh();
}
