//! What an export is called.

use nmrs_domain::calendar::file_time;
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
    let when = format!("{}.{}", file_time(now), format.as_str());
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
