//! Recognition of column titles in their various spellings.

use std::collections::HashMap;
use std::sync::LazyLock;

use nmrs_domain::actor::Branch;
use nmrs_domain::import::ImportColumn;
use nmrs_domain::values::text::half_width;

/// Titles in use other than the labels and titles of the current templates.
const ALIASES: [(ImportColumn, &[&str]); 15] = [
    (
        ImportColumn::Name,
        &["名称", "账号名", "新媒体账号名称", "新媒体名称", "帐号名称"],
    ),
    (
        ImportColumn::Owner,
        &["开设主体名称", "开设单位", "主办单位", "主体名称"],
    ),
    (
        ImportColumn::Kind,
        &["账号类别", "平台类型", "新媒体类型", "账号种类", "帐号类型"],
    ),
    (
        ImportColumn::PlatformName,
        &["其他账号类型/平台名称", "其他账号类型", "其他平台名称"],
    ),
    (
        ImportColumn::RepresentsGovernment,
        &[
            "账号是否代表省/市/县（区）人民政府或国务院部门",
            "账号是否代表省/市/县（区）人民政府",
            "账号是否代表国务院部门",
            "是否代表省/市/县（区）人民政府或国务院部门",
            "是否代表人民政府",
            "是否代表政府或部门",
            "是否代表政府或国务院部门",
        ],
    ),
    (ImportColumn::Publish, &["是否信息发布", "信息发布功能"]),
    (
        ImportColumn::Service,
        &["是否办事服务", "办事服务功能", "政务服务"],
    ),
    (
        ImportColumn::Interact,
        &["是否互动交流", "互动交流功能", "政民互动"],
    ),
    (
        ImportColumn::OtherFunction,
        &["其他", "其它", "其它功能", "其他功能说明"],
    ),
    (
        ImportColumn::Url,
        &[
            "文章URL/主页URL/下载URL",
            "URL",
            "网址",
            "账号链接",
            "链接地址",
            "文章链接",
            "主页链接",
            "下载链接",
        ],
    ),
    (ImportColumn::ExternalId, &["ID", "账号ID", "平台账号ID"]),
    (ImportColumn::ContactName, &["联系人", "姓名", "账号联系人"]),
    (ImportColumn::ContactPosition, &["职务", "联系人职位"]),
    (
        ImportColumn::ContactMobile,
        &[
            "手机",
            "手机号",
            "手机号码",
            "联系人手机号",
            "联系人手机号码",
        ],
    ),
    (
        ImportColumn::ContactLandline,
        &["座机", "座机号码", "固定电话", "办公电话", "联系人固定电话"],
    ),
];

/// Columns by normalized title.
static COLUMNS: LazyLock<HashMap<String, ImportColumn>> = LazyLock::new(|| {
    let mut titles = HashMap::new();
    for column in ImportColumn::ALL {
        for title in [
            column.label(),
            column.title(Branch::Local),
            column.title(Branch::Ministry),
        ] {
            titles.insert(normalize(title), column);
        }
    }
    for (column, aliases) in ALIASES {
        for alias in aliases {
            titles.insert(normalize(alias), column);
        }
    }
    titles
});

pub(crate) fn column_for_title(title: &str) -> Option<ImportColumn> {
    COLUMNS.get(&normalize(title)).copied()
}

/// Converts a title to half-width lower case and removes text in brackets, punctuation and blanks.
fn normalize(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut depth = 0_u32;
    for c in title.chars().map(half_width) {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || !c.is_alphanumeric() => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Returns the labels of the required columns, for a message.
pub(crate) fn required_labels() -> String {
    column_labels(ImportColumn::ALL.into_iter().filter(|c| c.is_required()))
}

/// Joins the labels of columns, for a message.
pub(crate) fn column_labels(columns: impl Iterator<Item = ImportColumn>) -> String {
    let labels: Vec<_> = columns.map(ImportColumn::label).collect();
    labels.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_recognized_with_marks_hints_and_full_width_letters() {
        for (title, column) in [
            ("*账号名称", ImportColumn::Name),
            ("＊账号名称（必填）", ImportColumn::Name),
            (" 账号 名称\n(全称)：", ImportColumn::Name),
            ("账号名称★", ImportColumn::Name),
            ("平台ＩＤ", ImportColumn::ExternalId),
            ("平台 id", ImportColumn::ExternalId),
            ("*其他账号类型/ 平台名称", ImportColumn::PlatformName),
            (
                "*账号是否代表省/市/县（区） 人民政府或国务院部门",
                ImportColumn::RepresentsGovernment,
            ),
            ("*文章URL/主页URL/下载URL", ImportColumn::Url),
            ("文章链接／主页链接／下载链接", ImportColumn::Url),
        ] {
            assert_eq!(column_for_title(title), Some(column), "{title:?}");
        }
        for title in ["", "*", "（账号名称）", "序号", "备注", "组织单位名称"] {
            assert_eq!(column_for_title(title), None, "{title:?}");
        }
    }

    #[test]
    fn every_title_of_the_templates_is_recognized() {
        for column in ImportColumn::ALL {
            for branch in [Branch::Local, Branch::Ministry] {
                assert_eq!(column_for_title(column.title(branch)), Some(column));
            }
            assert_eq!(column_for_title(column.label()), Some(column));
        }
    }

    #[test]
    fn no_alias_belongs_to_two_columns() {
        let mut seen: HashMap<String, ImportColumn> = HashMap::new();
        for (column, aliases) in ALIASES {
            for alias in aliases {
                let before = seen.insert(normalize(alias), column);
                assert!(before.is_none() || before == Some(column), "{alias}");
            }
        }
        for column in ImportColumn::ALL {
            let alias = seen.get(&normalize(column.label()));
            assert!(alias.is_none() || alias == Some(&column), "{column:?}");
        }
    }
}
