use nmrs_domain::account::Function;
use nmrs_domain::actor::Level;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{AccountOut, ContactOut, OrgUnitRef, UnitRef};
use nmrs_domain::workflow::Action;
use time::OffsetDateTime;

fn org(id: i64, name: &str, level: Level) -> OrgUnitRef {
    OrgUnitRef {
        id,
        code: format!("{id:06}"),
        name: name.into(),
        level,
    }
}

/// Account of Haidian, seen by its office.
pub(crate) fn test_account(status: Status, allowed_actions: Vec<Action>) -> AccountOut {
    AccountOut {
        id: 1,
        identifier: None,
        kind: AccountKind::MiniProgram,
        platform_name: "微信".into(),
        name: "西城健康通".into(),
        owner: "西城区卫生健康委员会".into(),
        url: "https://example.cn/".into(),
        external_id: None,
        external_id_by_hand: false,
        represents_government: Some(false),
        functions: vec![Function::Service, Function::Other],
        other_function: "预约挂号".into(),
        contact: ContactOut::default(),
        status,
        version: 3,
        warnings: None,
        allowed_actions,
        reporting_unit: UnitRef {
            id: 5,
            code: "110102M003".into(),
            name: "西城区卫生健康委员会".into(),
        },
        org_path: vec![
            org(1, "北京市", Level::First),
            org(2, "海淀区", Level::Second),
        ],
        waiting_for: status.pending().map(|_| org(2, "海淀区", Level::Second)),
        waiting_days: status.pending().map(|_| 3),
        overdue: false,
        review_id: status.pending().map(|_| 9),
        rejection: None,
        requested: None,
        restored: false,
        created_at: OffsetDateTime::UNIX_EPOCH,
        modified_at: OffsetDateTime::UNIX_EPOCH,
    }
}
