use std::collections::HashMap;

use nmrs_domain::query::ImportRows;
use nmrs_store::imports::{ImportCounts, Row, RowSummary};

/// Most rows that a message names.
const MAX_NAMED: usize = 5;

/// All rows of an import without their cells, to find problems between rows.
#[derive(Debug, Default)]
pub(in crate::imports) struct RowIndex {
    /// In the order of the sheet.
    rows: Vec<RowSummary>,
    /// Numbers of rows with the same identity, by its hash, without skipped rows.
    duplicates: HashMap<String, Vec<u32>>,
    /// Number of rows per platform, without skipped rows.
    platform_counts: HashMap<String, u32>,
}

impl RowIndex {
    pub(in crate::imports) fn new(rows: Vec<RowSummary>) -> Self {
        let mut index = Self::default();
        for row in rows.iter().filter(|row| !row.skipped) {
            if let Some(hash) = &row.identity_hash {
                let rows = index.duplicates.entry(hash.clone()).or_default();
                rows.push(row.number());
            }
            if let Some(platform) = &row.platform_code {
                *index.platform_counts.entry(platform.clone()).or_default() += 1;
            }
        }
        index.duplicates.retain(|_, rows| rows.len() > 1);
        Self { rows, ..index }
    }

    /// Returns the index after a change of some rows.
    pub(super) fn with_changed(&self, changed: &[Row]) -> Self {
        let mut rows = self.rows.clone();
        for row in changed.iter().map(RowSummary::from) {
            let position = rows.binary_search_by_key(&row.number(), RowSummary::number);
            if let Some(old) = position.ok().and_then(|at| rows.get_mut(at)) {
                *old = row;
            }
        }
        Self::new(rows)
    }

    /// Returns the rows with the identity of `row`, including itself; empty if it is the only one.
    fn duplicates_of(&self, row: &RowSummary) -> &[u32] {
        self.rows_with_identity(row.identity_hash.as_ref().filter(|_| !row.skipped))
    }

    /// Returns the rows with the hash of an identity; empty if there are fewer than two.
    pub(super) fn rows_with_identity(&self, hash: Option<&String>) -> &[u32] {
        hash.and_then(|hash| self.duplicates.get(hash))
            .map_or(&[], Vec::as_slice)
    }

    /// Returns the number of rows of a platform.
    pub(super) fn count_on_platform(&self, platform: Option<&String>) -> u32 {
        platform
            .and_then(|platform| self.platform_counts.get(platform))
            .copied()
            .unwrap_or_default()
    }

    /// Returns the rows of a platform.
    pub(super) fn rows_on_platform(&self, platform: &str) -> impl Iterator<Item = u32> {
        self.rows
            .iter()
            .filter(move |row| !row.skipped && row.platform_code.as_deref() == Some(platform))
            .map(RowSummary::number)
    }

    /// Returns true if another row has the same platform.
    pub(in crate::imports) fn shares_platform(&self, row: &RowSummary) -> bool {
        !row.skipped && self.count_on_platform(row.platform_code.as_ref()) > 1
    }

    /// Returns true if the row cannot be submitted.
    fn has_error(&self, row: &RowSummary) -> bool {
        !row.skipped && (row.has_error || !self.duplicates_of(row).is_empty())
    }

    fn has_warning(&self, row: &RowSummary) -> bool {
        !row.skipped && (row.has_warning || self.shares_platform(row))
    }

    pub(in crate::imports) fn counts(&self) -> ImportCounts {
        let count = |of: &dyn Fn(&RowSummary) -> bool| {
            let rows = self.rows.iter().filter(|row| of(row)).count();
            u32::try_from(rows).unwrap_or(u32::MAX)
        };
        ImportCounts {
            rows: count(&|row| !row.skipped),
            skipped: count(&|row| row.skipped),
            errors: count(&|row| self.has_error(row)),
            draft_errors: count(&|row| !row.skipped && row.blocks_draft),
            warnings: count(&|row| self.has_warning(row)),
        }
    }

    /// Returns the numbers of the rows that `only` selects, in the order of the sheet.
    pub(super) fn numbers(&self, only: ImportRows) -> Vec<u32> {
        self.rows
            .iter()
            .filter(|row| match only {
                ImportRows::All => true,
                ImportRows::Errors => self.has_error(row),
                ImportRows::Warnings => self.has_warning(row),
            })
            .map(RowSummary::number)
            .collect()
    }

    /// Describes the other rows with the same identity; `None` if there are none.
    pub(in crate::imports) fn duplicate_detail(&self, row: &RowSummary) -> Option<String> {
        let rows = self.duplicates_of(row);
        let others = rows.iter().filter(|number| **number != row.number());
        let named: Vec<String> = others.take(MAX_NAMED).map(ToString::to_string).collect();
        if named.is_empty() {
            return None;
        }
        let others = rows.len() - 1;
        let all = if others > named.len() {
            format!("等 {others} 行")
        } else {
            "行".to_owned()
        };
        Some(format!(
            "与本表第 {} {all}是同一个账号，请只保留一行，或更正链接",
            named.join("、")
        ))
    }
}

#[cfg(test)]
mod tests;
