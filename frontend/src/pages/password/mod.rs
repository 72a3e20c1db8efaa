//! Change of the user's own password.

mod model;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api::{auth, use_api};
use crate::app::use_session;
use crate::ui::{BusyButton, Field, FormError, PageTitle, PasswordInput, use_submit, use_toasts};

#[component]
pub fn PasswordPage() -> impl IntoView {
    let (api, session, toasts) = (use_api(), use_session(), use_toasts());
    let old = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let repeated = RwSignal::new(String::new());
    let submit = use_submit();
    let change = move |event: SubmitEvent| {
        event.prevent_default();
        let input = model::change(
            &old.get_untracked(),
            &new.get_untracked(),
            &repeated.get_untracked(),
        );
        let input = match input {
            Ok(input) => input,
            Err(errors) => return submit.refuse(errors),
        };
        let call = async move {
            let result = auth::change_password(api, &input).await;
            result.inspect(|()| {
                toasts.success("密码已修改，请用新密码登录。");
                // The server has ended all sessions; the shell redirects to the sign-in page.
                session.end();
            })
        };
        submit.run_with(call, move |result| {
            if let Err(error) = result {
                submit.refuse(model::refused(&error));
            }
        });
    };
    let username = move || {
        session
            .user()
            .with(|user| user.as_ref().map(|user| user.username.clone()))
    };
    view! {
        <div class="mb-4"><PageTitle text="修改密码" /></div>
        <section class="bg-base-100 border border-base-300 rounded-box max-w-xl">
            <form class="p-5 flex flex-col gap-4" novalidate on:submit=change>
                // For password managers.
                <input type="text" name="username" autocomplete="username" class="hidden" readonly value=username />
                <Field label="原密码" required=true error=submit.error_at("/old_password")>
                    <PasswordInput value=old name="old_password" />
                </Field>
                <Field
                    label="新密码"
                    required=true
                    hint="至少 8 位，须含大写字母、小写字母、数字、符号中的三种，且不同于原密码。"
                    error=submit.error_at("/new_password")
                >
                    <PasswordInput value=new name="new_password" autocomplete="new-password" />
                </Field>
                <Field label="再次填写新密码" required=true error=submit.error_at("/repeated")>
                    <PasswordInput value=repeated name="repeated" autocomplete="new-password" />
                </Field>
                <FormError error=submit.error_at("") />
                <p class="text-small text-muted">"修改后，此用户在所有设备上都需重新登录。"</p>
                <div>
                    <BusyButton busy=submit.busy() class="btn btn-primary" submit=true>"修改密码"</BusyButton>
                </div>
            </form>
        </section>
    }
}
