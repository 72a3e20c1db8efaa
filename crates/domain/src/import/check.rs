//! Conversion of a row's cells to the account form, and of form errors to cell errors.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{ImportColumn, aliases};
use crate::account::{AccountFields, DraftFields, Function, MAX_PLATFORM_NAME};
use crate::error::FieldErrors;
use crate::form;
use crate::kind::AccountKind;
use crate::link::Link;
use crate::values::identifiers::PlatformCode;
use crate::values::text;
use crate::wire::{AccountIn, CellProblemOut, ContactIn};

/// Maximum length of a cell text quoted in a message, in characters.
pub const MAX_FOUND: usize = 100;

/// Texts of a row by column; an absent column is an empty cell.
pub type Cells = BTreeMap<ImportColumn, String>;

/// Result of the check of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedRow {
    /// Account form of the row; `None` if the kind is invalid.
    pub input: Option<AccountIn>,
    /// Fields for submission; `None` if the row has any problem.
    pub fields: Option<AccountFields>,
    /// Fields for a draft; `None` if a problem prevents storage as a draft.
    pub draft: Option<DraftFields>,
    /// Identity, unique on the platform of the kind; present if the link is valid, even if other
    /// cells have problems.
    pub identity: Option<String>,
    /// Problems of the cells, in the order of the columns; at most 1 per column.
    pub problems: Vec<CellProblemOut>,
}

/// Returns the first 32 hexadecimal digits of the SHA-256 of the platform code and the identity: a
/// short key that finds rows with the same identity.
pub fn identity_hash(platform: PlatformCode, identity: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(platform.as_str());
    hasher.update(identity);
    let mut hash = format!("{:x}", hasher.finalize());
    hash.truncate(32);
    hash
}

/// Checks a row by the rules of the account form.
pub fn check(cells: &Cells) -> CheckedRow {
    let mut problems = Problems {
        cells,
        found: Vec::new(),
    };
    for (column, cell) in cells {
        if aliases::is_formula_error(cell) {
            problems.push(*column, "公式出错，请改为文字".into(), true);
        }
    }
    let kind = aliases::kind(problems.cell(ImportColumn::Kind));
    let kind = match kind {
        Ok(kind) => Some(kind),
        Err(error) => {
            problems.push(ImportColumn::Kind, error.to_string(), true);
            None
        }
    };
    // Without a valid kind, the other cells are still checked, by the rules of the kind with the
    // fewest required fields.
    let input = input(&mut problems, kind.unwrap_or(AccountKind::App));
    let fields = form::fields(&input);
    let draft = form::draft(&input);
    problems.of_form(kind, fields.as_ref().err(), draft.as_ref().err());
    let mut found = problems.found;
    found.sort_by_key(|problem| problem.column);
    let identity = match &fields {
        Ok(fields) => Some(fields.link.identity.clone()),
        Err(_) => kind.and_then(|kind| identity(kind, &input)),
    };
    let identity = identity.filter(|_| kind.is_some());
    let blocked = found.iter().any(|problem| problem.blocks_draft);
    CheckedRow {
        input: kind.map(|_| input),
        fields: fields.ok().filter(|_| found.is_empty()),
        draft: draft.ok().filter(|_| !blocked),
        identity,
        problems: found,
    }
}

fn identity(kind: AccountKind, input: &AccountIn) -> Option<String> {
    let platform_name = text::optional_line("", MAX_PLATFORM_NAME, &input.platform_name).ok()?;
    let link = Link::parse(
        kind,
        &input.url,
        Some(&input.external_id),
        platform_name.as_deref(),
    );
    link.ok().map(|link| link.identity)
}

/// Returns the text of a cell as quoted in messages, cut to [`MAX_FOUND`] characters.
pub fn found(cell: &str) -> String {
    let mut chars = cell.chars();
    let mut found: String = chars.by_ref().take(MAX_FOUND).collect();
    if chars.next().is_some() {
        found.pop();
        found.push('…');
    }
    found
}

