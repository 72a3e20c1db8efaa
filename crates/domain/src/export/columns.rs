use serde::{Deserialize, Serialize};

use crate::work_list::columns::Column;

/// A column of an export.
pub trait ExportField: Copy + Eq + std::fmt::Debug + 'static {
    /// Every column, in the order in which they are written while the caller does not say another.
    const ALL: &'static [Self];

    /// The name in bodies, and in the lines of NDJSON.
    fn as_str(self) -> &'static str;

    /// The title in files for people.
    fn label(self) -> &'static str;
}

macro_rules! exported {
    ($(#[$doc:meta])* $name:ident { $($(#[$column_doc:meta])* $column:ident $wire:literal $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        // The document knows no name that a macro hands on; a test compares both.
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
    /// A column of an export of accounts: those of the work list under their names, and what else is
    /// registered.
    ExportColumn {
        /// Official name.
        Name "name" "名称",
        /// Kind.
        Kind "kind" "账号类型",
        /// The platform, where the kind has one.
        PlatformName "platform_name" "平台名称",
        /// Status.
        Status "status" "状态",
        /// 新媒体标识码
        Identifier "identifier" "新媒体标识码",
        /// The unit or inner office that opened it.
        Owner "owner" "开设主体",
        /// Full name of the reporting unit.
        UnitName "unit_name" "填报单位全称",
        /// Code of the reporting unit.
        UnitCode "unit_code" "单位唯一标识",
        /// Name of the org unit that is directly responsible.
        OrgUnit "org_unit" "所属组织单位",
        /// Its code.
        OrgCode "org_code" "所属组织单位代码",
        /// Name of the org unit of level 1 above it.
        Level1 "level1" "一级组织单位",
        /// Of level 2.
        Level2 "level2" "二级组织单位",
        /// Of level 3.
        Level3 "level3" "三级组织单位",
        /// Whether it speaks for a government.
        RepresentsGovernment "represents_government" "代表政府",
        /// What it is for.
        Functions "functions" "功能",
        /// What the other functions are.
        OtherFunction "other_function" "其他功能说明",
        /// Link.
        Url "url" "链接",
        /// The platform's ID.
        ExternalId "external_id" "账号 ID",
        /// Whether that was entered by hand.
        ExternalIdByHand "external_id_by_hand" "账号 ID 为手工填写",
        /// Name of the contact.
        ContactName "contact_name" "联系人姓名",
        /// Position of the contact.
        ContactPosition "contact_position" "联系人职务",
        /// Mobile of the contact.
        ContactMobile "contact_mobile" "联系人手机",
        /// Landline of the contact.
        ContactLandline "contact_landline" "联系人座机",
        /// The office whose decision it waits for.
        WaitingFor "waiting_for" "当前审核单位",
        /// Since when it waits for a decision.
        WaitingSince "waiting_since" "开始等待时间",
        /// For how many working days.
        WaitingDays "waiting_days" "已等工作日",
        /// Whether that is beyond the limit.
        Overdue "overdue" "已超时限",
        /// Whether it was restored before.
        Restored "restored" "曾恢复",
        /// When it was first stored.
        CreatedAt "created_at" "创建时间",
        /// When it last changed.
        ModifiedAt "modified_at" "修改时间",
        /// Key, as in `/accounts/{id}`.
        Id "id" "系统编号",
    }
}

exported! {
    /// A column of an export of reporting units.
    UnitColumn {
        /// Code, which is also the user name.
        Code "code" "单位唯一标识",
        /// Full name.
        Name "name" "填报单位全称",
        /// Name of the org unit that it belongs to.
        OrgUnit "org_unit" "所属组织单位",
        /// Its code.
        OrgCode "org_code" "所属组织单位代码",
        /// Name of the org unit of level 1 above it.
        Level1 "level1" "一级组织单位",
        /// Of level 2.
        Level2 "level2" "二级组织单位",
        /// Of level 3.
        Level3 "level3" "三级组织单位",
        /// Accounts that count for it.
        AccountCount "account_count" "账号数",
        /// When it was added.
        CreatedAt "created_at" "创建时间",
        /// Key, as in `/reporting-units/{id}`.
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
