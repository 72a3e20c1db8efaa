//! Checks of a file before the upload.

use nmrs_domain::import::MAX_IMPORT_BYTES;

use crate::ui::file_size;

pub(crate) const ACCEPTED: &str = ".xlsx,.xls,.et,.csv,.tsv";

/// `None` if the file may be uploaded.
pub(crate) fn refusal(name: &str, bytes: f64) -> Option<String> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    if matches!(ending.as_str(), "xlsm" | "xltm" | "xlsb") {
        return Some("带宏的表格不能导入。请在表格软件中另存为 .xlsx（不带宏）后再选择。".into());
    }
    if !matches!(ending.as_str(), "xlsx" | "xls" | "et" | "csv" | "tsv") {
        return Some(
            "只能导入 .xlsx、.xls、.et、.csv 或 .tsv 文件。请在 WPS 或 Excel 中另存为 .xlsx 后再选择。"
                .into(),
        );
    }
    if bytes <= 0.0 {
        return Some("这个文件是空的，请检查是否选对，或已保存后再选择。".into());
    }
    if bytes > limit() {
        return Some(format!(
            "文件有 {}，超过 {} 的上限。请去掉图片等内容，或分成几个文件分别导入。",
            file_size(bytes),
            file_size(limit())
        ));
    }
    None
}

fn limit() -> f64 {
    u32::try_from(MAX_IMPORT_BYTES).map_or(f64::MAX, f64::from)
}

/// Percentage, 0 to 100.
pub(crate) fn percent(done: f64, whole: f64) -> f64 {
    if whole <= 0.0 {
        return 0.0;
    }
    (done / whole * 100.0).clamp(0.0, 100.0).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spreadsheets_within_the_size_limit_are_uploaded() {
        for good in ["账号.xlsx", "A.XLS", "a.et", "a.b.csv", "a.tsv"] {
            assert_eq!(refusal(good, 1.0), None, "{good}");
        }
        assert!(refusal("a.xlsm", 1.0).unwrap().contains("宏"));
        for bad in ["a.ods", "a.pdf", "xlsx", ""] {
            assert!(refusal(bad, 1.0).unwrap().contains("另存为"), "{bad}");
        }
        assert!(refusal("a.xlsx", 0.0).unwrap().contains("空的"));
        assert_eq!(refusal("a.xlsx", limit()), None);
        let large = refusal("a.xlsx", limit() + 1.0).unwrap();
        assert!(
            large.contains("10.1 MB") && large.contains(" 10 MB"),
            "{large}"
        );
    }

    #[test]
    fn a_percentage_is_at_most_100() {
        for (done, whole, share) in [(1.0, 3.0, "33"), (9.0, 3.0, "100"), (1.0, 0.0, "0")] {
            assert_eq!(percent(done, whole).to_string(), share);
        }
    }
}
