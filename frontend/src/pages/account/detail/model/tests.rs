use nmrs_domain::account::Function;
use nmrs_domain::actor::Level;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::wire::{ContactOut, OrgUnitRef, UnitRef};
use time::macros::datetime;

use super::*;

fn account() -> AccountOut {
    AccountOut {
        id: 7,
        identifier: None,
        kind: AccountKind::WechatSubscription,
        platform_name: String::new(),
        name: "上庄发布".into(),
        owner: "海淀区上庄镇人民政府".into(),
        url: "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=1&idx=1".into(),
        external_id: Some("MjM5MjMxMTMyOA==".into()),
        external_id_by_hand: false,
        represents_government: Some(true),
        functions: vec![Function::Publish, Function::Other],
        other_function: "预约".into(),
        contact: ContactOut::default(),
        status: Status::AddRejected,
        version: 3,
        warnings: None,
        allowed_actions: vec![Action::Abandon, Action::Resubmit],
        reporting_unit: UnitRef {
            id: 1,
            code: "110108M044".into(),
            name: "海淀区上庄镇人民政府".into(),
        },
        org_path: vec![
            office(2, "110000", "北京市", Level::First),
            office(3, "110108", "海淀区", Level::Second),
        ],
        waiting_for: None,
        waiting_days: None,
        overdue: false,
        review_id: None,
        rejection: None,
        requested: None,
        restored: false,
        created_at: datetime!(2026-11-17 01:12 UTC),
        modified_at: datetime!(2026-11-20 01:12 UTC),
    }
}

fn office(id: i64, code: &str, name: &str, level: Level) -> OrgUnitRef {
    OrgUnitRef {
        id,
        code: code.into(),
        name: name.into(),
        level,
    }
}

fn value<'a>(lines: &'a [Line], term: &str) -> Option<&'a str> {
    lines
        .iter()
        .find(|line| line.term == term)
        .map(|line| line.value.as_str())
}

#[test]
fn empty_values_have_no_line() {
    let lines = registration(&account());
    assert_eq!(value(&lines, "标识码"), Some("—"));
    assert_eq!(value(&lines, "功能"), Some("信息发布、其他：预约"));
    assert_eq!(value(&lines, "组织单位"), Some("北京市 / 海淀区"));
    assert_eq!(value(&lines, "修改时间"), Some("2026-11-20 09:12"));
    assert_eq!(value(&lines, "平台名称"), None);
    assert_eq!(value(&lines, "联系人"), None);
}

#[test]
fn an_identity_entered_by_hand_is_marked() {
    let lines = registration(&AccountOut {
        external_id_by_hand: true,
        ..account()
    });
    assert_eq!(value(&lines, "biz"), Some("MjM5MjMxMTMyOA==（手工填写）"));
}

#[test]
fn only_links_of_the_web_are_followed() {
    assert!(is_web("HTTPS://weibo.com/u/1"));
    assert!(!is_web("javascript:alert(1)"));
    assert!(!is_web("weibo.com/u/1"));
}

#[test]
fn only_a_rejected_addition_has_buttons_here() {
    assert_eq!(buttons(&account()), [Button::Abandon, Button::Resubmit]);
    let change = AccountOut {
        status: Status::ModifyRejected,
        ..account()
    };
    assert!(buttons(&change).is_empty());
}

#[test]
fn only_the_office_whose_turn_it_is_gets_the_review_button() {
    let pending = AccountOut {
        status: Status::AddPending,
        review_id: Some(9),
        allowed_actions: vec![Action::Approve, Action::Reject],
        ..account()
    };
    assert_eq!(buttons(&pending), [Button::Review(9)]);
    let elsewhere = AccountOut {
        allowed_actions: vec![],
        ..pending
    };
    assert!(buttons(&elsewhere).is_empty());
}

#[test]
fn the_error_of_an_incomplete_draft_lists_its_missing_fields() {
    let problem = r#"{"type":"/problems/validation_failed","title":"x","status":422,
        "code":"validation_failed","detail":"有内容需要更正。","request_id":"r",
        "errors":[{"pointer":"/name","detail":"请填写账号名称"}]}"#;
    let error = ApiError::Problem(Box::new(serde_json::from_str(problem).unwrap()));
    assert_eq!(error_text(&error), "还不能提交，请先编辑：请填写账号名称。");
    assert_eq!(error_text(&ApiError::Offline), ApiError::Offline.message());
}
