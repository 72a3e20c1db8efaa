use nmrs_domain::calendar::file_time;
use nmrs_domain::wire::ExportFormat;
use time::OffsetDateTime;

use super::ExportStream;

/// An export that is being written.
#[derive(Debug)]
pub struct ExportFile {
    /// File name in Chinese: content and time in China.
    pub name: String,
    /// File name in ASCII, for programs without support of Chinese names.
    pub plain_name: String,
    /// Format of the file.
    pub format: ExportFormat,
    /// Greatest number of rows.
    pub total: u64,
    /// Content of the file.
    pub stream: ExportStream,
}

/// Returns the Chinese and the ASCII file name of an export.
pub(super) fn names(
    subject: &str,
    plain: &str,
    format: ExportFormat,
    now: OffsetDateTime,
) -> (String, String) {
    let when = format!("{}.{}", file_time(now), format.as_str());
    (format!("{subject}_{when}"), format!("{plain}-{when}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_file_name_has_content_and_time_in_china() {
        let at = datetime!(2026-11-23 23:05:59 UTC);
        let (name, plain) = names("新媒体账号_待审核", "accounts", ExportFormat::Csv, at);
        assert_eq!(name, "新媒体账号_待审核_20261124-0705.csv");
        assert_eq!(plain, "accounts-20261124-0705.csv");
    }
}
