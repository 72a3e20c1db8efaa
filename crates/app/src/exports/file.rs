//! What an export is called.

use nmrs_domain::calendar::{CHINA, format_day};
use nmrs_domain::wire::ExportFormat;
use time::OffsetDateTime;

use super::Body;

/// An export under way.
#[derive(Debug)]
pub struct ExportFile {
    /// Its name in Chinese: what, and when in China.
    pub name: String,
    /// Its name for programs that do not understand Chinese.
    pub plain_name: String,
    /// What it is.
    pub format: ExportFormat,
    /// Rows that it will have.
    pub total: u64,
    /// The file.
    pub body: Body,
}

/// Both names of an export.
pub(super) fn names(
    what: &str,
    plain: &str,
    format: ExportFormat,
    now: OffsetDateTime,
) -> (String, String) {
    let now = now.to_offset(CHINA);
    let day = format_day(now.date()).replace('-', "");
    let ending = format.as_str();
    let when = format!("{day}-{:02}{:02}.{ending}", now.hour(), now.minute());
    (format!("{what}_{when}"), format!("{plain}-{when}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_name_says_what_and_when_in_china() {
        let at = datetime!(2026-11-23 23:05:59 UTC);
        let (name, plain) = names("新媒体账号_待审核", "accounts", ExportFormat::Csv, at);
        assert_eq!(name, "新媒体账号_待审核_20261124-0705.csv");
        assert_eq!(plain, "accounts-20261124-0705.csv");
    }
}
