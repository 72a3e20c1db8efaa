//! What the rows of an import say about each other.

use std::collections::HashMap;

use nmrs_domain::query::ImportRows;
use nmrs_store::imports::{Counts, OutlineRow, Row};

/// Most rows that a message names.
const NAMED: usize = 5;

/// All rows of an import, without their cells.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// In the order of the sheet.
    rows: Vec<OutlineRow>,
    /// Rows that are one account, by the hash of its identity; rows that are left out aside.
    same: HashMap<String, Vec<u32>>,
    /// Number of rows on a platform; rows that are left out aside.
    on_platform: HashMap<String, u32>,
}

impl Outline {
    pub(super) fn new(rows: Vec<OutlineRow>) -> Self {
        let mut outline = Self::default();
        for row in rows.iter().filter(|row| !row.skipped) {
            if let Some(hash) = &row.identity_hash {
                let same = outline.same.entry(hash.clone()).or_default();
                same.push(row.number());
            }
            if let Some(platform) = &row.platform_code {
                *outline.on_platform.entry(platform.clone()).or_default() += 1;
            }
        }
        outline.same.retain(|_, rows| rows.len() > 1);
        Self { rows, ..outline }
    }

    /// The same import with some rows as they are now.
    pub(super) fn with(&self, changed: &[Row]) -> Self {
        let mut rows = self.rows.clone();
        for row in changed.iter().map(OutlineRow::from) {
            let place = rows.binary_search_by_key(&row.number(), OutlineRow::number);
            if let Some(old) = place.ok().and_then(|at| rows.get_mut(at)) {
                *old = row;
            }
        }
        Self::new(rows)
    }

    /// Every row that is the same account, this one among them; none when it is the only one.
    pub(super) fn same(&self, row: &OutlineRow) -> &[u32] {
        let hash = row.identity_hash.as_ref().filter(|_| !row.skipped);
        hash.and_then(|hash| self.same.get(hash))
            .map_or(&[], Vec::as_slice)
    }

    /// The rows that have this hash of an identity, if they are several.
    pub(super) fn rows_of(&self, hash: Option<&String>) -> &[u32] {
        hash.and_then(|hash| self.same.get(hash))
            .map_or(&[], Vec::as_slice)
    }

    /// How many rows are on a platform.
    pub(super) fn on_platform(&self, platform: Option<&String>) -> u32 {
        platform
            .and_then(|platform| self.on_platform.get(platform))
            .copied()
            .unwrap_or_default()
    }

    /// The rows of a platform.
    pub(super) fn rows_on(&self, platform: &str) -> impl Iterator<Item = u32> {
        self.rows
            .iter()
            .filter(move |row| !row.skipped && row.platform_code.as_deref() == Some(platform))
            .map(OutlineRow::number)
    }

    /// Whether another row is on the same platform.
    pub(super) fn shares_platform(&self, row: &OutlineRow) -> bool {
        !row.skipped && self.on_platform(row.platform_code.as_ref()) > 1
    }

    /// Whether a row cannot be submitted.
    pub(super) fn has_error(&self, row: &OutlineRow) -> bool {
        !row.skipped && (row.has_error || !self.same(row).is_empty())
    }

    fn has_warning(&self, row: &OutlineRow) -> bool {
        !row.skipped && (row.has_warning || self.shares_platform(row))
    }

    /// The rows, counted.
    pub(super) fn counts(&self) -> Counts {
        let count = |of: &dyn Fn(&OutlineRow) -> bool| {
            let rows = self.rows.iter().filter(|row| of(row)).count();
            u32::try_from(rows).unwrap_or(u32::MAX)
        };
        Counts {
            rows: count(&|row| !row.skipped),
            skipped: count(&|row| row.skipped),
            errors: count(&|row| self.has_error(row)),
            draft_errors: count(&|row| !row.skipped && row.blocks_draft),
            warnings: count(&|row| self.has_warning(row)),
        }
    }

    /// The numbers of the rows that are asked for, in the order of the sheet.
    pub(super) fn numbers(&self, only: ImportRows) -> Vec<u32> {
        self.rows
            .iter()
            .filter(|row| match only {
                ImportRows::All => true,
                ImportRows::Errors => self.has_error(row),
                ImportRows::Warnings => self.has_warning(row),
            })
            .map(OutlineRow::number)
            .collect()
    }

    /// What is said about a row that is the same account as others.
    pub(super) fn twice(&self, row: &OutlineRow) -> Option<String> {
        let same = self.same(row);
        let others = same.iter().filter(|number| **number != row.number());
        let named: Vec<String> = others.take(NAMED).map(ToString::to_string).collect();
        if named.is_empty() {
            return None;
        }
        let others = same.len() - 1;
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
