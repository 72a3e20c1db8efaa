//! Rows of an import, in the URL.

use nmrs_domain::wire::ImportOut;

use crate::api::imports::RowsQuery;

const PER_PAGE: u32 = 100;

#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum RowFilter {
    #[default]
    All,
    Errors,
    Warnings,
}

impl RowFilter {
    /// Name in the URL and in the query.
    pub(crate) fn as_str(self) -> &'static str {
        self.into()
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Errors => "有错误",
            Self::Warnings => "有提醒",
        }
    }

    pub(crate) const fn count(self, import: &ImportOut) -> u32 {
        match self {
            Self::All => import.rows + import.skipped,
            Self::Errors => import.errors,
            Self::Warnings => import.warnings,
        }
    }
}

/// State of an import in the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowsUrl {
    pub(crate) id: i64,
    pub(crate) only: RowFilter,
    pub(crate) page: u32,
}

impl RowsUrl {
    pub(crate) const PER_PAGE: u32 = PER_PAGE;

    pub(crate) fn read(id: i64, param: impl Fn(&str) -> Option<String>) -> Self {
        let only: String = param("only").unwrap_or_default();
        Self {
            id,
            only: only.parse().unwrap_or_default(),
            page: param("page")
                .and_then(|page| page.parse().ok())
                .unwrap_or(1)
                .max(1),
        }
    }

    pub(crate) const fn with_only(self, only: RowFilter) -> Self {
        Self {
            only,
            page: 1,
            ..self
        }
    }

    /// URL of the rows with errors, if there are any.
    pub(crate) const fn to_wrong(self, import: &ImportOut) -> Self {
        if import.errors > 0 {
            self.with_only(RowFilter::Errors)
        } else {
            self
        }
    }

    pub(crate) fn path(self) -> String {
        let mut path = format!("/accounts/import/{}", self.id);
        let mut separator = '?';
        if self.only != RowFilter::All {
            path = format!("{path}{separator}only={}", self.only.as_str());
            separator = '&';
        }
        if self.page > 1 {
            path = format!("{path}{separator}page={}", self.page);
        }
        path
    }

    pub(crate) fn query(self) -> RowsQuery {
        RowsQuery {
            only: self.only.as_str().into(),
            page: self.page.to_string(),
            per_page: PER_PAGE.to_string(),
        }
    }
}

/// Initial rows: a single page is shown whole, otherwise the rows with errors.
pub(crate) fn initial_view(import: &ImportOut, wide: bool) -> RowsUrl {
    let long = !wide || import.rows + import.skipped > PER_PAGE;
    RowsUrl {
        id: import.id,
        only: if long && import.errors > 0 {
            RowFilter::Errors
        } else {
            RowFilter::All
        },
        page: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_import;
    use super::*;
    use strum::VariantArray as _;

    #[test]
    fn the_row_filter_is_read_from_the_url() {
        let read = |query: &'static str| {
            RowsUrl::read(7, |name| {
                query.split('&').find_map(|pair| {
                    let (key, value) = pair.split_once('=')?;
                    (key == name).then(|| value.to_owned())
                })
            })
        };
        for path in ["", "only=errors", "page=2", "only=warnings&page=3"] {
            let expected = if path.is_empty() {
                "/accounts/import/7".to_owned()
            } else {
                format!("/accounts/import/7?{path}")
            };
            assert_eq!(read(path).path(), expected);
        }
        assert_eq!(read("only=x&page=0"), read(""));
        let other = read("page=3").with_only(RowFilter::Errors);
        assert_eq!(other.path(), "/accounts/import/7?only=errors");
        assert_eq!(other.query().only, "errors");
    }

    #[test]
    fn rows_with_errors_are_shown_if_there_are_any() {
        let there = RowsUrl {
            id: 7,
            only: RowFilter::All,
            page: 3,
        };
        assert_eq!(there.to_wrong(&test_import(400, 0, 0)), there);
        let wrong = there.to_wrong(&test_import(400, 1, 0));
        assert_eq!((wrong.only, wrong.page), (RowFilter::Errors, 1));
    }

    #[test]
    fn a_long_sheet_opens_at_its_errors() {
        let first = |rows, errors, wide| initial_view(&test_import(rows, errors, 0), wide).only;
        assert_eq!(first(40, 3, true), RowFilter::All);
        assert_eq!(first(40, 3, false), RowFilter::Errors);
        assert_eq!(first(400, 3, true), RowFilter::Errors);
        assert_eq!(first(400, 0, true), RowFilter::All);
    }

    #[test]
    fn each_filter_counts_its_rows() {
        let mut import = test_import(38, 3, 0);
        import.skipped = 2;
        import.warnings = 4;
        let counts: Vec<_> = RowFilter::VARIANTS
            .iter()
            .map(|only| only.count(&import))
            .collect();
        assert_eq!(counts, [40, 3, 4]);
    }
}
