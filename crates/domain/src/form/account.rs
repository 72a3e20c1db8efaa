//! Validation of the account form.

use crate::account::{
    AccountFields, Contact, DraftFields, Function, Functions, MAX_NAME, MAX_OTHER_FUNCTION,
    MAX_OWNER, MAX_PERSON, MAX_PLATFORM_NAME, MAX_POSITION,
};
use crate::error::FieldErrors;
use crate::link::{Link, MAX_EXTERNAL_ID, MAX_URL};
use crate::values::phone::{Landline, Mobile};
use crate::values::text;
use crate::wire::{AccountIn, ContactIn};

/// Validates a form for submission: all required fields must be present.
///
/// # Errors
/// Returns the errors of all invalid or missing fields, each with the expected value.
pub fn fields(input: &AccountIn) -> Result<AccountFields, FieldErrors> {
    let mut errors = FieldErrors::default();
    let draft = parts(input, &mut errors);
    let info = input.kind.info();

    if info.needs_platform_name
        && draft.platform_name.is_none()
        && errors.at("/platform_name").is_none()
    {
        errors.push("/platform_name", "请填写平台名称，例如微信、支付宝");
    }
    let link = if errors.at("/url").is_some() || errors.at("/external_id").is_some() {
        None
    } else if let Some(url) = &draft.url {
        let link = Link::parse(
            input.kind,
            url,
            draft.external_id.as_deref(),
            draft.platform_name.as_deref(),
        );
        let at = match link {
            Err(crate::link::LinkError::BadExternalId | crate::link::LinkError::BadBiz) => {
                "/external_id"
            }
            _ => "/url",
        };
        errors.take(at, link)
    } else {
        errors.push(
            "/url",
            format!("请填写{}。{}", info.link_label, info.link_hint),
        );
        None
    };
    for (at, missing, label) in [
        ("/name", draft.name.is_none(), "账号名称"),
        ("/owner", draft.owner.is_none(), "开设主体"),
    ] {
        if missing && errors.at(at).is_none() {
            errors.push(at, format!("请填写{label}"));
        }
    }
    if draft.represents_government.is_none() {
        errors.push(
            "/represents_government",
            "请选择是否代表本级政府或国务院部门",
        );
    }
    if draft.functions.is_empty() {
        errors.push("/functions", "请至少选择一项功能");
    }
    let wants_other = draft.functions.contains(Function::Other);
    if wants_other && draft.other_function.is_none() && errors.at("/other_function").is_none() {
        errors.push("/other_function", "勾选“其他”时须写明内容");
    }

    let complete = (|| {
        Some(AccountFields {
            kind: draft.kind,
            platform_name: draft.platform_name.filter(|_| info.needs_platform_name),
            name: draft.name?,
            owner: draft.owner?,
            link: link?,
            represents_government: draft.represents_government?,
            functions: draft.functions,
            other_function: draft.other_function.filter(|_| wants_other),
            contact: draft.contact,
        })
    })();
    match complete {
        Some(fields) if errors.is_empty() => Ok(fields),
        _ => Err(errors),
    }
}

/// Validates a form for storage as a draft: present fields are checked, absent fields are allowed.
///
/// # Errors
/// Returns the errors of all fields that are too long or malformed.
pub fn draft(input: &AccountIn) -> Result<DraftFields, FieldErrors> {
    let mut errors = FieldErrors::default();
    let draft = parts(input, &mut errors);
    errors.into_result().map(|()| draft)
}

