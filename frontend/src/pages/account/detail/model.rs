use nmrs_domain::diff::yes_no;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;
use nmrs_domain::workflow::Action;

use crate::api::ApiError;
use crate::app::clock;
use crate::pages::shared::{functions_text, org_path_text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub term: String,
    pub value: String,
    /// Set in tabular figures.
    pub figures: bool,
}

/// Registered values in the order of the form, without the link and without empty ones.
pub fn registration(account: &AccountOut) -> Vec<Line> {
    let kind = account.kind.info();
    let id = account.external_id.clone().unwrap_or_default();
    let text = |term: &str, value: &str| Line {
        term: term.into(),
        value: value.trim().into(),
        figures: false,
    };
    let figures = |term: &str, value: &str| Line {
        figures: true,
        ..text(term, value)
    };
    let contact = &account.contact;
    let mut lines = vec![
        text("填报单位", &account.reporting_unit.name),
        figures("单位标识", &account.reporting_unit.code),
        text("账号类型", kind.label),
        figures("标识码", account.identifier.as_deref().unwrap_or("—")),
        text("平台名称", &account.platform_name),
        text("名称", &account.name),
        text("开设主体", &account.owner),
        text("代表政府", account.represents_government.map_or("", yes_no)),
        text("功能", &functions_text(account, "、")),
        figures(
            kind.id_label,
            &if account.external_id_by_hand {
                format!("{id}（手工填写）")
            } else {
                id
            },
        ),
        text("组织单位", &org_path_text(&account.org_path)),
        text(
            "联系人",
            &[contact.name.as_str(), &contact.position].join(" "),
        ),
        figures("联系人手机", &contact.mobile),
        figures("联系人座机", &contact.landline),
        figures("创建时间", &clock::minute(account.created_at)),
        figures("修改时间", &clock::minute(account.modified_at)),
    ];
    lines.retain(|line| !line.value.is_empty());
    lines
}

/// Returns true for `http` and `https` links.
pub fn is_web(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// 删除草稿
    Discard,
    /// 放弃
    Abandon,
    /// 编辑
    Edit,
    /// 修改并重新提交
    Resubmit,
    /// 提交
    Submit,
    /// 审核: opens this review.
    Review(i64),
}

/// Buttons of the user, the main one last. Rejected changes of a registered account have theirs in
/// `actions`.
pub fn buttons(account: &AccountOut) -> Vec<Button> {
    let may = |action| account.allowed_actions.contains(&action);
    let rejected_add = account.status == Status::AddRejected;
    [
        may(Action::Discard).then_some(Button::Discard),
        (rejected_add && may(Action::Abandon)).then_some(Button::Abandon),
        may(Action::Edit).then_some(Button::Edit),
        (rejected_add && may(Action::Resubmit)).then_some(Button::Resubmit),
        may(Action::Submit).then_some(Button::Submit),
        account
            .review_id
            .filter(|_| may(Action::Approve))
            .map(Button::Review),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Message of a failed action; for an incomplete draft, the missing fields.
pub fn error_text(error: &ApiError) -> String {
    let lacking: Vec<_> = error
        .field_errors()
        .0
        .into_iter()
        .map(|field| field.detail.trim_end_matches('。').to_owned())
        .collect();
    if lacking.is_empty() {
        error.message()
    } else {
        format!("还不能提交，请先编辑：{}。", lacking.join("；"))
    }
}

#[cfg(test)]
mod tests;
