use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use nmrs_domain::calendar::{MAX_REVIEW_LIMIT, review_limit};

use crate::api::{calendar, use_api};
use crate::lists::Loader;
use crate::pages::shared::use_notify;
use crate::ui::{BusyButton, ErrorState, Field, TextInput, use_submit};

/// Review limit in working days.
#[component]
pub(super) fn LimitForm() -> impl IntoView {
    let (api, notify) = (use_api(), use_notify());
    let loaded = Loader::fixed((), move |()| calendar::limit(api));
    let days = RwSignal::new(String::new());
    let submit = use_submit();
    Effect::new(move |_| {
        if let Some(Ok(limit)) = loaded.value() {
            days.set(limit.working_days.to_string());
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let text = days.get_untracked();
        // A text that is no number is out of bounds as well.
        let number = text.trim().parse().unwrap_or(0);
        if let Err(errors) = review_limit(number) {
            return submit.fail(errors.at("/working_days").unwrap_or_default());
        }
        let call = async move {
            calendar::set_limit(api, number).await.inspect(|limit| {
                notify.success(format!("办理时限已改为 {} 个工作日。", limit.working_days));
            })
        };
        submit.run(call, |_| ());
    };
    let failure = move || match loaded.value() {
        Some(Err(error)) => Some(view! {
            <ErrorState error=Signal::stored(error) on_retry=move |()| loaded.refetch() />
        }),
        _ => None,
    };
    view! {
        <section class="bg-base-100 border border-base-300 rounded-box p-4 mb-4">
            <form novalidate on:submit=save data-testid="field-limit">
                <Field
                    label="审核办理时限（工作日）"
                    hint=format!("1 至 {MAX_REVIEW_LIMIT}。超过时限的审核标为超时，每个工作日提醒一次轮到的单位。")
                    error=submit.failure()
                >
                    <div class="flex items-center gap-3">
                        <TextInput value=days small=true class="w-24 num" inputmode="numeric" />
                        <BusyButton
                            busy=submit.busy()
                            disabled=Signal::derive(move || !matches!(loaded.value(), Some(Ok(_))))
                            submit=true
                            attr:data-testid="save-limit"
                        >
                            "保存"
                        </BusyButton>
                    </div>
                </Field>
            </form>
            {failure}
        </section>
    }
}
