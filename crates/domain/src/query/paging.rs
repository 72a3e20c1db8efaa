//! Pages of a list.

use crate::error::FieldErrors;

/// Most rows a page.
pub const MAX_PER_PAGE: u32 = 100;
/// Rows a page when nothing is said.
pub const DEFAULT_PER_PAGE: u32 = 20;
/// The last page that can be asked for; beyond it a filter helps more than a page number.
pub const MAX_PAGE: u32 = 1_000_000;

/// Which page, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Page, from 1.
    pub page: u32,
    /// Rows a page.
    pub per_page: u32,
}

impl Paging {
    /// Rows before this page.
    pub fn offset(self) -> u64 {
        u64::from(self.page.saturating_sub(1)) * u64::from(self.per_page)
    }

    /// Reads `page` and `per_page`; empty ones have their defaults.
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
