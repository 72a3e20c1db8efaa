use leptos::prelude::*;
use leptos::task::spawn_local;

use nmrs_domain::query::IdentityQuery;

use crate::api::accounts::identity_check;
use crate::api::use_api;
use crate::app::browser;
use crate::pages::account::form::model::{Check, Identity, check_query, identity};
use crate::pages::account::form::state::FormState;

/// Pause in typing before the server is asked.
const PAUSE_MS: i32 = 400;

/// Identity parsed from the link, and whether it is registered already.
#[component]
pub(crate) fn IdentityLine(
    /// Identity that the account itself holds.
    own: Option<String>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let api = use_api();
    let own = StoredValue::new(own);
    let understood = Memo::new(move |_| state.form.with(identity));
    let to_check = Memo::new(move |_| {
        state
            .form
            .with(|form| own.with_value(|own| check_query(form, own.as_deref())))
    });
    // No resource: it misses a change of its key during a load.
    let answer = RwSignal::new(None::<(IdentityQuery, Check)>);
    Effect::new(move |_| {
        let Some(query) = to_check.get() else { return };
        spawn_local(async move {
            browser::sleep(PAUSE_MS).await;
            // The input has changed, or the page was left.
            if to_check.try_get_untracked().flatten().as_ref() != Some(&query) {
                return;
            }
            let check = match identity_check(api, &query).await {
                Ok(answer) if answer.taken => Check::Taken(
                    answer
                        .detail
                        .unwrap_or_else(|| "该账号已登记在册，不能重复报送。".into()),
                ),
                Ok(_) => Check::Free,
                Err(_) => Check::Unknown,
            };
            answer.try_set(Some((query, check)));
        });
    });
    let check = Memo::new(move |_| {
        let query: IdentityQuery = to_check.get()?;
        let (answered, check) = answer.get()?;
        (answered == query).then_some(check)
    });
    let line = move || {
        let link_has_error = state.errors.with(|errors| errors.at("/url").is_some());
        match understood.get() {
            Identity::Known {
                label, id, by_hand, ..
            } => Some(known(
                label,
                &id,
                by_hand,
                to_check.with(Option::is_some),
                check.get(),
            )),
            Identity::Missing if !link_has_error => Some(
                view! {
                    <p class="text-small text-warning" data-testid="identity-missing">
                        "这个链接不含账号身份，请换一个链接，或在下面填写账号编号。"
                    </p>
                }
                .into_any(),
            ),
            _ => None,
        }
    };
    view! { <div aria-live="polite" class="w-full empty:hidden">{line}</div> }
}

fn known(
    label: &'static str,
    id: &str,
    by_hand: bool,
    asks: bool,
    check: Option<Check>,
) -> AnyView {
    let id = id.to_owned();
    let lead = if by_hand {
        "账号身份"
    } else {
        "✓ 已识别账号身份"
    };
    let by_hand = by_hand.then_some("（手工填写）");
    let subject = view! {
        {lead} " " {label} " " <span class="num">{id}</span> {by_hand}
    };
    match check {
        Some(Check::Taken(detail)) => view! {
            <p class="text-small text-error wrap-anywhere" data-testid="identity-taken">
                {detail}
            </p>
        }
        .into_any(),
        Some(Check::Free) => view! {
            <p class="text-small text-success wrap-anywhere" data-testid="identity-free">
                {subject} "，未被登记过"
            </p>
        }
        .into_any(),
        Some(Check::Unknown) => view! {
            <p class="text-small text-muted wrap-anywhere" data-testid="identity-known">
                {subject} "；暂时查不到是否登记过，提交时会再核对"
            </p>
        }
        .into_any(),
        None => view! {
            <p class="text-small text-success wrap-anywhere" data-testid="identity-known">
                {subject}
                {asks.then_some("，正在核对是否登记过…")}
            </p>
        }
        .into_any(),
    }
}
