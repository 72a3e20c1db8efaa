use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nmrs_domain::wire::AccountOut;

use super::dialog::LifeDialog;
use super::model::{Deed, deeds, page_of};

/// The buttons of a registered account, for its page.
#[component]
pub(crate) fn LifeActions(
    account: AccountOut,
    /// The account changed: it has to be loaded anew.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let asked = RwSignal::new(None::<Deed>);
    let navigate = use_navigate();
    let done = Callback::new(move |()| {
        // What is deleted has no page any more.
        if asked.get_untracked() == Some(Deed::Delete) {
            navigate("/accounts", NavigateOptions::default());
        } else {
            on_changed.run(());
        }
    });
    let button = |deed: Deed| {
        let class = match deed {
            Deed::Delete => "btn btn-sm text-error",
            Deed::Modify | Deed::Restore | Deed::Resubmit => "btn btn-sm btn-primary",
            Deed::Close | Deed::Abandon => "btn btn-sm",
        };
        let hook = format!("do-{}", deed.as_str());
        match page_of(deed, &account) {
            Some(href) => {
                view! { <a class=class href=href data-testid=hook>{deed.label()}</a> }.into_any()
            }
            None => view! {
                <button
                    type="button"
                    class=class
                    data-testid=hook
                    on:click=move |_| asked.set(Some(deed))
                >
                    {deed.label()}
                </button>
            }
            .into_any(),
        }
    };
    let buttons = deeds(&account).into_iter().map(button).collect_view();
    view! {
        {buttons}
        {move || asked.get().map(|deed| view! {
            <LifeDialog deed=deed account=account.clone() on_done=done />
        })}
    }
}
