use serde::{Deserialize, Serialize};

use crate::actor::Branch;

/// Current version of the template. A file with another version is still imported, with a notice to
/// the user.
pub const TEMPLATE_VERSION: u32 = 1;

/// Prefix of the name in the example row of the template; rows with this prefix are not imported.
pub const EXAMPLE_MARK: &str = "【示例】";

/// Column of the import template.
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
    /// 账号类型, a label of [`crate::kind::KindInfo::label`].
    Kind,
    /// 平台名称, for the kinds 小程序 and 其他.
    PlatformName,
    /// 是否代表政府: 是 or 否.
    RepresentsGovernment,
    /// 信息发布: 是 or 否.
    Publish,
    /// 办事服务: 是 or 否.
    Service,
    /// 互动交流: 是 or 否.
    Interact,
    /// 其他功能: explanation of the other functions; a text other than 否 means that the account
    /// has other functions.
    OtherFunction,
    /// 链接
    Url,
    /// 平台 ID, entered by the user if the link has no identity.
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
    /// Returns the Chinese label on pages and in messages.
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

    /// Returns the title in the template of a branch, without the mark of required columns.
    pub const fn title(self, branch: Branch) -> &'static str {
        match (self, branch) {
            (Self::RepresentsGovernment, Branch::Ministry) => "是否代表国务院部门",
            (Self::RepresentsGovernment, _) => "是否代表省/市/县（区）人民政府",
            (Self::Url, _) => "文章链接/主页链接/下载链接",
            _ => self.label(),
        }
    }

    /// Returns true if every row requires a value. The 3 function columns are not required one by
    /// one: a row requires at least 1 function or other functions.
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Owner | Self::Kind | Self::RepresentsGovernment | Self::Url
        )
    }

    /// Returns the JSON pointer of the field in the account form, as in the errors of
    /// [`crate::form`].
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
