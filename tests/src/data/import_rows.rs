//! Rows of a spreadsheet of accounts.

use std::collections::BTreeMap;

use nmrs_domain::import::ImportColumn;

/// The cells of a row by column.
pub type Row = BTreeMap<ImportColumn, String>;

/// Returns a valid row with every function and a contact: a Weibo account with identity number `n`.
pub fn weibo_row(n: u32) -> Row {
    use ImportColumn as C;
    [
        (C::Name, format!("上庄发布{n}号")),
        (C::Owner, "上庄镇人民政府办公室".to_owned()),
        (C::Kind, "新浪微博".to_owned()),
        (C::RepresentsGovernment, "是".to_owned()),
        (C::Publish, "是".to_owned()),
        (C::Service, "否".to_owned()),
        (C::OtherFunction, "应急提示".to_owned()),
        (C::Url, weibo_url(n)),
        (C::ContactName, "王联络".to_owned()),
        (C::ContactMobile, "13800001111".to_owned()),
    ]
    .into()
}

/// Returns a valid row without optional cells: a Weibo account with identity number `n`.
pub fn minimal_row(n: u32) -> Row {
    use ImportColumn as C;
    [
        (C::Name, format!("上庄发布{n:02}")),
        (C::Owner, "办公室".to_owned()),
        (C::Kind, "新浪微博".to_owned()),
        (C::RepresentsGovernment, "否".to_owned()),
        (C::Publish, "是".to_owned()),
        (C::Service, "否".to_owned()),
        (C::Interact, "是".to_owned()),
        (C::Url, weibo_url(n)),
    ]
    .into()
}

fn weibo_url(n: u32) -> String {
    format!("https://weibo.com/u/{}", 5_000_000_000 + u64::from(n))
}

/// Replaces the texts of some cells.
#[must_use]
pub fn with_cells(mut row: Row, cells: &[(ImportColumn, &str)]) -> Row {
    for (column, text) in cells {
        row.insert(*column, (*text).to_owned());
    }
    row
}
