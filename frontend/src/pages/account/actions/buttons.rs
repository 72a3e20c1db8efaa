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
    let asked = RwSignal::new(None::<AccountAction>);
    let navigate = use_navigate();
    let done = Callback::new(move |()| {
        // A deleted account has no page.
        if asked.get_untracked() == Some(AccountAction::Delete) {
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
        let hook = format!("do-{}", action.as_str());
        match action_page(action, &account) {
            Some(href) => {
                view! { <a class=class href=href data-testid=hook>{action.label()}</a> }.into_any()
            }
            None => view! {
                <button
                    type="button"
                    class=class
                    data-testid=hook
                    on:click=move |_| asked.set(Some(action))
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
        {move || asked.get().map(|action| view! {
            <ActionDialog action=action account=account.clone() on_done=done />
        })}
    }
}
