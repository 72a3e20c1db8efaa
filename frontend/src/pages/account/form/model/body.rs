//! Body of a submission.

use nmrs_domain::account::Function;
use nmrs_domain::diff::{self, FieldChange};
use nmrs_domain::form;
use nmrs_domain::wire::AccountIn;

use super::identity::wants_id_field;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// 暂存
    Keep,
    /// 提交
    Submit,
}

/// Body for the server, without fields that the page does not show.
pub(crate) fn request_body(form: &AccountIn, intent: Intent) -> AccountIn {
    let info = form.kind.info();
    let mut out = form.clone();
    if !info.needs_platform_name {
        out.platform_name.clear();
    }
    if !wants_id_field(form) {
        out.external_id.clear();
    }
    if !form.functions.contains(&Function::Other) {
        out.other_function.clear();
    }
    out.functions.sort_unstable();
    out.submit = intent == Intent::Submit;
    out
}

pub(crate) fn changed_since(base: &AccountIn, newest: &AccountIn) -> Vec<FieldChange> {
    // Stored values are valid as a draft.
    match (form::draft(base), form::draft(newest)) {
        (Ok(base), Ok(newest)) => diff::between(Some(&base), &newest),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::kind::AccountKind;

    #[test]
    fn hidden_fields_are_not_sent() {
        let form = AccountIn {
            platform_name: "支付宝".into(),
            external_id: "2392311328".into(),
            other_function: "预约".into(),
            url: "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==".into(),
            functions: vec![Function::Service, Function::Publish],
            ..AccountIn::empty(AccountKind::WechatService)
        };
        let out = request_body(&form, Intent::Submit);
        assert!(out.submit);
        assert_eq!(out.platform_name, "");
        assert_eq!(out.external_id, "");
        assert_eq!(out.other_function, "");
        assert_eq!(out.functions, [Function::Publish, Function::Service]);
        assert!(!request_body(&form, Intent::Keep).submit);
    }

    #[test]
    fn changes_by_others_are_listed_by_field() {
        let base = AccountIn {
            name: "上庄发布".into(),
            version: Some(3),
            ..AccountIn::empty(AccountKind::Weibo)
        };
        let newest = AccountIn {
            name: "上庄镇发布".into(),
            version: Some(4),
            ..base.clone()
        };
        let changes = changed_since(&base, &newest);
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!(
            (changes[0].label.as_str(), changes[0].new.as_str()),
            ("名称", "上庄镇发布")
        );
        assert!(changed_since(&base, &base).is_empty());
    }
}