fn input(problems: &mut Problems<'_>, kind: AccountKind) -> AccountIn {
    let functions = [
        (ImportColumn::Publish, Function::Publish),
        (ImportColumn::Service, Function::Service),
        (ImportColumn::Interact, Function::Interact),
    ];
    let mut chosen: Vec<Function> = functions
        .into_iter()
        .filter(|(column, _)| problems.yes_no(*column) == Some(true))
        .map(|(_, function)| function)
        .collect();
    let mut other_function = problems.text(ImportColumn::OtherFunction);
    match aliases::yes_no(&other_function) {
        Some(false) => other_function.clear(),
        Some(true) => {
            chosen.push(Function::Other);
            other_function.clear();
        }
        None if other_function.is_empty() => {}
        None => chosen.push(Function::Other),
    }
    AccountIn {
        platform_name: problems.text(ImportColumn::PlatformName),
        name: problems.text(ImportColumn::Name),
        owner: problems.text(ImportColumn::Owner),
        url: problems.text(ImportColumn::Url),
        external_id: problems.text(ImportColumn::ExternalId),
        represents_government: problems.yes_no(ImportColumn::RepresentsGovernment),
        functions: chosen,
        other_function,
        contact: ContactIn {
            name: problems.text(ImportColumn::ContactName),
            position: problems.text(ImportColumn::ContactPosition),
            mobile: problems.text(ImportColumn::ContactMobile),
            landline: problems.text(ImportColumn::ContactLandline),
        },
        ..AccountIn::empty(kind)
    }
}

/// Problems found in the cells of a row.
struct Problems<'a> {
    cells: &'a Cells,
    found: Vec<CellProblemOut>,
}

impl<'a> Problems<'a> {
    /// Returns the text of a cell; empty if the cell has the error value of a formula.
    fn cell(&self, column: ImportColumn) -> &'a str {
        let cell = self.cells.get(&column).map_or("", String::as_str);
        if aliases::is_formula_error(cell) {
            ""
        } else {
            cell
        }
    }

    fn text(&self, column: ImportColumn) -> String {
        self.cell(column).trim().to_owned()
    }

    fn yes_no(&mut self, column: ImportColumn) -> Option<bool> {
        let cell = self.cell(column).trim();
        let said = aliases::yes_no(cell);
        if said.is_none() && !cell.is_empty() {
            self.push(column, "请填写“是”或“否”".into(), true);
        }
        said
    }

    /// Adds a problem, unless the column already has one.
    fn push(&mut self, column: ImportColumn, detail: String, blocks_draft: bool) {
        if self.found.iter().any(|problem| problem.column == column) {
            return;
        }
        self.found.push(CellProblemOut {
            column,
            found: found(self.cells.get(&column).map_or("", String::as_str)),
            detail,
            blocks_draft,
        });
    }

    /// Adds the errors of the form, at most 1 per column.
    fn of_form(
        &mut self,
        kind: Option<AccountKind>,
        fields: Option<&FieldErrors>,
        draft: Option<&FieldErrors>,
    ) {
        for error in fields.into_iter().flat_map(|errors| &errors.0) {
            let Some(column) = column_of(&error.pointer) else {
                continue;
            };
            if self.is_told(column, kind) {
                continue;
            }
            let blocks = draft.is_some_and(|errors| errors.at(&error.pointer).is_some());
            let detail = self.in_words_of_the_sheet(column, kind, &error.detail);
            self.push(column, detail, blocks);
        }
    }

    /// Returns true if an error of the form adds nothing: the column, or another function column,
    /// already has a problem, or the rule depends on an unknown kind.
    fn is_told(&self, column: ImportColumn, kind: Option<AccountKind>) -> bool {
        let said = |column| self.found.iter().any(|problem| problem.column == column);
        let functions = [
            ImportColumn::Publish,
            ImportColumn::Service,
            ImportColumn::Interact,
        ];
        let about_functions = column == ImportColumn::Publish && functions.into_iter().any(said);
        let about_kind = kind.is_none()
            && matches!(
                column,
                ImportColumn::PlatformName | ImportColumn::ExternalId
            );
        said(column) || about_functions || about_kind
    }

    /// Rewrites a message of the form, which mentions checkboxes, for the cells of a sheet.
    fn in_words_of_the_sheet(
        &self,
        column: ImportColumn,
        kind: Option<AccountKind>,
        detail: &str,
    ) -> String {
        let is_empty = self.cell(column).trim().is_empty();
        match column {
            ImportColumn::RepresentsGovernment => "请填写“是”或“否”".into(),
            ImportColumn::Publish => {
                "信息发布、办事服务、互动交流至少一项填“是”，或写明其他功能".into()
            }
            ImportColumn::OtherFunction if aliases::yes_no(self.cell(column)) == Some(true) => {
                "请写明是什么功能，例如“预约挂号”；没有其他功能时留空".into()
            }
            ImportColumn::Url if kind.is_none() && is_empty => "请填写账号的链接".into(),
            _ => detail.to_owned(),
        }
    }
}

/// Returns the column of a field of the form.
fn column_of(pointer: &str) -> Option<ImportColumn> {
    ImportColumn::ALL
        .into_iter()
        .find(|column| column.pointer() == pointer)
}

#[cfg(test)]
mod tests;
