//! Columns of the work list, on the page and in exports.

use serde::{Deserialize, Serialize};

use crate::query::SortColumn;

/// A column of the work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Column {
    /// 名称
    Name,
    /// 账号类型, with the platform if the kind has one.
    Kind,
    /// 状态
    Status,
    /// 已等工作日: working days in the current step.
    WaitingDays,
    /// 新媒体标识码
    Identifier,
    /// 填报单位全称
    UnitName,
    /// 修改时间
    ModifiedAt,
    /// 功能
    Functions,
    /// 单位唯一标识: the code of the reporting unit.
    UnitCode,
    /// 所属组织单位: the office that is directly responsible.
    OrgUnit,
    /// 当前审核单位: the office whose decision the account waits for.
    WaitingFor,
    /// 代表政府
    RepresentsGovernment,
    /// 开设主体
    Owner,
    /// 账号 ID: the platform ID.
    ExternalId,
    /// 链接
    Url,
    /// 创建时间
    CreatedAt,
}

impl Column {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "名称",
            Self::Kind => "账号类型",
            Self::Status => "状态",
            Self::WaitingDays => "已等工作日",
            Self::Identifier => "新媒体标识码",
            Self::UnitName => "填报单位全称",
            Self::Functions => "功能",
            Self::ModifiedAt => "修改时间",
            Self::UnitCode => "单位唯一标识",
            Self::OrgUnit => "所属组织单位",
            Self::WaitingFor => "当前审核单位",
            Self::RepresentsGovernment => "代表政府",
            Self::Owner => "开设主体",
            Self::ExternalId => "账号 ID",
            Self::Url => "链接",
            Self::CreatedAt => "创建时间",
        }
    }

    /// Returns true if the column cannot be hidden, because it identifies the row.
    pub const fn is_fixed(self) -> bool {
        matches!(self, Self::Name | Self::Identifier)
    }

    /// Returns true if the column is shown by default: the columns that fit on a screen of 1440
    /// pixels next to the actions.
    pub const fn is_shown_by_default(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Kind
                | Self::Status
                | Self::WaitingDays
                | Self::Identifier
                | Self::UnitName
                | Self::ModifiedAt
        )
    }

    /// Returns the order by this column; `None` if the server does not support it.
    pub fn sort(self) -> Option<SortColumn> {
        SortColumn::ALL
            .into_iter()
            .find(|sort| Self::of_sort(*sort) == self)
    }

    const fn of_sort(sort: SortColumn) -> Self {
        match sort {
            SortColumn::ModifiedAt => Self::ModifiedAt,
            SortColumn::CreatedAt => Self::CreatedAt,
            SortColumn::StepSince => Self::WaitingDays,
        }
    }
}

wire_names!(Column);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_bodies_and_each_stands_once() {
        for (at, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(
                serde_json::to_value(column).unwrap(),
                column.as_str(),
                "{column:?}"
            );
            assert_eq!(Column::from_wire(column.as_str()), Some(column));
            assert!(!Column::ALL[..at].contains(&column), "{column:?} twice");
        }
        assert_eq!(Column::from_wire("surprise"), None);
    }

    #[test]
    fn what_cannot_be_hidden_is_shown_at_first() {
        for column in Column::ALL {
            assert!(
                !column.is_fixed() || column.is_shown_by_default(),
                "{column:?}"
            );
        }
    }

    #[test]
    fn every_order_has_its_column() {
        for sort in SortColumn::ALL {
            let columns: Vec<_> = Column::ALL
                .into_iter()
                .filter(|column| column.sort() == Some(sort))
                .collect();
            assert_eq!(columns.len(), 1, "{sort:?}");
        }
        assert_eq!(Column::Name.sort(), None);
    }
}