fn parts(input: &AccountIn, errors: &mut FieldErrors) -> DraftFields {
    let AccountIn {
        kind,
        platform_name,
        name,
        owner,
        url,
        external_id,
        represents_government,
        functions,
        other_function,
        contact,
        submit: _,
        version: _,
    } = input;
    let mut line = |at: &str, label, max, raw: &str| {
        errors
            .take(at, text::optional_line(label, max, raw))
            .flatten()
    };
    let platform_name = line(
        "/platform_name",
        "平台名称",
        MAX_PLATFORM_NAME,
        platform_name,
    );
    let url = line("/url", "链接", MAX_URL, url);
    let external_id = line("/external_id", "平台 ID", MAX_EXTERNAL_ID, external_id);
    let name = line("/name", "账号名称", MAX_NAME, name);
    let owner = line("/owner", "开设主体", MAX_OWNER, owner);
    let other_function = line(
        "/other_function",
        "其他功能",
        MAX_OTHER_FUNCTION,
        other_function,
    );
    DraftFields {
        kind: *kind,
        platform_name,
        name,
        owner,
        url,
        external_id,
        represents_government: *represents_government,
        functions: functions.iter().copied().collect::<Functions>(),
        other_function,
        contact: self::contact(contact, errors),
    }
}

fn contact(input: &ContactIn, errors: &mut FieldErrors) -> Contact {
    let ContactIn {
        name,
        position,
        mobile,
        landline,
    } = input;
    let mut line = |at: &str, label, max, raw: &str| {
        errors
            .take(at, text::optional_line(label, max, raw))
            .flatten()
    };
    let name = line("/contact/name", "联系人姓名", MAX_PERSON, name);
    let position = line("/contact/position", "联系人职务", MAX_POSITION, position);
    let given = |raw: &str| !raw.trim().is_empty();
    Contact {
        name,
        position,
        mobile: given(mobile)
            .then(|| errors.take("/contact/mobile", Mobile::parse(mobile)))
            .flatten(),
        landline: given(landline)
            .then(|| errors.take("/contact/landline", Landline::parse(landline)))
            .flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::AccountKind;

    fn good() -> AccountIn {
        AccountIn {
            kind: AccountKind::WechatSubscription,
            name: "上庄发布".into(),
            owner: "海淀区上庄镇人民政府".into(),
            url: "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=2650&idx=1".into(),
            represents_government: Some(true),
            functions: vec![Function::Publish],
            ..AccountIn::empty(AccountKind::WechatSubscription)
        }
    }

    #[test]
    fn a_good_form_is_taken_and_its_identity_found() {
        let fields = fields(&good()).unwrap();
        assert_eq!(fields.link.identity, "MjM5MjMxMTMyOA==");
        assert_eq!(
            fields.functions.iter().collect::<Vec<_>>(),
            [Function::Publish]
        );
    }

    #[test]
    fn all_errors_are_told_at_once_and_in_order() {
        let errors = fields(&AccountIn {
            functions: vec![Function::Other],
            contact: ContactIn {
                mobile: "123".into(),
                ..ContactIn::default()
            },
            ..AccountIn::empty(AccountKind::MiniProgram)
        })
        .unwrap_err();
        let at: Vec<_> = errors.0.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            at,
            [
                "/contact/mobile",
                "/platform_name",
                "/url",
                "/name",
                "/owner",
                "/represents_government",
                "/other_function"
            ]
        );
    }

    #[test]
    fn one_error_a_field_is_enough() {
        let errors = fields(&AccountIn {
            name: "x".repeat(10_000),
            ..good()
        })
        .unwrap_err();
        assert_eq!(errors.0.len(), 1);
        assert!(errors.at("/name").unwrap().contains("最多 60 字"));
    }

    #[test]
    fn a_draft_may_be_incomplete_but_not_oversized() {
        assert!(draft(&AccountIn::empty(AccountKind::Weibo)).is_ok());
        let half = AccountIn {
            url: "weibo.com/x".into(),
            ..AccountIn::empty(AccountKind::Weibo)
        };
        assert_eq!(draft(&half).unwrap().url.as_deref(), Some("weibo.com/x"));
        let long = AccountIn {
            owner: "长".repeat(101),
            ..AccountIn::empty(AccountKind::Weibo)
        };
        assert!(draft(&long).unwrap_err().at("/owner").is_some());
    }

    #[test]
    fn what_the_kind_does_not_ask_for_is_dropped() {
        let input = AccountIn {
            platform_name: "支付宝".into(),
            other_function: "预约".into(),
            ..good()
        };
        let fields = fields(&input).unwrap();
        assert_eq!((fields.platform_name, fields.other_function), (None, None));
    }
}
