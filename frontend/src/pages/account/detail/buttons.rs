use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::model::{self, Button};
use crate::api::{Api, ApiResult, accounts, use_api};
use crate::pages::shared::use_notify;
use crate::ui::{ConfirmDialog, use_submit};

/// Actions that need a confirmation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Confirmable {
    Submit,
    Discard,
    Abandon,
}

impl Confirmable {
    const fn texts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Submit => (
                "提交这个账号？",
                "提交后进入审核，审核结束前不能修改。",
                "提交",
                "已提交，等待审核。",
            ),
            Self::Discard => (
                "删除这份草稿？",
                "草稿删除后不能找回。",
                "删除草稿",
                "草稿已删除。",
            ),
            Self::Abandon => (
                "放弃这次添加申请？",
                "放弃后账号不再显示在列表中，流水仍会保留；以后需要时可重新填报。",
                "放弃申请",
                "已放弃添加申请。",
            ),
        }
    }

    async fn execute(self, api: Api, id: i64, version: i64) -> ApiResult<()> {
        match self {
            Self::Submit => accounts::submit(api, id, version).await.map(|_| ()),
            Self::Discard => accounts::discard(api, id, version).await,
            Self::Abandon => accounts::abandon(api, id, version).await,
        }
    }
}

const PLAIN: &str = "btn btn-sm";
const MAIN: &str = "btn btn-sm btn-primary";

#[component]
pub(super) fn Actions(
    id: i64,
    version: i64,
    buttons: Vec<Button>,
    /// Called when the account has to be reloaded.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let (api, notify, submit) = (use_api(), use_notify(), use_submit());
    let navigate = use_navigate();
    let pending = RwSignal::new(Confirmable::Submit);
    let open = RwSignal::new(false);
    let ask = move |action| {
        move |_| {
            pending.set(action);
            submit.reset();
            open.set(true);
        }
    };
    let confirmed = move |()| {
        let action = pending.get_untracked();
        let navigate = navigate.clone();
        let call = async move {
            let result = action.execute(api, id, version).await;
            result.inspect(|()| notify.success(action.texts().3))
        };
        submit.run_with(call, move |result| match result {
            Ok(()) => {
                open.set(false);
                if action == Confirmable::Submit {
                    on_changed.run(());
                } else {
                    navigate("/accounts", NavigateOptions::default());
                }
            }
            Err(error) => submit.fail(model::error_text(&error)),
        });
    };
    let link =
        |class, href: String, label| view! { <a class=class href=href>{label}</a> }.into_any();
    let button = move |class, action, label| {
        view! { <button type="button" class=class on:click=ask(action)>{label}</button> }.into_any()
    };
    let buttons = buttons
        .into_iter()
        .map(|shown| match shown {
            Button::Discard => button(PLAIN, Confirmable::Discard, "删除草稿"),
            Button::Abandon => button(PLAIN, Confirmable::Abandon, "放弃"),
            Button::Edit => link(PLAIN, format!("/accounts/{id}/edit"), "编辑"),
            Button::Resubmit => link(MAIN, format!("/accounts/{id}/edit"), "修改并重新提交"),
            Button::Submit => button(MAIN, Confirmable::Submit, "提交"),
            Button::Review(review) => link(
                MAIN,
                format!("/accounts?tab=to_review&review={review}"),
                "审核",
            ),
        })
        .collect_view();
    view! {
        <div class="ml-auto flex flex-wrap gap-2">{buttons}</div>
        {move || {
            let action = pending.get();
            let (title, meaning, confirm, _) = action.texts();
            view! {
                <ConfirmDialog
                    open=open
                    title=title
                    confirm=confirm
                    danger=action != Confirmable::Submit
                    busy=submit.busy()
                    error=submit.failure()
                    on_confirm=confirmed.clone()
                >
                    <p>{meaning}</p>
                </ConfirmDialog>
            }
        }}
    }
}
