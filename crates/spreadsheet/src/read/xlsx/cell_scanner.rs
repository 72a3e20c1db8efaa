//! Detection of formulas without a result and of errors that calamine does not know.

use calamine::CellErrorType;

#[derive(Debug, Default)]
pub(super) struct CellScanner {
    cell_type: CellType,
    position: Position,
    has_formula: bool,
    has_text: bool,
    has_unknown_error: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellType {
    #[default]
    Other,
    /// Text as the result of a formula, possibly empty.
    FormulaText,
    Error,
}

/// Position of the scanner relative to the value element of the cell.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Position {
    #[default]
    BeforeValue,
    /// Inside of the value, before any text.
    ValueStart,
    InsideValue,
    AfterValue,
}

impl CellScanner {
    pub(super) fn new(cell_type: CellType) -> Self {
        Self {
            cell_type,
            ..Self::default()
        }
    }

    pub(super) fn start(&mut self, name: &str) {
        match name {
            "f" => self.has_formula = true,
            "v" => self.position = Position::ValueStart,
            _ => {}
        }
    }

    /// Looks at text in the value; text of the formula is ignored.
    pub(super) fn text(&mut self, text: &str) {
        if !matches!(self.position, Position::ValueStart | Position::InsideValue) {
            return;
        }
        // calamine parses the first text node only, including surrounding blanks.
        if self.position == Position::ValueStart && self.cell_type == CellType::Error {
            self.has_unknown_error |= text.parse::<CellErrorType>().is_err();
        }
        self.position = Position::InsideValue;
        self.has_text |= !text.trim().is_empty();
    }

    pub(super) fn end_value(&mut self) {
        self.position = Position::AfterValue;
    }

    pub(super) fn has_unknown_error(&self) -> bool {
        self.has_unknown_error
    }

    pub(super) fn is_unresolved_formula(&self) -> bool {
        let is_empty_text =
            self.cell_type == CellType::FormulaText && self.position != Position::BeforeValue;
        self.has_formula && !self.has_text && !is_empty_text
    }
}
