use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nmrs_domain::wire::AccountOut;

use super::dialog::ActionDialog;
use super::model::{AccountAction, action_page, available_actions};

/// Action buttons of a registered account.
#[component]
pub(crate) fn ActionButtons(
    account: AccountOut,
    /// Called when the account has to be reloaded.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let open_action = RwSignal::new(None::<AccountAction>);
    let navigate = use_navigate();
    let done = Callback::new(move |()| {
        // A deleted account has no page.
        if open_action.get_untracked() == Some(AccountAction::Delete) {
            navigate("/accounts", NavigateOptions::default());
        } else {
            on_changed.run(());
        }
    });
    let button = |action: AccountAction| {
        let class = match action {
            AccountAction::Delete => "btn btn-sm text-error",
            AccountAction::Modify | AccountAction::Restore | AccountAction::Resubmit => {
                "btn btn-sm btn-primary"
            }
            AccountAction::Close | AccountAction::Abandon => "btn btn-sm",
        };
        let test_id = format!("do-{}", action.as_str());
        match action_page(action, &account) {
            Some(href) => {
                view! { <a class=class href=href data-testid=test_id>{action.label()}</a> }
                    .into_any()
            }
            None => view! {
                <button
                    type="button"
                    class=class
                    data-testid=test_id
                    on:click=move |_| open_action.set(Some(action))
                >
                    {action.label()}
                </button>
            }
            .into_any(),
        }
    };
    let buttons = available_actions(&account)
        .into_iter()
        .map(button)
        .collect_view();
    view! {
        {buttons}
        {move || open_action.get().map(|action| view! {
            <ActionDialog action=action account=account.clone() on_done=done />
        })}
    }
}
