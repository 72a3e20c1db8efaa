//! Texts of the templates.

use nmrs_domain::account::{
    MAX_NAME, MAX_OTHER_FUNCTION, MAX_OWNER, MAX_PERSON, MAX_PLATFORM_NAME, MAX_POSITION,
};
use nmrs_domain::actor::Branch;
use nmrs_domain::import::{EXAMPLE_MARK, ImportColumn, TEMPLATE_VERSION};

/// Name of the sheet to fill in.
pub(super) const DATA_SHEET: &str = "账号报送表";
/// Name of the sheet with instructions.
pub(super) const GUIDE_SHEET: &str = "填写说明";

/// Returns the title in the first row, from which the reader takes the template version.
pub(super) fn title(branch: Branch) -> String {
    let edition = match branch {
        Branch::Ministry => "部委版",
        Branch::Local | Branch::Central => "地区版",
    };
    format!("政务新媒体账号批量报送表（{edition} 模板版本 {TEMPLATE_VERSION}）")
}

/// Describes the content of a column.
pub(super) fn description(column: ImportColumn, branch: Branch) -> String {
    use ImportColumn as C;
    match column {
        C::Name => format!("账号在平台上显示的正式名称，不超过 {MAX_NAME} 个字。"),
        C::Owner => format!("开设这个账号的单位或内设机构全称，不超过 {MAX_OWNER} 个字。"),
        C::Kind => "点击单元格，从下拉列表中选择。微信公众号请分清订阅号和服务号。".into(),
        C::PlatformName => format!(
            "账号类型为“小程序”或“其他”时填写所在平台，如“支付宝”，不超过 {MAX_PLATFORM_NAME} 个字；\
             其余类型留空。"
        ),
        C::RepresentsGovernment => match branch {
            Branch::Ministry => {
                "账号以国务院部门（不是其内设机构或直属单位）的名义发声的选“是”，否则选“否”。"
                    .into()
            }
            _ => {
                "账号以省、市或县（区）人民政府的名义发声的选“是”，部门、街道、乡镇等的账号选“否”。"
                    .into()
            }
        },
        C::Publish => "账号发布政务信息的选“是”。四项功能至少要有一项。".into(),
        C::Service => "能通过账号办理事项、查询、预约等的选“是”。".into(),
        C::Interact => "接受留言、咨询、征集意见等并作回应的选“是”。".into(),
        C::OtherFunction => format!(
            "有以上三项之外的功能时，写明是什么功能，不超过 {MAX_OTHER_FUNCTION} 个字；没有则留空。"
        ),
        C::Url => {
            "按账号类型填写文章、主页或下载链接，见下表。请从浏览器或手机分享菜单中复制完整链接。"
                .into()
        }
        C::ExternalId => {
            "链接中带有账号身份的留空，由系统识别；链接中没有的（如人民号、微信视频号），\
             填写平台给账号的编号。手工填写的编号会提示审核人核对。"
                .into()
        }
        C::ContactName => format!("日常联系这个账号的人，不超过 {MAX_PERSON} 个字，可以留空。"),
        C::ContactPosition => format!("联系人的职务，不超过 {MAX_POSITION} 个字，可以留空。"),
        C::ContactMobile => "11 位手机号码，可以留空。".into(),
        C::ContactLandline => "区号与号码之间用短横线，如 010-35001121，可以留空。".into(),
    }
}

/// Returns “required”, “optional” and the like, in Chinese.
pub(super) const fn requirement(column: ImportColumn) -> &'static str {
    use ImportColumn as C;
    match column {
        C::Publish | C::Service | C::Interact | C::OtherFunction => "至少一项",
        C::PlatformName | C::ExternalId => "视类型",
        _ if column.is_required() => "必填",
        _ => "选填",
    }
}

pub(super) fn example(column: ImportColumn, branch: Branch) -> String {
    use ImportColumn as C;
    let ministry = matches!(branch, Branch::Ministry);
    let text = match column {
        C::Name if ministry => return format!("{EXAMPLE_MARK}晋阳税务"),
        C::Name => return format!("{EXAMPLE_MARK}清河发布"),
        C::Owner if ministry => "国家税务总局晋阳市税务局",
        C::Owner => "清河县人民政府办公室",
        C::Kind => "微信订阅号",
        C::PlatformName | C::ExternalId | C::OtherFunction => "",
        C::RepresentsGovernment if ministry => "否",
        C::RepresentsGovernment | C::Publish | C::Interact => "是",
        C::Service => "否",
        C::Url => "https://mp.weixin.qq.com/s?__biz=MzAwMDAwMDAwMA==&mid=1&idx=1",
        C::ContactName => "张联络",
        C::ContactPosition => "科员",
        C::ContactMobile => "13800001111",
        C::ContactLandline => "010-35001121",
    };
    text.into()
}

/// Returns the width of a column in Latin characters.
pub(super) const fn width(column: ImportColumn) -> f64 {
    use ImportColumn as C;
    match column {
        C::Url => 46.0,
        C::Owner => 30.0,
        C::Name => 26.0,
        C::OtherFunction | C::ExternalId => 22.0,
        C::RepresentsGovernment => 18.0,
        C::Kind | C::PlatformName | C::ContactPosition | C::ContactMobile | C::ContactLandline => {
            16.0
        }
        C::Publish | C::Service | C::Interact | C::ContactName => 12.0,
    }
}
