//! Pages of a list.

use crate::error::FieldErrors;

/// Maximum number of rows per page.
pub const MAX_PER_PAGE: u32 = 100;
/// Default number of rows per page.
pub const DEFAULT_PER_PAGE: u32 = 20;
/// Highest page number that can be requested.
pub const MAX_PAGE: u32 = 1_000_000;

/// Page number and page size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Page number, from 1.
    pub page: u32,
    /// Rows per page, 1 to 100.
    pub per_page: u32,
}

impl Paging {
    /// Returns the number of rows before this page.
    pub fn offset(self) -> u64 {
        u64::from(self.page.saturating_sub(1)) * u64::from(self.per_page)
    }

    /// Parses `page` and `per_page`; empty values have defaults.
    pub fn parse(page: &str, per_page: &str, errors: &mut FieldErrors) -> Self {
        let mut number = |at: &str, raw: &str, default, max| match raw {
            "" => default,
            raw => match raw.parse::<u32>() {
                Ok(n) if (1..=max).contains(&n) => n,
                _ => {
                    errors.push(at, format!("应为 1 至 {max} 的整数"));
                    default
                }
            },
        };
        Self {
            page: number("/page", page, 1, MAX_PAGE),
            per_page: number("/per_page", per_page, DEFAULT_PER_PAGE, MAX_PER_PAGE),
        }
    }
}
