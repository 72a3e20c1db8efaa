use leptos::prelude::*;
use nmrs_domain::account::MAX_PLATFORM_NAME;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::kind::IdentityRule;

use super::basics::SecondControl;
use super::identity_line::IdentityLine;
use super::row::Row;
use crate::pages::account::form::model::{WECHAT_CHOICE, kind_choices, wants_id_field};
use crate::pages::account::form::state::FormState;
use crate::ui::{Choice, RadioGroup, Select, TextInput};

/// Kind, platform, link and ID: the identity of the account.
#[component]
pub(crate) fn LinkFields(
    /// Identity that the account itself holds: not reported as taken.
    own: Option<String>,
    /// A registered account keeps its kind, except for the two WeChat kinds.
    #[prop(optional)]
    registered: bool,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let info = move || state.kind().info();
    let needs_platform = Memo::new(move |_| info().needs_platform_name);
    let wants_id = Memo::new(move |_| state.form.with(wants_id_field));
    let id_label = Signal::derive(move || match info().identity {
        IdentityRule::ByHand => info().id_label.to_owned(),
        _ => format!("账号 {}", info().id_label),
    });
    let id_hint =
        Signal::derive(move || {
            Some(match info().identity {
            IdentityRule::ByHand => {
                "这个平台的链接不含账号身份，请在平台的账号设置里查到后填写；没有时可以不填。"
            }
            IdentityRule::Wechat => {
                "没有完整的文章链接时，填写链接中 __biz= 后面的内容；手工填写会提示审核人核对。"
            }
            _ => "没有所需形式的链接时，填写平台给账号的编号；手工填写会提示审核人核对。",
        }
        .to_owned())
        });
    view! {
        <KindRow fixed=registered />
        <Show when=move || needs_platform.get()>
            <Row pointer="/platform_name" label="平台名称" required=true hint="账号所在的平台，例如微信、支付宝。">
                <TextInput value=state.platform_name max=MAX_PLATFORM_NAME small=true class="w-full sm:w-72" />
            </Row>
        </Show>
        <Row
            pointer="/url"
            label=Signal::derive(move || info().link_label.to_owned())
            required=true
            hint=Signal::derive(move || Some(format!("{}。", info().link_hint)))
        >
            <TextInput
                value=state.url
                kind="url"
                inputmode="url"
                small=true
                placeholder="https://"
            />
            <IdentityLine own=own />
        </Row>
        <Show when=move || wants_id.get()>
            <Row pointer="/external_id" label=id_label hint=id_hint>
                <TextInput value=state.external_id small=true class="w-full sm:w-72 num" />
            </Row>
        </Show>
    }
}

#[component]
fn KindRow(fixed: bool) -> impl IntoView {
    let state = expect_context::<FormState>();
    let choices: Vec<_> = kind_choices()
        .into_iter()
        .map(|(value, label)| Choice::new(value, label))
        .collect();
    let is_wechat = Memo::new(move |_| state.choice.with(|c| c == WECHAT_CHOICE));
    let sorts = vec![
        (AccountKind::WechatSubscription, "订阅号"),
        (AccountKind::WechatService, "服务号"),
    ];
    let sorts = StoredValue::new(sorts);
    view! {
        <Row pointer="/kind" label="账号类型" required=true>
            <div class="flex flex-wrap gap-x-4 gap-y-1 items-center w-full">
                <Select
                    value=state.choice
                    choices=choices
                    disabled=fixed
                    small=true
                    class="w-full sm:w-48"
                />
                <Show when=move || is_wechat.get()>
                    <SecondControl id="field-wechat" label="公众号类型">
                        <RadioGroup value=state.wechat choices=sorts.get_value() />
                    </SecondControl>
                </Show>
            </div>
        </Row>
    }
}
