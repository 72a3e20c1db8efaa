use serde::{Deserialize, Serialize};

use crate::work_list::columns::Column;

/// Column of an export.
pub trait ExportField: Copy + Eq + std::fmt::Debug + 'static {
    /// Every column, in the default order of the file.
    const ALL: &'static [Self];

    /// Returns the name in request bodies and in NDJSON.
    fn as_str(self) -> &'static str;

    /// Returns the Chinese title in XLSX and CSV files.
    fn label(self) -> &'static str;
}

macro_rules! exported {
    ($(#[$doc:meta])* $name:ident { $($(#[$column_doc:meta])* $column:ident $wire:literal $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        // `utoipa` cannot read a name passed by a macro, so `rename_all` repeats the rule; a test
        // compares both.
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$column_doc])* $column,)*
        }

        impl ExportField for $name {
            const ALL: &'static [Self] = &[$(Self::$column),*];

            fn as_str(self) -> &'static str {
                match self { $(Self::$column => $wire,)* }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$column => $label,)* }
            }
        }
    };
}

exported! {
    /// Column of an export of accounts: the columns of the work list, under the same names, and the
    /// other registered fields.
    ExportColumn {
        /// Official name of the account.
        Name "name" "名称",
        /// Kind of the account.
        Kind "kind" "账号类型",
        /// Name of the platform, for kinds that require a platform name.
        PlatformName "platform_name" "平台名称",
        /// Status of the account.
        Status "status" "状态",
        /// 新媒体标识码
        Identifier "identifier" "新媒体标识码",
        /// Unit or internal office that opened the account.
        Owner "owner" "开设主体",
        /// Full name of the reporting unit.
        UnitName "unit_name" "填报单位全称",
        /// Code of the reporting unit.
        UnitCode "unit_code" "单位唯一标识",
        /// Name of the organizing unit that the reporting unit belongs to.
        OrgUnit "org_unit" "所属组织单位",
        /// Code of the organizing unit that the reporting unit belongs to.
        OrgCode "org_code" "所属组织单位代码",
        /// Name of the level 1 organizing unit.
        Level1 "level1" "一级组织单位",
        /// Name of the level 2 organizing unit; empty if there is none.
        Level2 "level2" "二级组织单位",
        /// Name of the level 3 organizing unit; empty if there is none.
        Level3 "level3" "三级组织单位",
        /// True if the account represents a government or a State Council department.
        RepresentsGovernment "represents_government" "代表政府",
        /// Functions of the account.
        Functions "functions" "功能",
        /// Explanation of the other functions.
        OtherFunction "other_function" "其他功能说明",
        /// Link of the account.
        Url "url" "链接",
        /// ID of the account on the platform.
        ExternalId "external_id" "账号 ID",
        /// True if the user entered the ID of the account on the platform.
        ExternalIdByHand "external_id_by_hand" "账号 ID 为手工填写",
        /// Name of the contact.
        ContactName "contact_name" "联系人姓名",
        /// Position of the contact.
        ContactPosition "contact_position" "联系人职务",
        /// Mobile number of the contact.
        ContactMobile "contact_mobile" "联系人手机",
        /// Landline number of the contact.
        ContactLandline "contact_landline" "联系人座机",
        /// Organizing unit whose decision is pending.
        WaitingFor "waiting_for" "当前审核单位",
        /// Start of the wait for the pending decision.
        WaitingSince "waiting_since" "开始等待时间",
        /// Waiting time of the pending decision, in working days.
        WaitingDays "waiting_days" "已等工作日",
        /// True if the waiting time exceeds the time limit of a decision.
        Overdue "overdue" "已超时限",
        /// True if the account was restored before.
        Restored "restored" "曾恢复",
        /// Time at which the account was created.
        CreatedAt "created_at" "创建时间",
        /// Time of the last change of the account.
        ModifiedAt "modified_at" "修改时间",
        /// Key of the account, as in `/accounts/{id}`.
        Id "id" "系统编号",
    }
}

exported! {
    /// Column of an export of reporting units.
    UnitColumn {
        /// Code of the reporting unit, equal to the user name.
        Code "code" "单位唯一标识",
        /// Full name of the reporting unit.
        Name "name" "填报单位全称",
        /// Name of the organizing unit that the reporting unit belongs to.
        OrgUnit "org_unit" "所属组织单位",
        /// Code of the organizing unit that the reporting unit belongs to.
        OrgCode "org_code" "所属组织单位代码",
        /// Name of the level 1 organizing unit.
        Level1 "level1" "一级组织单位",
        /// Name of the level 2 organizing unit; empty if there is none.
        Level2 "level2" "二级组织单位",
        /// Name of the level 3 organizing unit; empty if there is none.
        Level3 "level3" "三级组织单位",
        /// Number of accounts of the reporting unit.
        AccountCount "account_count" "账号数",
        /// Time at which the reporting unit was created.
        CreatedAt "created_at" "创建时间",
        /// Key of the reporting unit, as in `/reporting-units/{id}`.
        Id "id" "系统编号",
    }
}

impl From<Column> for ExportColumn {
    fn from(column: Column) -> Self {
        match column {
            Column::Name => Self::Name,
            Column::Kind => Self::Kind,
            Column::Status => Self::Status,
            Column::WaitingDays => Self::WaitingDays,
            Column::Identifier => Self::Identifier,
            Column::UnitName => Self::UnitName,
            Column::ModifiedAt => Self::ModifiedAt,
            Column::Functions => Self::Functions,
            Column::UnitCode => Self::UnitCode,
            Column::OrgUnit => Self::OrgUnit,
            Column::WaitingFor => Self::WaitingFor,
            Column::RepresentsGovernment => Self::RepresentsGovernment,
            Column::Owner => Self::Owner,
            Column::ExternalId => Self::ExternalId,
            Column::Url => Self::Url,
            Column::CreatedAt => Self::CreatedAt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_are_those_of_the_bodies<C: ExportField + Serialize>() {
        for (at, &column) in C::ALL.iter().enumerate() {
            assert_eq!(serde_json::to_value(column).unwrap(), column.as_str());
            let others = C::ALL[..at].iter();
            assert!(
                others.clone().all(|o| o.label() != column.label()),
                "{column:?}"
            );
        }
    }

    #[test]
    fn names_and_titles_stand_once() {
        names_are_those_of_the_bodies::<ExportColumn>();
        names_are_those_of_the_bodies::<UnitColumn>();
    }

    #[test]
    fn the_columns_of_the_work_list_have_the_same_names_and_titles() {
        for column in Column::ALL {
            let exported = ExportColumn::from(column);
            assert_eq!(exported.as_str(), column.as_str());
            assert_eq!(exported.label(), column.label());
        }
    }
}
