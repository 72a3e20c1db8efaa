use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::actor::SignInRole;
use nmrs_domain::error::FieldErrors;

use super::model;
use crate::api::{auth, use_api};
use crate::ui::{BusyButton, Field, FormError, PasswordInput, TextInput};

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
    let errors = RwSignal::new(FieldErrors::default());
    let busy = RwSignal::new(false);
    let first = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let (Some(first), false) = (first.get(), is_fixed) {
            // Fails only on an element that is not in the page.
            let _ = first.focus();
        }
    });
    let error_at = move |at: &'static str| {
        Signal::derive(move || errors.with(|errors| errors.at(at).map(str::to_owned)))
    };

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let input = model::login(
            role.get_untracked(),
            &username.get_untracked(),
            &password.get_untracked(),
        );
        let input = match input {
            Ok(input) => input,
            Err(missing) => return errors.set(missing),
        };
        errors.set(FieldErrors::default());
        busy.set(true);
        spawn_local(async move {
            let result = auth::login(api, &input).await;
            // On success the form is unmounted.
            if let Err(error) = result {
                errors.try_set(model::refused(&error));
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="flex flex-col gap-4" novalidate on:submit=submit>
            {(!is_fixed).then(|| view! { <RoleTabs role=role /> })}
            <Field
                label="用户名"
                hint=Signal::derive(move || (!is_fixed).then(|| model::username_hint(role.get()).to_owned()))
                error=error_at("/username")
            >
                <TextInput value=username name="username" autocomplete="username" class="w-full num" disabled=is_fixed node_ref=first />
            </Field>
            {(!is_fixed).then(|| view! { <OtherRole role=role username=username /> })}
            <Field label="密码" error=error_at("/password")>
                <PasswordInput value=password />
            </Field>
            <FormError error=error_at("") />
            <div class="flex gap-2">
                {children.map(|children| children())}
                <BusyButton busy=busy class="btn btn-primary grow" submit=true>"登录"</BusyButton>
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
