use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use nmrs_domain::actor::SignInRole;

use super::model;
use crate::api::{auth, use_api};
use crate::ui::{BusyButton, Field, FormError, PasswordInput, TextInput, use_submit};

#[component]
pub(super) fn SignInForm(
    /// Fixed role and user name, when the same user has to sign in again.
    #[prop(optional, into)]
    fixed: Option<(SignInRole, String)>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let api = use_api();
    let is_fixed = fixed.is_some();
    let (role, username) = fixed.unwrap_or((SignInRole::Organizing, String::new()));
    let role = RwSignal::new(role);
    let username = RwSignal::new(username);
    let password = RwSignal::new(String::new());
    let submit = use_submit();
    let first = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let (Some(first), false) = (first.get(), is_fixed) {
            // Fails only on an element that is not in the page.
            let _ = first.focus();
        }
    });
    let sign_in = move |event: SubmitEvent| {
        event.prevent_default();
        let input = model::login(
            role.get_untracked(),
            &username.get_untracked(),
            &password.get_untracked(),
        );
        let input = match input {
            Ok(input) => input,
            Err(errors) => return submit.refuse(errors),
        };
        let call = async move { auth::login(api, &input).await };
        // On success the form is unmounted.
        submit.run_with(call, move |result| {
            if let Err(error) = result {
                submit.refuse(model::refused(&error));
            }
        });
    };
    view! {
        <form class="flex flex-col gap-4" novalidate on:submit=sign_in>
            {(!is_fixed).then(|| view! { <RoleTabs role=role /> })}
            <Field
                label="用户名"
                hint=Signal::derive(move || (!is_fixed).then(|| model::username_hint(role.get()).to_owned()))
                error=submit.error_at("/username")
            >
                <TextInput value=username name="username" autocomplete="username" class="w-full num" disabled=is_fixed node_ref=first />
            </Field>
            {(!is_fixed).then(|| view! { <OtherRole role=role username=username /> })}
            <Field label="密码" error=submit.error_at("/password")>
                <PasswordInput value=password />
            </Field>
            <FormError error=submit.error_at("") />
            <div class="flex gap-2">
                {children.map(|children| children())}
                <BusyButton busy=submit.busy() class="btn btn-primary grow" submit=true>"登录"</BusyButton>
            </div>
        </form>
    }
}

/// 组织单位 or 填报单位.
#[component]
fn RoleTabs(role: RwSignal<SignInRole>) -> impl IntoView {
    let tabs = [SignInRole::Organizing, SignInRole::Reporting]
        .map(|own| {
            view! {
                <input
                    type="radio"
                    name="role"
                    class="tab"
                    aria-label=own.label()
                    value=own.as_str()
                    prop:checked=move || role.get() == own
                    on:change=move |_| role.set(own)
                />
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <div class="tabs tabs-box grid grid-cols-2" role="radiogroup" aria-label="登录身份">{tabs}</div>
    }
}

/// Hints that the user name belongs to the other role.
#[component]
fn OtherRole(role: RwSignal<SignInRole>, username: RwSignal<String>) -> impl IntoView {
    let other = Memo::new(move |_| username.with(|name| model::other_role(role.get(), name)));
    move || {
        other.get().map(|other| {
            view! {
                <p class="alert alert-warning alert-soft py-2 text-small" role="status">
                    <span>{format!("这是{}的用户名。", other.label())}</span>
                    <button type="button" class="act font-medium" on:click=move |_| role.set(other)>
                        {format!("改用{}登录", other.label())}
                    </button>
                </p>
            }
        })
    }
}
