use serde::{Deserialize, Serialize};

use crate::actor::Branch;

/// The version of the templates that this program gives out; a file that names another one is
/// read all the same, and the user is told.
pub const TEMPLATE_VERSION: u32 = 1;

/// A row whose name begins with this is the example of the template, and is never imported.
pub const EXAMPLE_MARK: &str = "【示例】";

/// A column of the template in which a unit declares its accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum ImportColumn {
    /// 账号名称
    Name,
    /// 开设主体
    Owner,
    /// 账号类型, as [`crate::kind::KindInfo::label`] writes it.
    Kind,
    /// 平台名称, for mini-programs and others.
    PlatformName,
    /// 是否代表政府: 是 or 否.
    RepresentsGovernment,
    /// 信息发布: 是 or 否, like the next two.
    Publish,
    /// 办事服务
    Service,
    /// 互动交流
    Interact,
    /// 其他功能: what else it is for; a text here means that it has other functions.
    OtherFunction,
    /// 链接
    Url,
    /// 平台 ID, by hand, where the link carries none.
    ExternalId,
    /// 联系人姓名
    ContactName,
    /// 联系人职务
    ContactPosition,
    /// 联系人手机
    ContactMobile,
    /// 联系人座机
    ContactLandline,
}

impl ImportColumn {
    /// As pages and messages name it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "账号名称",
            Self::Owner => "开设主体",
            Self::Kind => "账号类型",
            Self::PlatformName => "平台名称",
            Self::RepresentsGovernment => "是否代表政府",
            Self::Publish => "信息发布",
            Self::Service => "办事服务",
            Self::Interact => "互动交流",
            Self::OtherFunction => "其他功能",
            Self::Url => "链接",
            Self::ExternalId => "平台 ID",
            Self::ContactName => "联系人姓名",
            Self::ContactPosition => "联系人职务",
            Self::ContactMobile => "联系人手机",
            Self::ContactLandline => "联系人座机",
        }
    }

    /// Its title in the template of a branch, without the mark of what is required.
    pub const fn title(self, branch: Branch) -> &'static str {
        match (self, branch) {
            (Self::RepresentsGovernment, Branch::Ministry) => "是否代表国务院部门",
            (Self::RepresentsGovernment, _) => "是否代表省/市/县（区）人民政府",
            (Self::Url, _) => "文章链接/主页链接/下载链接",
            _ => self.label(),
        }
    }

    /// Whether every row needs it. The three functions count as one: at least one of them, or
    /// other functions, has to be there.
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Owner | Self::Kind | Self::RepresentsGovernment | Self::Url
        )
    }

    /// Where the account form has it, as [`crate::form`] points at it.
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Name => "/name",
            Self::Owner => "/owner",
            Self::Kind => "/kind",
            Self::PlatformName => "/platform_name",
            Self::RepresentsGovernment => "/represents_government",
            Self::Publish | Self::Service | Self::Interact => "/functions",
            Self::OtherFunction => "/other_function",
            Self::Url => "/url",
            Self::ExternalId => "/external_id",
            Self::ContactName => "/contact/name",
            Self::ContactPosition => "/contact/position",
            Self::ContactMobile => "/contact/mobile",
            Self::ContactLandline => "/contact/landline",
        }
    }
}

wire_names!(ImportColumn);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_bodies_and_each_stands_once() {
        for (at, column) in ImportColumn::ALL.into_iter().enumerate() {
            assert_eq!(
                serde_json::to_value(column).unwrap(),
                column.as_str(),
                "{column:?}"
            );
            assert!(
                !ImportColumn::ALL[..at].contains(&column),
                "{column:?} twice"
            );
        }
    }

    #[test]
    fn no_two_columns_of_a_template_have_one_title() {
        for branch in [Branch::Local, Branch::Ministry] {
            let mut titles: Vec<_> = ImportColumn::ALL.map(|c| c.title(branch)).to_vec();
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), ImportColumn::ALL.len());
        }
    }
}
