use leptos::prelude::*;
use nmrs_domain::account::{MAX_PERSON, MAX_POSITION};

use super::row::Row;
use crate::pages::account::form::state::FormState;
use crate::ui::{Icon, IconName, TextInput};

/// Optional contact, folded at first.
#[component]
pub(crate) fn ContactFields() -> impl IntoView {
    let state = expect_context::<FormState>();
    let open = state.contact_open;
    view! {
        <div class="border-t border-base-300 pt-4" data-testid="contact">
            <button
                type="button"
                class="flex items-center gap-1 cursor-pointer text-small text-label"
                aria-expanded=move || open.get().to_string()
                aria-controls="contact-fields"
                data-testid="contact-toggle"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || view! {
                    <Icon
                        name=if open.get() { IconName::Down } else { IconName::Right }
                        class="size-4"
                    />
                }}
                "账号联系人（选填，按上级要求填写）"
            </button>
            // Hidden, not removed: folding must not lose input.
            <div
                id="contact-fields"
                class="grid lg:grid-cols-2 gap-x-4 gap-y-4 mt-4"
                class:hidden=move || !open.get()
            >
                <Row pointer="/contact/name" label="姓名">
                    <TextInput value=state.contact_name max=MAX_PERSON small=true />
                </Row>
                <Row pointer="/contact/position" label="职务">
                    <TextInput value=state.contact_position max=MAX_POSITION small=true />
                </Row>
                <Row pointer="/contact/mobile" label="手机号">
                    <TextInput value=state.contact_mobile kind="tel" inputmode="tel" small=true />
                </Row>
                <Row pointer="/contact/landline" label="座机号" hint="带区号，例如 010-35001121。">
                    <TextInput value=state.contact_landline kind="tel" inputmode="tel" small=true />
                </Row>
            </div>
        </div>
    }
}
